// What users pay for a good and buy of it at home, each by its own part of before: a reading of
// sim/model.md, section 2.7, beside the solver's own, for levels and the certificate.
#pragma once

#include "equilibrium/equilibrium.hpp"

namespace tariffsim {

/// The prices of home's goods and of imports at a solution of a world that tells origins.
class OriginsAtPrices {
 public:
  OriginsAtPrices(const World& world, const Vector& trade_elasticity,
                  const Equilibrium& equilibrium);

  /// log P_M, N x S: log P + log(h^C e^z + 1 - h^C) / theta; infinite where nothing is imported.
  const Table& log_import_price() const { return log_import_price_; }
  /// (h c^-theta + (1-h) P_M^-theta)^(-1/theta), in logs, of a user of k in n whose part at home
  /// was `home`.
  double log_price(Index n, Index k, double home) const;
  /// h' = h (c / P)^-theta.
  double home_part(Index n, Index k, double home) const;

 private:
  Vector theta_;
  Table log_cost_, log_import_price_;
};

}  // namespace tariffsim
