// Real GDP: what statistical offices publish as growth (sim/model.md, section 3.9).
#pragma once

#include <vector>

#include "outcomes/part_flows.hpp"

namespace tariffsim {

/// GDP by expenditure (final spending plus exports less imports, at market prices) before and
/// after, each at the prices of both. Million; a country's, or with `add` that of several, each
/// of whose GDP counts its trade with the others too.
struct GdpSums {
  double before = 0, after = 0;  ///< at the prices of their own time
  double after_at_old_prices = 0;
  double before_at_new_prices = 0;

  void add(const GdpSums& more);

  /// Q_L, the change of volumes at old prices (Laspeyres), and Q_P, at new prices (Paasche); hats.
  double laspeyres() const { return after_at_old_prices / before; }
  double paasche() const { return after / before_at_new_prices; }
  /// Q - 1 with Q = sqrt(Q_L Q_P), Fisher's (1922) ideal index; NaN where one of the two is not
  /// positive: after a change of everything, old trade at new prices may be worth more than GDP.
  double real_change() const;
};

/// N. With f the price of exports at the exporter's border and b that of imports at the importer's
/// (outcomes/measures.hpp), sums over sectors and all countries but n itself:
///
///   before                 V_n + R_n = I_n + sum F_nm - sum F_in
///   after                  I'_n + sum F'_nm - sum F'_in
///   after, old prices      I'_n / P^C_n + sum F'_nm / f_nm - sum F'_in / b_in
///   before, new prices     I_n P^C_n + sum F_nm f_nm - sum F_in b_in
///
/// Where labour of n sells what comes from i, nu_n F_in / (1 + e_in) is an export of n and an
/// import of i besides, at the wage of n. Volumes and prices as in the System of National Accounts
/// (2008), chapter 15.
std::vector<GdpSums> gdp_sums(const World& base, const PartedPolicy& policy,
                              const Equilibrium& equilibrium, const Levels& after);

}  // namespace tariffsim
