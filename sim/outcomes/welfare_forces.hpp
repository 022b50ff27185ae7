// What welfare gains or loses by along the way to a policy: prices of trade, its volume, its costs
// (sim/model.md, section 3).
#pragma once

#include <span>
#include <vector>

#include "outcomes/part_flows.hpp"

namespace tariffsim {

/// Million of the baseline's currency, parts of the equivalent variation.
struct WelfareForces {
  double terms_of_trade = 0;
  double volume_of_trade = 0;
  double trade_cost = 0;

  double sum() const { return terms_of_trade + volume_of_trade + trade_cost; }
  WelfareForces& operator+=(const WelfareForces& other);
  WelfareForces& operator*=(double factor);
};

/// The equilibrium at one point of a path of policy (policy/policy_path.hpp). What it points to
/// outlives it.
struct PointOnPath {
  double s = 0;
  const PartedPolicy* policy = nullptr;  ///< weighed
  const Levels* levels = nullptr;        ///< flows, licences and consumer prices are read
  const Table* unit_cost = nullptr;      ///< c, N x S, hats
};

/// Where the points of a path are that welfare_forces() integrates over: the extrema of the
/// Chebyshev polynomial of degree count - 1 on [0, 1], ascending, both ends among them. Those of
/// 2 k - 1 points hold those of k. Precondition: count > 1.
std::vector<double> chebyshev_points(int count);

/// N, what moves the equivalent variation from the first point to the last. With f_in = c_i
/// (1+e_in), the price at i's border, F_in the flow at it and q_in = F_in / f_in, all at one point
/// of the path,
///
///   P^C_n dEV_n =   sum_m F_nm dlog f_nm - sum_i F_in dlog f_in               terms of trade
///                 + sum_i t_in F_in dlog q_in                                 volume of trade
///                 + sum_m e_nm / (1 + e_nm) F_nm dlog q_nm                    (export taxes)
///                 - sum_i (1 + t_in) F_in dlog d_in                           trade costs
///
/// each summed over sectors and parts of cells too: outcomes/first_order.hpp without its step to
/// baseline values, so that the integral has no terms of second order. Its sum is EV, but for what
/// economies of scale, selling costs, transfers that move and a tax on wages add. The derivatives
/// along the path are those of the polynomials through the points (chebyshev_points), which are
/// analytic there also where trade ends: T^-theta = 1 - s. Precondition: no quotas; what is paid
/// for licences stands in the rates (under_licences), so that exporters' rents are part of their
/// prices.
std::vector<WelfareForces> welfare_forces(const World& base, const ModelParameters& parameters,
                                          std::span<const PointOnPath> points);

}  // namespace tariffsim
