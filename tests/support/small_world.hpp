// A random baseline small enough to reason about.
#pragma once

#include <random>
#include <string>

#include "model/baseline.hpp"

namespace tariffsim::tests {

/// N countries A, B, C... and S sectors s0, s1, ... with input-output; every number from `seed`.
inline Baseline random_baseline(Index countries, Index sectors, unsigned seed,
                                bool export_taxes = false) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  Baseline out;
  out.id = "random";
  out.title = "Random";
  out.currency = "USD";
  for (Index n = 0; n < countries; ++n) {
    const std::string code(1, static_cast<char>('A' + n));
    out.countries.push_back({code, code, 0});
  }
  for (Index s = 0; s < sectors; ++s)
    out.sectors.push_back({"s" + std::to_string(s), "Sector " + std::to_string(s),
                           s + 1 == sectors ? SectorKind::services : SectorKind::goods});
  out.flow = Cube(countries, sectors);
  out.tariff = Cube(countries, sectors);
  if (export_taxes) out.export_tax = Cube(countries, sectors);
  out.input_share = InputShares(countries, sectors);
  for (Index s = 0; s < sectors; ++s) {
    for (Index n = 0; n < countries; ++n) {
      for (Index i = 0; i < countries; ++i) {
        out.flow(i, n, s) = (i == n ? 50 : 1) * (0.5 + uniform(random));
        if (i == n) continue;
        out.tariff(i, n, s) = 0.3 * uniform(random);
        if (export_taxes) out.export_tax(i, n, s) = 0.2 * uniform(random) - 0.05;
      }
      for (Index k = 0; k < sectors; ++k)
        out.input_share(n, k, s) = 0.5 * uniform(random) / static_cast<double>(sectors);
    }
  }
  Vector theta(sectors);
  for (Index s = 0; s < sectors; ++s) theta(s) = 2 + 6 * uniform(random);
  out.elasticities.push_back({"made-up", theta});
  return out;
}

}  // namespace tariffsim::tests
