#include "files/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/backtest.hpp"
#include "prose/buyers_prices.hpp"
#include "prose/claiming.hpp"
#include "prose/goal.hpp"
#include "prose/headline.hpp"
#include "prose/policy_path.hpp"
#include "prose/quotas.hpp"
#include "prose/revenue.hpp"
#include "prose/sector_labour.hpp"
#include "prose/sensitivity.hpp"
#include "prose/steps.hpp"
#include "prose/strategy.hpp"
#include "prose/wage_after_tax.hpp"
#include "prose/wedge_prose.hpp"
#include "prose/welfare_by_line.hpp"
#include "results/rows.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kExtremes = 8, kPairs = 10, kPriceColumns = 6;
constexpr std::ptrdiff_t kPerson = 5;    // the column "A person"
constexpr std::ptrdiff_t kAfterTax = 7;  // of wages
constexpr const char* kRealGdp =
    "\nReal GDP is what statistical offices call by that name: volumes at prices before and after "
    "(Fisher's mean). Unlike welfare it leaves out what better or worse terms of trade bring.\n";

std::string money_note(const RunRecord& record, const Step& step) {
  return fmt::format(
      "\nIn money is what the change of welfare is worth in a year{} (equivalent variation), in {} "
      "of {}; GDP is value added and border taxes.\n",
      while_it_lasts(step), markdown_text(record.currency), record.price_year);
}

/// "0.57 % → 0.61 %", of a country or a group.
template <class Row>
TextCell tariff_on_goods(const Row& row) {
  return percents_cell("{} → {}", {{row.average_tariff_goods_base_pct, false},
                                   {row.average_tariff_goods_pct, false}});
}

std::string countries_section(const RunRecord& record, const Step& step, const Outcome& outcome) {
  const bool counted = counts_persons(outcome);
  std::vector<CountryRow> rows = country_rows(outcome);
  std::stable_sort(rows.begin(), rows.end(), [](const CountryRow& a, const CountryRow& b) {
    return a.welfare_pct > b.welfare_pct;
  });
  const bool taxed = have_wage_after_tax(rows);
  const auto shown_of = [&](auto all) {
    return with_column(counted, kPerson, with_column(taxed, kAfterTax, std::move(all)));
  };
  TextTable table(shown_of(std::vector<TextTable::Column>{{"Economy", true},
                                                          {"Welfare"},
                                                          {"Real GDP"},
                                                          {"In money"},
                                                          {"Of GDP"},
                                                          {"A person"},
                                                          {"Real wage"},
                                                          {"After tax"},
                                                          {"Exports"},
                                                          {"Imports"},
                                                          {"Tariff on goods"}}));
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at >= kExtremes && at + kExtremes < rows.size()) continue;
    const CountryRow& row = rows[at];
    table.add(shown_of(std::vector<TextCell>{{row.name},
                                             change_cell(row.welfare_pct),
                                             change_cell(row.real_gdp_pct),
                                             {signed_money(row.ev_musd)},
                                             change_cell(row.ev_gdp_pct),
                                             {signed_amount(row.ev_per_person_usd)},
                                             change_cell(row.real_wage_pct),
                                             change_cell(row.real_wage_after_tax_pct),
                                             change_cell(row.exports_pct),
                                             change_cell(row.imports_pct),
                                             tariff_on_goods(row)}));
  }
  const bool all = rows.size() <= 2 * kExtremes;
  return markdown_heading(all ? "Winners and losers" : "Largest winners and losers") +
         markdown_table(table) + kRealGdp + money_note(record, step);
}

double moved(const PairRow& row) { return std::abs(row.flow_musd - row.flow_base_musd); }

std::string groups_section(const RunRecord& record, const Outcome& outcome) {
  if (record.groups.empty()) return "";
  const bool counted = counts_persons(outcome);
  TextTable table(with_column<TextTable::Column>(counted, kPerson,
                                                 {{"Group", true},
                                                  {"Welfare"},
                                                  {"Real GDP"},
                                                  {"In money"},
                                                  {"Of GDP"},
                                                  {"A person"},
                                                  {"Exports"},
                                                  {"Imports"},
                                                  {"Tariff on goods"}}));
  for (const GroupRow& row : group_rows(outcome, record.groups))
    table.add(with_column<TextCell>(counted, kPerson,
                                    {{row.name},
                                     change_cell(row.welfare_pct),
                                     change_cell(row.real_gdp_pct),
                                     {signed_money(row.ev_musd)},
                                     change_cell(row.ev_gdp_pct),
                                     {signed_amount(row.ev_per_person_usd)},
                                     change_cell(row.exports_pct),
                                     change_cell(row.imports_pct),
                                     tariff_on_goods(row)}));
  return markdown_heading("Groups, trade among members left out") + markdown_table(table);
}

std::string lines_section(const RunRecord& record, const ExperimentResult& result) {
  if (!result.by_line) return "";
  const std::string heading = markdown_heading("What each line adds to welfare");
  if (result.by_line->status != LineStatus::solved)
    return heading + "Left out: " + markdown_text(result.by_line->message) + "\n";
  const WelfareByLine welfare = welfare_by_line(record, *result.outcome, *result.by_line);
  return heading + markdown_table(lines_table(welfare, "Line")) +
         fmt::format("\nFigures are of {}.\n", lines_in_prose(*result.by_line));
}

std::string pairs_section(const Outcome& outcome, const std::string& currency) {
  const std::vector<Country>& countries = outcome.base().countries;
  const auto name = [&](const std::string& code) {
    return countries[static_cast<std::size_t>(find_country(countries, code))].name;
  };
  std::vector<PairRow> rows = pair_rows(outcome);
  std::erase_if(rows, [](const PairRow& row) {
    return row.exporter == row.importer || !has_moved(row.flow_base_musd, row.flow_musd);
  });
  if (rows.empty()) return "";
  std::stable_sort(rows.begin(), rows.end(),
                   [](const PairRow& a, const PairRow& b) { return moved(a) > moved(b); });
  rows.resize(std::min(kPairs, rows.size()));
  TextTable table({{"Trade, " + currency, true},
                   {"Before"},
                   {"After"},
                   {"Change"},
                   {"Volume"},
                   {"At prices before"},
                   {"Price at the border"},
                   {"Tariff, services too"}});
  for (const PairRow& row : rows)
    table.add({{name(row.exporter) + " → " + name(row.importer)},
               {money(row.flow_base_musd)},
               {money(row.flow_musd)},
               change_cell(row.flow_pct),
               change_cell(row.flow_volume_pct),
               {signed_money(gain_in_volume(row.flow_base_musd, row.flow_volume_pct))},
               change_cell(row.border_price_pct),
               {wedge_prose(row, " → ")}});
  return markdown_heading("Trade that moves most") + markdown_table(table);
}

/// Sectors whose output moves most, of all economies.
std::string output_section(const Outcome& outcome, const std::string& currency) {
  std::vector<SectorRow> rows = sector_rows(outcome);
  std::erase_if(
      rows, [](const SectorRow& row) { return !has_moved(row.output_base_musd, row.output_musd); });
  if (rows.empty()) return "";
  const auto moved_output = [](const SectorRow& row) {
    return std::abs(row.output_musd - row.output_base_musd);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const SectorRow& a, const SectorRow& b) {
    return moved_output(a) > moved_output(b);
  });
  rows.resize(std::min(kPairs, rows.size()));
  const World& base = outcome.base();
  TextTable table({{"Output, " + currency, true},
                   {"Sector", true},
                   {"Before"},
                   {"After"},
                   {"Value"},
                   {"Volume"},
                   {"At prices before"},
                   {"Producers' price"},
                   {"Exports"},
                   {"Imports"}});
  for (const SectorRow& row : rows) {
    const auto n = static_cast<std::size_t>(find_country(base.countries, row.country)),
               s = static_cast<std::size_t>(find_sector(base.sectors, row.sector));
    table.add({{base.countries[n].name},
               {base.sectors[s].name},
               {money(row.output_base_musd)},
               {money(row.output_musd)},
               change_cell(row.output_pct),
               change_cell(row.volume_pct),
               {signed_money(gain_in_volume(row.output_base_musd, row.volume_pct))},
               change_cell(row.price_pct),
               change_cell(row.exports_pct),
               change_cell(row.imports_pct)});
  }
  return markdown_heading("Sectors that move most") + markdown_table(table);
}

/// Of importers that change their duties, those with most trade in them first.
std::string incidence_section(const Outcome& outcome) {
  std::vector<std::size_t> order;
  const std::vector<CountryOutcome>& countries = outcome.countries();
  for (std::size_t n = 0; n < countries.size(); ++n)
    if (!std::isnan(countries[n].incidence.exporters_share())) order.push_back(n);
  if (order.empty()) return "";
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return countries[a].incidence.trade > countries[b].incidence.trade;
  });
  order.resize(std::min(kExtremes, order.size()));
  MarkdownTable table({"Importer", "Change of duties", "Sellers abroad bear", "Buyers bear"});
  for (const std::size_t n : order)
    table.add({markdown_text(outcome.base().countries[n].name),
               signed_money(countries[n].incidence.added_duty()),
               plain_percent(100 * countries[n].incidence.exporters_share()),
               plain_percent(100 * countries[n].incidence.buyers_share())});
  return markdown_heading("Who pays the duty") + table.text() +
         "\nOf what changed duties take on the old trade, or leave where they fall. Sellers bear "
         "what they get less at the border, buyers what they pay more; where duties fall, the "
         "shares are those of the gain. Whose share is below 0 gains where duties rise, and loses "
         "where they fall. In units of the numeraire, world value added.\n";
}

/// The economies in focus that the scenario names by themselves, then those of groups.
std::vector<Index> economies_in_focus(const RunRecord& record, const World& world) {
  std::vector<Index> shown;
  for (const std::vector<std::string>* codes : {&record.focus_names(), &record.focus})
    for (const std::string& code : *codes) {
      const Index n = find_country(world.countries, code);
      if (n >= 0 && std::find(shown.begin(), shown.end(), n) == shown.end()) shown.push_back(n);
    }
  shown.resize(std::min(kPriceColumns, shown.size()));
  return shown;
}

/// What is bought dearer: sectors that add most to the consumer prices of the first economy in
/// focus, by their share of what its households buy.
std::string prices_section(const RunRecord& record, const Outcome& outcome) {
  const World& world = outcome.base();
  const std::vector<Index> shown = economies_in_focus(record, world);
  if (shown.empty()) return "";
  std::vector<TextTable::Column> head{{"Sector", true}};
  for (const Index n : shown) head.push_back({world.countries[static_cast<std::size_t>(n)].name});
  std::vector<Index> sectors = sectors_that_move_prices(outcome, {shown.front()});
  sectors.resize(std::min(kPairs, sectors.size()));
  TextTable table(head);
  for (const Index s : sectors) {
    std::vector<TextCell> cells{{world.sectors[static_cast<std::size_t>(s)].name}};
    for (const Index n : shown)
      cells.push_back(change_cell(100 * outcome.sector(n, s).buyer_price_at_own_wages));
    table.add(std::move(cells));
  }
  return markdown_heading("Consumer prices by sector") + markdown_table(table) +
         "\nWhat buyers pay for a sector's goods from everywhere, duties included, at unchanged "
         "wages of the same economy: first the sectors that add most to what the households of the "
         "first economy pay.\n";
}

std::string sections(const std::vector<TitledTable>& tables) {
  std::string out;
  for (const auto& [title, table, notes] : tables) {
    out += markdown_heading(markdown_text(title)) + markdown_table(table) + "\n";
    for (const std::string& note : notes) out += "- " + markdown_text(note) + "\n";
  }
  return out;
}

/// The world, and the first economies in focus.
std::string steps_section(const RunRecord& record, std::span<const SolvedStep> steps) {
  constexpr std::size_t kEconomies = 2;
  if (steps.front().step.id.empty()) return "";
  const auto economies_in = [&](const SolvedStep& solved) {
    const std::vector<std::string>& names =
        record.focus_names().empty() ? record.focus : record.focus_names();
    std::vector<EconomyRow> rows =
        named_rows(*solved.result.outcome, names, groups_told_of(record));
    rows.resize(std::min(rows.size(), kEconomies));
    return rows;
  };
  const bool counts_work = steps.back().result.outcome->parameters().labour_supply > 0;
  const char* const income = counts_work ? "welfare" : "real income";
  std::vector<TextTable::Column> titles{{"Step", true}};
  for (const EconomyRow& row : economies_in(steps.back())) {
    titles.push_back({fmt::format("{}, {}", row.name, income)});
    titles.push_back({fmt::format("{}, average tariff on goods", row.name)});
  }
  titles.push_back({counts_work ? "World welfare, mean" : "World real income"});
  titles.push_back({"World trade, volume"});
  titles.push_back({"World, average tariff on goods"});
  TextTable table(titles);
  const auto rate = [](double percent) { return percents_cell("{}", {{percent, false}}); };
  for (const SolvedStep& solved : steps) {
    std::vector<TextCell> cells{{step_name(solved.step)}};
    for (const EconomyRow& row : economies_in(solved)) {
      cells.push_back(change_cell(row.welfare_pct));
      cells.push_back(rate(row.average_tariff_goods_pct));
    }
    const WorldRow world = world_row(*solved.result.outcome);
    cells.insert(cells.end(),
                 {change_cell(world.real_income_pct), change_cell(world.trade_volume_pct),
                  rate(world.average_tariff_goods_pct)});
    table.add(std::move(cells));
  }
  return markdown_heading("Over time") + markdown_table(table);
}

}  // namespace

std::string markdown_report(const RunRecord& record, std::span<const SolvedStep> steps) {
  const ExperimentResult& last = steps.back().result;
  const Outcome& outcome = *last.outcome;
  Headline told = headline(record, steps);
  if (const Step& step = steps.back().step; !step.id.empty())
    told.policy.insert(told.policy.begin(),
                       fmt::format("After the last step, {}:", step_name(step)));
  return markdown_opening(record, told) + sections(goal_tables(last)) +
         sections(strategy_tables(record, last)) +
         sections(quota_tables(outcome, record.currency)) +
         sections(quota_step_tables(steps, record.currency)) + sections(range_tables(told.range)) +
         sections(
             sector_labour_tables(outcome, record.focus_names(), record.currency, record.groups)) +
         countries_section(record, steps.back().step, outcome) + groups_section(record, outcome) +
         sections(backtest_tables(record, outcome)) +
         sections(revenue_tables(record, steps.back())) +
         sections(sensitivity_tables(record, last)) + sections(claiming_tables(outcome)) +
         lines_section(record, last) + sections(path_tables(last)) +
         pairs_section(outcome, record.currency) + output_section(outcome, record.currency) +
         incidence_section(outcome) + prices_section(record, outcome) +
         steps_section(record, steps) + markdown_method(record, last.certificate.summary());
}

}  // namespace tariffsim
