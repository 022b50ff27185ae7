// The whole system at one wage vector: prices solved, spending solved, and the derivative of market
// clearing.
#pragma once

#include <optional>

#include "equilibrium/preconditioner.hpp"
#include "equilibrium/stopping.hpp"

namespace tariffsim {

/// Every equation of sim/model.md, section 2.1, holds here but market clearing, whose gap is what
/// Newton drives to zero.
class Economy {
 public:
  /// Solves prices (monotone Newton) and spending at these wages, from those of `start`. `ok()` is
  /// false if no economy exists at these wages: overflow, or income that is not positive. The
  /// problem outlives the economy.
  Economy(const Problem& problem, State start);

  bool ok() const { return ok_; }
  const EquationSystem& system() const { return system_; }
  /// The country whose income is not positive, when that is why `ok()` is false.
  std::optional<Index> unpaid() const { return unpaid_; }
  Standing standing(const SolverOptions& options, Progress& progress) const;

  /// Derivative of market clearance along a change of log wages, prices and spending following;
  /// linear systems solved to `tolerance` (relative).
  Vector market_clearance_change(const Vector& wage_change, double tolerance) const;

 private:
  bool solve_prices();
  void solve_spending();
  Table price_change(const Table& gap, double tolerance) const;
  Table spending_change(const Table& gap, double tolerance) const;

  EquationSystem system_;
  Preconditioner home_;  // its domestic part, at these prices
  Table scale_;          // of spending, N x S: that of the baseline, at these wages
  std::optional<Index> unpaid_;
  bool ok_ = false;
};

}  // namespace tariffsim
