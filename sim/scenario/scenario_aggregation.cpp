#include "scenario/scenario_aggregation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/pass_on.hpp"
#include "scenario/selector_lookup.hpp"

namespace tariffsim {
namespace {

using NamedSelectors = std::vector<std::pair<Name, Selector>>;

constexpr Index kNone = -1;

/// Which of the new names takes each position; kNone = it stays for itself.
class Partition {
 public:
  Partition(const NamedSelectors& parts, SelectorLookup& lookup, Diagnostics& diagnostics)
      : parts_(parts),
        lookup_(lookup),
        diagnostics_(diagnostics),
        taker_(lookup.table().codes.size(), kNone) {
    for (Index part = 0; part < size(); ++part)
      if (!has_others(selector(part))) take(part, lookup_.resolve(selector(part)));
    std::vector<Index> taken;
    for (Index i = 0; i < static_cast<Index>(taker_.size()); ++i)
      if (taker(i) != kNone) taken.push_back(i);
    for (Index part = 0; part < size(); ++part)
      if (has_others(selector(part))) take(part, lookup_.resolve(selector(part), &taken));
    for (Index part = 0; part < size(); ++part) check_name(name(part));
  }

  Index taker(Index position) const { return taker_[static_cast<std::size_t>(position)]; }
  const std::string& new_code(Index part) const { return name(part).text; }
  std::ptrdiff_t members(Index part) const {
    return std::count(taker_.begin(), taker_.end(), part);
  }

  /// Old -> new position: a new name comes where its first member was.
  std::vector<Index> new_positions() const {
    std::vector<Index> position_of_part(parts_.size(), kNone), positions;
    Index next = 0;
    for (Index i = 0; i < static_cast<Index>(taker_.size()); ++i) {
      if (taker(i) == kNone) {
        positions.push_back(next++);
        continue;
      }
      Index& position = position_of_part[static_cast<std::size_t>(taker(i))];
      if (position == kNone) position = next++;
      positions.push_back(position);
    }
    return positions;
  }

 private:
  Index size() const { return static_cast<Index>(parts_.size()); }
  const Name& name(Index part) const { return parts_[static_cast<std::size_t>(part)].first; }
  const Selector& selector(Index part) const {
    return parts_[static_cast<std::size_t>(part)].second;
  }

  void take(Index part, const std::vector<Index>& positions) {
    for (const Index i : positions) {
      Index& taker = taker_[static_cast<std::size_t>(i)];
      if (taker != kNone && taker != part) {
        const std::string code =
            lookup_.table().quoted(lookup_.table().codes[static_cast<std::size_t>(i)]);
        diagnostics_.error(selector(part).place, fmt::format("{} is in both '{}' and '{}'", code,
                                                             name(taker).text, name(part).text));
        diagnostics_.note(selector(taker).place, fmt::format("'{}' is here", name(taker).text));
        return;
      }
      taker = part;
    }
  }

  /// A new code may be that of one of its own members, not of one that stays or goes elsewhere.
  void check_name(const Name& name) {
    const Index existing = lookup_.table().find(name.text);
    if (existing < 0) return;
    const Index taken_by = taker(existing);
    if (taken_by == kNone || new_code(taken_by) != name.text) {
      diagnostics_.error(name.place,
                         fmt::format("{} is a {} of {} that is not part of the new '{}'",
                                     lookup_.table().quoted(name.text), lookup_.table().kind,
                                     lookup_.table().baseline, name.text));
    }
  }

  const NamedSelectors& parts_;
  SelectorLookup& lookup_;
  Diagnostics& diagnostics_;
  std::vector<Index> taker_;
};

/// New labels by new position: the old one if it stays, the name of the only member, else the new
/// code as its own name.
template <typename Label>
std::vector<Label> new_labels(const std::vector<Label>& old, const Partition& partition,
                              const std::vector<Index>& positions) {
  std::vector<Label> labels;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (positions[i] < static_cast<Index>(labels.size())) continue;
    const Index part = partition.taker(static_cast<Index>(i));
    Label label = old[i];
    if (part != kNone) {
      const std::string name = partition.members(part) == 1 ? label.name : partition.new_code(part);
      label = Label{};
      label.code = partition.new_code(part);
      label.name = name;
    }
    labels.push_back(std::move(label));
  }
  return labels;
}

/// A joined sector is services when all its members are.
void set_kinds(std::vector<Sector>& sectors, const std::vector<Sector>& old,
               const std::vector<Index>& positions) {
  for (Sector& sector : sectors) sector.kind = SectorKind::services;
  for (std::size_t s = 0; s < old.size(); ++s) {
    if (old[s].kind == SectorKind::goods)
      sectors[static_cast<std::size_t>(positions[s])].kind = SectorKind::goods;
  }
}

Groups members_of_joined(const std::vector<Sector>& old, const Partition& partition) {
  Groups joined;
  for (std::size_t s = 0; s < old.size(); ++s) {
    const Index part = partition.taker(static_cast<Index>(s));
    if (part != kNone) joined[partition.new_code(part)].push_back(old[s].code);
  }
  return joined;
}

}  // namespace

AggregatedBaseline aggregate_baseline(const Scenario& scenario, Baseline baseline,
                                      Diagnostics& diagnostics) {
  if (scenario.aggregate.countries.empty() && scenario.aggregate.sectors.empty())
    return {std::move(baseline), {}, {}};
  Diagnostics found;
  SelectorLookup countries(country_names(scenario, baseline, found), found);
  SelectorLookup sectors(sector_names(scenario, baseline, {}, found), found);
  const Partition regions(scenario.aggregate.countries, countries, found);
  const Partition groups(scenario.aggregate.sectors, sectors, found);
  countries.note_read_as();
  sectors.note_read_as();
  found.throw_if_errors();
  pass_on(found.all(), diagnostics);

  Aggregation aggregation;
  aggregation.country_of = regions.new_positions();
  aggregation.sector_of = groups.new_positions();
  aggregation.countries = new_labels(baseline.countries, regions, aggregation.country_of);
  aggregation.sectors = new_labels(baseline.sectors, groups, aggregation.sector_of);
  set_kinds(aggregation.sectors, baseline.sectors, aggregation.sector_of);
  std::set<std::string, std::less<>> joined;
  for (const auto& [name, members] : scenario.aggregate.countries) joined.insert(name.text);
  return {aggregate(baseline, aggregation), members_of_joined(baseline.sectors, groups),
          std::move(joined)};
}

}  // namespace tariffsim
