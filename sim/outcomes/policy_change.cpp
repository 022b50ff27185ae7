#include "outcomes/policy_change.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace tariffsim {
namespace {

struct Rates {
  double before, after;
};

double rate(const Cube& cube, Index i, Index n, Index s) {
  return cube.countries() == 0 ? 0.0 : cube(i, n, s);
}

/// Of the cell, if policy changed that wedge in it.
std::optional<Rates> changed(const Outcome& outcome, Wedge wedge, Index i, Index n, Index s) {
  const World& base = outcome.base();
  const TradePolicy& policy = outcome.policy();
  Rates rates{0, 0};
  if (wedge == Wedge::tariff) rates = {base.tariff(i, n, s), policy.tariff(i, n, s)};
  if (wedge == Wedge::export_tax)
    rates = {rate(base.export_tax, i, n, s), rate(policy.export_tax, i, n, s)};
  if ((wedge == Wedge::trade_cost || wedge == Wedge::embargo) &&
      policy.trade_cost.countries() != 0) {
    const double cost = policy.trade_cost(i, n, s) - 1;
    if (std::isinf(cost) == (wedge == Wedge::embargo)) rates.after = cost;
  }
  if (rates.before == rates.after) return std::nullopt;
  return rates;
}

/// Adds up one country's changed cells.
class ChangeSum {
 public:
  ChangeSum(Wedge wedge, Index country) {
    change_.wedge = wedge;
    change_.country = country;
  }

  void add(Index partner, Index sector, double flow, const Rates& rates) {
    partners_.insert(partner);
    sectors_.insert(sector);
    cells_ += 1;
    change_.trade += flow;
    simple_.before += rates.before;
    simple_.after += rates.after;
    if (flow > 0) {
      weighted_.before += flow * rates.before;
      weighted_.after += flow * rates.after;
    }
    (rates.after > rates.before ? change_.rises : change_.falls) = true;
  }

  bool empty() const { return cells_ == 0; }

  PolicyChange take() {
    const bool traded = change_.trade > 0;
    change_.before = traded ? weighted_.before / change_.trade : simple_.before / cells_;
    change_.after = traded ? weighted_.after / change_.trade : simple_.after / cells_;
    change_.partners.assign(partners_.begin(), partners_.end());
    change_.sectors = static_cast<Index>(sectors_.size());
    return std::move(change_);
  }

 private:
  PolicyChange change_;
  std::set<Index> partners_, sectors_;
  double cells_ = 0;
  Rates simple_{0, 0}, weighted_{0, 0};
};

ChangeSum sum_changes(const Outcome& outcome, Wedge wedge, Index country) {
  ChangeSum sum(wedge, country);
  const World& base = outcome.base();
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (Index partner = 0; partner < base.n_countries(); ++partner) {
      if (partner == country) continue;
      const bool sells = wedge == Wedge::export_tax;
      const Index i = sells ? country : partner, n = sells ? partner : country;
      if (const auto rates = changed(outcome, wedge, i, n, s))
        sum.add(partner, s, base.flow(i, n, s), *rates);
    }
  return sum;
}

}  // namespace

std::vector<PolicyChange> policy_changes(const Outcome& outcome) {
  std::vector<PolicyChange> changes;
  for (const Wedge wedge : {Wedge::tariff, Wedge::export_tax, Wedge::trade_cost, Wedge::embargo})
    for (Index n = 0; n < outcome.base().n_countries(); ++n)
      if (ChangeSum sum = sum_changes(outcome, wedge, n); !sum.empty())
        changes.push_back(sum.take());
  std::stable_sort(changes.begin(), changes.end(),
                   [](const PolicyChange& a, const PolicyChange& b) { return a.trade > b.trade; });
  return changes;
}

}  // namespace tariffsim
