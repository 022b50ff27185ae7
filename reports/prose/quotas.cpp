#include "prose/quotas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

#include "base/numbers.hpp"
#include "prose/headline.hpp"
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

std::string quota_sentence(const Quota& quota, const std::string& called, const QuotaOutcome& of,
                           const std::string& currency) {
  std::string opening = fmt::format("The {} on {}", kind_of_quota(quota), shown(called));
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

/// A code, or "[C24A, C25]" as written.
std::string codes_in_words(const std::string& written, const NameOfCode& name_of) {
  if (written == "others") return "all others";
  const bool listed = written.starts_with("[") && written.ends_with("]");
  if (!listed) return name_of(written);
  std::vector<std::string> names;
  const std::string inside = written.substr(1, written.size() - 2);
  for (std::size_t at = 0; at <= inside.size();) {
    const std::size_t end = std::min(inside.find(", ", at), inside.size());
    names.push_back(name_of(inside.substr(at, end - at)));
    at = end + 2;
  }
  return enumerated(names);
}

/// The name of a country or sector of that code.
template <class Places>
std::string name_among(const Places& places, const std::string& code) {
  for (const auto& place : places)
    if (place.code == code) return place.name;
  return code;
}

/// Those on most trade before first.
std::vector<std::size_t> by_trade(const std::vector<QuotaOutcome>& outcomes) {
  std::vector<std::size_t> order(outcomes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return outcomes[a].amount_base > outcomes[b].amount_base;
  });
  return order;
}

/// A column of money of rows in the order in which they are shown.
std::vector<std::string> money_column(const std::vector<QuotaRow>& rows,
                                      const std::vector<std::size_t>& order,
                                      double QuotaRow::*measure) {
  std::vector<double> values;
  values.reserve(order.size());
  for (const std::size_t at : order) values.push_back(rows[at].*measure);
  return money_in_one_unit(values);
}

}  // namespace

std::string quota_in_words(const std::string& name, const NameOfCode& sector,
                           const NameOfCode& economy) {
  const std::size_t from = name.find(" from "), into = name.find(" into ", from);
  if (from == std::string::npos || into == std::string::npos) return name;
  const auto size_of = [](const char* word) { return std::string_view(word).size(); };
  const std::string goods = name.substr(0, from);
  // "part of us-232-steel in C24A": the sector stands last.
  std::size_t in = 0;
  for (const char* word : {" of ", " in "})
    if (const std::size_t at = goods.rfind(word); at != std::string::npos)
      in = std::max(in, at + size_of(word));
  const std::string seller = name.substr(from + size_of(" from "), into - from - size_of(" from "));
  std::string buyer = name.substr(into + size_of(" into "));
  // One of several of that name has a number.
  const std::size_t number = buyer.ends_with(")") ? buyer.rfind(" (") : std::string::npos;
  const std::string copy = number == std::string::npos ? "" : buyer.substr(number);
  buyer = buyer.substr(0, number);
  const std::size_t except = seller.find(" except ");
  std::string sellers = codes_in_words(seller.substr(0, except), economy);
  if (except != std::string::npos)
    sellers += " except " + codes_in_words(seller.substr(except + size_of(" except ")), economy);
  return fmt::format("{}{} from {} into {}{}", goods.substr(0, in),
                     codes_in_words(goods.substr(in), sector), sellers,
                     codes_in_words(buyer, economy), copy);
}

std::string quota_in_words(const std::string& name, const World& world) {
  return quota_in_words(
      name, [&](const std::string& code) { return name_among(world.sectors, code); },
      [&](const std::string& code) { return name_in_sentence(name_among(world.countries, code)); });
}

std::vector<std::string> quotas_in_words(const Outcome& outcome) {
  std::vector<std::string> words = names_of(outcome.parted_policy().quotas);
  for (std::string& name : words) name = quota_in_words(name, outcome.base());
  return words;
}

std::vector<std::string> money_in_one_unit(const std::vector<double>& values) {
  constexpr double kBillion = 1000, kLeastInBillions = 99.95, kTwoDecimals = 995;  // million
  const bool billions = std::all_of(values.begin(), values.end(), [](double value) {
    return std::isnan(value) || value == 0 || std::abs(value) >= kLeastInBillions;
  });
  const bool finely = std::any_of(values.begin(), values.end(), [](double value) {
    return value != 0 && std::abs(value) < kTwoDecimals;
  });
  std::vector<std::string> out;
  out.reserve(values.size());
  for (const double value : values) {
    if (std::isnan(value)) {
      out.emplace_back();
    } else if (billions) {
      out.push_back(fmt::format("{:.{}f} bn", value / kBillion, finely ? 2 : 1));
    } else {
      const long long tenths = std::llround(10 * std::abs(value));
      out.push_back(fmt::format("{}{}.{} m", value < 0 && tenths > 0 ? "-" : "",
                                grouped(tenths / 10), tenths % 10));
    }
  }
  return out;
}

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
  const std::vector<QuotaRow> rows = quota_rows(outcome);
  const std::vector<std::size_t> order = by_trade(outcomes);
  const std::vector<std::string> called = quotas_in_words(outcome);
  const auto column = [&](double QuotaRow::*measure) { return money_column(rows, order, measure); };
  const std::vector<std::string> amounts = column(&QuotaRow::amount),
                                 duties = column(&QuotaRow::duty_musd),
                                 rents = column(&QuotaRow::rent_musd),
                                 importers = column(&QuotaRow::rent_importer_musd),
                                 exporters = column(&QuotaRow::rent_exporter_musd);
  for (std::size_t at = 0; at < order.size(); ++at) {
    const QuotaRow& row = rows[order[at]];
    table.add(
        {{shown(called[order[at]]), Tone::strong},
         {regime_in_words(outcomes[order[at]].regime)},
         {fmt::format("{} ({})", amounts[at], plain_percent(100 * row.amount / row.amount_base))},
         {plain_percent(100 * row.fill)},
         {plain_percent(100 * row.licence_price)},
         {duties[at]},
         {rents[at]},
         {importers[at]},
         {exporters[at]}});
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
  struct Told {
    std::string step, called;
    QuotaRow row;
  };
  std::vector<Told> told;
  std::vector<double> amounts, rents;
  for (const SolvedStep& one : steps) {
    if (one.step.id.empty()) continue;
    const Outcome& outcome = *one.result.outcome;
    const std::vector<QuotaRow> rows = quota_rows(outcome);
    const std::vector<std::string> called = quotas_in_words(outcome);
    for (const std::size_t at : by_trade(quota_outcomes(outcome))) {
      told.push_back({one.step.id, called[at], rows[at]});
      amounts.push_back(rows[at].amount);
      rents.push_back(rows[at].rent_musd);
    }
  }
  const std::vector<std::string> amount = money_in_one_unit(amounts),
                                 rent = money_in_one_unit(rents);
  for (std::size_t at = 0; at < told.size(); ++at)
    table.add({{told[at].step, Tone::strong},
               {shown(told[at].called)},
               {told[at].row.regime},
               {amount[at]},
               {plain_percent(100 * told[at].row.fill)},
               {plain_percent(100 * told[at].row.licence_price)},
               {rent[at]}});
  if (table.empty()) return {};
  return {{"Quotas, step by step",
           std::move(table),
           {fmt::format("in {}; a licence: what it costs, of the value of the goods",
                        shown(currency))}}};
}

std::vector<std::string> quota_prose(const Outcome& outcome, const std::string& currency) {
  const std::vector<Quota>& quotas = outcome.parted_policy().quotas;
  std::vector<std::string> out;
  if (quotas.empty()) return out;
  const std::vector<QuotaOutcome> outcomes = quota_outcomes(outcome);
  const std::vector<std::string> called = quotas_in_words(outcome);
  const std::vector<std::size_t> order = by_trade(outcomes);
  for (std::size_t at = 0; at < order.size() && at < kMostQuotas; ++at)
    out.push_back(
        quota_sentence(quotas[order[at]], called[order[at]], outcomes[order[at]], currency));
  if (quotas.size() > kMostQuotas)
    out.push_back(fmt::format("{} more: see the table of quotas.",
                              counted(quotas.size() - kMostQuotas, "quota")));
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
