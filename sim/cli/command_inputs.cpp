#include "cli/command_inputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/numbers.hpp"

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

std::string runs_by_source(const std::vector<RunsOfSource>& sources) {
  constexpr std::size_t kMostNames = 30;
  std::vector<std::string> out;
  std::size_t all = 0;
  for (const RunsOfSource& one : sources) {
    all += one.names.size();
    if (one.names.size() == 1) {
      out.push_back(fmt::format("{} {}", one.source, out.empty() ? "makes 1 run" : "makes 1"));
      continue;
    }
    const std::vector<std::string> named(
        one.names.begin(),
        one.names.begin() + static_cast<std::ptrdiff_t>(std::min(kMostNames, one.names.size())));
    out.push_back(fmt::format("{} makes {} ({}{})", one.source, counted(one.names.size(), "run"),
                              fmt::join(named, ", "),
                              named.size() < one.names.size() ? ", ..." : ""));
  }
  return fmt::format("{}{}", fmt::join(out, ", "),
                     sources.size() > 1 ? fmt::format(": {} in all", all) : "");
}

bool any_expands(const std::vector<RunsOfSource>& sources) {
  return std::any_of(sources.begin(), sources.end(),
                     [](const RunsOfSource& one) { return one.names.size() > 1; });
}

std::string name_of_run(const std::string& id, const std::string& variant_of) {
  return variant_of.empty() ? id : variant_of + "/" + id;
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
