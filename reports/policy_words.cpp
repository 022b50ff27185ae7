#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "outcomes/policy_change.hpp"
#include "reports/headline.hpp"
#include "reports/numbers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostSentences = 6;
constexpr std::size_t kMostNames = 6;

bool takes_article(const std::string& name) {
  static constexpr std::array kNames{"Netherlands", "Philippines",     "Rest of the world",
                                     "Bahamas",     "European Union",  "Russian Federation",
                                     "Gambia",      "Czech Republic",  "Dominican Republic",
                                     "Maldives",    "Solomon Islands", "Marshall Islands"};
  return name.starts_with("United ") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string capitalized(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string country_name(const Outcome& outcome, Index n) {
  return name_in_sentence(outcome.base().countries[static_cast<std::size_t>(n)].name);
}

/// "China", "China, Mexico and Canada", "12 economies".
std::string country_names(const Outcome& outcome, const std::vector<Index>& countries) {
  if (countries.size() > kMostNames) return fmt::format("{} economies", countries.size());
  std::string names;
  for (std::size_t at = 0; at < countries.size(); ++at) {
    if (at > 0) names += at + 1 == countries.size() ? " and " : ", ";
    names += country_name(outcome, countries[at]);
  }
  return names;
}

std::string partner_names(const Outcome& outcome, const std::vector<Index>& partners) {
  const auto all = static_cast<std::size_t>(outcome.base().n_countries() - 1);
  if (partners.size() == all && all > kMostNames) return "all other economies";
  return country_names(outcome, partners);
}

/// The same change by several countries.
struct JointChange {
  PolicyChange change;  ///< rates weighted by all their trade, sectors the most of any
  std::vector<Index> countries;
  std::string partners;  ///< in words
};

bool can_join(const JointChange& joint, const PolicyChange& change, const std::string& partners) {
  return joint.partners == partners && joint.change.wedge == change.wedge &&
         joint.change.rises == change.rises && joint.change.falls == change.falls;
}

void join(JointChange& joint, const PolicyChange& change) {
  PolicyChange& sum = joint.change;
  const double trade = sum.trade + change.trade;
  if (trade > 0) {
    sum.before = (sum.trade * sum.before + change.trade * change.before) / trade;
    sum.after = (sum.trade * sum.after + change.trade * change.after) / trade;
  }
  sum.trade = trade;
  sum.sectors = std::max(sum.sectors, change.sectors);
  joint.countries.push_back(change.country);
}

/// Those over most trade first.
std::vector<JointChange> joint_changes(const Outcome& outcome) {
  std::vector<JointChange> out;
  for (const PolicyChange& change : policy_changes(outcome)) {
    const std::string partners = partner_names(outcome, change.partners);
    const auto found = std::find_if(out.begin(), out.end(), [&](const JointChange& joint) {
      return can_join(joint, change, partners);
    });
    if (found == out.end())
      out.push_back({change, {change.country}, partners});
    else
      join(*found, change);
  }
  std::stable_sort(out.begin(), out.end(), [](const JointChange& a, const JointChange& b) {
    return a.change.trade > b.change.trade;
  });
  return out;
}

/// "from 4.76 % to 149.8 % on average"
std::string rates(const PolicyChange& change) {
  return fmt::format("from {} to {} on average", plain_percent(100 * change.before),
                     plain_percent(100 * change.after));
}

/// "raises its", "change their"
std::string verb(const JointChange& joint) {
  const PolicyChange& change = joint.change;
  const bool one = joint.countries.size() == 1;
  const std::string verb = change.rises && change.falls ? "change"
                           : change.rises               ? "raise"
                                                        : "lower";
  return verb + (one ? "s its" : " their");
}

std::string what_changes(const Outcome& outcome, const JointChange& joint) {
  const std::string countries = country_names(outcome, joint.countries);
  switch (joint.change.wedge) {
    case Wedge::tariff:
      return fmt::format("{} {} tariffs on {} {}", capitalized(countries), verb(joint),
                         joint.partners, rates(joint.change));
    case Wedge::export_tax:
      return fmt::format("{} {} taxes on exports to {} {}", capitalized(countries), verb(joint),
                         joint.partners, rates(joint.change));
    case Wedge::trade_cost:
      return fmt::format("Trade from {} to {} becomes {} {} on average", joint.partners, countries,
                         plain_percent(100 * std::abs(joint.change.after)),
                         joint.change.after > 0 ? "costlier" : "cheaper");
    case Wedge::embargo:
      break;
  }
  return fmt::format("Trade from {} to {} ends", joint.partners, countries);
}

}  // namespace

std::string name_in_sentence(const std::string& name) {
  if (name.starts_with("Other ")) return "o" + name.substr(1);
  if (name == "Rest of the world") return "the rest of the world";
  return takes_article(name) ? "the " + name : name;
}

std::vector<std::string> policy_in_words(const Outcome& outcome, const std::string& currency) {
  const std::vector<JointChange> changes = joint_changes(outcome);
  if (changes.empty()) return {"No tariff, tax or trade cost changes: the baseline as it is."};
  std::vector<std::string> out;
  for (const JointChange& joint : changes) {
    if (out.size() + 1 == kMostSentences && changes.size() > kMostSentences) {
      out.push_back(
          fmt::format("{} more changes cover less trade each; the audit lists every line.",
                      changes.size() - out.size()));
      break;
    }
    out.push_back(fmt::format("{}: {} {} of trade in {} of {} sectors.",
                              what_changes(outcome, joint), money(joint.change.trade), currency,
                              joint.change.sectors, outcome.base().n_sectors()));
  }
  return out;
}

}  // namespace tariffsim
