#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {

int describe_command(const Options& options, const Console& console) {
  if (options.arguments.size() > 1)
    throw InputError(Place{}, "describe takes one baseline", "an ID or a folder");
  const std::optional<std::string> named =
      options.arguments.empty() ? options.baseline : std::optional(options.arguments.front());
  const CheckedBaseline checked = checked_baseline(chosen_baseline(named, console), console);
  console.print(
      baseline_report(checked.baseline, checked.calibration, checked.zero_shock, console.color()));
  return kDone;
}

}  // namespace tariffsim
