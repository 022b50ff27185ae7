#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/prepared_run.hpp"
#include "cli/program.hpp"
#include "reports/terminal.hpp"
#include "reports/text_table.hpp"

namespace tariffsim {

int validate_command(const Options& options, const Console& console) {
  if (options.arguments.empty())
    throw InputError(Place{}, "validate needs a scenario file",
                     "such as 'tariffsim validate us-china.yaml'");
  Diagnostics diagnostics;
  const std::vector<PreparedRun> runs = prepare_runs(options.arguments, options, diagnostics);
  console.report(diagnostics.all());
  for (const PreparedRun& run : runs) {
    const World& world = run.calibration.world;
    console.print(fmt::format("{}: valid: {} on {}, {} economies, {} sectors, {} policy lines\n",
                              shown(run.record.scenario_file), shown(run.record.id),
                              shown(run.record.baseline_id), world.n_countries(), world.n_sectors(),
                              run.policy.size()));
    if (options.verbose)
      console.print(audit_report(run.audit, shown(run.record.currency), console.color()));
  }
  return kDone;
}

}  // namespace tariffsim
