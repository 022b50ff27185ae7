// The equations of sim/model.md, section 2.1, at given wages: one function an equation, and one for
// its derivative where Newton needs it. Hats are kept as logs. Tables are N x S. Each function
// writes its left-hand side into the last argument, so that a solve allocates nothing.
#pragma once

#include "equilibrium/home_market.hpp"
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
  Table demand;     ///< K' u, row = importer; 1 where nothing is spent
  Table log_price;  ///< log P, row = importer; 0 where nothing is spent

  void resize(Index countries, Index sectors) {
    for (Table* t : {&log_cost, &supply, &demand, &log_price}) t->resize(countries, sectors);
  }
};

/// Money at given prices.
struct Money {
  Table expenditure;   ///< X'
  Table output;        ///< Y'
  Vector income;       ///< I', N
  Vector value_added;  ///< sum_s beta Y', N
};

/// c = w^beta prod_k (P^k)^g^{ks}, in logs (Caliendo and Parro 2015, eq. 10). Its own derivative.
void unit_cost(const World& world, const Vector& log_wage, const Table& log_price, Table& log_cost);

// The rest, of one sector at a time: its part of a cube stays in cache from one equation to the
// next.

/// What suppliers offer and buyers face, u = (c / c_min)^-theta and K' u: from log_cost.
void supply_and_demand(const Problem& problem, Index sector, Prices& at);

/// P = (sum_i pi (c T)^-theta)^(-1/theta) = T_min c_min (K' u)^(-1/theta), in logs (Caliendo and
/// Parro 2015, eq. 11).
void price_index(const Problem& problem, Index sector, Prices& at);

/// d log P = sum_i pi' d log c: the derivative of price_index. All N; `weighted` is scratch.
void price_index_change(const Problem& problem, const Prices& at, Index sector,
                        const Eigen::Ref<const Vector>& cost_change, Vector& weighted,
                        Eigen::Ref<Vector> change);

/// pi'_nn^s.
void home_share(const Problem& problem, const Prices& at, Index sector, Table& share);

/// Share of what buyers pay that stays with their government, 1 - sum_i pi' / (1 + t').
void duty_share(const Problem& problem, const Prices& at, Index sector, Table& share);

/// Y'_i = sum_n pi'_in X'_n / ((1+t')(1+e')): linear in X', which is given over at.demand.
void output(const Problem& problem, const Prices& at, Index sector,
            const Table& spending_per_demand, Table& y);

/// Export tax collected by exporters, sum_m e'/((1+e')(1+t')) pi' X': linear in X', which is
/// given over at.demand. Zero without export taxes. `kept` is scratch.
void export_tax(const Problem& problem, const Prices& at, Index sector,
                const Table& spending_per_demand, Vector& kept, Table& tax);

// Of all sectors again.

/// sum_k g^{sk} Y^k: what producers spend on each input; added to `spending`.
void add_input_spending(const World& world, const Table& output, Table& spending);

/// V' = sum_s beta Y', N.
void value_added(const World& world, const Table& output, Vector& earned);

}  // namespace tariffsim
