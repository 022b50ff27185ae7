#include <fmt/format.h>

#include "base/near_miss.hpp"
#include "base/output_folder.hpp"
#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "data/baseline_folder.hpp"
#include "data/recipe_reader.hpp"
#include "files/result_files.hpp"
#include "prose/text_table.hpp"
#include "runs/built_baseline.hpp"
#include "runs/deferred_signals.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

/// Changes without a shock above this are a fault of the baseline's accounts (sim/model.md, section
/// 1.2).
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
      checked_baseline(chosen_baseline(as_folder(options.arguments[1]), console), console);
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

/// "flows=FOLDER" and "inputs=FOLDER" after the recipe.
SourceOverrides source_overrides(const std::vector<std::string>& arguments) {
  SourceOverrides overrides;
  for (std::size_t at = 2; at < arguments.size(); ++at) {
    const std::size_t equals = arguments[at].find('=');
    const std::string name = arguments[at].substr(0, equals);
    if (equals == std::string::npos || (name != "flows" && name != "inputs"))
      throw InputError(Place{}, fmt::format("unexpected '{}'", arguments[at]),
                       "after the recipe: flows=FOLDER, inputs=FOLDER");
    overrides[name] = arguments[at].substr(equals + 1);
  }
  return overrides;
}

int build(const Options& options, const Console& console) {
  if (options.arguments.size() < 2)
    throw InputError(Place{}, "data build needs a recipe",
                     "such as 'tariffsim data build recipe.yaml -o ./my-baseline'");
  Diagnostics diagnostics;
  const BaselineRecipe recipe =
      read_recipe(options.arguments[1], source_overrides(options.arguments), diagnostics);
  const Baseline built = built_baseline(recipe, diagnostics);
  console.report(diagnostics.all());
  const std::filesystem::path folder =
      options.output_given ? options.output : options.output / built.id;
  check_replaceable(folder, "baseline.yaml");
  {
    const DeferredSignals until_written;
    write_baseline(built, folder, recipe.digits);
  }
  console.print(fmt::format("{}: {} economies, {} sectors, written to {}/\n", shown(built.id),
                            built.countries.size(), built.sectors.size(), folder.string()));
  return kDone;
}

}  // namespace

int data_command(const Options& options, const Console& console) {
  static const std::vector<std::string> known{"build", "check"};
  const std::string usage = "expected 'data check FOLDER' or 'data build RECIPE'";
  if (options.arguments.empty()) throw InputError(Place{}, "data needs a word more", usage);
  const std::string& what = options.arguments.front();
  if (what == "check") return check(options, console);
  if (what == "build") return build(options, console);
  if (what == "import") throw InputError(Place{}, "'data import' is not in this version", usage);
  const auto nearest = near_miss(what, known);
  throw InputError(Place{}, fmt::format("unknown command 'data {}'", what),
                   nearest ? fmt::format("did you mean 'data {}'?", *nearest) : usage);
}

}  // namespace tariffsim
