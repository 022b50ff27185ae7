#include "outcomes/diversion.hpp"

#include <algorithm>
#include <cmath>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

bool is_targeted(const Outcome& outcome, Index i, Index n, Index s) {
  const World& base = outcome.base();
  const TradePolicy& policy = outcome.policy();
  if (base.flow(i, n, s) == 0) return false;
  return policy.tariff(i, n, s) != base.tariff(i, n, s) || trade_cost_at(policy, i, n, s) != 1 ||
         rate_at(policy.export_tax, i, n, s) != rate_at(base.export_tax, i, n, s);
}

std::vector<Index> targeted_sectors(const Outcome& outcome, Index exporter, Index importer) {
  std::vector<Index> sectors;
  for (Index s = 0; s < outcome.base().n_sectors(); ++s)
    if (is_targeted(outcome, exporter, importer, s)) sectors.push_back(s);
  return sectors;
}

struct TargetedPair {
  Index exporter, importer;
  std::vector<Index> sectors;
  double moved;  // million, absolute
};

std::vector<TargetedPair> targeted_pairs(const Outcome& outcome) {
  std::vector<TargetedPair> pairs;
  for (Index n = 0; n < outcome.base().n_countries(); ++n)
    for (Index i = 0; i < outcome.base().n_countries(); ++i) {
      if (i == n) continue;
      std::vector<Index> sectors = targeted_sectors(outcome, i, n);
      if (sectors.empty()) continue;
      double change = 0;
      for (const Index s : sectors)
        change += outcome.after().flow(i, n, s) - outcome.base().flow(i, n, s);
      pairs.push_back({i, n, std::move(sectors), std::abs(change)});
    }
  return pairs;
}

}  // namespace

Diversion divert(const Cube& before, const Cube& after, Index exporter, Index importer,
                 std::vector<Index> sectors) {
  Diversion out{.exporter = exporter, .importer = importer, .sectors = std::move(sectors)};
  out.by_supplier = Vector::Zero(before.countries());
  Vector by_market = Vector::Zero(before.countries());
  for (const Index s : out.sectors) {
    out.base += before(exporter, importer, s);
    out.by_supplier += after.sector(s).col(importer) - before.sector(s).col(importer);
    by_market += (after.sector(s).row(exporter) - before.sector(s).row(exporter)).transpose();
  }
  out.change = out.by_supplier(exporter);
  out.domestic = out.by_supplier(importer);
  out.other_suppliers = out.by_supplier.sum() - out.change - out.domestic;
  out.home_market = by_market(exporter);
  out.other_markets = by_market.sum() - by_market(importer) - out.home_market;
  return out;
}

std::vector<Diversion> diversions(const Outcome& outcome, std::size_t count,
                                  const std::vector<Index>& ends) {
  std::vector<TargetedPair> pairs = targeted_pairs(outcome);
  const auto is_end = [&](Index n) { return std::find(ends.begin(), ends.end(), n) != ends.end(); };
  if (!ends.empty())
    std::erase_if(pairs, [&](const TargetedPair& pair) {
      return !is_end(pair.exporter) && !is_end(pair.importer);
    });
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const TargetedPair& a, const TargetedPair& b) { return a.moved > b.moved; });
  pairs.resize(std::min(count, pairs.size()));
  std::vector<Diversion> out;
  out.reserve(pairs.size());
  for (TargetedPair& pair : pairs)
    out.push_back(divert(outcome.base().flow, outcome.after().flow, pair.exporter, pair.importer,
                         std::move(pair.sectors)));
  return out;
}

std::vector<Index> other_targeted_suppliers(const Outcome& outcome, const Diversion& pair) {
  std::vector<Index> others;
  for (Index i = 0; i < outcome.base().n_countries(); ++i)
    if (i != pair.exporter && i != pair.importer &&
        std::any_of(pair.sectors.begin(), pair.sectors.end(),
                    [&](Index s) { return is_targeted(outcome, i, pair.importer, s); }))
      others.push_back(i);
  return others;
}

}  // namespace tariffsim
