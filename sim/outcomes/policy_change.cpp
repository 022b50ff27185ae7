#include "outcomes/policy_change.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace tariffsim {
namespace {

struct Rates {
  double before, after;
  double share = 1;  // of the cell's trade before that is under them
};

/// What is told of on its own.
struct Topic {
  const Wedge& wedge;
  bool ends_trade;
};

/// The mean over the parts of a cell in which policy changed that wedge, if there are any.
std::optional<Rates> changed(const Topic& topic, const PolicyCell& cell) {
  Rates sum{0, 0, 0};
  for (const PolicyPart& part : cell.parts) {
    const double before = base_level(topic.wedge, part.before) - topic.wedge.neutral;
    const double after = part.level(topic.wedge.kind) - topic.wedge.neutral;
    if (before == after || std::isinf(after) != topic.ends_trade) continue;
    const double share = part.before.flow_share;
    sum.share += share;
    sum.before += share * before;
    sum.after += share > 0 ? share * after : 0;
  }
  if (sum.share <= 0) return std::nullopt;
  return Rates{sum.before / sum.share, sum.after / sum.share, sum.share};
}

/// Of the cell, if policy changed that wedge in it.
std::optional<Rates> changed(const Outcome& outcome, const Topic& topic, Index i, Index n,
                             Index s) {
  const Wedge& wedge = topic.wedge;
  if (const PolicyCell* cell = outcome.parted_policy().cell(i, n, s)) return changed(topic, *cell);
  const Rates rates{value_at(wedge, outcome.base(), i, n, s) - wedge.neutral,
                    value_at(wedge, outcome.policy(), i, n, s) - wedge.neutral};
  if (rates.before == rates.after || std::isinf(rates.after) != topic.ends_trade)
    return std::nullopt;
  return rates;
}

Levy levy_of(const Topic& topic, const Rates& rates) {
  if (topic.wedge.collector == Collector::nobody) return Levy::tax;
  if (rates.before >= 0 && rates.after >= 0) return Levy::tax;
  return rates.before <= 0 && rates.after <= 0 ? Levy::subsidy : Levy::turned;
}

using Manner = std::tuple<Levy, bool>;  // how it moves: PolicyChange::levy, rises

void add_rates(Rates& sum, const Rates& more) {
  sum.before += more.before;
  sum.after += more.after;
}

/// Changed cells of one manner with one partner.
struct Part {
  std::vector<Index> sectors;
  double cells = 0, trade = 0;
  Rates simple{0, 0}, weighted{0, 0};  // sums
  double least_after = std::numeric_limits<double>::infinity(), most_after = -least_after;

  void add(Index sector, double flow, const Rates& rates) {
    sectors.push_back(sector);
    least_after = std::min(least_after, rates.after);
    most_after = std::max(most_after, rates.after);
    cells += 1;
    simple.before += rates.before;
    simple.after += rates.after;
    if (flow <= 0) return;
    trade += flow;
    weighted.before += flow * rates.before;
    weighted.after += flow * rates.after;
  }

  void add(const Part& more) {
    sectors.insert(sectors.end(), more.sectors.begin(), more.sectors.end());
    std::sort(sectors.begin(), sectors.end());
    cells += more.cells;
    trade += more.trade;
    add_rates(simple, more.simple);
    add_rates(weighted, more.weighted);
    least_after = std::min(least_after, more.least_after);
    most_after = std::max(most_after, more.most_after);
  }

  Rates mean() const {
    const Rates& sum = trade > 0 ? weighted : simple;
    const double weights = trade > 0 ? trade : cells;
    return {sum.before / weights, sum.after / weights};
  }
  bool rises() const { return mean().after > mean().before; }
  long points() const { return points_moved(mean().before, mean().after); }
};

/// Adds up the parts of several partners.
class ChangeSum {
 public:
  void add(Index partner, const Part& part) {
    change_.partners.push_back(partner);
    sectors_.insert(part.sectors.begin(), part.sectors.end());
    const auto count = static_cast<Index>(part.sectors.size());
    change_.fewest = change_.fewest == 0 ? count : std::min(change_.fewest, count);
    change_.most = std::max(change_.most, count);
    cells_ += part.cells;
    change_.trade += part.trade;
    add_rates(simple_, part.simple);
    add_rates(weighted_, part.weighted);
  }

  PolicyChange take(const Topic& topic, const Manner& manner, Index country) {
    std::tie(change_.levy, change_.rises) = manner;
    change_.wedge = topic.wedge.kind;
    change_.ends_trade = topic.ends_trade;
    change_.country = country;
    const bool traded = change_.trade > 0;
    change_.before = traded ? weighted_.before / change_.trade : simple_.before / cells_;
    change_.after = traded ? weighted_.after / change_.trade : simple_.after / cells_;
    change_.sectors.assign(sectors_.begin(), sectors_.end());
    return std::move(change_);
  }

 private:
  PolicyChange change_;
  std::set<Index> sectors_;
  double cells_ = 0;
  Rates simple_{0, 0}, weighted_{0, 0};
};

using Parts = std::map<Manner, Part>;

/// All that moves under one levy, whichever way; no cells if nothing does.
Part moved(const Parts& parts, Levy levy) {
  Part both;
  for (const bool rises : {true, false})
    if (const auto found = parts.find({levy, rises}); found != parts.end()) both.add(found->second);
  return both;
}

bool ends_at_one_rate(const Part& part) {
  constexpr double kOneRate = 1e-9;  // rounding
  return part.cells > 0 && part.most_after - part.least_after <= kOneRate;
}

/// Rates that all end at one, some from below and some from above, move as their mean does: those
/// of all partners, else those of one.
void join_to_one_rate(std::vector<Parts>& by_partner) {
  for (const Levy levy : {Levy::tax, Levy::subsidy}) {
    Part all;
    for (const Parts& parts : by_partner) all.add(moved(parts, levy));
    for (Parts& parts : by_partner) {
      Part part = moved(parts, levy);
      if (!ends_at_one_rate(part)) continue;
      for (const bool way : {true, false}) parts.erase({levy, way});
      const bool rises = (ends_at_one_rate(all) ? all : part).rises();
      parts.emplace(Manner{levy, rises}, std::move(part));
    }
  }
}

Parts parts_with(const Outcome& outcome, const Topic& topic, Index country, Index partner) {
  Parts parts;
  const World& base = outcome.base();
  const bool sells = topic.wedge.collector == Collector::exporter;
  const Index i = sells ? country : partner, n = sells ? partner : country;
  for (Index s = 0; s < base.n_sectors(); ++s)
    if (const auto rates = changed(outcome, topic, i, n, s))
      parts[{levy_of(topic, *rates), rates->after > rates->before}].add(
          s, rates->share * base.flow(i, n, s), *rates);
  return parts;
}

void add_changes(const Outcome& outcome, const Topic& topic, Index country, Partners partners,
                 std::vector<PolicyChange>& changes) {
  const bool by_sectors = partners != Partners::all || topic.ends_trade;
  const bool by_points = partners == Partners::with_same_points && !topic.ends_trade;
  std::map<std::tuple<Manner, std::vector<Index>, long>, ChangeSum> sums;
  std::vector<Parts> by_partner(static_cast<std::size_t>(outcome.base().n_countries()));
  for (Index partner = 0; partner < outcome.base().n_countries(); ++partner)
    if (partner != country)
      by_partner[static_cast<std::size_t>(partner)] = parts_with(outcome, topic, country, partner);
  if (!topic.ends_trade) join_to_one_rate(by_partner);
  for (std::size_t partner = 0; partner < by_partner.size(); ++partner)
    for (const auto& [manner, part] : by_partner[partner])
      sums[{manner, by_sectors ? part.sectors : std::vector<Index>{},
            by_points ? part.points() : 0}]
          .add(static_cast<Index>(partner), part);
  for (auto& [key, sum] : sums) changes.push_back(sum.take(topic, std::get<0>(key), country));
}

}  // namespace

long points_moved(double before, double after) {
  constexpr double kStep = 0.001;   // a tenth of a percentage point
  constexpr double kShift = 0.013;  // no rate that people write lies at a border between steps
  return std::lround((after - before) / kStep + kShift);
}

std::vector<PolicyChange> policy_changes(const Outcome& outcome, Partners partners) {
  std::vector<PolicyChange> changes;
  for (const bool ends_trade : {false, true})
    for (const Wedge& wedge : kWedges)
      for (Index n = 0; n < outcome.base().n_countries(); ++n)
        add_changes(outcome, {wedge, ends_trade}, n, partners, changes);
  std::stable_sort(changes.begin(), changes.end(),
                   [](const PolicyChange& a, const PolicyChange& b) { return a.trade > b.trade; });
  return changes;
}

}  // namespace tariffsim
