#include "cli/command_inputs.hpp"

#include <nlohmann/json.hpp>

namespace tariffsim {
namespace {

/// What `read` has to say is printed even if it ends with an error.
template <class Read>
auto told(const Console& console, const Read& read) {
  Diagnostics diagnostics;
  try {
    auto result = read(diagnostics);
    console.report(diagnostics.all());
    return result;
  } catch (...) {
    console.report(diagnostics.all());
    throw;
  }
}

}  // namespace

std::vector<PreparedScenario> scenarios_of(const std::vector<std::string>& paths,
                                           const Options& options, Diagnostics& diagnostics) {
  std::vector<std::string> overrides = options.set;
  if (options.baseline) overrides.push_back("baseline=" + nlohmann::json(*options.baseline).dump());
  return prepare_scenarios(paths, overrides, diagnostics);
}

Baseline chosen_baseline(const std::optional<std::string>& id_or_folder, const Console& console) {
  return told(console, [&](Diagnostics& diagnostics) {
    return read_chosen_baseline(id_or_folder, diagnostics);
  });
}

CheckedBaseline checked_baseline(Baseline baseline, const Console& console) {
  return told(console, [&](Diagnostics& diagnostics) {
    return check_baseline(std::move(baseline), diagnostics);
  });
}

ProgressLine progress_on(const Console& console) {
  return [&console](const std::string& line) { console.progress(line); };
}

}  // namespace tariffsim
