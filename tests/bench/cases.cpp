#include "bench/cases.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "data/baseline_metadata.hpp"
#include "support/random_world.hpp"
#include "text/csv_table.hpp"

namespace tariffsim::bench {
namespace {

namespace fs = std::filesystem;

fs::path shared_data() { return fs::path(TARIFFSIM_SOURCE_DIR) / ".." / "shared" / "data"; }

Vector elasticities(const Baseline& baseline, const std::string& source) {
  for (const ElasticitySource& known : baseline.elasticities) {
    if (known.name == source) return known.trade_elasticity;
  }
  return baseline.elasticities.front().trade_elasticity;
}

Index country(const World& world, const std::string& code) {
  return find_country(world.countries, code);
}

std::vector<PolicyLine> tariff_war(const World& world, Index one, Index other) {
  const std::vector<Index> sectors = test::everyone(world.n_sectors());
  return {test::tariff_line({{other}, {one}, sectors}, RateChange::add, 1.45),
          test::tariff_line({{one}, {other}, sectors}, RateChange::add, 1.25)};
}

/// The rates of a file of exporter, importer, sector and rate.
std::vector<CellRate> rates_in(const fs::path& file, const World& world) {
  const CsvTable table(read_file(file, std::size_t{1} << 24U),
                       {{"exporter", "importer", "sector", "rate"}, {}, false});
  Diagnostics diagnostics;
  std::vector<CellRate> cells;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto field = [&](const char* name) {
      return std::string(table.field(row, table.column(name)));
    };
    Index sector = 0;
    while (world.sectors[static_cast<std::size_t>(sector)].code != field("sector")) ++sector;
    cells.push_back({country(world, field("exporter")), country(world, field("importer")), sector,
                     table.number(row, table.column("rate"), diagnostics)});
  }
  diagnostics.throw_if_errors();
  return cells;
}

Baseline read_shared(const std::string& name) {
  Diagnostics ignored;  // of files beside the baseline's own
  BaselineMetadata metadata;
  metadata.id = name;
  return read_source(shared_data() / name, metadata, ignored);
}

/// phi = (1 + b) / ((1 - nu) b) - 1 / b with selling costs of 10 % and a Pareto shape of 6.
constexpr double kSelling = 0.1, kPareto = 6;
constexpr double kTaxExponent = (1 + kPareto) / ((1 - kSelling) * kPareto) - 1 / kPareto;

CalibrationOptions every_option(const Vector& theta, const Baseline& baseline) {
  const auto countries = static_cast<Index>(baseline.countries.size());
  CalibrationOptions options{{theta}, true, Vector::Constant(countries, kSelling)};
  ModelParameters& p = options.parameters;
  p.substitution = {0.5, 0.2, 0.6};
  p.labour_mobility = 1.5;
  p.labour_supply = 0.4;
  p.revenue = RevenueUse::income_tax;
  p.scale = Vector::Constant(theta.size(), 0.05);
  p.tax_exponent = Table::Constant(countries, theta.size(), kTaxExponent);
  p.proportional_deficits = true;
  return options;
}

}  // namespace

Case synthetic_family(Index countries, Index sectors) {
  const test::RandomBaseline want{countries, sectors, true, true, false, false, 0.3, 6.0};
  Baseline baseline = test::random_baseline(1, want);
  const CalibrationOptions options = every_option(test::random_elasticities(1, sectors), baseline);
  Case made{"synthetic, every option", calibrate(std::move(baseline), options), {}};
  made.policy = tariff_war(*made.calibration.world, 0, 1);
  return made;
}

Case world_2022_family() {
  Diagnostics ignored;
  Baseline baseline = read_baseline(find_baseline("world-2022"), ignored);
  const CalibrationOptions options =
      every_option(baseline.elasticities.front().trade_elasticity, baseline);
  Case made{"world-2022, every option", calibrate(std::move(baseline), options), {}};
  const World& world = *made.calibration.world;
  made.policy = tariff_war(world, country(world, "USA"), country(world, "CHN"));
  return made;
}

Case synthetic(Index countries, Index sectors, bool input_output) {
  Case made{
      "synthetic " + std::to_string(countries) + " x " + std::to_string(sectors),
      test::random_calibration(1, {countries, sectors, input_output, true, false, false, 0.3, 6.0}),
      {}};
  made.policy = tariff_war(*made.calibration.world, 0, 1);
  return made;
}

Case world_2022(bool input_output) {
  Diagnostics ignored;
  Baseline baseline = read_baseline(find_baseline("world-2022"), ignored);
  const Vector theta = baseline.elasticities.front().trade_elasticity;
  Case made{"world-2022, 145/125", calibrate(std::move(baseline), {{theta}, input_output}), {}};
  const World& world = *made.calibration.world;
  made.policy = tariff_war(world, country(world, "USA"), country(world, "CHN"));
  return made;
}

std::optional<Case> icio_2022() {
  if (!fs::exists(shared_data() / "icio-2022")) return std::nullopt;
  Baseline baseline = read_shared("icio-2022");
  const Vector theta = elasticities(baseline, "in-sample");
  Case made{"icio-2022, uniform 10 %", calibrate(std::move(baseline), {{theta}, false}), {}};
  const World& world = *made.calibration.world;
  made.policy = {test::tariff_line({test::everyone(world.n_countries()),
                                    {country(world, "USA")},
                                    test::everyone(world.n_sectors())},
                                   RateChange::add, 0.1)};
  return made;
}

std::optional<Case> nafta_1993() {
  if (!fs::exists(shared_data() / "nafta-1993")) return std::nullopt;
  Baseline baseline = read_shared("nafta-1993");
  const Vector theta = elasticities(baseline, "caliendo-parro-2015");
  Case made{"nafta-1993, both solves", calibrate(std::move(baseline), {{theta}, true}), {}, true};
  made.policy = {{LevyChange{WedgeKind::tariff, RateChange::set,
                             rates_in(shared_data() / "nafta-1993" / "nafta-2005-tariffs.csv",
                                      *made.calibration.world)},
                  "tariffs of 2005",
                  {}}};
  return made;
}

}  // namespace tariffsim::bench
