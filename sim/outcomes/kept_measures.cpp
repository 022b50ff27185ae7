#include "outcomes/kept_measures.hpp"

#include <limits>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

constexpr double kPercent = 100;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// `countries`: the rows of all countries.
Eigen::RowVectorXd group_measures(const World& base, const Levels& after, const OuterTrade& before,
                                  const OuterTrade& now, const Table& countries,
                                  const std::vector<Index>& members) {
  double variation = 0, income = 0, revenue = 0, unrebated = 0;
  for (const Index n : members) {
    variation += countries(n, kVariation);
    income += welfare_base(base, after, n);
    unrebated += welfare_base(base, after, n) * countries(n, kUnrebated);
    revenue += countries(n, kTaxRevenue);
  }
  Eigen::RowVectorXd row(static_cast<Index>(kKeptMeasures.size()));
  row << kPercent * variation / income, kNone,
      kPercent * relative_change(before.exports, now.exports),
      kPercent * relative_change(before.imports, now.imports), revenue, variation, kNone,
      unrebated / income;
  return row;
}

}  // namespace

KeptMeasures::KeptMeasures(const World& base, const std::vector<NamedGroup>& groups)
    : groups_(groups), before_(trade_of(base.flow)) {}

KeptMeasures::Trade KeptMeasures::trade_of(const Cube& flow) const {
  const Index countries = flow.countries();
  Trade trade{Vector::Zero(countries), Vector::Zero(countries), {}};
  for (Index s = 0; s < flow.sectors(); ++s) {
    const auto cells = flow.sector(s);
    for (Index n = 0; n < countries; ++n) {
      trade.exports += cells.col(n);
      trade.imports(n) += cells.col(n).sum();
    }
    trade.exports -= cells.diagonal();
    trade.imports -= cells.diagonal();
  }
  trade.groups.reserve(groups_.size());
  for (const NamedGroup& group : groups_) trade.groups.push_back(outer_trade(flow, group.members));
  return trade;
}

Table KeptMeasures::of(const World& base, const Equilibrium& equilibrium,
                       const Levels& after) const {
  const Trade now = trade_of(after.flow);
  const Index countries = base.n_countries();
  Table measures(countries + static_cast<Index>(groups_.size()),
                 static_cast<Index>(kKeptMeasures.size()));
  for (Index n = 0; n < countries; ++n) {
    const double price = after.consumer_price(n);
    const double welfare = welfare_change(base, after, n);
    measures.row(n) << kPercent * welfare, kPercent * real_wage_change(equilibrium, price, n),
        kPercent * relative_change(before_.exports(n), now.exports(n)),
        kPercent * relative_change(before_.imports(n), now.imports(n)), tax_revenue(after, n),
        welfare_base(base, after, n) * welfare, kPercent * (price - 1),
        kPercent * welfare_without_rebate(base, after, n);
  }
  for (std::size_t g = 0; g < groups_.size(); ++g)
    measures.row(countries + static_cast<Index>(g)) =
        group_measures(base, after, before_.groups[g], now.groups[g], measures, groups_[g].members);
  return measures;
}

}  // namespace tariffsim
