// Newton's method on log wages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "equilibrium/economy.hpp"
#include "equilibrium/equilibrium.hpp"

namespace tariffsim {

/// The normalised system: market clearing of all countries but the largest of each group that
/// trades, whose equation is redundant (Walras) and gives way to the numeraire, sum w V = sum V
/// over the group.
class WageSystem {
 public:
  WageSystem(const World& world, std::vector<Index> components);

  /// Log wages moved so that the numeraire holds.
  Vector normalised(Vector log_wage) const;
  /// Right-hand side: market clearance with zero in the numeraire's rows.
  Vector residual(const Economy& at) const;
  /// Row operator applied to a change of log wages.
  Vector change(const Economy& at, const Vector& wage_change, double tolerance) const;

 private:
  const World& world_;
  std::vector<Index> component_;  // N
  std::vector<Index> numeraire_;  // the largest country of each component
};

/// LU factors of the derivative at the baseline: good enough to precondition the derivative
/// anywhere.
using Factorisation = Eigen::PartialPivLU<Eigen::MatrixXd>;
Factorisation factorise(const WageSystem& system, const Economy& at);

struct NewtonResult {
  std::optional<Economy> economy;  ///< the last point reached
  double residual = 0;             ///< of the economy
  Index worst = 0;                 ///< country of the residual
  int iterations = 0;
  int evaluations = 0;
  bool converged = false;
  std::optional<Index> unpaid;  ///< a country whose income would turn negative stood in the way
};

/// Damped Newton from a starting point; the direction comes from GMRES on the exact derivative.
NewtonResult newton(const Problem& problem, const WageSystem& system,
                    const Factorisation& preconditioner, Economy start,
                    const SolverOptions& options);

}  // namespace tariffsim
