// How market clearing responds to wages: close enough to precondition with, at the cost of a few
// sweeps over trade.
#pragma once

#include <vector>

#include "equilibrium/equations.hpp"
#include "equilibrium/wage_factors.hpp"

namespace tariffsim {

/// The derivative of what i earns by the log wage of j when a country's unit costs and spending
/// move in step with its own wage (spending but for the part a_j that a fixed deficit pays for):
///
///   V'_i J_ij = sum_s beta_i^s ( sum_n S_in theta (pi'_jn - delta_ij) + a_j S_ij )
///               - V'_i delta_ij,  a_j = w_j V_j / (w_j V_j + D'_j),
///
/// S_in^s being i's revenue from n. The sum over third markets n (neither i nor j) uses shares
/// averaged over sectors, its row totals kept, but for the few sectors with most trade; all else is
/// exact. N^2 S operations (and a few N^3) instead of the N^3 S of ExactWageJacobian.
class ApproximateWageJacobian {
 public:
  /// At these wages, prices and spending (over prices' demand); valid until the next time.
  /// `home_spending`: H', N x S, where the kernel is of trade with others alone; else empty.
  const EarningsByWages& earnings(const Problem& problem, const Prices& at,
                                  const Table& spending_per_demand, const Vector& log_wage,
                                  const Table& home_spending = {});

 private:
  void sort_sectors(const Problem& problem, const Prices& at, const Table& spending_per_demand);
  void add_market(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                  Index sector, Index market);
  double add_home(const Problem& problem, double imports, Index sector, Index market);
  void add_third_markets();

  using Matrix = Eigen::MatrixXd;
  EarningsByWages earnings_;     // at first of j on i in market j, and of i's spending on i
  Matrix at_home_;               // effects of j on i in market i: row = j
  std::vector<Index> sectors_;   // in the order in which they are added
  Vector answer_;                // theta times imports, by sector
  Matrix sold_;                  // beta theta S, row = i, column = market
  Matrix bought_;                // theta X pi', row = j, column = market
  Matrix third_;                 // effects in third markets
  Vector own_;                   // effects of i on i through its own cost, in all markets
  Vector spent_;                 // theta X by market
  Vector third_total_;           // row totals over third markets
  Vector wage_part_;             // a, elasticity of income to the own wage
  Vector sales_, share_, unit_;  // scratch
  Table home_spending_;          // empty where the kernel has home's goods
};

}  // namespace tariffsim
