#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/deferred_signals.hpp"
#include "cli/page_choice.hpp"
#include "cli/prepared_run.hpp"
#include "cli/program.hpp"
#include "reports/page.hpp"
#include "reports/report_files.hpp"
#include "reports/terminal.hpp"

namespace tariffsim {
namespace {

/// Where the files are, for the report: "out/us-china/ (summary.json, countries.csv)".
std::string written_text(const std::filesystem::path& folder,
                         const std::vector<ResultFile>& files) {
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const ResultFile& file : files) names.push_back(file.name);
  return fmt::format("{}/ ({})", folder.string(), fmt::join(names, ", "));
}

/// Writes and shows one solved scenario. Throws OutputError.
void deliver(const PreparedRun& run, const SolvedStep& solved, const Options& options,
             const std::optional<std::string>& page, const Console& console) {
  const ExperimentResult& result = solved.result;
  const std::filesystem::path folder = options.output / run.record.id;
  const std::vector<ResultFile> files =
      report_files(run.record, {&solved, 1}, options.formats, page);
  {
    const DeferredSignals until_written;
    write_folder(folder, files);
  }
  console.print(run_report(run.record, *result.outcome, result, written_text(folder, files),
                           console.color()));
  if (options.verbose) console.print(certificate_report(result.certificate, console.color()));
}

/// Exit status of one scenario; its faults do not keep the others from being written.
int finish(const PreparedRun& run, const SolvedStep& solved, const Options& options,
           const std::optional<std::string>& page, const Console& console) {
  const ExperimentResult& result = solved.result;
  if (!result.outcome) {
    console.error(fmt::format("{}: not solved: {}", run.record.id, result.statistics.message));
    return kFailed;
  }
  try {
    deliver(run, solved, options, page, console);
    return kDone;
  } catch (const OutputError& error) {
    console.error(fmt::format("{}: {}", run.record.id, error.what()));
    return kFailed;
  }
}

}  // namespace

int run_command(const Options& options, const Console& console) {
  if (options.arguments.empty())
    throw InputError(Place{}, "run needs a scenario file", "such as 'tariffsim run us-china.yaml'");
  Diagnostics diagnostics;
  const std::vector<PreparedRun> runs = prepare_runs(options.arguments, options, diagnostics);
  console.report(diagnostics.all());
  const std::optional<std::string> page = page_for(options.formats, "report.html", console);
  std::vector<ExperimentResult> results = solve_runs(runs, options.threads, console);
  int status = kDone;
  for (std::size_t at = 0; at < runs.size(); ++at) {
    if (at > 0) console.print("\n");
    status = std::max(status, finish(runs[at], {{}, std::move(results[at])}, options, page, console));
  }
  return status;
}

}  // namespace tariffsim
