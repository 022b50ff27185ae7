// How market clearing responds to wages where prices and spending follow from them.
#pragma once

#include "equilibrium/equations.hpp"
#include "equilibrium/wage_factors.hpp"

namespace tariffsim {

/// The derivative of what i earns by the log wage of j, of a problem in which prices and spending
/// follow from wages (EquationSystem::follows_from_wages), in N^3 S operations:
///
///   V'_i J_ij = sum_n ( sum_s beta_i^s S_in^s theta (pi'_jn - delta_ij)
///               + (sum_s beta_i^s S_in^s) (a_n delta_nj + H_nj) ) - V'_i delta_ij,
///   H_nj = sum_s alpha_n^s theta pi'_jn (r_n^s - t'/(1+t')) / (1 - sum_s alpha_n^s r_n^s),
///
/// S_in^s being i's revenue from n, r_n^s the part of n's spending on s that duties are, and H what
/// duties bring n when j's wage moves.
class ExactWageJacobian {
 public:
  /// At these wages, prices and spending (over prices' demand); valid until the next time.
  const EarningsByWages& earnings(const Problem& problem, const Prices& at,
                                  const Table& spending_per_demand, const Vector& log_wage);

 private:
  void add_market(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                  Index sector, Index market);
  void add_income();

  using Matrix = Eigen::MatrixXd;
  EarningsByWages earnings_;
  Matrix sold_;           // beta theta S of one sector, row = i, column = market
  Matrix share_;          // pi' of one sector, row = j, column = market
  Matrix all_sales_;      // sum_s beta S, row = i, column = market
  Matrix duties_;         // sum_s alpha theta pi' (r - t'/(1+t')), row = j, column = market
  Vector kept_;           // 1 - sum_s alpha r
  Vector wage_part_;      // a
  Vector sales_, taxed_;  // scratch
};

}  // namespace tariffsim
