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
constexpr std::size_t kMostNames = 3;

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

/// "China", "China, Mexico and Canada", "12 economies", "all other economies".
std::string partner_names(const Outcome& outcome, const std::vector<Index>& partners) {
  const auto all = static_cast<std::size_t>(outcome.base().n_countries() - 1);
  if (partners.size() == all && all > kMostNames) return "all other economies";
  if (partners.size() > kMostNames) return fmt::format("{} economies", partners.size());
  std::string names;
  for (std::size_t at = 0; at < partners.size(); ++at) {
    if (at > 0) names += at + 1 == partners.size() ? " and " : ", ";
    names += country_name(outcome, partners[at]);
  }
  return names;
}

/// "from 4.76 % to 149.8 % on average"
std::string rates(const PolicyChange& change) {
  return fmt::format("from {} to {} on average", plain_percent(100 * change.before),
                     plain_percent(100 * change.after));
}

std::string verb(const PolicyChange& change) {
  if (change.rises && change.falls) return "changes";
  return change.rises ? "raises" : "lowers";
}

std::string what_changes(const Outcome& outcome, const PolicyChange& change) {
  const std::string country = country_name(outcome, change.country);
  const std::string partners = partner_names(outcome, change.partners);
  switch (change.wedge) {
    case Wedge::tariff:
      return fmt::format("{} {} its tariffs on {} {}", capitalized(country), verb(change), partners,
                         rates(change));
    case Wedge::export_tax:
      return fmt::format("{} {} its taxes on exports to {} {}", capitalized(country), verb(change),
                         partners, rates(change));
    case Wedge::trade_cost:
      return fmt::format("Trade from {} to {} becomes {} {} on average", partners, country,
                         plain_percent(100 * std::abs(change.after)),
                         change.after > 0 ? "costlier" : "cheaper");
    case Wedge::embargo:
      break;
  }
  return fmt::format("Trade from {} to {} ends", partners, country);
}

}  // namespace

std::string name_in_sentence(const std::string& name) {
  if (name.starts_with("Other ")) return "o" + name.substr(1);
  if (name == "Rest of the world") return "the rest of the world";
  return takes_article(name) ? "the " + name : name;
}

std::vector<std::string> policy_in_words(const Outcome& outcome, const std::string& currency) {
  const std::vector<PolicyChange> changes = policy_changes(outcome);
  if (changes.empty()) return {"No tariff, tax or trade cost changes: the baseline as it is."};
  std::vector<std::string> out;
  for (const PolicyChange& change : changes) {
    if (out.size() + 1 == kMostSentences && changes.size() > kMostSentences) {
      out.push_back(
          fmt::format("{} more changes cover less trade each; the audit lists every line.",
                      changes.size() - out.size()));
      break;
    }
    out.push_back(fmt::format("{}: {} {} of trade in {} of {} sectors.",
                              what_changes(outcome, change), money(change.trade), currency,
                              change.sectors, outcome.base().n_sectors()));
  }
  return out;
}

}  // namespace tariffsim
