// The whole system at one wage vector: prices solved, spending solved, and the derivative of market
// clearing.
#pragma once

#include <optional>

#include "equilibrium/equations.hpp"

namespace tariffsim {

/// Every equation of sim/model.md, section 2.1, holds here but market clearing, whose residual is
/// what Newton drives to zero.
class Economy {
 public:
  /// Solves prices (monotone Newton from `log_price`) and spending (from `expenditure`) at these
  /// wages. `ok()` is false where no economy exists at these wages: overflow, or income that is not
  /// positive.
  Economy(const Problem& problem, Vector log_wage, const Table& log_price,
          const Table& expenditure);

  bool ok() const { return ok_; }
  const Vector& log_wage() const { return log_wage_; }
  const Prices& prices() const { return prices_; }
  const Money& money() const { return money_; }
  /// The country whose income is not positive, when that is why `ok()` is false.
  std::optional<Index> unpaid() const { return unpaid_; }

  /// Market clearing, log(sum_s beta Y' / (w V)), N.
  Vector market_clearance() const;
  /// Largest |sum_s beta Y' - w V| / (w V), and where.
  double residual(Index& country) const;

  /// Derivative of market_clearance along a change of log wages; linear systems solved to
  /// `tolerance` (relative).
  Vector market_clearance_change(const Vector& wage_change, double tolerance) const;

 private:
  void solve_prices(const Table& log_price);
  void solve_spending(const Table& start);
  Table price_change(const Table& direct, double tolerance) const;
  Table spending_for(const Table& autonomous, double tolerance) const;
  Vector tax_revenue(const Table& expenditure) const;
  Table unspent(const Table& expenditure) const;
  Table spend_at_home(const Table& x) const;

  const Problem* problem_;  // outlives the economy
  Vector log_wage_;
  Prices prices_;
  HomeMarket home_;
  Table duty_share_;       // of expenditure, N x S
  Table home_multiplier_;  // spending at home of one unit of income, N x S
  Money money_;
  std::optional<Index> unpaid_;
  bool ok_ = false;
};

}  // namespace tariffsim
