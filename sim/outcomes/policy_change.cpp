#include "outcomes/policy_change.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "policy/rate_move.hpp"

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
    if (!is_moved(before, after) || std::isinf(after) != topic.ends_trade) continue;
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
  if (!is_moved(rates.before, rates.after) || std::isinf(rates.after) != topic.ends_trade)
    return std::nullopt;
  return rates;
}

Levy levy_of(const Topic& topic, const Rates& rates) {
  if (topic.wedge.collector == Collector::nobody) return Levy::tax;
  if (rates.before >= 0 && rates.after >= 0) return Levy::tax;
  return rates.before <= 0 && rates.after <= 0 ? Levy::subsidy : Levy::turned;
}

using Manner = std::tuple<Levy, bool>;  // how it moves: PolicyChange::levy, rises

struct ChangedCell {
  Index partner, sector;
  double trade;       // million, baseline flow under the rates that changed
  double cell_trade;  // and all of it
  Rates rates;
  Levy levy;
  bool rises;
};

/// Sums of rates, by trade and simple.
struct RateSum {
  double cells = 0, trade = 0;
  Rates simple{0, 0}, weighted{0, 0};

  void add(double flow, const Rates& rates) {
    cells += 1;
    simple.before += rates.before;
    simple.after += rates.after;
    if (flow <= 0) return;
    trade += flow;
    weighted.before += flow * rates.before;
    weighted.after += flow * rates.after;
  }

  Rates mean() const {
    const Rates& sum = trade > 0 ? weighted : simple;
    const double weights = trade > 0 ? trade : cells;
    return {sum.before / weights, sum.after / weights};
  }
};

using ChangedCells = std::vector<ChangedCell>;
using CellPointers = std::vector<ChangedCell*>;

/// Adds up the changes of several partners that move in one manner.
class ChangeSum {
 public:
  /// All cells of one manner with one partner.
  void add(Index partner, const ChangedCells& cells) {
    change_.partners.push_back(partner);
    const auto count = static_cast<Index>(cells.size());
    change_.fewest = change_.fewest == 0 ? count : std::min(change_.fewest, count);
    change_.most = std::max(change_.most, count);
    std::set<long> moves, ends, ratios;
    bool multiplied = true;  // no rate began at next to nothing
    for (const ChangedCell& cell : cells) {
      all_.add(cell.trade, cell.rates);
      change_.cell_trade += cell.cell_trade;
      by_sector_[cell.sector].add(cell.trade, cell.rates);
      if (std::isinf(cell.rates.after)) continue;
      moves.insert(points_moved(cell.rates.before, cell.rates.after));
      ends.insert(points_moved(0, cell.rates.after));
      multiplied = multiplied && std::abs(cell.rates.before) > kLeastMultiplied;
      if (multiplied) ratios.insert(points_moved(0, cell.rates.after / cell.rates.before));
    }
    change_.differs_by_sector =
        change_.differs_by_sector ||
        (std::min(moves.size(), ends.size()) > 1 && (!multiplied || ratios.size() > 1));
  }

  PolicyChange take(const Topic& topic, const Manner& manner, Index country) {
    std::tie(change_.levy, change_.rises) = manner;
    change_.wedge = topic.wedge.kind;
    change_.ends_trade = topic.ends_trade;
    change_.country = country;
    change_.trade = all_.trade;
    change_.before = all_.mean().before;
    change_.after = all_.mean().after;
    for (const auto& [sector, sum] : by_sector_) {
      change_.sectors.push_back(sector);
      change_.by_sector.push_back({sector, sum.trade, sum.mean().before, sum.mean().after});
    }
    return std::move(change_);
  }

 private:
  static constexpr double kLeastMultiplied = 1e-9;
  PolicyChange change_;
  RateSum all_;
  std::map<Index, RateSum> by_sector_;
};

bool ends_at_one_rate(const CellPointers& cells) {
  constexpr double kOneRate = 1e-9;  // rounding
  const auto less = [](const ChangedCell* a, const ChangedCell* b) {
    return a->rates.after < b->rates.after;
  };
  if (cells.empty()) return false;
  const auto [least, most] = std::minmax_element(cells.begin(), cells.end(), less);
  return (*most)->rates.after - (*least)->rates.after <= kOneRate;
}

/// Cells that all end at one rate move as their mean does, if at most `against` of their trade
/// moves the other way. Whether they are such.
bool joined(const CellPointers& cells, double against) {
  if (!ends_at_one_rate(cells)) return false;
  RateSum sum;
  for (const ChangedCell* cell : cells) sum.add(cell->trade, cell->rates);
  const bool rises = sum.mean().after > sum.mean().before;
  double other_way = 0;
  for (const ChangedCell* cell : cells)
    if ((cell->rates.after > cell->rates.before) != rises) other_way += cell->trade;
  if (other_way > against * sum.trade) return false;
  for (ChangedCell* cell : cells) cell->rises = rises;
  return true;
}

/// Joins all that end at one rate if little of it moves the other way, and the same of each
/// partner; where rates differ by sector, those of a partner that end at one, or those of a sector
/// with all partners, which are told with the rate of the sector.
void join_to_one_rate(ChangedCells& cells) {
  constexpr double kLittle = 0.1;
  for (const Levy levy : {Levy::tax, Levy::subsidy}) {
    CellPointers all;
    std::map<Index, CellPointers> by_partner, by_sector;
    for (ChangedCell& cell : cells)
      if (cell.levy == levy) all.push_back(&cell);
    if (joined(all, kLittle)) continue;
    for (ChangedCell* cell : all) {
      by_partner[cell->partner].push_back(cell);
      by_sector[cell->sector].push_back(cell);
    }
    const bool one_rate = ends_at_one_rate(all);
    std::set<Index> done;
    for (const auto& [partner, own] : by_partner)
      if (joined(own, one_rate ? kLittle : 1)) done.insert(partner);
    if (one_rate) continue;
    for (auto& [sector, own] : by_sector) {
      if (!ends_at_one_rate(own)) continue;
      std::erase_if(own, [&](const ChangedCell* cell) { return done.count(cell->partner) > 0; });
      joined(own, 1);
    }
  }
}

ChangedCells changed_cells(const Outcome& outcome, const Topic& topic, Index country) {
  ChangedCells cells;
  const World& base = outcome.base();
  const bool sells = topic.wedge.collector == Collector::exporter;
  for (Index partner = 0; partner < base.n_countries(); ++partner) {
    if (partner == country) continue;
    const Index i = sells ? country : partner, n = sells ? partner : country;
    for (Index s = 0; s < base.n_sectors(); ++s)
      if (const auto rates = changed(outcome, topic, i, n, s))
        cells.push_back({partner, s, rates->share * base.flow(i, n, s), base.flow(i, n, s), *rates,
                         levy_of(topic, *rates), rates->after > rates->before});
  }
  return cells;
}

std::vector<Index> sectors_of(const ChangedCells& cells) {
  std::vector<Index> sectors;
  sectors.reserve(cells.size());
  for (const ChangedCell& cell : cells) sectors.push_back(cell.sector);
  return sectors;
}

/// All cells of one manner with one partner.
struct PartnerCells {
  Index partner;
  ChangedCells cells;
};

/// What tells partners apart: the points by which their rates move on average, or in each sector,
/// or the rates at which each sector ends.
using PointsKey = std::vector<long>;

PointsKey average_move(const ChangedCells& cells) {
  RateSum sum;
  for (const ChangedCell& cell : cells) sum.add(cell.trade, cell.rates);
  return {points_moved(sum.mean().before, sum.mean().after)};
}

PointsKey moves_by_sector(const ChangedCells& cells) {
  PointsKey key;
  key.reserve(cells.size());
  for (const ChangedCell& cell : cells)
    key.push_back(points_moved(cell.rates.before, cell.rates.after));
  return key;
}

PointsKey ends_by_sector(const ChangedCells& cells) {
  PointsKey key;
  key.reserve(cells.size());
  for (const ChangedCell& cell : cells) key.push_back(points_moved(0, cell.rates.after));
  return key;
}

/// Partners with the same key together, by the key that parts them least.
std::vector<std::vector<const PartnerCells*>> partners_alike(
    const std::vector<PartnerCells>& partners) {
  std::map<PointsKey, std::vector<const PartnerCells*>> fewest;
  for (const auto& key_of : {average_move, moves_by_sector, ends_by_sector}) {
    std::map<PointsKey, std::vector<const PartnerCells*>> parted;
    for (const PartnerCells& one : partners) parted[key_of(one.cells)].push_back(&one);
    if (fewest.empty() || parted.size() < fewest.size()) fewest = std::move(parted);
  }
  std::vector<std::vector<const PartnerCells*>> out;
  out.reserve(fewest.size());
  for (auto& [key, alike] : fewest) out.push_back(std::move(alike));
  return out;
}

void add_changes(const Outcome& outcome, const Topic& topic, Index country, Partners partners,
                 std::vector<PolicyChange>& changes) {
  const bool by_sectors = partners != Partners::all || topic.ends_trade;
  const bool by_points = partners == Partners::with_same_points && !topic.ends_trade;
  ChangedCells all = changed_cells(outcome, topic, country);
  if (!topic.ends_trade) join_to_one_rate(all);
  std::map<std::pair<Index, Manner>, ChangedCells> parts;
  for (ChangedCell& cell : all)
    parts[{cell.partner, Manner{cell.levy, cell.rises}}].push_back(cell);
  std::map<std::pair<Manner, std::vector<Index>>, std::vector<PartnerCells>> told;
  for (auto& [key, cells] : parts) {
    std::vector<Index> sectors = by_sectors ? sectors_of(cells) : std::vector<Index>{};
    told[{key.second, std::move(sectors)}].push_back({key.first, std::move(cells)});
  }
  const auto add = [&](const Manner& manner, const std::vector<const PartnerCells*>& alike) {
    ChangeSum sum;
    for (const PartnerCells* one : alike) sum.add(one->partner, one->cells);
    changes.push_back(sum.take(topic, manner, country));
  };
  for (const auto& [key, those] : told) {
    if (by_points) {
      for (const auto& alike : partners_alike(those)) add(key.first, alike);
      continue;
    }
    std::vector<const PartnerCells*> everyone;
    everyone.reserve(those.size());
    for (const PartnerCells& one : those) everyone.push_back(&one);
    add(key.first, everyone);
  }
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
