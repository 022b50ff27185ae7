// Random baselines for tests; a seed makes one.
#pragma once

#include <cmath>
#include <random>

#include "model/calibration.hpp"
#include "policy/apply_policy.hpp"
#include "studies/experiment.hpp"

namespace tariffsim::test {

struct RandomBaseline {
  Index countries = 5;
  Index sectors = 4;
  bool input_output = true;
  bool tariffs = true;
  bool export_taxes = false;
  bool balanced = false;     // trade made symmetric within each sector, so that deficits vanish
  double zero_flows = 0.1;   // share of foreign cells without trade
  double size_spread = 3.0;  // log standard deviation of country size
};

inline Baseline random_baseline(unsigned seed, const RandomBaseline& want = {}) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::normal_distribution<double> normal(0, 1);
  Baseline b;
  b.id = "random";
  const Index n_countries = want.countries;
  for (Index n = 0; n < n_countries; ++n) {
    const std::string code{'C', static_cast<char>('A' + n / 26), static_cast<char>('A' + n % 26)};
    b.countries.push_back({code, code, 0});
  }
  for (Index s = 0; s < want.sectors; ++s) {
    const std::string code = "S" + std::to_string(s);
    b.sectors.push_back({code, code, SectorKind::goods});
  }
  b.flow = Cube(n_countries, want.sectors);
  b.tariff = Cube(n_countries, want.sectors);
  if (want.export_taxes) b.export_tax = Cube(n_countries, want.sectors);
  Vector size(n_countries);
  for (Index n = 0; n < n_countries; ++n) size(n) = std::exp(want.size_spread * uniform(generator));
  for (Index s = 0; s < want.sectors; ++s) {
    for (Index n = 0; n < n_countries; ++n) {
      for (Index i = 0; i < n_countries; ++i) {
        if (i == n) {
          b.flow(i, n, s) = 1000 * size(n) * std::exp(0.5 * normal(generator));
          continue;
        }
        const double flow = 400 * size(i) * size(n) / size.sum() * std::exp(normal(generator));
        b.flow(i, n, s) = uniform(generator) < want.zero_flows ? 0 : flow;
        if (want.tariffs) b.tariff(i, n, s) = 0.3 * uniform(generator) * uniform(generator);
        if (want.export_taxes) b.export_tax(i, n, s) = 0.2 * uniform(generator) - 0.05;
      }
    }
    if (want.balanced) {
      b.flow.sector(s) = 0.5 * (b.flow.sector(s) + b.flow.sector(s).transpose()).eval();
    }
  }
  if (want.input_output) {
    b.input_share = InputShares(n_countries, want.sectors);
    for (Index n = 0; n < n_countries; ++n) {
      for (Index s = 0; s < want.sectors; ++s) {
        const double inputs = 0.3 + 0.3 * uniform(generator);
        for (Index k = 0; k < want.sectors; ++k) {
          b.input_share(n, k, s) =
              inputs * (0.5 + uniform(generator)) / static_cast<double>(want.sectors) / 1.5;
        }
      }
    }
  }
  return b;
}

/// Trade elasticities between 2 and 8.
inline Vector random_elasticities(unsigned seed, Index sectors) {
  std::mt19937 generator(seed + 77);
  std::uniform_real_distribution<double> uniform(2, 8);
  return Vector::NullaryExpr(sectors, [&](Index) { return uniform(generator); });
}

inline Calibration random_calibration(unsigned seed, const RandomBaseline& want = {}) {
  return calibrate(random_baseline(seed, want),
                   {{random_elasticities(seed, want.sectors)}, want.input_output});
}

/// All indices below `count`.
inline std::vector<Index> everyone(Index count) {
  std::vector<Index> all(static_cast<std::size_t>(count));
  for (Index i = 0; i < count; ++i) all[static_cast<std::size_t>(i)] = i;
  return all;
}

inline Cells all_cells(const World& world) {
  return {everyone(world.n_countries()), everyone(world.n_countries()),
          everyone(world.n_sectors())};
}

inline PolicyLine tariff_line(Cells cells, RateChange change, double rate) {
  return {LevyChange{WedgeKind::tariff, change, OneRate{std::move(cells), rate}}, "tariff", {}};
}

/// On all four sectors.
inline PolicyLine add_tariff(Index exporter, Index importer, double rate, PartScope goods = {}) {
  PolicyLine line = tariff_line({{exporter}, {importer}, {0, 1, 2, 3}}, RateChange::add, rate);
  std::get<LevyChange>(line.instrument).scope = std::move(goods);
  return line;
}

/// Some of the goods of a cell.
inline PartScope covering(double share, bool independent = false) {
  return {share, independent, "", std::nullopt};
}

inline PolicyLine export_tax_line(Cells cells, RateChange change, double rate) {
  return {
      LevyChange{WedgeKind::export_tax, change, OneRate{std::move(cells), rate}}, "export_tax", {}};
}

inline PolicyLine trade_cost_line(Cells cells, double change) {
  return {TradeCostChange{std::move(cells), change}, "trade_cost", {}};
}

/// Random rates on random cells: some small, some prohibitive.
inline std::vector<PolicyLine> random_policy(unsigned seed, const World& world, double top_rate) {
  std::mt19937 generator(seed + 991);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<CellRate> cells;
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < world.n_countries(); ++n) {
      for (Index i = 0; i < world.n_countries(); ++i) {
        if (uniform(generator) < 0.3) cells.push_back({i, n, s, top_rate * uniform(generator)});
      }
    }
  }
  return {{LevyChange{WedgeKind::tariff, RateChange::set, cells}, "random", {}}};
}

}  // namespace tariffsim::test
