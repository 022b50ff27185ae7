// Selling costs: a part of what sellers receive in a market pays its labour (sim/model.md, section
// 2.7; Ignatenko, Lashkaripour, Macedoni and Simonovska 2025).
#pragma once

#include "equilibrium/equations.hpp"

namespace tariffsim {

/// (1 - nu) X', N x S: the spending that producers see of what is spent on their goods.
Table producers_part(const World& world, const Table& expenditure);

/// The share of what buyers pay that sellers receive, sum_i pi' / ((1+t')(1+e')), of one sector.
void received_share(const Problem& problem, const Prices& at, Index sector, Table& share);
/// Its derivative; `price_change` is that of the index of costs.
Table received_share_change(const Problem& problem, const Prices& at, const Table& share,
                            const Table& cost_change, const Table& price_change);
void add_received_share_transposed(const Problem& problem, const Prices& at, const Table& share,
                                   const Table& share_bar, Table& cost_bar, Table& price_bar);

/// M' = nu X' times the share received, N x S: what selling pays the importer's labour. Linear in
/// both.
Table selling_labour(const World& world, const Table& share, const Table& expenditure);

/// (1 - phi) (log X' - log X - log w), which adds to the log price index: more firms sell where
/// more is spent, in units of what their selling costs. N x S; 0 where nothing is spent.
Table market_size(const Problem& problem, const Vector& log_wage, const Table& expenditure);
/// Its derivative.
Table market_size_change(const Problem& problem, const Table& expenditure,
                         const Vector& wage_change, const Table& spending_change);
void add_market_size_transposed(const Problem& problem, const Table& expenditure,
                                const Table& price_bar, Vector& wage_bar, Table& spending_bar);

}  // namespace tariffsim
