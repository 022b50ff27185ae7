// Random options of the model for tests; a seed makes one set.
#pragma once

#include <cmath>
#include <random>

#include "support/random_world.hpp"

namespace tariffsim::test {

/// Which options may be on, and how far they go.
struct FamilyBounds {
  double least_substitution = 0.1, most_substitution = 4;
  double most_scale = 0.5;  ///< times the trade elasticity
  bool selling = true;
};

/// Each option is on in half of all sets.
class RandomFamily {
 public:
  RandomFamily(unsigned seed, FamilyBounds bounds = {}) : generator_(seed), bounds_(bounds) {}

  /// Parameters at these elasticities, for a world of so many countries.
  ModelParameters parameters(const Vector& theta, Index countries) {
    ModelParameters p{theta};
    for (double* sigma :
         {&p.substitution.value_added, &p.substitution.inputs, &p.substitution.final_use})
      if (on())
        *sigma = std::exp(
            between(std::log(bounds_.least_substitution), std::log(bounds_.most_substitution)));
    if (on()) p.labour_mobility = on() ? 0 : between(0, 8);
    if (on()) p.labour_supply = between(0.05, 1);
    if (on()) p.revenue = RevenueUse::income_tax;
    if (on())
      p.income_tax_rate = Vector::NullaryExpr(countries, [&](Index) { return between(0, 0.5); });
    if (on()) p.scale = between(0, bounds_.most_scale) * theta.cwiseInverse();
    p.proportional_deficits = on();
    return p;
  }

  /// Shares of selling costs by importer, or none.
  Vector selling_share(Index countries) {
    if (!bounds_.selling || !on()) return {};
    return Vector::NullaryExpr(countries, [&](Index) { return between(0, 0.3); });
  }

  /// phi of those shares, N x S.
  Table tax_exponent(const Vector& share, const Vector& theta) {
    Table phi(share.size(), theta.size());
    for (Index s = 0; s < phi.cols(); ++s)
      phi.col(s) = (1 + theta(s)) / ((1 - share.array()) * theta(s)) - 1 / theta(s);
    return phi;
  }

  bool on() { return generator_() % 2 == 0; }
  double between(double least, double most) {
    return std::uniform_real_distribution<double>(least, most)(generator_);
  }

 private:
  std::mt19937 generator_;
  FamilyBounds bounds_;
};

/// A random world, calibrated with random options.
inline Calibration random_family_calibration(unsigned seed, const RandomBaseline& want,
                                             FamilyBounds bounds = {}) {
  RandomFamily family(seed, bounds);
  CalibrationOptions options{
      family.parameters(random_elasticities(seed, want.sectors), want.countries), want.input_output,
      family.selling_share(want.countries)};
  if (options.selling_share.size() > 0)
    options.parameters.tax_exponent =
        family.tax_exponent(options.selling_share, options.parameters.trade_elasticity);
  return calibrate(random_baseline(seed, want), options);
}

}  // namespace tariffsim::test
