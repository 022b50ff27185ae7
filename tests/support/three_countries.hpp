// Three countries and two sectors with flows and tariffs that fit in the head, for tests of policy.
#pragma once

#include "support/random_world.hpp"

namespace tariffsim::test {

/// Flows (row = exporter) and tariffs of sector 0; in sector 1 flows are twice as large, tariffs
/// the same.
inline World three_countries() {
  Baseline b = random_baseline(1, {3, 2, false, false, false, false, 0.0, 0.0});
  for (Index s = 0; s < 2; ++s) {
    b.flow.sector(s) << 100, 10, 30,  //
        20, 100, 40,                  //
        50, 60, 100;
    b.flow.sector(s) *= static_cast<double>(s + 1);
    b.tariff.sector(s) << 0, 0.10, 0.02,  //
        0.05, 0, 0.08,                    //
        0.20, 0.30, 0;
  }
  return *calibrate(b, {{Vector::Constant(2, 4.0)}, false}).world;
}

/// Into country 0, sector 0.
inline const Cells kIntoFirst{{1, 2}, {0}, {0}};

}  // namespace tariffsim::test
