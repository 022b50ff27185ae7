// What a search steers by: approximate inverses of the wage, price and spending equations.
#pragma once

#include "equilibrium/equations.hpp"
#include "equilibrium/numeraire.hpp"
#include "equilibrium/wage_response.hpp"

namespace tariffsim {

/// Found at one point, good around it. Constant, it is shared by threads.
class Steering {
 public:
  Steering() = default;
  /// At the baseline.
  Steering(const World& world, const ModelParameters& parameters);
  /// At these prices and this spending (over prices' demand), in the same memory.
  void find(const Problem& problem, const Prices& at, const Table& spending_per_demand,
            const Vector& log_wage, const Numeraire& numeraire);

  /// Of the baseline's own policy; none elsewhere.
  const std::shared_ptr<const BaselineKernel>& kernel() const { return kernel_; }
  const HomeMarket& home() const { return home_; }
  /// Spending at home of one unit of income, N x S.
  const Table& home_multiplier() const { return home_multiplier_; }
  const WageResponse& wages() const { return wages_; }
  /// What spending is measured in, N x S, > 0: the larger of what is spent at baseline and what is
  /// wanted there (they differ where final shares are given and accounts do not close).
  const Table& spending_scale() const { return spending_scale_; }

 private:
  std::shared_ptr<const BaselineKernel> kernel_;
  HomeMarket home_;
  Table home_share_, home_multiplier_, spending_scale_;
  WageResponse wages_;
};

}  // namespace tariffsim
