#include <fmt/format.h>

#include "base/near_miss.hpp"
#include "base/numbers.hpp"
#include "base/output_folder.hpp"
#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "data/baseline_folder.hpp"
#include "data/recipe_reader.hpp"
#include "files/result_files.hpp"
#include "importers/importers.hpp"
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
  Baseline baseline = chosen_baseline(as_folder(options.arguments[1]), console);
  if (baseline.products != nullptr) baseline.products->trade();  // read only where it is asked for
  const CheckedBaseline checked = checked_baseline(std::move(baseline), console);
  console.print(baseline_report(checked.baseline, checked.calibration, checked.zero_shock,
                                checked.cautions, console.color()));
  if (!checked.zero_shock.outcome)
    throw InputError(Place{}, fmt::format("the baseline is not an equilibrium: {}",
                                          checked.zero_shock.statistics.message));
  if (checked.largest_change > kZeroShockTolerance)
    throw InputError(Place{},
                     fmt::format("solved without a shock, the baseline changes by {:.1e} > {:.0e}",
                                 checked.largest_change, kZeroShockTolerance));
  console.print(fmt::format("\n  {}: without a shock nothing changes by more than {:.1e}\n",
                            checked.doubts == 0
                                ? "The baseline is sound"
                                : "The accounts are sound, but see the warnings above",
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
    write_baseline(built, folder, {recipe.digits});
  }
  console.print(fmt::format("{}: {} economies, {}, written to {}/\n", shown(built.id),
                            built.countries.size(), counted(built.sectors.size(), "sector"),
                            shown_whole(folder.string())));
  return kDone;
}

/// "81 economies, 50 sectors, in million USD", or the files of a source of rates.
std::string contents_of(const Imported& imported) {
  const Baseline& baseline = imported.baseline;
  if (!baseline.countries.empty())
    return fmt::format("{} economies, {}, in {}{}", baseline.countries.size(),
                       counted(baseline.sectors.size(), "sector"), imported.unit,
                       baseline.currency);
  std::string files;
  for (const BaselineFile& file : imported.more) files += (files.empty() ? "" : ", ") + file.name;
  return files;
}

int import(const Options& options, const Console& console) {
  if (options.arguments.size() < 2)
    throw InputError(Place{}, "data import needs a source and its files",
                     "such as 'tariffsim data import icio 2022_SML.csv -o ./icio-2022'");
  const ImporterRecord& record = importer_named(options.arguments[1]);
  if (options.arguments.size() < 3)
    throw InputError(
        Place{}, fmt::format("data import {} needs files", record.name),
        fmt::format("such as 'tariffsim data import {} {} -o FOLDER'", record.name, record.files));
  const std::vector<std::filesystem::path> files(options.arguments.begin() + 2,
                                                 options.arguments.end());
  ImportOptions wanted{options.year, {}};
  if (options.aggregate) wanted.recipe = *options.aggregate;
  Diagnostics diagnostics;
  const Imported imported = imported_from(record, files, wanted, diagnostics);
  console.report(diagnostics.all());
  const std::filesystem::path folder =
      options.output_given ? options.output : options.output / imported.baseline.id;
  check_replaceable(folder, mark_of(imported));
  {
    const DeferredSignals until_written;
    write_imported(imported, folder);
  }
  console.print(fmt::format("{}: {}, written to {}/\n", imported.baseline.title,
                            contents_of(imported), shown_whole(folder.string())));
  return kDone;
}

}  // namespace

int data_command(const Options& options, const Console& console) {
  static const std::vector<std::string> known{"build", "check", "import"};
  const std::string usage =
      "expected 'data check FOLDER', 'data build RECIPE' or 'data import SOURCE FILE...'";
  if (options.arguments.empty()) throw InputError(Place{}, "'data' needs a command", usage);
  const std::string& what = options.arguments.front();
  if (what == "check") return check(options, console);
  if (what == "build") return build(options, console);
  if (what == "import") return import(options, console);
  const auto nearest = near_miss(what, known);
  throw InputError(Place{}, fmt::format("unknown command 'data {}'", what),
                   nearest ? fmt::format("did you mean 'data {}'?", *nearest) : usage);
}

}  // namespace tariffsim
