// Random parts of inputs that are bought at home; a seed makes one set.
#pragma once

#include <random>

#include "support/random_family.hpp"

namespace tariffsim::test {

/// Gives a baseline domestic parts of inputs: some users buy at home or abroad only.
inline void add_origins(Baseline& baseline, unsigned seed) {
  std::mt19937 generator(seed + 5005);
  std::uniform_real_distribution<double> uniform(0, 1);
  baseline.home_input = InputShares(baseline.flow.countries(), baseline.flow.sectors());
  InputShares& home = baseline.home_input;
  for (Index s = 0; s < home.sectors(); ++s)
    for (Index k = 0; k < home.sectors(); ++k)
      for (Index n = 0; n < home.countries(); ++n) {
        const double kind = uniform(generator);
        home(n, k, s) = kind < 0.15 ? 0 : kind < 0.3 ? 1 : uniform(generator);
      }
}

inline Baseline baseline_with_origins(unsigned seed, const RandomBaseline& want) {
  Baseline baseline = random_baseline(seed, want);
  add_origins(baseline, seed);
  return baseline;
}

inline Calibration calibration_with_origins(unsigned seed, const RandomBaseline& want,
                                            ModelParameters parameters) {
  return calibrate(baseline_with_origins(seed, want), {std::move(parameters), true, {}, true});
}
inline Calibration calibration_with_origins(unsigned seed, const RandomBaseline& want) {
  return calibration_with_origins(seed, want, {random_elasticities(seed, want.sectors)});
}

/// The same with random options.
inline Calibration family_calibration_with_origins(unsigned seed, const RandomBaseline& want,
                                                   FamilyBounds bounds = {}) {
  RandomFamily family(seed, bounds);
  return calibration_with_origins(
      seed, want, family.parameters(random_elasticities(seed, want.sectors), want.countries));
}

}  // namespace tariffsim::test
