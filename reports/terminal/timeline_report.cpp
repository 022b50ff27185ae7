#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/quotas.hpp"
#include "prose/text_table.hpp"
#include "results/revenue.hpp"
#include "results/rows.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostCountries = 6;

/// What the reports need of a step, its rows made once.
struct StepRows {
  const SolvedStep* solved = nullptr;
  std::vector<CountryRow> shown;  // countries and groups, the same in every step
  WorldRow world;
  std::vector<RevenueRow> revenue;  // of the same, and of the world; none if it is not asked for
};

/// Countries and groups in focus, else countries moved most at the end.
std::vector<std::string> shown_names(const RunRecord& record, const Outcome& last) {
  std::vector<std::string> names = record.focus_names();
  if (names.empty()) {
    std::vector<CountryRow> rows = country_rows(last);
    std::stable_sort(rows.begin(), rows.end(), [](const CountryRow& a, const CountryRow& b) {
      return std::abs(a.welfare_pct) > std::abs(b.welfare_pct);
    });
    for (const CountryRow& row : rows) names.push_back(row.country);
  }
  names.resize(std::min(names.size(), kMostCountries));
  return names;
}

/// Of `names` and then of all countries together; none if the record does not ask for revenue.
std::vector<RevenueRow> revenue_of(const RunRecord& record, const SolvedStep& step,
                                   const std::vector<std::string>& names) {
  if (!record.revenue) return {};
  const Outcome& outcome = *step.result.outcome;
  std::vector<NamedGroup> groups = record.groups;
  groups.push_back({"world", {}});
  for (Index n = 0; n < outcome.base().n_countries(); ++n) groups.back().members.push_back(n);
  const std::vector<RevenueRow> rows = revenue_rows(
      outcome, step.result.data ? *step.result.data : outcome.base(), groups, *record.revenue);
  std::vector<RevenueRow> out;
  out.reserve(names.size() + 1);
  for (const std::string& name : names)
    out.push_back(*std::find_if(rows.begin(), rows.end(),
                                [&](const RevenueRow& row) { return row.economy == name; }));
  out.push_back(rows.back());
  return out;
}

std::vector<StepRows> rows_of(const RunRecord& record, std::span<const SolvedStep> steps) {
  const std::vector<std::string> names = shown_names(record, *steps.back().result.outcome);
  std::vector<StepRows> rows;
  for (const SolvedStep& one : steps)
    rows.push_back({&one, named_rows(*one.result.outcome, names, record.groups),
                    world_row(*one.result.outcome), revenue_of(record, one, names)});
  return rows;
}

/// A row per step, a column per country or group and one for the world: `cells(step)` in this
/// order.
template <class Cells>
std::string table_by_step(const std::vector<StepRows>& rows, const Cells& cells_of, bool color) {
  std::vector<TextTable::Column> columns{{"step", true}, {"date", true}};
  for (const CountryRow& row : rows.front().shown) columns.push_back({shown(row.country)});
  columns.push_back({"world"});
  columns.push_back({"", true});
  TextTable table(std::move(columns));
  for (const StepRows& one : rows) {
    const Step& step = one.solved->step;
    std::vector<TextCell> cells{{step.id, Tone::strong}, {step.date, Tone::quiet}};
    for (TextCell& cell : cells_of(one)) cells.push_back(std::move(cell));
    cells.push_back({shown(step.title), Tone::quiet});
    table.add(std::move(cells));
  }
  return table.render(color);
}

template <class OfCountry, class OfWorld>
std::string step_table(const std::vector<StepRows>& rows, const OfCountry& of_country,
                       const OfWorld& of_world, bool color) {
  const auto cells_of = [&](const StepRows& one) {
    std::vector<TextCell> cells;
    for (const CountryRow& row : one.shown) cells.push_back(of_country(row));
    cells.push_back(of_world(one.world));
    return cells;
  };
  return table_by_step(rows, cells_of, color);
}

/// The change a year, net where there is an offset; nothing if the record does not ask for it.
std::string revenue_section(const RunRecord& record, const std::vector<StepRows>& rows,
                            bool color) {
  if (!record.revenue) return "";
  const bool net = record.revenue->offset.has_value();
  const auto cells_of = [&](const StepRows& one) {
    std::vector<TextCell> cells;
    for (const RevenueRow& row : one.revenue)
      cells.push_back({signed_money(net ? row.revenue_net_musd : row.revenue_conventional_musd)});
    return cells;
  };
  return section_heading(
             fmt::format("Revenue, change a year while each step lasts{}, {} of {}",
                         net ? ", net" : "", shown(record.currency), record.revenue->price_year),
             color) +
         table_by_step(rows, cells_of, color);
}

}  // namespace

std::string timeline_report(const RunRecord& record, std::span<const SolvedStep> steps,
                            bool color) {
  const std::vector<StepRows> rows = rows_of(record, steps);
  std::string out = section_heading("Welfare, step by step", color);
  out += step_table(
      rows, [](const CountryRow& row) { return change_cell(row.welfare_pct); },
      [](const WorldRow& row) { return change_cell(row.real_income_pct); }, color);
  out += section_heading("Exports (of the world: trade, volume)", color);
  out += step_table(
      rows, [](const CountryRow& row) { return change_cell(row.exports_pct); },
      [](const WorldRow& row) { return change_cell(row.trade_volume_pct); }, color);
  out += section_heading(
      "Tax revenue at borders, " + shown(record.currency) + " a year, while each step lasts",
      color);
  out += step_table(
      rows, [](const CountryRow& row) { return TextCell{money(row.tax_revenue_musd)}; },
      [](const WorldRow& row) { return TextCell{money(row.tax_revenue_musd)}; }, color);
  for (const TitledTable& one : quota_step_tables(steps, record.currency)) {
    out += section_heading(one.title, color) + one.table.render(color);
    for (const std::string& note : one.notes) out += toned("  " + note + "\n", Tone::quiet, color);
  }
  return out + revenue_section(record, rows, color);
}

std::string check_report(const std::vector<CheckedExpectation>& checked, bool color) {
  TextTable table({{"expected", true}, {"came out"}, {"", true}});
  for (const CheckedExpectation& one : checked)
    table.add({{shown(one.text)},
               {came_out(one)},
               one.holds ? TextCell{"holds", Tone::good} : TextCell{"FAILS", Tone::bad}});
  if (table.empty()) return "  nothing is expected: the scenario has no 'expect'\n";
  return section_heading("Expectations", color) + table.render(color);
}

}  // namespace tariffsim
