#include "prose/revenue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/numbers.hpp"
#include "outcomes/policy_change.hpp"
#include "prose/steps.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostShown = 10;

/// Positions of countries that collect by other rates than before.
std::set<std::size_t> taxing(const Outcome& outcome) {
  std::set<std::size_t> found;
  for (const PolicyChange& change : policy_changes(outcome, Partners::all))
    if (wedge_of(change.wedge).collector != Collector::nobody)
      found.insert(static_cast<std::size_t>(change.country));
  return found;
}

const World& data_of(const ExperimentResult& result) {
  return result.data ? *result.data : result.outcome->base();
}

/// Countries in focus, and those that collect by other rates than before.
std::set<std::size_t> told_of(const RunRecord& record, const Outcome& outcome) {
  std::set<std::size_t> positions = taxing(outcome);
  for (const std::string& name : record.focus_names())
    if (const Index n = find_country(outcome.base().countries, name); n >= 0)
      positions.insert(static_cast<std::size_t>(n));
  return positions;
}

double size_of(const RevenueRow& row) { return std::abs(row.revenue_conventional_musd); }

std::string offset_note(const RevenueTerms& terms) {
  if (!terms.offset)
    return "the fall of income and payroll taxes is not deducted: no 'offset' is given";
  return fmt::format(
      "net: less {}, by which income and payroll taxes are assumed to change the other way",
      plain_percent(100 * *terms.offset));
}

std::string collected_note(const RevenueTerms& terms) {
  if (terms.not_collected == 0) return "all that the rates say is taken as collected";
  return fmt::format(
      "of the increase of rates above those of the data, {} is assumed not to be collected",
      plain_percent(100 * terms.not_collected));
}

std::string years_note(const RevenueTerms& terms) {
  const std::string growth = terms.growth == 0
                                 ? "no growth"
                                 : fmt::format("growing by {} a year from {} on, an assumption",
                                               plain_percent(100 * terms.growth), terms.price_year);
  return fmt::format("{}: added up, nominal, not discounted; {}", years_in_words(terms), growth);
}

/// "+151.2 bn, net +116.4 bn"
std::string with_net(double conventional, double net, const RevenueTerms& terms) {
  const std::string text = signed_money(conventional);
  return terms.offset ? fmt::format("{}, net {}", text, signed_money(net)) : text;
}

std::string customs_note(const RunRecord& record, const RevenueRow& row, const Step& step) {
  const RevenueTerms& terms = *record.revenue;
  std::string note = fmt::format(
      "{} at customs value (goods imports of {} {} in {}, {:.2f} times those here): {} a year{}",
      shown(row.name), money(terms.customs.at(row.economy).imports), shown(record.currency),
      terms.customs_year, row.customs_ratio,
      with_net(row.revenue_conventional_customs_musd, row.revenue_net_customs_musd, terms),
      while_it_lasts(step));
  if (!terms.years) return note;
  note += fmt::format("; {} {}", years_in_words(terms),
                      with_net(row.revenue_conventional_customs_years_musd,
                               row.revenue_net_customs_years_musd, terms));
  if (terms.growth != 0 && terms.customs_year != terms.price_year)
    note += fmt::format(", growing from {} on", terms.customs_year);
  return note;
}

TextCell change_in_money(double million) { return {signed_money(million), tone_of(million)}; }

/// Which columns there are.
struct RevenueColumns {
  bool net, years;

  template <class Cell>
  std::vector<Cell> of(std::vector<Cell> always, std::vector<Cell> of_net, Cell of_years,
                       Cell of_both) const {
    if (net) always.insert(always.end(), of_net.begin(), of_net.end());
    if (years) always.push_back(std::move(of_years));
    if (net && years) always.push_back(std::move(of_both));
    return always;
  }
};

TextTable revenue_table(const std::vector<RevenueRow>& rows, const RevenueTerms& terms) {
  const RevenueColumns columns{terms.offset.has_value(), terms.years.has_value()};
  const std::string years = terms.years ? years_in_words(terms) : "";
  TextTable table(columns.of<TextTable::Column>({{"", true},
                                                 {"", true},
                                                 {"before"},
                                                 {"after"},
                                                 {"if trade stayed"},
                                                 {"lost as it changes"},
                                                 {"change a year"},
                                                 {"of GDP"}},
                                                {{"net"}, {"of GDP"}}, {years}, {"net"}));
  for (const RevenueRow& row : rows)
    table.add(columns.of<TextCell>(
        {{shown(row.economy), Tone::strong},
         {shown(row.name)},
         {money(row.revenue_base_musd)},
         {money(row.revenue_musd)},
         {signed_money(row.revenue_static_musd)},
         {money(row.revenue_lost_musd)},
         change_in_money(row.revenue_conventional_musd),
         percents_cell("{}", {{row.revenue_conventional_gdp_pct}})},
        {change_in_money(row.revenue_net_musd), percents_cell("{}", {{row.revenue_net_gdp_pct}})},
        change_in_money(row.revenue_conventional_years_musd),
        change_in_money(row.revenue_net_years_musd)));
  return table;
}

}  // namespace

std::string years_in_words(const RevenueTerms& terms) {
  const int last = terms.first_year + *terms.years - 1;
  return *terms.years == 1 ? fmt::format("{}", last)
                           : fmt::format("{} to {}", terms.first_year, last);
}

std::vector<RevenueRow> revenue_shown(const RunRecord& record, const ExperimentResult& result) {
  if (!record.revenue) return {};
  const Outcome& outcome = *result.outcome;
  const std::set<std::size_t> positions = told_of(record, outcome);
  const std::vector<RevenueRow> rows =
      revenue_rows(outcome, data_of(result), record.groups, *record.revenue);
  const std::size_t countries = outcome.countries().size();
  std::vector<RevenueRow> out;
  out.reserve(positions.size());
  for (const std::size_t n : positions) out.push_back(rows[n]);
  std::stable_sort(out.begin(), out.end(), [](const RevenueRow& a, const RevenueRow& b) {
    return size_of(a) > size_of(b);
  });
  const std::vector<std::string>& focus = record.focus_names();
  std::stable_partition(out.begin(), out.end(), [&](const RevenueRow& row) {
    return std::find(focus.begin(), focus.end(), row.economy) != focus.end();
  });
  out.resize(std::min(std::max(kMostShown, focus.size()), out.size()));
  out.insert(out.end(), rows.begin() + static_cast<std::ptrdiff_t>(countries), rows.end());
  return out;
}

std::vector<std::string> revenue_notes(const RunRecord& record, const std::vector<RevenueRow>& rows,
                                       const Step& step) {
  const RevenueTerms& terms = *record.revenue;
  std::vector<std::string> notes{
      fmt::format(
          "border taxes a year{} in {} of {}: trade responds as the model computes, nominal "
          "GDP is held fixed (elsewhere money after is relative to world value added)",
          while_it_lasts(step), shown(record.currency), terms.price_year),
      "GDP is value added and border taxes of the baseline; official GDP holds other taxes too",
      collected_note(terms), offset_note(terms)};
  if (terms.years) notes.push_back(years_note(terms));
  for (const RevenueRow& row : rows)
    if (std::isfinite(row.customs_ratio)) notes.push_back(customs_note(record, row, step));
  return notes;
}

std::vector<TitledTable> revenue_tables(const RunRecord& record, const SolvedStep& solved) {
  const std::vector<RevenueRow> rows = revenue_shown(record, solved.result);
  if (rows.empty()) return {};
  return {
      {"Revenue", revenue_table(rows, *record.revenue), revenue_notes(record, rows, solved.step)}};
}

}  // namespace tariffsim
