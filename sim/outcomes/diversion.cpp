#include "outcomes/diversion.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "outcomes/part_flows.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

bool is_targeted(const Outcome& outcome, Index i, Index n, Index s) {
  if (outcome.base().flow(i, n, s) == 0) return false;
  const std::vector<LicenceRates>* licences = outcome.after().licences_of(i, n, s);
  if (licences != nullptr && std::any_of(licences->begin(), licences->end(),
                                         [](const LicenceRates& rates) { return rates.is_paid(); }))
    return true;
  if (const PolicyCell* cell = outcome.parted_policy().cell(i, n, s))
    return std::any_of(cell->parts.begin(), cell->parts.end(),
                       [](const PolicyPart& part) { return part_wedge(part) != 1; });
  return is_changed(outcome.base(), outcome.policy(), i, n, s);
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

bool contains(const std::vector<Index>& countries, Index n) {
  return std::find(countries.begin(), countries.end(), n) != countries.end();
}

/// Sectors in which one of the pairs is targeted; none if a pair that trades in them is not.
std::vector<Index> jointly_targeted_sectors(const Outcome& outcome,
                                            const std::vector<Index>& exporters,
                                            const std::vector<Index>& importers) {
  std::vector<Index> sectors;
  std::vector<std::pair<Index, Index>> untouched;
  for (const Index i : exporters)
    for (const Index n : importers) {
      const std::vector<Index> own = targeted_sectors(outcome, i, n);
      if (own.empty()) untouched.emplace_back(i, n);
      std::vector<Index> both;
      std::set_union(sectors.begin(), sectors.end(), own.begin(), own.end(),
                     std::back_inserter(both));
      sectors = std::move(both);
    }
  for (const auto& [i, n] : untouched)
    for (const Index s : sectors)
      if (outcome.base().flow(i, n, s) > 0) return {};
  return sectors;
}

bool moves_more(const Diversion& a, const Diversion& b) {
  return std::abs(a.change) > std::abs(b.change);
}

}  // namespace

Cube flows_at_old_prices(const Outcome& outcome) {
  const World& base = outcome.base();
  Cube out(base.n_countries(), base.n_sectors());
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (Index n = 0; n < base.n_countries(); ++n)
      for (Index i = 0; i < base.n_countries(); ++i) {
        const double unit_cost = outcome.equilibrium().unit_cost()(i, s);
        for_each_part(base, outcome.parted_policy(), outcome.after(), i, n, s,
                      [&](const PartFlow& part) {
                        if (part.before > 0)
                          out(i, n, s) += part.after / importer_border_price(unit_cost, part);
                      });
      }
  return out;
}

Diversion divert(const Cube& before, const Cube& after, std::vector<Index> exporters,
                 std::vector<Index> importers, std::vector<Index> sectors) {
  Diversion out{std::move(exporters), std::move(importers), std::move(sectors)};
  out.by_supplier = Vector::Zero(before.countries());
  Vector by_market = Vector::Zero(before.countries());
  for (const Index s : out.sectors) {
    for (const Index n : out.importers) {
      out.by_supplier += after.sector(s).col(n) - before.sector(s).col(n);
      for (const Index i : out.exporters) out.base += before(i, n, s);
    }
    for (const Index i : out.exporters)
      by_market += (after.sector(s).row(i) - before.sector(s).row(i)).transpose();
  }
  for (const Index i : out.exporters) {
    out.change += out.by_supplier(i);
    out.home_market += by_market(i);
  }
  double to_importers = 0;
  for (const Index n : out.importers) {
    out.domestic += out.by_supplier(n);
    to_importers += by_market(n);
  }
  out.other_suppliers = out.by_supplier.sum() - out.change - out.domestic;
  out.other_markets = by_market.sum() - to_importers - out.home_market;
  return out;
}

std::vector<Diversion> diversions(const Outcome& outcome, std::size_t count,
                                  const std::vector<Index>& ends) {
  std::vector<TargetedPair> pairs = targeted_pairs(outcome);
  const auto is_end = [&](Index n) { return contains(ends, n); };
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
    out.push_back(divert(outcome.base().flow, outcome.after().flow, {pair.exporter},
                         {pair.importer}, std::move(pair.sectors)));
  return out;
}

std::vector<Diversion> group_diversions(const Outcome& outcome,
                                        const std::vector<NamedGroup>& groups) {
  std::vector<Diversion> out;
  const auto add = [&](const std::vector<Index>& exporters, const std::vector<Index>& importers) {
    std::vector<Index> sectors = jointly_targeted_sectors(outcome, exporters, importers);
    if (!sectors.empty())
      out.push_back(divert(outcome.base().flow, outcome.after().flow, exporters, importers,
                           std::move(sectors)));
  };
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::vector<Index>& members = groups[g].members;
    std::vector<std::vector<Index>> others;
    for (Index n = 0; n < outcome.base().n_countries(); ++n) others.push_back({n});
    for (std::size_t h = g + 1; h < groups.size(); ++h) others.push_back(groups[h].members);
    for (const std::vector<Index>& other : others) {
      if (std::any_of(other.begin(), other.end(), [&](Index n) { return contains(members, n); }))
        continue;
      add(members, other);
      add(other, members);
    }
  }
  std::stable_sort(out.begin(), out.end(), moves_more);
  return out;
}

std::vector<Index> other_targeted_suppliers(const Outcome& outcome, const Diversion& pair) {
  const auto is_also_targeted = [&](Index i) {
    for (const Index n : pair.importers)
      for (const Index s : pair.sectors)
        if (is_targeted(outcome, i, n, s)) return true;
    return false;
  };
  std::vector<Index> others;
  for (Index i = 0; i < outcome.base().n_countries(); ++i)
    if (!contains(pair.exporters, i) && !contains(pair.importers, i) && is_also_targeted(i))
      others.push_back(i);
  return others;
}

}  // namespace tariffsim
