#include "equilibrium/wage_factors.hpp"

namespace tariffsim {

void wage_part_of_income(const Problem& problem, const Vector& log_wage, Vector& part) {
  if (problem.parameters.proportional_deficits) {
    part.setOnes(log_wage.size());
    return;
  }
  wage_bill(problem.world, log_wage, part);
  const auto given = part + problem.deficit;
  part = (given.array() > 0).select(part.cwiseQuotient(given), 1.0);
}

void WageFactors::compute(const EarningsByWages& earnings, const World& world,
                          const Vector& log_wage, const Numeraire& numeraire) {
  jacobian_.resizeLike(earnings.change);
  unit_.resize(log_wage.size());
  for (Index j = 0; j < log_wage.size(); ++j) {
    unit_.setZero();
    unit_(j) = 1;
    column_ = earnings.change.col(j).cwiseQuotient(earnings.earned) - unit_;
    numeraire.replace_redundant(world, log_wage, unit_, column_);
    jacobian_.col(j) = column_;
  }
  factors_.compute(jacobian_);
}

void WageFactors::close(const Vector& gap, Vector& wage_change) const {
  wage_change.noalias() = factors_.solve(gap);
  wage_change = -wage_change;
}

Vector WageFactors::close_transposed(const Vector& wage_bar) const {
  // P J = L U, so that J^-T = P^T L^-T U^-T; Eigen 3.4 does not transpose a constant factorisation.
  Vector gap_bar = -wage_bar;
  factors_.matrixLU().triangularView<Eigen::Upper>().transpose().solveInPlace(gap_bar);
  factors_.matrixLU().triangularView<Eigen::UnitLower>().transpose().solveInPlace(gap_bar);
  return factors_.permutationP().transpose() * gap_bar;
}

}  // namespace tariffsim
