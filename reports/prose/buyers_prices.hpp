// What buyers in the economy that levies a duty pay for it.
#pragma once

#include <optional>
#include <vector>

#include "prose/headline.hpp"
#include "results/rows.hpp"

namespace tariffsim {

/// The sectors whose prices add most to what the households of `members` (one economy, or a group)
/// pay, or take most from it, by their share of what households buy: at unchanged wages. Those that
/// nobody buys are left out.
std::vector<Index> sectors_that_move_prices(const Outcome& outcome,
                                            const std::vector<Index>& members);

/// "Motor vehicles +3.12 %", of the goods that move the prices of `members` most (and of services
/// where nothing moves them more): of a group the mean over its members, weighted by what their
/// households spend on the goods.
std::vector<std::string> priced_goods(const Outcome& outcome, const std::vector<Index>& members);

/// Consumer prices at unchanged wages of an economy or a group, with the goods that move them most.
HeadlineFigure consumer_prices_figure(const Outcome& outcome, const EconomyRow& economy,
                                      const std::vector<Index>& members);

/// Who bears the duties that an economy raises, or gains from those that it lowers (by their sum on
/// the old trade); nothing if it changes none on trade that continues.
std::optional<HeadlineFigure> duty_payers_figure(const EconomyRow& economy);

}  // namespace tariffsim
