#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/numbers.hpp"
#include "model/labels.hpp"
#include "outcomes/policy_change.hpp"
#include "prose/headline.hpp"
#include "prose/quotas.hpp"
#include "prose/rates_by_sector.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostSentences = 6;
constexpr std::size_t kMostNames = 6;
constexpr std::size_t kMostLeftOut = 3;  // of nearly all economies
constexpr Index kMostSectorNames = 3;

/// Of a name without its mark.
bool takes_article(std::string_view name) {
  static constexpr std::array kNames{"Netherlands", "Philippines",     "Rest of the world",
                                     "Bahamas",     "European Union",  "Russian Federation",
                                     "Gambia",      "Czech Republic",  "Dominican Republic",
                                     "Maldives",    "Solomon Islands", "Marshall Islands",
                                     "EU27"};
  return name.starts_with("United ") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string country_name(const Outcome& outcome, Index n) {
  return name_in_sentence(outcome.base().countries[static_cast<std::size_t>(n)].name);
}

using NamedGroups = std::vector<NamedGroup>;

/// The name of the group that these are, or empty.
std::string group_name(const NamedGroups& groups, std::vector<Index> countries) {
  std::sort(countries.begin(), countries.end());
  for (const NamedGroup& group : groups) {
    std::vector<Index> members = group.members;
    std::sort(members.begin(), members.end());
    if (members == countries && members.size() > 1) return group.name;
  }
  return "";
}

/// Takes the members of the largest group that is wholly among the sorted `countries` out of them;
/// its name, or empty.
std::string take_largest_group(const NamedGroups& groups, std::vector<Index>& countries) {
  std::vector<Index> largest;
  std::string name;
  for (const NamedGroup& group : groups) {
    std::vector<Index> members = group.members;
    std::sort(members.begin(), members.end());
    if (members.size() > 1 && members.size() > largest.size() &&
        std::includes(countries.begin(), countries.end(), members.begin(), members.end())) {
      largest = std::move(members);
      name = group.name;
    }
  }
  std::erase_if(countries, [&](Index country) {
    return std::binary_search(largest.begin(), largest.end(), country);
  });
  return name;
}

/// What stands before the name of a group: nothing, or that its members each act.
enum class Naming { as_one, by_members };

/// "China", "China, Mexico and Canada", "the EU27", "Canada and the EU27", "12 economies".
std::string country_names(const Outcome& outcome, const NamedGroups& groups,
                          const std::vector<Index>& countries, Naming naming) {
  const std::string before = naming == Naming::by_members ? "the members of " : "";
  if (const std::string group = group_name(groups, countries); !group.empty())
    return before + name_in_sentence(group);
  std::vector<Index> single = countries;
  std::sort(single.begin(), single.end());
  std::vector<std::string> taken;
  while (single.size() + taken.size() > kMostNames) {
    const std::string group = take_largest_group(groups, single);
    if (group.empty()) return fmt::format("{} economies", countries.size());
    taken.push_back(before + name_in_sentence(group));
  }
  std::vector<std::string> names;
  names.reserve(single.size() + taken.size());
  for (const Index country : single) names.push_back(country_name(outcome, country));
  names.insert(names.end(), taken.begin(), taken.end());
  return enumerated(names);
}

/// All economies but one, too many to be named.
bool is_rest(const Outcome& outcome, const std::vector<Index>& partners) {
  const auto all = static_cast<std::size_t>(outcome.base().n_countries() - 1);
  return partners.size() == all && all > kMostNames;
}

/// The same change by several countries.
struct JointChange {
  PolicyChange change;  ///< rates weighted by all their trade
  std::vector<Index> countries;
  double least_after = 0, most_after = 0;  ///< of the rates of each of them
};

bool can_join(const Outcome& outcome, const PolicyChange& a, const PolicyChange& b,
              Partners partners) {
  const bool same_partners =
      a.partners == b.partners || (is_rest(outcome, a.partners) && is_rest(outcome, b.partners));
  const bool by_sectors = partners != Partners::all || a.ends_trade;
  const bool same_points = partners != Partners::with_same_points || a.ends_trade ||
                           points_moved(a.before, a.after) == points_moved(b.before, b.after);
  const bool same_sectors = a.sectors == b.sectors && a.fewest == b.fewest && a.most == b.most;
  return same_partners && a.wedge == b.wedge && a.ends_trade == b.ends_trade && a.levy == b.levy &&
         a.rises == b.rises && (same_sectors || !by_sectors) && same_points;
}

/// Rates of one sector weighted by trade.
void join_sectors(std::vector<SectorRates>& into, const std::vector<SectorRates>& more) {
  for (const SectorRates& rates : more) {
    const auto at = std::lower_bound(
        into.begin(), into.end(), rates.sector,
        [](const SectorRates& known, Index sector) { return known.sector < sector; });
    if (at == into.end() || at->sector != rates.sector) {
      into.insert(at, rates);
      continue;
    }
    const double trade = at->trade + rates.trade;
    if (trade <= 0) continue;
    at->before = (at->trade * at->before + rates.trade * rates.before) / trade;
    at->after = (at->trade * at->after + rates.trade * rates.after) / trade;
    at->trade = trade;
  }
}

void join(JointChange& joint, const PolicyChange& change) {
  PolicyChange& sum = joint.change;
  const double trade = sum.trade + change.trade;
  if (trade > 0) {
    sum.before = (sum.trade * sum.before + change.trade * change.before) / trade;
    sum.after = (sum.trade * sum.after + change.trade * change.after) / trade;
  }
  sum.trade = trade;
  sum.cell_trade += change.cell_trade;
  std::vector<Index> sectors;
  std::set_union(sum.sectors.begin(), sum.sectors.end(), change.sectors.begin(),
                 change.sectors.end(), std::back_inserter(sectors));
  sum.sectors = std::move(sectors);
  join_sectors(sum.by_sector, change.by_sector);
  sum.differs_by_sector = sum.differs_by_sector || change.differs_by_sector;
  sum.fewest = std::min(sum.fewest, change.fewest);
  sum.most = std::max(sum.most, change.most);
  joint.least_after = std::min(joint.least_after, change.after);
  joint.most_after = std::max(joint.most_after, change.after);
  joint.countries.push_back(change.country);
}

/// "China", "all other economies", "all other economies but China".
std::string partner_names(const Outcome& outcome, const NamedGroups& groups,
                          const JointChange& joint) {
  const std::vector<Index>& partners = joint.change.partners;
  if (is_rest(outcome, partners)) return "all other economies";
  std::vector<Index> left_out;
  for (Index n = 0; n < outcome.base().n_countries(); ++n)
    if (!std::binary_search(joint.countries.begin(), joint.countries.end(), n) &&
        !std::binary_search(partners.begin(), partners.end(), n))
      left_out.push_back(n);
  // Of a group that acts alike: all that are not in it.
  if (left_out.empty() && partners.size() > kMostNames) return "all other economies";
  if (joint.countries.size() > 1 || partners.size() <= kMostNames ||
      left_out.size() > kMostLeftOut || !group_name(groups, partners).empty())
    return country_names(outcome, groups, partners, Naming::as_one);
  return "all other economies but " + country_names(outcome, groups, left_out, Naming::as_one);
}

/// Those over most trade first.
std::vector<JointChange> joint_changes(const Outcome& outcome, Partners partners) {
  std::vector<JointChange> out;
  for (const PolicyChange& change : policy_changes(outcome, partners)) {
    const auto found = std::find_if(out.begin(), out.end(), [&](const JointChange& joint) {
      return can_join(outcome, joint.change, change, partners);
    });
    if (found == out.end())
      out.push_back({change, {change.country}, change.after, change.after});
    else
      join(*found, change);
  }
  for (JointChange& joint : out) std::sort(joint.countries.begin(), joint.countries.end());
  std::stable_sort(out.begin(), out.end(), [](const JointChange& a, const JointChange& b) {
    return a.change.trade > b.change.trade;
  });
  return out;
}

/// By points and sets of sectors if that makes few sentences, else less finely.
std::vector<JointChange> told_changes(const Outcome& outcome) {
  for (const Partners partners : {Partners::with_same_points, Partners::with_same_sectors}) {
    std::vector<JointChange> told = joint_changes(outcome, partners);
    if (told.size() <= kMostSentences) return told;
  }
  return joint_changes(outcome, Partners::all);
}

/// "from 4.76 % to 149.8 % on average"; of a subsidy without its sign. Of several countries with
/// rates of their own, which no mean stands for: "from 1.76 % to 15.1 % on average (13.3 % to 16.7
/// % by country)".
std::string rates(const JointChange& joint) {
  const PolicyChange& change = joint.change;
  const double sign = change.levy == Levy::subsidy ? -100 : 100;
  std::string least = plain_percent(sign * joint.least_after),
              most = plain_percent(sign * joint.most_after);
  if (sign < 0) std::swap(least, most);
  constexpr double kAlike = 0.1;  // of their mean: members of a customs union trade other goods
  const bool alike = joint.most_after - joint.least_after <= kAlike * std::abs(change.after);
  const bool by_country = !alike && least != most;
  return fmt::format("from {} to {} on average{}", plain_percent(sign * change.before),
                     plain_percent(sign * change.after),
                     by_country ? fmt::format(" ({} to {} by country)", least, most) : "");
}

/// "raises its tariffs on China", "lower their subsidies on exports to China".
std::string moves_levy(const JointChange& joint, const std::string& partners) {
  const PolicyChange& change = joint.change;
  const Wedge& wedge = wedge_of(change.wedge);
  const bool one = joint.countries.size() == 1;
  const std::string tax = wedge.tax_on + partners, subsidy = wedge.subsidy_on + partners;
  const std::string their = one ? "s its " : " their ";
  if (change.levy == Levy::turned)
    return "turn" + their + (change.rises ? subsidy : tax) + " into " +
           (change.rises ? "taxes" : "subsidies");
  const bool grows = (change.levy == Levy::subsidy) != change.rises;
  return (grows ? "raise" : "lower") + their + (change.levy == Levy::subsidy ? subsidy : tax);
}

std::string sector_names(const Outcome& outcome, const std::vector<Index>& sectors) {
  std::string names;
  for (const Index s : sectors)
    names += (names.empty() ? "" : "; ") + outcome.base().sectors[static_cast<std::size_t>(s)].name;
  return names;
}

/// "in the only sector", "in 22 of 23 sectors", "in 1 of 23 sectors (Food)", "in 3 to 22 of 23
/// sectors each", "in 2 of 23 sectors (to 20.0 % on Motor vehicles; to 50.0 % on Iron and steel)".
std::string in_sectors(const Outcome& outcome, const PolicyChange& change) {
  const Index all = outcome.base().n_sectors();
  if (all == 1) return "in the only sector";
  const bool levied = wedge_of(change.wedge).collector != Collector::nobody;
  const std::string told = levied && change.differs_by_sector
                               ? fmt::format(" ({})", rates_by_sector(outcome, change))
                               : "";
  if (!change.same_sectors()) {
    const std::string range = change.fewest == change.most
                                  ? fmt::format("{}", change.most)
                                  : fmt::format("{} to {}", change.fewest, change.most);
    return fmt::format("in {} of {} sectors each{}", range, all, told);
  }
  const auto count = static_cast<Index>(change.sectors.size());
  std::string text = fmt::format("in {} of {} sectors", count, all);
  if (count < all && count <= kMostSectorNames && told.empty())
    text += fmt::format(" ({})", sector_names(outcome, change.sectors));
  return text + told;
}

/// "453.4 bn USD of trade", or, where other parts of these goods keep their rates, "100.4 bn of
/// 669.6 bn USD of trade".
std::string trade_under(const PolicyChange& change, const std::string& currency) {
  return change.on_part() ? fmt::format("{} of {} {} of trade", money(change.trade),
                                        money(change.cell_trade), currency)
                          : fmt::format("{} {} of trade", money(change.trade), currency);
}

/// "The United States raises its tariffs on China from 4.76 % to 149.8 % on average: 453.4 bn USD
/// of trade in 22 of 23 sectors."
std::string sentence(const Outcome& outcome, const NamedGroups& groups, const std::string& currency,
                     const JointChange& joint) {
  const PolicyChange& change = joint.change;
  const auto countries = [&](Naming naming) {
    return country_names(outcome, groups, joint.countries, naming);
  };
  const std::string partners = partner_names(outcome, groups, joint);
  const std::string trade = trade_under(change, currency);
  const std::string part = change.on_part() ? " in part" : "";
  const std::string where = in_sectors(outcome, change);
  const bool everywhere = change.fewest == outcome.base().n_sectors();
  if (wedge_of(change.wedge).collector != Collector::nobody)
    return fmt::format("{} {} {}{}: {} {}.", capitalized(countries(Naming::by_members)),
                       moves_levy(joint, partners), rates(joint),
                       change.on_part() ? ", on a part of the goods" : "", trade, where);
  if (!change.ends_trade)
    return fmt::format("Trade from {} to {} becomes {} {} on average{}: {} {}.", partners,
                       countries(Naming::as_one), plain_percent(100 * std::abs(change.after)),
                       change.after > 0 ? "costlier" : "cheaper",
                       change.on_part() ? ", for a part of the goods" : "", trade, where);
  if (everywhere)
    return fmt::format("Trade from {} to {} ends{}: {} {}.", partners, countries(Naming::as_one),
                       part, trade, where);
  return fmt::format("Trade from {} to {} ends{} {}: {}.", partners, countries(Naming::as_one),
                     part, where, trade);
}

/// Whether a change told before is one of these countries too, on partners that this has, that goes
/// the other way: of rates that raise most and lower some.
bool is_other_way(const std::vector<JointChange>& told, const JointChange& joint) {
  for (const JointChange& before : told) {
    if (&before == &joint) return false;
    if (std::includes(before.countries.begin(), before.countries.end(), joint.countries.begin(),
                      joint.countries.end()) &&
        before.change.wedge == joint.change.wedge && !before.change.ends_trade &&
        !joint.change.ends_trade && before.change.levy == joint.change.levy &&
        before.change.rises != joint.change.rises &&
        std::any_of(joint.change.partners.begin(), joint.change.partners.end(), [&](Index partner) {
          return std::binary_search(before.change.partners.begin(), before.change.partners.end(),
                                    partner);
        }))
      return true;
  }
  return false;
}

/// A sentence that begins with "The ...", after words of its own.
std::string within_sentence(std::string sentence) {
  if (sentence.starts_with("The ")) sentence[0] = 't';
  return sentence;
}

}  // namespace

std::string name_in_sentence(const std::string& name) {
  if (name.starts_with("Other ")) return "o" + name.substr(1);
  if (name == "Rest of the world") return "the rest of the world";
  const std::string_view bare(name.data(), name.size() - (name.ends_with(kMark) ? 1 : 0));
  return takes_article(bare) ? "the " + name : name;
}

std::string party_name(const Outcome& outcome, const std::vector<NamedGroup>& groups,
                       const std::vector<Index>& party) {
  if (party.size() > 1) return group_name(groups, party);
  return outcome.base().countries[static_cast<std::size_t>(party.front())].name;
}

std::string capitalized(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string enumerated(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at > 0) text += at + 1 == words.size() ? " and " : ", ";
    text += words[at];
  }
  return text;
}

std::vector<std::string> policy_prose(const Outcome& outcome, const std::string& currency,
                                      const std::vector<NamedGroup>& groups) {
  const std::vector<JointChange> changes = told_changes(outcome);
  std::vector<std::string> out = quota_prose(outcome, currency);
  const std::size_t quotas = out.size();
  if (changes.empty() && out.empty())
    return {"No tariff, tax or trade cost changes: the baseline as it is."};
  for (const JointChange& joint : changes) {
    if (out.size() + 1 == kMostSentences && changes.size() > kMostSentences) {
      out.push_back(fmt::format("{} more changes cover less trade each.",
                                changes.size() - (out.size() - quotas)));
      break;
    }
    std::string told = sentence(outcome, groups, currency, joint);
    if (is_other_way(changes, joint)) told = "On other goods, " + within_sentence(told);
    out.push_back(std::move(told));
  }
  return out;
}

}  // namespace tariffsim
