// How market clearing responds to wages: close enough to precondition with, at the cost of a few
// sweeps over trade.
#pragma once

#include <Eigen/LU>
#include <vector>

#include "equilibrium/equations.hpp"
#include "equilibrium/numeraire.hpp"

namespace tariffsim {

/// The derivative of log(V' / (w V)) with respect to log wages when a country's unit costs and
/// spending move in step with its own wage (spending but for the part a_j that a fixed deficit
/// pays for):
///
///   V'_i J_ij = sum_s beta_i^s ( sum_n S_in theta (pi'_jn - delta_ij) + a_j S_ij )
///               - V'_i delta_ij,  a_j = w_j V_j / (w_j V_j + D'_j),
///
/// S_in^s being i's revenue from n. The sum over third markets n (neither i nor j) uses shares
/// averaged over sectors, its row totals kept, but for the few sectors with most trade; all else is
/// exact. N^2 S operations (and a few N^3) instead of N^3 S.
///
/// Where prices and spending follow from wages (EquationSystem::follows_from_wages) it can be had
/// exactly, in N^3 S operations: every sector has third markets of its own, and duties move with
/// the wages of those who pay them,
///
///   V'_i J_ij += sum_n (sum_s beta_i^s S_in^s) H_nj,
///   H_nj = sum_s alpha_n^s theta pi'_jn (r_n^s - t'/(1+t')) / (1 - sum_s alpha_n^s r_n^s),
///
/// r_n^s being the part of n's spending on s that duties are.
class ApproximateWageJacobian {
 public:
  /// Factorises J at these wages, prices and spending (over prices' demand), in the same memory.
  /// `home_spending`: H', N x S, where the kernel is of trade with others alone; else empty.
  void factorise(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                 const Vector& log_wage, const Numeraire& numeraire,
                 const Table& home_spending = {});
  /// The exact one, of a problem in which prices and spending follow from wages.
  void factorise_exactly(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                         const Vector& log_wage, const Numeraire& numeraire);

  /// The change of log wages that closes a clearing gap, to first order.
  void close(const Vector& gap, Vector& wage_change) const;
  /// Its transpose.
  Vector close_transposed(const Vector& wage_bar) const;

 private:
  void sort_sectors(const Problem& problem, const Prices& at, const Table& spending_per_demand);
  void compute_wage_part(const Problem& problem, const Vector& log_wage);
  void add_market(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                  Index sector, Index market);
  double add_home(const Problem& problem, double imports, Index sector, Index market);
  void add_duties(const Problem& problem, const Prices& at, Index sector, Index market);
  void add_third_markets();
  void add_income_from_duties();
  void add_markets(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                   const Vector& log_wage, bool exact);
  void compute_factors(const World& world, const Vector& log_wage, const Numeraire& numeraire);

  using Matrix = Eigen::MatrixXd;
  Matrix direct_;   // effects of j on i in market j, and of i's spending on i; in the end all
  Matrix at_home_;  // effects of j on i in market i: row = j
  std::vector<Index> sectors_;   // in the order in which they are added
  Vector answer_;                // theta times imports, by sector
  Matrix sold_;                  // beta theta S, row = i, column = market
  Matrix bought_;                // theta X pi', row = j, column = market
  Matrix third_;                 // effects in third markets
  Vector own_;                   // effects of i on i through its own cost, in all markets
  Vector spent_;                 // theta X by market
  Vector third_total_;           // row totals over third markets
  Vector earned_;                // V'
  Vector wage_part_;             // a, elasticity of income to the own wage
  Matrix all_sales_;             // sum_s beta S, row = i, column = market; of the exact one only,
  Matrix duties_;                // as sum_s alpha dr, row = market
  Vector kept_;                  // and 1 - sum_s alpha r
  Vector sales_, share_, unit_;  // scratch
  Table home_spending_;          // empty where the kernel has home's goods
  Eigen::PartialPivLU<Matrix> factors_;
};

}  // namespace tariffsim
