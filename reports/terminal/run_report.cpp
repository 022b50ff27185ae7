#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/backtest.hpp"
#include "prose/baseline_words.hpp"
#include "prose/buyers_prices.hpp"
#include "prose/claiming.hpp"
#include "prose/goal.hpp"
#include "prose/headline.hpp"
#include "prose/headline_subjects.hpp"
#include "prose/money_to_people.hpp"
#include "prose/policy_path.hpp"
#include "prose/quotas.hpp"
#include "prose/range_sentences.hpp"
#include "prose/revenue.hpp"
#include "prose/sector_labour.hpp"
#include "prose/sensitivity.hpp"
#include "prose/steps.hpp"
#include "prose/strategy.hpp"
#include "prose/text_table.hpp"
#include "prose/wedge_prose.hpp"
#include "results/rows.hpp"
#include "terminal/countries_table.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kExtremes = 5;   // winners, losers
constexpr std::size_t kMovers = 8;     // pairs, sectors
constexpr double kLeastShown = 0.005;  // percent: what is less would be shown as 0.00 %

std::string from_to(const std::string& before, const std::string& after) {
  return before + " -> " + after;
}

/// The `count` first of `rows` as `before` orders them; ties keep the rows' order.
template <class Row, class Before>
std::vector<Row> leading(std::vector<Row> rows, std::size_t count, const Before& before) {
  std::stable_sort(rows.begin(), rows.end(), before);
  rows.resize(std::min(count, rows.size()));
  return rows;
}

double moved(const PairRow& row) { return std::abs(row.flow_musd - row.flow_base_musd); }

bool stays(const PairRow& row) { return !has_moved(row.flow_base_musd, row.flow_musd); }

/// At the baseline's prices; 0 if nothing was produced.
double moved(const SectorRow& row) {
  return row.output_base_musd == 0 ? 0 : std::abs(row.output_base_musd * row.volume_pct);
}
bool stays(const SectorRow& row) {
  return !has_moved(row.output_base_musd, row.output_base_musd * (1 + row.volume_pct / 100));
}

template <class Row>
std::vector<Row> movers(std::vector<Row> rows) {
  std::erase_if(rows, [](const Row& row) { return stays(row); });
  return leading(std::move(rows), kMovers,
                 [](const Row& a, const Row& b) { return moved(a) > moved(b); });
}

/// "USA: a year -136.6 bn USD, -405 a person, ...; consumer prices +0.42 %, Motor vehicles ..."
std::string people_line(const RunRecord& record, const SolvedStep& solved, const CountryRow& row) {
  const Outcome& outcome = *solved.result.outcome;
  const std::vector<Index> members = members_of(record, outcome.base(), row.country);
  std::string line =
      fmt::format("{}: {} {} of {} a year{}{}; consumer prices {}", shown(row.country),
                  signed_money(row.ev_musd), shown(record.currency), record.price_year,
                  while_it_lasts(solved.step), money_to_people(record, outcome, row, members),
                  signed_percent(row.price_at_own_wages_pct));
  if (const std::vector<std::string> goods = priced_goods(outcome, members); !goods.empty())
    line += fmt::format(" ({})", fmt::join(goods, ", "));
  return line;
}

/// What an economy or a group is told of on the first screen: more would bury it.
constexpr std::size_t kMostToldOfPeople = 3;

std::string focus_section(const RunRecord& record, const SolvedStep& solved, bool color) {
  const Outcome& outcome = *solved.result.outcome;
  const bool short_run = is_short_run(solved.options);
  const std::vector<CountryRow> focus = named_rows(outcome, record.focus_names(), record.groups);
  if (focus.empty()) return "";
  std::string people;
  for (std::size_t at = 0; at < std::min(kMostToldOfPeople, focus.size()); ++at)
    people += fmt::format("  {}\n", people_line(record, solved, focus[at]));
  return section_heading("In focus", color) +
         countries_table(focus, {true, counts_persons(outcome), short_run}, color) + people +
         toned("  prices: what consumers pay, at unchanged wages of the economy itself\n",
               Tone::quiet, color) +
         (short_run
              ? toned(fmt::format("  without the rebate: {}\n", without_rebate_in_words(outcome)),
                      Tone::quiet, color)
              : "") +
         toned(
             "  real GDP: as statistical offices count it, in volumes; unlike welfare, without "
             "gains from the terms of trade\n",
             Tone::quiet, color) +
         toned(fmt::format("  in money: what welfare is worth a year{}, in {} of {}; GDP is value "
                           "added and border taxes\n",
                           while_it_lasts(solved.step), shown(record.currency), record.price_year),
               Tone::quiet, color);
}

std::string sections(const std::vector<TitledTable>& tables, bool color) {
  std::string out;
  for (const auto& [title, table, notes] : tables) {
    out += section_heading(title, color) + table.render(color);
    for (const std::string& note : notes) out += toned("  " + note + "\n", Tone::quiet, color);
  }
  return out;
}

/// What hangs on the horizon and the elasticities, and by how much.
std::string range_section(const RunRecord& record, const SolvedStep& solved, bool color) {
  const RangeSummary range = headline(record, std::span(&solved, 1)).range;
  std::string out = sections(range_tables(range), color);
  for (const std::string& sentence : range_sentences(range))
    out += toned("  " + sentence + "\n", Tone::strong, color);
  return out;
}

std::string extremes_section(const Outcome& outcome, bool short_run, bool color) {
  const std::vector<CountryRow> rows = country_rows(outcome);
  const ToldOfCountries columns{false, counts_persons(outcome), short_run};
  std::vector<CountryRow> gain = rows, lose = rows;
  std::erase_if(gain, [](const CountryRow& row) { return !(row.welfare_pct > kLeastShown); });
  std::erase_if(lose, [](const CountryRow& row) { return !(row.welfare_pct < -kLeastShown); });
  std::string out;
  if (!gain.empty())
    out += section_heading("Largest winners", color) +
           countries_table(leading(gain, kExtremes,
                                   [](const CountryRow& a, const CountryRow& b) {
                                     return a.welfare_pct > b.welfare_pct;
                                   }),
                           columns, color);
  if (!lose.empty())
    out += section_heading("Largest losers", color) +
           countries_table(leading(lose, kExtremes,
                                   [](const CountryRow& a, const CountryRow& b) {
                                     return a.welfare_pct < b.welfare_pct;
                                   }),
                           columns, color);
  return out;
}

std::string pairs_section(std::vector<PairRow> rows, const std::string& currency, bool color) {
  std::erase_if(rows, [](const PairRow& row) { return row.exporter == row.importer; });
  TextTable table({{"", true},
                   {"trade before -> after"},
                   {"change"},
                   {"volume"},
                   {"in money"},
                   {"at prices before"},
                   {"tariff, services too"}});
  for (const PairRow& row : movers(std::move(rows))) {
    const double change = row.flow_musd - row.flow_base_musd;
    table.add({{shown(row.exporter) + " -> " + shown(row.importer), Tone::strong},
               {from_to(money(row.flow_base_musd), money(row.flow_musd)) + " " + currency},
               change_cell(row.flow_pct),
               change_cell(row.flow_volume_pct),
               {signed_money(change), tone_of(change)},
               {signed_money(gain_in_volume(row.flow_base_musd, row.flow_volume_pct))},
               {wedge_prose(row, " -> ")}});
  }
  if (table.empty()) return "";
  return section_heading("Trade that moves most", color) + table.render(color);
}

std::string sectors_section(const Outcome& outcome, const std::string& currency, bool color) {
  const auto sector_name = [&](const std::string& code) {
    const Index s = find_sector(outcome.base().sectors, code);
    return shown(outcome.base().sectors[static_cast<std::size_t>(s)].name);
  };
  TextTable table({{"", true},
                   {"", true},
                   {"", true},
                   {"output before -> after"},
                   {"value"},
                   {"volume"},
                   {"at prices before"},
                   {"price"},
                   {"exports"},
                   {"imports"}});
  for (const SectorRow& row : movers(sector_rows(outcome)))
    table.add({{shown(row.country), Tone::strong},
               {shown(row.sector), Tone::strong},
               {sector_name(row.sector)},
               {from_to(money(row.output_base_musd), money(row.output_musd)) + " " + currency},
               change_cell(row.output_pct),
               change_cell(row.volume_pct),
               {signed_money(gain_in_volume(row.output_base_musd, row.volume_pct))},
               percents_cell("{}", {{row.price_pct}}),
               change_cell(row.exports_pct),
               change_cell(row.imports_pct)});
  if (table.empty()) return "";
  return section_heading("Sectors that move most", color) + table.render(color);
}

std::string world_section(const WorldRow& world, const std::string& currency, int price_year,
                          const Step& step, bool color) {
  TextTable table({{"", true}, {"before"}, {"after"}, {"change"}}, TextTable::Alike::rows);
  table.add({{"real income"}, {""}, {""}, change_cell(world.real_income_pct)});
  table.add({{"equivalent variation, a year" + while_it_lasts(step)},
             {""},
             {""},
             {signed_money(world.ev_musd) + " " + currency, tone_of(world.ev_musd)}});
  table.add({{"  of GDP"}, {""}, {""}, change_cell(world.ev_gdp_pct)});
  table.add({{"trade, value"},
             {money(world.trade_base_musd) + " " + currency},
             {money(world.trade_musd) + " " + currency},
             change_cell(world.trade_value_pct)});
  table.add({{"trade, volume"}, {""}, {""}, change_cell(world.trade_volume_pct)});
  table.add({{"average tariff on goods"},
             percents_cell("{}", {{world.average_tariff_goods_base_pct, false}}),
             percents_cell("{}", {{world.average_tariff_goods_pct, false}}),
             {""}});
  table.add({{"average tariff, services too"},
             percents_cell("{}", {{world.average_tariff_base_pct, false}}),
             percents_cell("{}", {{world.average_tariff_pct, false}}),
             {""}});
  table.add({{"tax revenue at borders"},
             {money(world.tax_revenue_base_musd) + " " + currency},
             {money(world.tax_revenue_musd) + " " + currency},
             percents_cell(
                 "{}", {{percent_change(world.tax_revenue_base_musd, world.tax_revenue_musd)}})});
  table.add({{"  of GDP"},
             percents_cell("{}", {{world.tax_revenue_gdp_base_pct, false}}),
             percents_cell("{}", {{world.tax_revenue_gdp_pct, false}}),
             {""}});
  return section_heading("World", color) + table.render(color) +
         toned(fmt::format("  money is in {} of {}; prices, wages and money after are relative to "
                           "world value added (the numeraire): no forecast of inflation\n",
                           currency, price_year),
               Tone::quiet, color);
}

std::string title_section(const RunRecord& record, const World& base, bool color) {
  const std::string title = record.title.empty() ? record.id : record.title;
  std::string options;
  for (const RunOption& option : record.options)
    if (!option.is_default || option.name == "model.elasticities")
      options += fmt::format("  {} = {}\n", option.name, shown(option.value, kLongestLine));
  for (const std::string& text : record.overrides)
    options += fmt::format("  set: {}\n", shown(text));
  std::string point = caution_lines(record.cautions);
  if (!record.reference.empty())
    point += fmt::format("  changes from {}\n", shown(record.reference));
  if (record.step)
    point += fmt::format("  step {}{}: {}\n", record.step->id,
                         record.step->date.empty() ? "" : ", " + record.step->date,
                         shown(record.step->title));
  return toned(shown(title), Tone::strong, color) + "\n" +
         fmt::format("  {} on {} ({}, {} economies, {}), tariffsim {}\n", shown(record.id),
                     shown(record.baseline_id), record.baseline_year, base.n_countries(),
                     counted(base.sectors.size(), "sector"), TARIFFSIM_VERSION) +
         point + options;
}

std::string closing_section(const ExperimentResult& result, const std::string& written,
                            bool color) {
  const SolveStatistics& solver = result.statistics;
  const std::string plural = solver.iterations == 1 ? "step" : "steps";
  const std::string method = solver.method == SolveMethod::quick_search
                                 ? ""
                                 : fmt::format("{}, ", to_string(solver.method));
  std::string out = fmt::format("\n  Solver       {} ({}{} {}, {} evaluations, {:.0f} ms)\n",
                                shown(solver.message), method, grouped(solver.iterations), plural,
                                grouped(solver.evaluations), solver.wall_ms);
  out += fmt::format("  Certificate  {}\n",
                     toned(shown(result.certificate.summary()),
                           result.certificate.holds() ? Tone::good : Tone::bad, color));
  if (result.baseline_resolved)
    out += "  Baseline     solved first at its own tariffs; changes are from there\n";
  if (result.from_reference) out += "  Reference    solved first; changes are from there\n";
  if (!written.empty()) out += fmt::format("  Written to   {}\n", written);
  return out;
}

}  // namespace

std::string certificate_report(const Certificate& certificate, bool color) {
  TextTable table(
      {{"condition", true}, {"residual"}, {"tolerance"}, {"worst at", true}, {"meaning", true}});
  for (const Residual& residual : certificate.residuals)
    table.add({{shown(residual.name), residual.holds() ? Tone::good : Tone::bad},
               {fmt::format("{:.1e}", residual.value)},
               {fmt::format("{:.1e}", residual.tolerance)},
               {shown(residual.where)},
               {shown(residual.meaning), Tone::quiet}});
  return section_heading("Certificate", color) + table.render(color);
}

std::string run_report(const RunRecord& record, const SolvedStep& solved,
                       const std::string& written, bool color) {
  const std::string currency = shown(record.currency);
  const ExperimentResult& result = solved.result;
  const Outcome& outcome = *result.outcome;
  return title_section(record, outcome.base(), color) + in_data_report(record, color) +
         reference_report(record, color) + section_heading("Policy", color) +
         audit_report(result.audit, currency, color) +
         sections(quota_tables(outcome, currency), color) + sections(goal_tables(result), color) +
         sections(strategy_tables(record, result), color) +
         sections(backtest_tables(record, outcome), color) + focus_section(record, solved, color) +
         range_section(record, solved, color) +
         sections(sector_labour_briefly(outcome, record.focus_names(), currency, record.groups),
                  color) +
         sections(revenue_tables(record, solved), color) +
         sections(sensitivity_tables(record, result), color) +
         sections(claiming_tables(outcome), color) + lines_report(record, outcome, result, color) +
         sections(path_tables(result), color) +
         extremes_section(outcome, is_short_run(solved.options), color) +
         pairs_section(pair_rows(outcome), currency, color) +
         sectors_section(outcome, currency, color) +
         world_section(world_row(outcome), currency, record.price_year, solved.step, color) +
         closing_section(result, written, color);
}

}  // namespace tariffsim
