#include "outcomes/headline.hpp"

#include <limits>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

constexpr double kPercent = 100;

struct Trade {
  Vector exports;  // N, million before duty, without domestic sales
  Vector imports;
};

Trade total_trade(const Cube& flow) {
  const Index countries = flow.countries();
  Trade total{Vector::Zero(countries), Vector::Zero(countries)};
  for (Index s = 0; s < flow.sectors(); ++s) {
    const auto cells = flow.sector(s);
    total.exports += cells.rowwise().sum() - cells.diagonal();
    total.imports += cells.colwise().sum().transpose() - cells.diagonal();
  }
  return total;
}

/// `countries`: the rows of all countries.
Eigen::RowVectorXd group_measures(const World& base, const Levels& after, const Table& countries,
                                  const std::vector<Index>& members) {
  double variation = 0, income = 0, revenue = 0;
  for (const Index n : members) {
    variation += base.income(n) * countries(n, kWelfare);
    income += base.income(n);
    revenue += countries(n, kTaxRevenue);
  }
  const OuterTrade before = outer_trade(base.flow, members);
  const OuterTrade now = outer_trade(after.flow, members);
  Eigen::RowVectorXd row(static_cast<Index>(kHeadlineMeasures.size()));
  row << variation / income, std::numeric_limits<double>::quiet_NaN(),
      kPercent * relative_change(before.exports, now.exports),
      kPercent * relative_change(before.imports, now.imports), revenue;
  return row;
}

}  // namespace

Table headline_measures(const World& base, const Equilibrium& equilibrium, const Levels& after,
                        const std::vector<NamedGroup>& groups) {
  const Trade before = total_trade(base.flow);
  const Trade now = total_trade(after.flow);
  const Index economies = base.n_countries() + static_cast<Index>(groups.size());
  Table measures(economies, static_cast<Index>(kHeadlineMeasures.size()));
  for (Index n = 0; n < base.n_countries(); ++n) {
    const double price = consumer_price(base, equilibrium, n);
    measures(n, 0) = kPercent * welfare_change(base, after, price, n);
    measures(n, 1) = kPercent * real_wage_change(equilibrium, price, n);
    measures(n, 2) = kPercent * relative_change(before.exports(n), now.exports(n));
    measures(n, 3) = kPercent * relative_change(before.imports(n), now.imports(n));
    measures(n, 4) = tax_revenue(after, n);
  }
  Index row = base.n_countries();
  for (const NamedGroup& group : groups)
    measures.row(row++) = group_measures(base, after, measures, group.members);
  return measures;
}

}  // namespace tariffsim
