#include <fmt/format.h>

#include "cli/baseline_choice.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "reports/terminal.hpp"
#include "text/near_miss.hpp"

namespace tariffsim {
namespace {

/// Changes without a shock above this are a fault of the baseline's accounts (model, section 1).
constexpr double kZeroShockTolerance = 1e-9;

/// A folder is meant whatever it is called: "my-baseline" is "./my-baseline".
std::string as_folder(const std::string& argument) {
  return argument.find('/') == std::string::npos ? "./" + argument : argument;
}

int check(const Options& options, const Console& console) {
  if (options.arguments.size() != 2)
    throw InputError(Place{}, "data check needs one folder",
                     "such as 'tariffsim data check ./my-baseline'");
  const CheckedBaseline checked =
      check_baseline(read_chosen_baseline(as_folder(options.arguments[1]), console));
  console.print(
      baseline_report(checked.baseline, checked.calibration, checked.zero_shock, console.color()));
  if (!checked.zero_shock.outcome)
    throw InputError(Place{}, fmt::format("the baseline is no equilibrium: {}",
                                          checked.zero_shock.statistics.message));
  if (checked.largest_change > kZeroShockTolerance)
    throw InputError(Place{},
                     fmt::format("solved without a shock, the baseline changes by {:.1e} > {:.0e}",
                                 checked.largest_change, kZeroShockTolerance));
  console.print(fmt::format(
      "\n  The baseline is sound: without a shock nothing changes by more than {:.1e}\n",
      checked.largest_change));
  return kDone;
}

}  // namespace

int data_command(const Options& options, const Console& console) {
  static const std::vector<std::string> known{"build", "check"};
  const std::string usage = "expected 'data check FOLDER' or 'data build RECIPE'";
  if (options.arguments.empty()) throw InputError(Place{}, "data needs a word more", usage);
  const std::string& what = options.arguments.front();
  if (what == "check") return check(options, console);
  if (what == "import") throw InputError(Place{}, "'data import' is not in this version", usage);
  const auto nearest = near_miss(what, known);
  throw InputError(Place{}, fmt::format("unknown command 'data {}'", what),
                   nearest ? fmt::format("did you mean 'data {}'?", *nearest) : usage);
}

}  // namespace tariffsim
