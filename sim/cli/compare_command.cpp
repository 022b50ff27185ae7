#include <fmt/format.h>

#include <map>

#include "cli/commands.hpp"
#include "cli/deferred_signals.hpp"
#include "cli/page_choice.hpp"
#include "cli/prepared_run.hpp"
#include "cli/program.hpp"
#include "reports/comparison_files.hpp"
#include "reports/terminal.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

bool is_folder(const std::string& argument) {
  std::error_code error;
  return fs::is_directory(argument, error);
}

/// Files are read back from folders; scenario files are solved. In the order of the arguments.
/// An unsolved scenario leaves the result empty.
std::vector<ComparedRun> read_runs(const Options& options, const Console& console) {
  std::map<std::string, ComparedRun> by_argument;
  std::vector<std::string> scenarios;
  for (const std::string& argument : options.arguments) {
    if (is_folder(argument))
      by_argument[argument] = compared_run(read_result_folder(argument), argument);
    else
      scenarios.push_back(argument);
  }
  Diagnostics diagnostics;
  const std::vector<PreparedRun> prepared = prepare_runs(scenarios, options, diagnostics);
  console.report(diagnostics.all());
  const std::vector<ExperimentResult> results = solve_runs(prepared, options.threads, console);
  bool solved = true;
  for (std::size_t at = 0; at < results.size(); ++at) {
    if (results[at].outcome) {
      by_argument[scenarios[at]] =
          compared_run(result_files(prepared[at].record, *results[at].outcome, results[at], {}),
                       scenarios[at]);
    } else {
      solved = false;
      console.error(fmt::format("{}: not solved: {}", prepared[at].record.id,
                                results[at].statistics.message));
    }
  }
  if (!solved) return {};
  std::vector<ComparedRun> runs;
  for (const std::string& argument : options.arguments) runs.push_back(by_argument.at(argument));
  return runs;
}

}  // namespace

int compare_command(const Options& options, const Console& console) {
  if (options.arguments.size() < 2)
    throw InputError(Place{}, "compare needs two scenario files or result folders, or more",
                     "such as 'tariffsim compare out/a out/b'");
  std::vector<ComparedRun> runs = read_runs(options, console);
  if (runs.empty()) return kFailed;
  const Comparison comparison = compare(std::move(runs));
  const fs::path folder = options.output / "compare";
  const std::optional<std::string> page = page_for(options.formats, "compare.html", console);
  {
    const DeferredSignals until_written;
    write_folder(folder, comparison_files(comparison, options.formats, page));
  }
  console.print(comparison_report(comparison, folder.string() + "/", console.color()));
  return kDone;
}

}  // namespace tariffsim
