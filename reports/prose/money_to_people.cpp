#include "prose/money_to_people.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

constexpr double kMillion = 1e6;

/// Money in the prices of a later year, each economy's by the price of its own GDP.
struct InLatestPrices {
  int year = 0;
  double million = 0;
};

/// What an economy or a group has, or who of it stands in the way.
class PeoplesMoney {
 public:
  PeoplesMoney(const RunRecord& record, const Outcome& outcome, const EconomyRow& row,
               const std::vector<Index>& members)
      : record_(record), outcome_(outcome), row_(row), members_(members) {}

  std::string text() const {
    std::string out;
    if (std::isfinite(row_.ev_per_person_usd))
      out +=
          fmt::format(", {} {} a person", signed_amount(row_.ev_per_person_usd), record_.currency);
    if (std::isfinite(row_.ev_per_household_usd))
      out += fmt::format(", {} a household", signed_amount(row_.ev_per_household_usd));
    if (const std::optional<InLatestPrices> latest = in_latest_prices()) out += text_of(*latest);
    return out + not_told();
  }

 private:
  bool is_group() const { return members_.size() > 1; }

  /// Of all members in one year, or nothing.
  std::optional<InLatestPrices> in_latest_prices() const {
    InLatestPrices sum;
    for (const Index n : members_) {
      const auto latest = latest_of(n);
      if (!latest || (sum.year != 0 && sum.year != latest->year)) return std::nullopt;
      sum.year = latest->year;
      sum.million +=
          latest->ratio * outcome_.countries()[static_cast<std::size_t>(n)].equivalent_variation;
    }
    return members_.empty() ? std::nullopt : std::optional(sum);
  }

  std::optional<LatestPrices> latest_of(Index country) const {
    const auto found = record_.deflators.find(country_of(country).code);
    return found == record_.deflators.end() ? std::nullopt
                                            : found->second.latest(record_.price_year);
  }

  std::string text_of(const InLatestPrices& latest) const {
    const bool own_money = row_.country == "USA" && record_.currency == "USD";
    std::string how = fmt::format("its prices of {} (GDP deflator)", latest.year);
    if (is_group())
      how = fmt::format(
          "its members' prices and at the exchange rates of {} (price of each one's GDP "
          "in {})",
          latest.year, record_.currency);
    else if (!own_money)
      how = fmt::format("its prices and at the exchange rate of {} (price of its GDP in {})",
                        latest.year, record_.currency);
    std::string text =
        fmt::format("; in {}: {} {}", how, signed_money(latest.million), record_.currency);
    const double money = kMillion * latest.million;
    if (std::isfinite(row_.ev_per_person_usd))
      text += fmt::format(", {} a person", signed_amount(money / row_.population));
    if (std::isfinite(row_.ev_per_household_usd))
      text += fmt::format(", {} a household", signed_amount(money / row_.households));
    return text;
  }

  /// "; for single economies only: a household (no count for Denmark and Sweden), ..."
  std::string not_told() const {
    if (!is_group()) return not_known();
    std::vector<std::string> told;
    const auto add = [&](const char* what, const char* lacking,
                         const std::vector<std::string>& names) {
      if (names.empty() || names.size() == members_.size()) return;  // nothing is known of anybody
      told.push_back(fmt::format("{} ({} {})", what, lacking, some_of(names)));
    };
    add("a household", "no count for",
        without([&](Index n) { return std::isfinite(of(n).households); }));
    if (!in_latest_prices())
      add("in latest prices", "no later price of GDP for",
          without([&](Index n) { return latest_of(n).has_value(); }));
    return told.empty() ? ""
                        : fmt::format("; for single economies only: {}", fmt::join(told, ", "));
  }

  /// What is missing of one economy, where it is told of others, and why.
  std::string not_known() const {
    const std::vector<CountryOutcome>& all = outcome_.countries();
    const auto known = [](const CountryOutcome& one) { return std::isfinite(one.households); };
    std::string out;
    if (!std::isfinite(row_.ev_per_household_usd) && std::any_of(all.begin(), all.end(), known))
      out += "; not told for a household: the source of household sizes has none for it";
    if (!in_latest_prices() && !record_.deflators.empty() && !members_.empty())
      out += "; not told in later prices: " + why_no_prices(members_.front());
    return out;
  }

  /// Precondition: there are no later prices of the country.
  std::string why_no_prices(Index country) const {
    const auto found = record_.deflators.find(country_of(country).code);
    if (found == record_.deflators.end()) return "its source has no price of GDP for it";
    return found->second.last_actual > 0
               ? fmt::format("its source has the price of its GDP to {}, and estimates since",
                             found->second.last_actual)
               : std::string("its source has only estimates of the price of its GDP");
  }

  template <class Has>
  std::vector<std::string> without(const Has& has) const {
    std::vector<std::string> names;
    for (const Index n : members_)
      if (!has(n)) names.push_back(name_in_sentence(country_of(n).name));
    return names;
  }

  static std::string some_of(std::vector<std::string> names) {
    constexpr std::size_t kMostLacking = 3;
    if (names.size() > kMostLacking) {
      const std::size_t more = names.size() - kMostLacking;
      names.resize(kMostLacking);
      names.push_back(fmt::format("{} more", more));
    }
    return enumerated(names);
  }

  const Country& country_of(Index n) const {
    return outcome_.base().countries[static_cast<std::size_t>(n)];
  }
  const CountryOutcome& of(Index n) const {
    return outcome_.countries()[static_cast<std::size_t>(n)];
  }

  const RunRecord& record_;
  const Outcome& outcome_;
  const EconomyRow& row_;
  const std::vector<Index>& members_;
};

}  // namespace

std::string money_to_people(const RunRecord& record, const Outcome& outcome, const EconomyRow& row,
                            const std::vector<Index>& members) {
  return PeoplesMoney(record, outcome, row, members).text();
}

}  // namespace tariffsim
