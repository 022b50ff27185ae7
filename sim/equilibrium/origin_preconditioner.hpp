// Approximate inverses of the price and spending equations where users choose origins by themselves
// (origin_shares.hpp): inputs bought at home are followed through, those from abroad once.
#pragma once

#include "equilibrium/domestic_input_output.hpp"
#include "equilibrium/shares.hpp"

namespace tariffsim {

/// Unknowns or gaps by origin, N x S: of final users' log price P and of z / theta; of spending on
/// home's goods and on imports.
struct OriginPrices {
  Table price, odds;
};

class OriginPreconditioner {
 public:
  /// At the point to which the shares have been moved. They outlive it.
  void factorise(const Shares& shares, const Vector& trade_elasticity);

  /// The change of P and z / theta that closes these gaps once log P_M has been moved by
  /// `import_price` more.
  OriginPrices correct_prices(const OriginPrices& gap, const Table& import_price) const;
  /// Its transpose; `import_price_bar` is written.
  OriginPrices correct_prices_transposed(const OriginPrices& bar, Table& import_price_bar) const;

  /// The change of spending that closes a gap of it, `duty_share` of imports coming back as income.
  ByOrigin correct_spending(const Table& duty_share, const ByOrigin& gap) const;
  ByOrigin correct_spending_transposed(const Table& duty_share, const ByOrigin& bar) const;

 private:
  Table abroad_of(const Table& output) const;       // sum_j g' (1 - h') of output
  Table costs_of(const Table& import_price) const;  // sum_k g' (1 - h') of prices

  const Shares* shares_ = nullptr;
  Vector theta_;
  DomesticInputOutput home_;
  ByOrigin multiplier_;  // spending of one unit of income
};

}  // namespace tariffsim
