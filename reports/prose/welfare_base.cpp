#include "prose/welfare_base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// Of spending: a smaller base more than triples percentages.
constexpr double kSmall = 0.3;
constexpr std::size_t kMostNamed = 3;

}  // namespace

std::string small_bases_sentence(const Outcome& outcome) {
  struct SmallBase {
    double share;  // of spending
    const std::string* name;
  };
  std::vector<SmallBase> small;
  for (Index n = 0; n < outcome.base().n_countries(); ++n) {
    const auto at = static_cast<std::size_t>(n);
    const CountryOutcome& country = outcome.countries()[at];
    const double share = country.welfare_base / country.income_base;
    if (share < kSmall) small.push_back({share, &outcome.base().countries[at].name});
  }
  if (small.empty()) return "";
  std::stable_sort(small.begin(), small.end(),
                   [](const SmallBase& a, const SmallBase& b) { return a.share < b.share; });
  std::vector<std::string> told;
  for (std::size_t at = 0; at < std::min(kMostNamed, small.size()); ++at)
    told.push_back(fmt::format("{} of it in {}", whole_percent(small[at].share),
                               name_in_sentence(*small[at].name)));
  if (small.size() > kMostNamed)
    told.push_back(
        fmt::format("less than {} in {} more", whole_percent(kSmall), small.size() - kMostNamed));
  return fmt::format(
      "Welfare is a percentage of spending less what work costs those who do it, which is only {}: "
      "there a small sum is a large percentage.",
      enumerated(told));
}

}  // namespace tariffsim
