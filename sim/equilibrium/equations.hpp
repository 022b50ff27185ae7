// Section 2 of the model at given wages: one function an equation, and one for its derivative where
// Newton needs it. Hats are kept as logs. Tables are N x S.
#pragma once

#include "equilibrium/home_market.hpp"
#include "equilibrium/trade_kernel.hpp"
#include "world/world.hpp"

namespace tariffsim {

/// What stays the same while wages are sought. The world outlives the problem.
struct Problem {
  const World& world;
  TradeKernel kernel;
  Vector deficit;  ///< D', N
};

/// Prices and shares at given wages and input prices.
struct Prices {
  Table log_cost;   ///< log c, row = exporter
  Table supply;     ///< u = (c / c_min)^-theta, c_min the sector's lowest cost; row = exporter
  Table demand;     ///< K' u, row = importer; 1 where nothing is spent
  Table log_price;  ///< log P, row = importer; 0 where nothing is spent
};

/// Money at given prices.
struct Money {
  Table expenditure;   ///< X'
  Table output;        ///< Y'
  Vector income;       ///< I', N
  Vector value_added;  ///< sum_s beta Y', N
};

/// c = w^beta prod_k (P^k)^g^{ks}, in logs (Caliendo and Parro 2015, eq. 10). Its own derivative.
Table unit_cost(const World& world, const Vector& log_wage, const Table& log_price);

/// P = (sum_i pi (c T)^-theta)^(-1/theta), in logs (Caliendo and Parro 2015, eq. 11).
Prices price_index(const Problem& problem, Table log_cost);

/// d log P = sum_i pi' d log c: the derivative of price_index.
Table price_index_change(const Problem& problem, const Prices& at, const Table& cost_change);

/// pi'_nn^s, N x S.
Table home_share(const Problem& problem, const Prices& at);

/// Share of what buyers pay that reaches the border, sum_i pi' / (1 + t'), N x S.
Table border_share(const Problem& problem, const Prices& at);

/// Y'_i = sum_n pi'_in X'_n / ((1+t')(1+e')): linear in X'.
Table output(const Problem& problem, const Prices& at, const Table& expenditure);

/// Export tax collected, sum_m e'/((1+e')(1+t')) pi' X', N x S, row = exporter: linear in X'; zero
/// without export taxes.
Table export_tax(const Problem& problem, const Prices& at, const Table& expenditure);

/// sum_k g^{sk} Y^k: what producers spend on each input.
Table input_spending(const World& world, const Table& output);

/// V' = sum_s beta Y', N.
Vector value_added(const World& world, const Table& output);

}  // namespace tariffsim
