// How market clearing responds to wages, factorised.
#pragma once

#include <Eigen/LU>

#include "equilibrium/equations.hpp"
#include "equilibrium/numeraire.hpp"

namespace tariffsim {

/// V' J of the clearing gap log(V' / (w V)), N x N, and V': what is earned at these wages.
struct EarningsByWages {
  Eigen::MatrixXd change;  // of what i earns by log wage of j, before its own wage bill moves
  Vector earned;           // V', N
};

/// a_j = w_j V_j / (w_j V_j + D'_j), N: the elasticity of income before taxes to the own wage;
/// where deficits are a part of income, 1. In the same memory.
void wage_part_of_income(const Problem& problem, const Vector& log_wage, Vector& part);

/// J with the equation of the numeraire in the place of redundant ones.
class WageFactors {
 public:
  void compute(const EarningsByWages& earnings, const World& world, const Vector& log_wage,
               const Numeraire& numeraire);

  /// The change of log wages that closes a clearing gap, to first order.
  void close(const Vector& gap, Vector& wage_change) const;
  /// Its transpose.
  Vector close_transposed(const Vector& wage_bar) const;

 private:
  Eigen::MatrixXd jacobian_;
  Vector unit_, column_;  // scratch
  Eigen::PartialPivLU<Eigen::MatrixXd> factors_;
};

}  // namespace tariffsim
