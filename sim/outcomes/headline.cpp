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

/// Trade among members.
double inner_trade(const Cube& flow, const std::vector<Index>& members) {
  double sum = 0;
  for (Index s = 0; s < flow.sectors(); ++s)
    for (const Index n : members)
      for (const Index i : members) sum += i == n ? 0 : flow(i, n, s);
  return sum;
}

/// With outsiders, as of one country.
Trade group_trade(const Trade& trade, const Cube& flow, const std::vector<Index>& members) {
  const double inner = inner_trade(flow, members);
  Trade sum{Vector::Constant(1, -inner), Vector::Constant(1, -inner)};
  for (const Index n : members) {
    sum.exports(0) += trade.exports(n);
    sum.imports(0) += trade.imports(n);
  }
  return sum;
}

/// `countries`: the rows of all countries.
Eigen::RowVectorXd group_measures(const World& base, const Table& countries, const Trade& before,
                                  const Trade& now, const std::vector<Index>& members) {
  double variation = 0, income = 0, revenue = 0;
  for (const Index n : members) {
    variation += base.income(n) * countries(n, kWelfare);
    income += base.income(n);
    revenue += countries(n, kTaxRevenue);
  }
  Eigen::RowVectorXd row(static_cast<Index>(kHeadlineMeasures.size()));
  row << variation / income, std::numeric_limits<double>::quiet_NaN(),
      kPercent * relative_change(before.exports(0), now.exports(0)),
      kPercent * relative_change(before.imports(0), now.imports(0)), revenue;
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
    measures.row(row++) =
        group_measures(base, measures, group_trade(before, base.flow, group.members),
                       group_trade(now, after.flow, group.members), group.members);
  return measures;
}

}  // namespace tariffsim
