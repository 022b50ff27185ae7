// Approximate inverses of the wage, price and spending equations, which turn gaps into corrections.
#pragma once

#include "equilibrium/approximate_wage_jacobian.hpp"
#include "equilibrium/equations.hpp"
#include "equilibrium/numeraire.hpp"
#include "equilibrium/origin_preconditioner.hpp"

namespace tariffsim {

/// What spending is measured in, N x S, > 0: the larger of what is spent at baseline and what is
/// wanted there (they differ if final shares are given and accounts do not close).
Table spending_scale(const World& world);

/// Factorised at one point, good around it. Threads share a constant one.
class Preconditioner {
 public:
  Preconditioner() = default;
  /// At the baseline.
  Preconditioner(const World& world, const ModelParameters& parameters);
  /// At these prices and this spending (over prices' demand), in the same memory.
  void factorise(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                 const Vector& log_wage, const Numeraire& numeraire);
  /// The same where the world tells origins, `shares` having been moved to this point and outliving
  /// it, and `home_spending` being H'.
  void factorise_by_origin(const Problem& problem, const Prices& at,
                           const Table& spending_per_demand, const Vector& log_wage,
                           const Numeraire& numeraire, const Shares& shares,
                           const Table& home_spending);
  /// The same, exact: where prices and spending follow from wages.
  void factorise_exactly(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                         const Vector& log_wage, const Numeraire& numeraire);
  /// The domestic part alone: what prices and spending need.
  void factorise_home(const Problem& problem, const Prices& at);

  /// Of the baseline's own policy; none elsewhere.
  const std::shared_ptr<const BaselineKernel>& kernel() const { return kernel_; }
  /// That of the baseline's world; none elsewhere.
  const Table& spending_scale() const { return spending_scale_; }

  /// The change of log wages that closes a clearing gap. N.
  void correct_wages(const Vector& clearance, Vector& change) const {
    wages_.close(clearance, change);
  }
  /// The change of log prices that closes a price gap at given wages: inputs made at home pass it
  /// on. N x S.
  void correct_prices(const Table& gap, Table& change) const { home_.pass_on(gap, change); }
  /// The change of spending that closes a spending gap at given prices, `duty_share` of it coming
  /// back as income: inputs made at home, and duties (Sherman and Morrison's formula). N x S.
  void correct_spending(const Table& duty_share, const Table& gap, Table& change) const;

  /// Of prices and spending where the world tells origins, in place of the two above.
  const OriginPreconditioner& by_origin() const { return by_origin_; }

  // Their transposes.
  Vector correct_wages_transposed(const Vector& bar) const { return wages_.close_transposed(bar); }
  void correct_prices_transposed(const Table& bar, Table& gap_bar) const {
    home_.spend(bar, gap_bar);
  }
  void correct_spending_transposed(const Table& duty_share, const Table& bar, Table& gap_bar) const;

 private:
  std::shared_ptr<const BaselineKernel> kernel_;
  DomesticInputOutput home_;
  Table home_share_, spending_scale_;
  Table home_multiplier_;  // spending at home of one unit of income, N x S
  ApproximateWageJacobian approximate_;
  WageFactors wages_;
  Shares baseline_shares_;  // where the world tells origins
  OriginPreconditioner by_origin_;
};

}  // namespace tariffsim
