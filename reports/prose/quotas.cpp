#include "prose/quotas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "results/quotas.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostQuotas = 3;

const char* regime_in_words(QuotaRegime regime) {
  switch (regime) {
    case QuotaRegime::slack:
      return "slack: less is traded than it allows";
    case QuotaRegime::binding:
      return "binds: no more is traded than it allows";
    case QuotaRegime::over:
      return "over: more is imported, at the tariff beyond the amount";
  }
  return "";
}

std::string kind_of_quota(const Quota& quota) {
  if (quota.side == QuotaSide::exporter) return "export quota";
  return quota.has_duty_beyond() ? "tariff-rate quota" : "quota";
}

/// "kept by the importer", "the exporter's", "30.0 % of it the exporter's".
std::string whose_rent(const Quota& quota) {
  if (quota.side == QuotaSide::exporter || quota.exporters_share == 1) return "which exporters get";
  if (quota.exporters_share == 0) return "which the importer keeps";
  return fmt::format("{} of which exporters get", plain_percent(100 * quota.exporters_share));
}

std::string quota_sentence(const Quota& quota, const QuotaOutcome& of,
                           const std::string& currency) {
  std::string opening = fmt::format("The {} on {}", kind_of_quota(quota), shown(quota.name));
  const std::string rent =
      fmt::format("{} {} a year, {}", money(of.rent), currency, whose_rent(quota));
  switch (of.regime) {
    case QuotaRegime::slack:
      return fmt::format(
          "{} does not bind: {} of its amount is traded{}.", opening, plain_percent(100 * of.fill),
          quota.has_duty_beyond() ? ", all of it at the duty within the amount" : "");
    case QuotaRegime::binding:
      return fmt::format(
          "{} holds trade to {} of what it was: a licence costs {} of the value of "
          "the goods, in all {}.",
          opening, plain_percent(100 * of.amount / of.amount_base),
          plain_percent(100 * of.licence_price), rent);
    case QuotaRegime::over:
      return fmt::format(
          "{} is exceeded, {} of its amount is imported: importing within it saves {}, in all {}.",
          opening, plain_percent(100 * of.fill), plain_percent(100 * of.licence_price), rent);
  }
  return opening;
}

}  // namespace

std::vector<TitledTable> quota_tables(const Outcome& outcome, const std::string& currency) {
  if (outcome.parted_policy().quotas.empty()) return {};
  TextTable table({{"", true},
                   {"", true},
                   {"amount (of before)"},
                   {"traded of it"},
                   {"licence"},
                   {"duty"},
                   {"rent"},
                   {"importer's"},
                   {"exporter's"}});
  const std::vector<QuotaOutcome> outcomes = quota_outcomes(outcome);
  std::size_t at = 0;
  for (const QuotaRow& row : quota_rows(outcome)) {
    table.add({{shown(row.quota), Tone::strong},
               {regime_in_words(outcomes[at++].regime)},
               {fmt::format("{} ({})", money(row.amount),
                            plain_percent(100 * row.amount / row.amount_base))},
               {plain_percent(100 * row.fill)},
               {plain_percent(100 * row.licence_price)},
               {std::isnan(row.duty_musd) ? "" : money(row.duty_musd)},
               {money(row.rent_musd)},
               {money(row.rent_importer_musd)},
               {money(row.rent_exporter_musd)}});
  }
  return {{"Quotas",
           std::move(table),
           {fmt::format("in {}; amounts are at border prices before the policy; a licence: its "
                        "price over the value of the goods",
                        shown(currency)),
            "duties and export taxes are tax revenue, what licences are worth is rent"}}};
}

std::vector<TitledTable> quota_step_tables(std::span<const SolvedStep> steps,
                                           const std::string& currency) {
  TextTable table({{"step", true},
                   {"", true},
                   {"", true},
                   {"amount"},
                   {"traded of it"},
                   {"licence"},
                   {"rent"}});
  for (const SolvedStep& one : steps) {
    if (one.step.id.empty()) continue;
    for (const QuotaRow& row : quota_rows(*one.result.outcome))
      table.add({{one.step.id, Tone::strong},
                 {shown(row.quota)},
                 {row.regime},
                 {money(row.amount)},
                 {plain_percent(100 * row.fill)},
                 {plain_percent(100 * row.licence_price)},
                 {money(row.rent_musd)}});
  }
  if (table.empty()) return {};
  return {{"Quotas, step by step",
           std::move(table),
           {fmt::format("in {}; a licence: what it costs, of the value of the goods",
                        shown(currency))}}};
}

std::vector<std::string> quota_prose(const Outcome& outcome, const std::string& currency) {
  const std::vector<Quota>& quotas = outcome.parted_policy().quotas;
  std::vector<std::string> out;
  const std::vector<QuotaOutcome> outcomes = quota_outcomes(outcome);
  for (std::size_t j = 0; j < quotas.size() && j < kMostQuotas; ++j)
    out.push_back(quota_sentence(quotas[j], outcomes[j], currency));
  if (quotas.size() > kMostQuotas)
    out.push_back(fmt::format("{} more quotas: see their table.", quotas.size() - kMostQuotas));
  return out;
}

bool sells_licences(const Outcome& outcome) {
  const std::vector<QuotaOutcome> quotas = quota_outcomes(outcome);
  return std::any_of(quotas.begin(), quotas.end(),
                     [](const QuotaOutcome& of) { return of.rent_exporter > 0; });
}

const char* without_rebate_in_words(const Outcome& outcome) {
  if (outcome.parted_policy().quotas.empty())
    return "if the change of border taxes were spent on nobody";
  return "if the change of border taxes and what licences bring were spent on nobody";
}

}  // namespace tariffsim
