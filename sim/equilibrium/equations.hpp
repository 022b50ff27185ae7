// The equations of sim/model.md, section 2.1, each written once: one function an equation, with its
// derivative and the transposed derivative beside it. EquationSystem puts them together.
//
// Where a tariff becomes a price: TradeKernel (trade_kernel.hpp) makes of all rates the wedges T,
// raised to -theta and multiplied by trade shares; price_index() sums them over suppliers, and the
// same sums are the new trade shares. Where a duty becomes income: duty_share() says which part of
// spending stays with the importer's government, export_tax() what the exporter's collects, and
// income() adds both to the wage bill. Spending out of it is final_spending(), inputs come on top
// in add_input_spending(), and market clearing compares value_added() of what is sold with
// wage_bill().
//
// Hats are kept as logs. Tables are N x S. Functions that searches call at every step write into
// their last argument, so that a solve allocates nothing; derivatives return values. In derivatives
// "d" means the change along a direction; transposed ones add to the gradient's parts, which are
// named `bar` after what they belong to.
#pragma once

#include "equilibrium/domestic_input_output.hpp"
#include "equilibrium/shares.hpp"
#include "equilibrium/trade_kernel.hpp"
#include "model/world.hpp"

namespace tariffsim {

/// What stays the same while wages are sought. The world outlives the problem.
struct Problem {
  const World& world;
  TradeKernel kernel;
  Vector deficit;  ///< D', N
  ModelParameters parameters;
};

/// Prices and shares at given wages and input prices.
struct Prices {
  Table log_cost;   ///< log c, row = exporter
  Table supply;     ///< u = (c / c_min)^-theta, c_min the sector's lowest cost; row = exporter
  Table demand;     ///< K' u, row = importer; 1 if nothing is spent
  Table log_price;  ///< log P, row = importer; 0 if nothing is spent

  void resize(Index countries, Index sectors) {
    for (Table* t : {&log_cost, &supply, &demand, &log_price}) t->resize(countries, sectors);
  }
};

/// Money at given prices.
struct Money {
  Table output;        ///< Y'
  Vector income;       ///< I', N
  Vector value_added;  ///< sum_s beta Y', N
};

// ---- Costs and prices

/// c = w^beta prod_k (P^k)^g^{ks}, in logs (Caliendo and Parro 2015, eq. 10). Its own derivative,
/// and that of any cost function at the shares that it has there (Shephard's lemma).
void unit_cost(const Shares& shares, const Vector& log_wage, const Table& log_price,
               Table& log_cost);

/// The cost of production at prices v of value added that differ by sector: of any elasticities of
/// substitution (sim/model.md, section 2.7), the shares having been moved to these prices.
void unit_cost(const Shares& shares, const Table& log_labour, const Table& log_price,
               Table& log_cost);
/// Its derivative at the point to which the shares have been moved.
Table unit_cost_change(const Shares& shares, const Table& labour_change, const Table& price_change);
void add_unit_cost_transposed(const Shares& shares, const Table& cost_bar, Table& labour_bar,
                              Table& price_bar);

/// What suppliers offer and buyers face, u = (c / c_min)^-theta and K' u: from log_cost. As all
/// that follow with a sector, of one sector: its part of a cube stays in cache from one equation to
/// the next.
void supply_and_demand(const Problem& problem, Index sector, Prices& at);

/// P = (sum_i pi (c T)^-theta)^(-1/theta) = T_min c_min (K' u)^(-1/theta), in logs (Caliendo and
/// Parro 2015, eq. 11).
void price_index(const Problem& problem, Index sector, Prices& at);
/// d log P = sum_i pi' d log c. `weighted` is scratch.
void price_index_change(const Problem& problem, const Prices& at, Index sector,
                        const Eigen::Ref<const Vector>& cost_change, Vector& weighted,
                        Eigen::Ref<Vector> change);
Table price_index_change(const Problem& problem, const Prices& at, const Table& cost_change);
void add_price_index_transposed(const Problem& problem, const Prices& at, const Table& price_bar,
                                Table& cost_bar);

/// pi'_nn^s.
void home_share(const Problem& problem, const Prices& at, Index sector, Table& share);

// ---- Sales and taxes at given prices

/// Share of what buyers pay that stays with their government, 1 - sum_i pi' / (1 + t'): the duty.
void duty_share(const Problem& problem, const Prices& at, Index sector, Table& share);
/// `price_change` is that of the price index.
Table duty_share_change(const Problem& problem, const Prices& at, const Table& share,
                        const Table& cost_change, const Table& price_change);
void add_duty_share_transposed(const Problem& problem, const Prices& at, const Table& share,
                               const Table& share_bar, Table& cost_bar, Table& price_bar);

/// Y'_i = sum_n pi'_in X'_n / ((1+t')(1+e')): linear in X', which is given over at.demand.
void output(const Problem& problem, const Prices& at, Index sector,
            const Table& spending_per_demand, Table& y);

/// Export tax collected by exporters, sum_m e'/((1+e')(1+t')) pi' X': linear in X', which is
/// given over at.demand. Zero without export taxes. `kept` is scratch.
void export_tax(const Problem& problem, const Prices& at, Index sector,
                const Table& spending_per_demand, Vector& kept, Table& tax);

/// Output and export tax are sales, S_i = u_i sum_n A_in X'_n / (K'u)_n, valued at different
/// places: A is K / ((1+t')(1+e')) at the producer, K / (1+t') at the border.
Table sales(const OverlayCube& valued, const Prices& at, const Table& expenditure);
/// dS of costs and prices, spending staying as it is; sales themselves give that of spending.
Table sales_change(const OverlayCube& valued, const Prices& at, const Vector& trade_elasticity,
                   const Table& expenditure, const Table& cost_change, const Table& price_change);
/// dS of costs, prices and spending in one sum over importers: `sold` is S of `expenditure`.
Table sales_change_with_spending(const OverlayCube& valued, const Prices& at,
                                 const Vector& trade_elasticity, const Table& sold,
                                 const Table& expenditure, const Table& cost_change,
                                 const Table& price_change, const Table& spending_change);
void add_sales_transposed(const OverlayCube& valued, const Prices& at,
                          const Vector& trade_elasticity, const Table& expenditure,
                          const Table& sales_bar, Table& cost_bar, Table& price_bar,
                          Table& spending_bar);

// ---- Incomes and spending; all are linear in their tables

/// w V, N: what labour earns.
void wage_bill(const World& world, const Vector& log_wage, Vector& bill);

/// I' = w V + D' + R', R' being duty and export tax (Caliendo and Parro 2015, eq. 13): N.
void income(const Vector& wage_bill, const Vector& deficit, const Vector& tax_revenue,
            Vector& income);

/// alpha I': what households spend on each good.
void final_spending(const Shares& shares, const Vector& income, Table& spending);
Vector final_spending_transposed(const Shares& shares, const Table& spending_bar);

/// sum_k g^{sk} Y^k: what producers spend on each input; added to `spending`.
void add_input_spending(const Shares& shares, const Table& output, Table& spending);
void add_input_spending_transposed(const Shares& shares, const Table& spending_bar,
                                   Table& output_bar);

/// h' alpha I' + sum_j g' h' Y^j on home's goods, and the same with 1 - h' on imports: where the
/// world tells origins (origin_shares.hpp).
ByOrigin spending_by_origin(const Shares& shares, const Vector& income, const Table& output);

/// log P_n^k of final use, (h c_n^-theta + (1-h) P_M^-theta)^(-1/theta), at log c_n and log P_M of
/// which one may be infinite. `moved`: h at z = theta (log P_M - log c).
double log_price_of_origins(double log_cost, double log_import_price, double log_odds, double theta,
                            const MovedShare& moved);

/// V' = sum_s beta Y', N.
void value_added(const Shares& shares, const Table& output, Vector& earned);
void add_value_added_transposed(const Shares& shares, const Vector& earned_bar, Table& output_bar);

}  // namespace tariffsim
