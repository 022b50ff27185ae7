// The change of welfare to first order in the policy, term by term.
#pragma once

#include <vector>

#include "outcomes/part_flows.hpp"

namespace tariffsim {

/// Fractions of baseline income. Their sum is the change of welfare but for terms of second order.
struct FirstOrderWelfare {
  double terms_of_trade = 0;
  double volume_of_trade = 0;
  double trade_cost =
      0;  ///< what costlier trade burns; embargoes, which have no first order, apart
};

/// N. Caliendo and Parro (2015), section 2, with the terms that export taxes and trade costs add.
/// With f_in = c_i (1+e_in), the price at i's border, F_in the flow at it, hats as in the model:
///
///   I_n dlog W_n =   sum_m F_nm dlog f_nm - sum_i F_in dlog f_in                terms of trade
///                  + sum_i t_in F_in (dlog F_in - dlog f_in)                    volume of trade
///                  + sum_m e_nm / (1 + e_nm) F_nm (dlog F_nm - dlog f_nm)       (export taxes)
///                  - sum_i (1 + t_in) F_in dlog d_in                            trade costs
///
/// each summed over sectors too. It follows from I dlog W = dI - I dlog P^C: by the envelope of
/// cost and spending, I dlog P^C = V dlog w + sum_is (1+t) F dlog((1+t) d f) - sum_s Y dlog c, and
/// dI = V dlog w + d(sum_is t F) + d(sum_ms e/(1+e) F) with D fixed; wages and F dt cancel.
/// Evaluated with hats less one for dlog, at the shares and rates of the baseline.
std::vector<FirstOrderWelfare> first_order_welfare(const World& base, const PartedPolicy& policy,
                                                   const Equilibrium& equilibrium,
                                                   const Levels& after);

}  // namespace tariffsim
