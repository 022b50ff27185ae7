// How trade answers to policy at given costs and spending: what the equations' derivatives by
// tariffs, export taxes, trade costs and elasticities begin with (sim/model.md, section 2.8).
#pragma once

#include <vector>

#include "equilibrium/effects.hpp"
#include "equilibrium/equations.hpp"

namespace tariffsim {

/// A direction of policy and elasticities, or a gradient by them. An empty part is zero, or not
/// asked for.
struct PolicyDirection {
  Cube tariff;              ///< of log(1 + t'), N x N x S
  Cube export_tax;          ///< of log(1 + e'), N x N x S
  Cube trade_cost;          ///< of log d', N x N x S
  Vector trade_elasticity;  ///< of theta, S; 1 / theta in psi follows it, phi does not
  /// Of a gradient: the importers whose cells are asked for, all if none is named. Of the others'
  /// cells, and of elasticities then, nothing is promised.
  std::vector<Index> importers;
};

/// All of it zero, elasticities only where they are asked for.
PolicyDirection no_direction(const World& world, bool elasticities = true);

/// Adds what a direction changes at given costs and spending. With a = theta (phi (d log(1+t') +
/// d log(1+e')) + d log d') - log(pi'/pi) / theta d theta of a cell and m = sum_i pi' a of a column
///
///   d log pi' = m - a,  d log P = m / theta,
///   d (pi' / (1+t')) = pi' / (1+t') (d log pi' - d log(1+t')), and so on with e',
///
/// and sums of these are what producers, governments and sellers receive. Cells without trade have
/// no part in it.
void add_policy_effects(const Problem& problem, const Prices& at, const Table& expenditure,
                        const PolicyDirection& along, Effects& effects);
/// Adds the gradient by policy; writes into the parts that `gradient` has.
void add_policy_effects_transposed(const Problem& problem, const Prices& at,
                                   const Table& expenditure, const Effects& bar,
                                   PolicyDirection& gradient);

/// The gradient of sum W F' by costs, spending and (if it is there) policy: of flows before duty,
/// F' = pi' X' / (1+t'). `weights` is N x N x S.
void add_flows_transposed(const Problem& problem, const Prices& at, const Table& expenditure,
                          const Cube& weights, Table& cost_bar, Table& spending_bar,
                          PolicyDirection* gradient);
/// How sum W F' changes along a direction of costs, spending and policy.
double flows_change(const Problem& problem, const Prices& at, const Table& expenditure,
                    const Cube& weights, const Table& cost_change, const Table& spending_change,
                    const PolicyDirection& along);

}  // namespace tariffsim
