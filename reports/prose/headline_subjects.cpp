#include "prose/headline_subjects.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "outcomes/policy_change.hpp"
#include "policy/wedge.hpp"
#include "prose/headline.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostSides = 6, kMostLeading = 3, kMostExtremes = 3;

class SubjectChoice {
 public:
  SubjectChoice(const RunRecord& record, const ExperimentResult& result)
      : record_(record),
        outcome_(*result.outcome),
        strategy_(result.strategy.get()),
        countries_(country_rows(outcome_)) {
    choose_trade();
    choose_sides();
  }

  HeadlineSubjects subjects() const { return {countries_, sides_, trade_, levier(), told_of()}; }

 private:
  std::vector<Index> members(const std::string& name) const {
    return members_of(record_, outcome_.base(), name);
  }

  /// The targeted trade that moves most: of the first in focus that has any, else of all.
  void choose_trade() {
    const std::vector<Diversion> of_groups = group_diversions(outcome_, groups_told_of(record_));
    const auto consider = [&](const Diversion& pair) {
      if (!trade_ || std::abs(pair.change) >= std::abs(trade_->change)) trade_ = pair;
    };
    for (const std::string& name : record_.focus_names()) {
      const std::vector<Index> party = members(name);
      for (const Diversion& pair : diversions(outcome_, 1, party)) consider(pair);
      for (const Diversion& pair : of_groups)
        if (pair.exporters == party || pair.importers == party) consider(pair);
      if (trade_) return;
    }
    for (const Diversion& pair : diversions(outcome_, 1)) consider(pair);
    if (record_.focus_names().empty())
      for (const Diversion& pair : of_groups) consider(pair);
  }

  /// Those in focus, in its order; filled up with both ends of that trade, else with the largest.
  void choose_sides() {
    for (const CountryRow& row : named_rows(outcome_, record_.focus_names(), record_.groups))
      if (sides_.size() < kMostSides && !is_told(members(row.country))) sides_.push_back(row);
    if (trade_) {
      fill_up(trade_->importers);
      fill_up(trade_->exporters);
    }
    std::vector<std::size_t> order(countries_.size());
    for (std::size_t n = 0; n < order.size(); ++n) order[n] = n;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return countries_[a].income_base_musd > countries_[b].income_base_musd;
    });
    for (const std::size_t n : order) fill_up({static_cast<Index>(n)});
  }

  /// Whether just these are told of already: a member is told of beside its group.
  bool is_told(const std::vector<Index>& economies) const {
    return std::any_of(sides_.begin(), sides_.end(),
                       [&](const CountryRow& side) { return members(side.country) == economies; });
  }

  /// Whether one of these is told of already, by itself or in a group.
  bool overlaps(const std::vector<Index>& economies) const {
    return std::any_of(sides_.begin(), sides_.end(), [&](const CountryRow& side) {
      const std::vector<Index> told = members(side.country);
      return std::find_first_of(told.begin(), told.end(), economies.begin(), economies.end()) !=
             told.end();
    });
  }

  void fill_up(const std::vector<Index>& party) {
    if (sides_.size() >= 2 || overlaps(party)) return;
    const std::vector<NamedGroup>& groups = groups_told_of(record_);
    const std::string& code = countries_[static_cast<std::size_t>(party.front())].country;
    const std::string name = party.size() == 1 ? code : party_name(outcome_, groups, party);
    sides_.push_back(named_rows(outcome_, {name}, groups).front());
  }

  /// The sides, then those who win and lose most.
  std::vector<CountryRow> told_of() const {
    std::vector<CountryRow> out = sides_;
    std::vector<CountryRow> order = countries_;
    std::stable_sort(order.begin(), order.end(), [](const CountryRow& a, const CountryRow& b) {
      return std::abs(a.welfare_pct) > std::abs(b.welfare_pct);
    });
    std::size_t winners = 0, losers = 0;
    for (const CountryRow& row : order) {
      if (!(std::abs(row.welfare_pct) >= kVisiblePercent)) continue;
      if ((row.welfare_pct > 0 ? winners : losers)++ >= kMostExtremes) continue;
      if (!overlaps(members(row.country))) out.push_back(row);
    }
    return out;
  }

  bool chooses_rates(const CountryRow& side) const {
    return strategy_ != nullptr && std::any_of(strategy_->players.begin(), strategy_->players.end(),
                                               [&](const FoundStrategy& player) {
                                                 return player.members == members(side.country);
                                               });
  }

  /// Of the side that changes a levy of its own, and whose revenue changes most, those who choose
  /// their rates first; else of who changes one over most trade.
  CountryRow levier() const {
    std::vector<Index> levying;
    for (const PolicyChange& change : policy_changes(outcome_, Partners::all))
      if (wedge_of(change.wedge).collector != Collector::nobody) levying.push_back(change.country);
    const auto levies = [&](const CountryRow& side) {
      const std::vector<Index> of_side = members(side.country);
      return std::any_of(of_side.begin(), of_side.end(), [&](Index member) {
        return std::find(levying.begin(), levying.end(), member) != levying.end();
      });
    };
    const auto rank = [&](const CountryRow& row) {
      return std::pair(chooses_rates(row),
                       std::abs(row.tax_revenue_musd - row.tax_revenue_base_musd));
    };
    const CountryRow* most = nullptr;
    for (const CountryRow& side : sides_)
      if (levies(side) && (most == nullptr || rank(side) > rank(*most))) most = &side;
    if (most != nullptr) return *most;
    return levying.empty() ? sides_.front() : countries_[static_cast<std::size_t>(levying.front())];
  }

  const RunRecord& record_;
  const Outcome& outcome_;
  const StrategyResult* strategy_;
  std::vector<CountryRow> countries_;
  std::vector<CountryRow> sides_;
  std::optional<Diversion> trade_;
};

}  // namespace

std::vector<CountryRow> HeadlineSubjects::leading() const {
  const auto count = static_cast<std::ptrdiff_t>(std::min(kMostLeading, sides.size()));
  return {sides.begin(), sides.begin() + count};
}

std::ptrdiff_t HeadlineSubjects::count(bool gaining) const {
  return std::count_if(countries.begin(), countries.end(), [&](const CountryRow& row) {
    return gaining ? row.welfare_pct >= kVisiblePercent : row.welfare_pct <= -kVisiblePercent;
  });
}

HeadlineSubjects headline_subjects(const RunRecord& record, const ExperimentResult& result) {
  return SubjectChoice(record, result).subjects();
}

std::vector<Index> members_of(const RunRecord& record, const World& world,
                              const std::string& name) {
  for (const NamedGroup& group : groups_told_of(record))
    if (group.name == name) return group.members;
  const Index country = find_country(world.countries, name);
  return country < 0 ? std::vector<Index>{} : std::vector<Index>{country};
}

}  // namespace tariffsim
