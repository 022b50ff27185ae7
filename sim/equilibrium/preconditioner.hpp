// Approximate inverses of the wage, price and spending equations, which turn gaps into corrections.
#pragma once

#include "equilibrium/approximate_wage_jacobian.hpp"
#include "equilibrium/equations.hpp"
#include "equilibrium/numeraire.hpp"

namespace tariffsim {

/// Factorised at one point, good around it. Threads share a constant one.
class Preconditioner {
 public:
  Preconditioner() = default;
  /// At the baseline.
  explicit Preconditioner(const World& world);
  /// At these prices and this spending (over prices' demand), in the same memory.
  void factorise(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                 const Vector& log_wage, const Numeraire& numeraire);

  /// Of the baseline's own policy; none elsewhere.
  const std::shared_ptr<const BaselineKernel>& kernel() const { return kernel_; }
  const DomesticInputOutput& home() const { return home_; }
  /// Spending at home of one unit of income, N x S.
  const Table& home_multiplier() const { return home_multiplier_; }
  const ApproximateWageJacobian& wages() const { return wages_; }
  /// What spending is measured in, N x S, > 0: the larger of what is spent at baseline and what is
  /// wanted there (they differ where final shares are given and accounts do not close).
  const Table& spending_scale() const { return spending_scale_; }

 private:
  std::shared_ptr<const BaselineKernel> kernel_;
  DomesticInputOutput home_;
  Table home_share_, home_multiplier_, spending_scale_;
  ApproximateWageJacobian wages_;
};

}  // namespace tariffsim
