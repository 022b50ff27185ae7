#include "equilibrium/approximate_wage_jacobian.hpp"

#include <algorithm>
#include <numeric>

namespace tariffsim {
namespace {

/// So many sectors have third markets of their own: without them a search takes a step more, and
/// more of them save none.
constexpr std::size_t kOnTheirOwn = 4;

}  // namespace

/// Those first whose imports, times the elasticity, are largest.
void ApproximateWageJacobian::sort_sectors(const Problem& problem, const Prices& at,
                                           const Table& spending_per_demand) {
  answer_.setZero(problem.world.n_sectors());
  for (Index s = 0; s < answer_.size(); ++s) {
    for (Index n = 0; n < at.demand.rows(); ++n) {
      const double home = problem.kernel.weight().column(n, s)(n) * at.supply(n, s);
      answer_(s) += spending_per_demand(n, s) * (at.demand(n, s) - home);
    }
  }
  answer_ = answer_.cwiseProduct(problem.parameters.trade_elasticity);
  sectors_.resize(static_cast<std::size_t>(answer_.size()));
  std::iota(sectors_.begin(), sectors_.end(), Index{0});
  std::sort(sectors_.begin(), sectors_.end(),
            [&](Index a, Index b) { return answer_(a) > answer_(b); });
}

void ApproximateWageJacobian::add_market(const Problem& problem, const Prices& at,
                                         const Table& spending_per_demand, Index s, Index n) {
  const double theta = problem.parameters.trade_elasticity(s);
  const auto supply = at.supply.col(s).array();
  sales_ = problem.world.value_added_share.col(s).array() * supply *
           problem.kernel.revenue().column(n, s).array() * spending_per_demand(n, s);
  share_ = problem.kernel.weight().column(n, s).array() * supply / at.demand(n, s);
  double bought = spending_per_demand(n, s) * at.demand(n, s);
  if (home_spending_.size() > 0) bought = add_home(problem, bought, s, n);
  const double at_home = theta * sales_(n) * share_(n);
  const double spent = theta * bought;
  own_.array() += theta * sales_.array() * (share_.array() - 1.0);
  third_total_.array() += theta * sales_.array() * (1.0 - share_(n) - share_.array());
  third_total_(n) -= theta * sales_(n) * (1.0 - 2.0 * share_(n));  // no third market
  earnings_.earned += sales_;
  earnings_.change.col(n) += (wage_part_(n) + theta * share_(n)) * sales_;
  earnings_.change(n, n) -= at_home;  // in own_
  at_home_.col(n) += theta * sales_(n) * share_;
  at_home_(n, n) -= at_home;
  sold_.col(n) += theta * sales_;
  bought_.col(n) += spent * share_;
  spent_(n) += spent;
}

/// Home's goods, which the kernel does not have, beside imports; returns what is spent on both.
double ApproximateWageJacobian::add_home(const Problem& problem, double imports, Index s, Index n) {
  const double home = home_spending_(n, s), all = home + imports;
  if (!(all > 0)) return 0;
  share_ *= imports / all;
  share_(n) = home / all;
  sales_(n) = problem.world.value_added_share(n, s) * home;
  return all;
}

/// sum_n of sales to n times purchases of n, shares averaged over the sectors added since the last
/// time; rows scaled to their exact totals.
void ApproximateWageJacobian::add_third_markets() {
  sold_.diagonal().setZero();
  bought_.diagonal().setZero();
  for (Index n = 0; n < spent_.size(); ++n) {
    if (spent_(n) > 0) sold_.col(n) /= spent_(n);
  }
  third_.noalias() = sold_ * bought_.transpose();
  third_.diagonal().setZero();
  unit_ = third_.rowwise().sum();
  unit_ = (unit_.array() > 0).select(third_total_.array() / unit_.array(), 0.0);
  earnings_.change += unit_.asDiagonal() * third_;
  for (Matrix* m : {&sold_, &bought_}) m->setZero();
  for (Vector* v : {&spent_, &third_total_}) v->setZero();
}

const EarningsByWages& ApproximateWageJacobian::earnings(const Problem& problem, const Prices& at,
                                                         const Table& spending_per_demand,
                                                         const Vector& log_wage,
                                                         const Table& home_spending) {
  const Index countries = problem.world.n_countries();
  home_spending_ = home_spending;
  wage_part_of_income(problem, log_wage, wage_part_);
  Matrix& all = earnings_.change;
  for (Matrix* m : {&all, &at_home_, &sold_, &bought_, &third_}) m->setZero(countries, countries);
  for (Vector* v : {&own_, &spent_, &third_total_, &earnings_.earned, &unit_})
    v->setZero(countries);
  sort_sectors(problem, at, spending_per_demand);
  for (std::size_t k = 0; k < sectors_.size(); ++k) {
    for (Index n = 0; n < countries; ++n)
      add_market(problem, at, spending_per_demand, sectors_[k], n);
    if (k < kOnTheirOwn || k + 1 == sectors_.size()) add_third_markets();
  }
  all += at_home_.transpose();
  all.diagonal() += own_;
  return earnings_;
}

}  // namespace tariffsim
