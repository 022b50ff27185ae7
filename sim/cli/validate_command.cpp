#include <fmt/format.h>

#include "base/numbers.hpp"
#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

/// What the lines of a policy do, step by step; no solving.
std::string audits_text(const PreparedRun& run, bool color) {
  const std::vector<Stage>& stages = run.experiment.stages;
  std::string text = in_data_report(run.record, color) + reference_report(run.record, color);
  if (!text.empty()) text += section_heading("Policy", color);
  for (std::size_t at = 0; at < stages.size(); ++at) {
    const Step& step = stages[at].step;
    if (!step.id.empty())
      text += fmt::format("\n  step {}{}: {}\n", step.id, step.date.empty() ? "" : ", " + step.date,
                          shown(step.title));
    text += audit_report(run.audits[at], shown(run.record.currency), color);
  }
  if (!run.experiment.reference.empty())
    text += "  rates before are those of the reference; trade is the baseline's\n";
  return text;
}

void show(const PreparedRun& run, bool verbose, const Console& console) {
  const World& world = *run.experiment.calibration.world;
  const std::vector<Stage>& stages = run.experiment.stages;
  const bool timeline = !stages.front().step.id.empty();
  const std::string what = timeline ? counted(stages.size(), "step")
                                    : counted(stages.back().policy.size(), "policy line");
  console.print(fmt::format("{}: valid: {} on {}, {} economies, {}, {}\n",
                            shown_whole(run.record.scenario_file), shown(run.record.id),
                            shown(run.record.baseline_id), world.n_countries(),
                            counted(world.sectors.size(), "sector"), what));
  if (verbose) console.print(audits_text(run, console.color()));
}

}  // namespace

int validate_command(const Options& options, const Console& console) {
  if (options.arguments.empty())
    throw InputError(Place{}, "validate needs a scenario file",
                     "such as 'tariffsim validate us-china.yaml'");
  Diagnostics diagnostics;
  const auto scenarios = scenarios_of(options.arguments, options, diagnostics);
  console.report(diagnostics.all());
  for (const PreparedScenario& scenario : scenarios)
    for (const PreparedRun& run : scenario) show(run, options.verbose, console);
  return kDone;
}

}  // namespace tariffsim
