#include "prose/prices_and_balances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// Percent of GDP: what is less is not worth a sentence.
constexpr double kLeastOfGdp = 0.05;
/// Of income: what a larger deficit buys shows in welfare.
constexpr double kLargeDeficit = 0.05;
constexpr std::size_t kMostDeficits = 3;

}  // namespace

std::string prices_sentence(const std::vector<EconomyRow>& economies) {
  std::vector<std::string> told;
  for (const EconomyRow& row : economies)
    if (std::abs(row.price_at_own_wages_pct) >= kVisiblePercent)
      told.push_back(fmt::format("{} in {}", signed_percent(row.price_at_own_wages_pct),
                                 name_in_sentence(row.name)));
  if (told.empty()) return "";
  return fmt::format("Consumer prices at unchanged wages of the same economy: {}.",
                     enumerated(told));
}

std::string paid_abroad_for(const Outcome& outcome) {
  std::vector<std::string> words;
  const std::vector<Quota>& quotas = outcome.parted_policy().quotas;
  if (std::any_of(quotas.begin(), quotas.end(), [](const Quota& quota) {
        return quota.side == QuotaSide::exporter || quota.exporters_share > 0;
      }))
    words.emplace_back("licences under quotas");
  if (outcome.base().selling_share.size() > 0) words.emplace_back("labour that sells");
  return enumerated(words);
}

std::string balances_sentence(const EconomyRow& economy, const std::string& currency,
                              bool deficits_fixed, const std::string& paid_abroad) {
  const double before = economy.goods_balance_base_musd, after = economy.goods_balance_musd;
  if (!(std::abs(after - before) >= kLeastOfGdp / 100 * economy.gdp_base_musd)) return "";
  std::string out = fmt::format("The balance of {} in goods moves from {} to {} {}",
                                name_in_sentence(economy.name), signed_money(before),
                                signed_money(after), currency);
  const std::string services =
      fmt::format("from {} to {}", signed_money(economy.services_balance_base_musd),
                  signed_money(economy.services_balance_musd));
  if (deficits_fixed && !paid_abroad.empty())
    return out + fmt::format(
                     ", that in services {}; their sum, with what is paid abroad for {}, is fixed "
                     "by assumption.",
                     services, paid_abroad);
  if (deficits_fixed)
    return out + fmt::format(
                     "; in all it is fixed by assumption, so that its balance in services "
                     "moves the other way, {}.",
                     services);
  return out + fmt::format(", that in services {}.", services);
}

namespace {

/// " Welfare is in percent of income, ...": where a surplus or a deficit makes that another number
/// than GDP.
std::string income_beside_gdp(const std::vector<EconomyRow>& economies) {
  constexpr double kFarApart = 0.25;
  for (const EconomyRow& row : economies) {
    if (!(std::abs(row.deficit_base_musd) > kLargeDeficit * row.income_base_musd)) continue;
    if (!(std::abs(row.welfare_pct) > std::abs(row.ev_gdp_pct) * (1 + kFarApart)) &&
        !(std::abs(row.ev_gdp_pct) > std::abs(row.welfare_pct) * (1 + kFarApart)))
      continue;
    const std::string of_income = signed_percent(row.welfare_pct);
    const std::string of_gdp = signed_percent(row.ev_gdp_pct);
    if (of_income == of_gdp) continue;
    return fmt::format(
        " Welfare is in percent of what is spent, GDP {}: {} of it in {} is {} of GDP.",
        row.deficit_base_musd > 0 ? "and the deficit" : "less the surplus", of_income,
        name_in_sentence(row.name), of_gdp);
  }
  return "";
}

}  // namespace

std::string deficits_sentence(const std::vector<EconomyRow>& economies,
                              const std::string& currency) {
  std::vector<std::string> told;
  for (const EconomyRow& row : economies) {
    const double deficit = row.deficit_base_musd;
    if (!(std::abs(deficit) > kLargeDeficit * row.income_base_musd)) continue;
    if (told.size() == kMostDeficits) break;
    told.push_back(fmt::format("the {} of {} of {} {}", deficit > 0 ? "deficit" : "surplus",
                               name_in_sentence(row.name), money(std::abs(deficit)), currency));
  }
  if (told.empty()) return "";
  std::string who = enumerated(told);
  who.front() = 'T';
  const bool one = told.size() == 1;
  return fmt::format(
             "{} {} fixed in units of world value added; what {} changes with prices "
             "(model.deficits: none leaves {} out).",
             who, one ? "is" : "are", one ? "it buys" : "they buy", one ? "it" : "them") +
         income_beside_gdp(economies);
}

}  // namespace tariffsim
