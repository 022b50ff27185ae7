#include <fmt/format.h>

#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "files/tariff_csv.hpp"
#include "runs/tariff_profile.hpp"
#include "scenario/product_lookup.hpp"
#include "scenario/selector_lookup.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

std::optional<std::string> named_baseline(const Options& options) {
  return options.arguments.empty() ? options.baseline : std::optional(options.arguments.front());
}

/// The scenario of --scenario on the baseline that the command names, if it names one.
PreparedRun prepared(const Options& options, Diagnostics& diagnostics) {
  Options changed = options;
  changed.baseline = named_baseline(options);
  return std::move(scenarios_of({*options.scenario}, changed, diagnostics).front().front());
}

/// The same without `in_data`; what there is to say of it has been said.
PreparedRun without_in_data(Options options) {
  options.set.emplace_back("in_data=null");
  Diagnostics said_before;
  return prepared(options, said_before);
}

TariffProfile of_scenario(const Options& options, const Console& console, Diagnostics& said) {
  Diagnostics diagnostics;
  const PreparedRun run = prepared(options, diagnostics);
  console.report(diagnostics.all());
  if (run.record.in_data.empty()) return tariff_profile(run, nullptr, *options.tariffs, said);
  const PreparedRun before = without_in_data(options);
  return tariff_profile(run, &before, *options.tariffs, said);
}

TariffProfile profile_of(const Options& options, const Console& console) {
  Diagnostics said;
  TariffProfile profile = options.scenario
                              ? of_scenario(options, console, said)
                              : tariff_profile(chosen_baseline(named_baseline(options), console),
                                               *options.tariffs, said);
  console.report(said.all());
  return profile;
}

int describe_tariffs(const Options& options, const Console& console) {
  if (!options.formats_given) {
    console.print(tariff_report(profile_of(options, console), console.color()));
  } else if (options.formats == formats_named({"csv"})) {
    console.print(tariff_csv(profile_of(options, console)));
  } else {
    throw InputError(Place{}, "describe --tariffs knows the format csv only", "-f csv");
  }
  return kDone;
}

/// The countries or sectors of a name as people write it, a group's members together; of a member
/// of a region the region.
std::vector<Index> positions_of(SelectorLookup& lookup, const std::string& written) {
  const NameTable& table = lookup.table();
  const Name name = lookup.in_codes_or_region({written, {}});
  std::vector<Index> found = lookup.resolve(name);
  lookup.diagnostics().throw_if_errors();
  if (found.empty())
    throw InputError(Place{},
                     fmt::format("'{}' is no {} of {}", name.text, table.kind, table.baseline));
  return found;
}

NamedCells cells_named(const std::vector<std::string>& names, const Baseline& baseline,
                       Diagnostics& diagnostics) {
  const Scenario none;
  SelectorLookup countries(country_names(none, baseline, diagnostics), diagnostics);
  SelectorLookup sectors(sector_names(none, baseline, {}, diagnostics), diagnostics);
  NamedCells out{names[1], names[0], names[2],
                 Cells{positions_of(countries, names[1]), positions_of(countries, names[0]),
                       positions_of(sectors, names[2])}};
  const auto code_of_one = [](const std::vector<Index>& found, const auto& labels,
                              std::string& name) {
    if (found.size() == 1) name = labels[static_cast<std::size_t>(found.front())].code;
  };
  code_of_one(out.cells.exporters, baseline.countries, out.exporter);
  code_of_one(out.cells.importers, baseline.countries, out.importer);
  code_of_one(out.cells.sectors, baseline.sectors, out.sector);
  countries.note_read_as();
  sectors.note_read_as();
  return out;
}

int describe_products(const Options& options, const Console& console) {
  const Baseline baseline = chosen_baseline(named_baseline(options), console);
  Diagnostics diagnostics;
  const NamedCells named = cells_named(options.products, baseline, diagnostics);
  console.report(diagnostics.all());
  if (baseline.products == nullptr)
    throw InputError(
        Place{},
        fmt::format("{} has no products.csv: its trade by product is not known", baseline.id));
  for (const Index importer : named.cells.importers)
    if (baseline.products->trade().importers.count(importer) == 0)
      throw InputError(Place{}, not_known_by_product(named.importer, baseline));
  if (options.formats_given && options.formats != formats_named({"csv"}))
    throw InputError(Place{}, "describe --products knows the format csv only", "-f csv");
  console.print(options.formats_given ? product_csv(baseline, named)
                                      : product_report(baseline, named, console.color()));
  return kDone;
}

}  // namespace

int describe_command(const Options& options, const Console& console) {
  if (options.arguments.size() > 1)
    throw InputError(Place{}, "describe takes one baseline", "an ID or a folder");
  if (options.tariffs) return describe_tariffs(options, console);
  if (!options.products.empty()) return describe_products(options, console);
  const CheckedBaseline checked =
      checked_baseline(chosen_baseline(named_baseline(options), console), console);
  console.print(baseline_report(checked.baseline, checked.calibration, checked.zero_shock,
                                checked.cautions, console.color()));
  return kDone;
}

}  // namespace tariffsim
