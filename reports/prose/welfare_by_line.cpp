#include "prose/welfare_by_line.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tariffsim {

const char* const kLinesInProse =
    "each line on top of those above it: in another order each would add something else, all "
    "together the same";

namespace {

constexpr std::size_t kMostColumns = 6;  // and the world

/// A column of the table for people: the countries that it is of.
struct Column {
  std::string name;
  std::vector<std::size_t> members;
};

std::vector<Column> columns_in_focus(const RunRecord& record, const World& base) {
  std::vector<Column> columns;
  for (const std::string& name : record.focus_names()) {
    const auto group = std::find_if(record.groups.begin(), record.groups.end(),
                                    [&](const NamedGroup& one) { return one.name == name; });
    const Index country = find_country(base.countries, name);
    if (country >= 0)
      columns.push_back({name, {static_cast<std::size_t>(country)}});
    else if (group != record.groups.end())
      columns.push_back({name, {group->members.begin(), group->members.end()}});
  }
  return columns;
}

std::vector<Column> columns_that_move(const Outcome& outcome) {
  std::vector<Column> columns;
  for (std::size_t n = 0; n < outcome.countries().size(); ++n)
    columns.push_back({outcome.base().countries[n].code, {n}});
  const auto moved = [&](const Column& column) {
    return std::abs(outcome.countries()[column.members.front()].welfare);
  };
  std::stable_sort(columns.begin(), columns.end(),
                   [&](const Column& a, const Column& b) { return moved(a) > moved(b); });
  return columns;
}

std::vector<Column> columns_shown(const RunRecord& record, const Outcome& outcome) {
  std::vector<Column> columns = columns_in_focus(record, outcome.base());
  if (columns.empty()) columns = columns_that_move(outcome);
  if (columns.size() > kMostColumns) columns.resize(kMostColumns);
  return columns;
}

/// In percent: of the columns, weighted by their members' incomes, and of the world.
std::vector<double> welfare_in(const LinesInForce& in_force, const std::vector<Column>& columns,
                               const Outcome& outcome) {
  std::vector<double> percent;
  for (const Column& column : columns) {
    double gain = 0, income = 0;
    for (const std::size_t n : column.members) {
      gain += outcome.countries()[n].income_base * in_force.countries[n].welfare;
      income += outcome.countries()[n].income_base;
    }
    percent.push_back(100 * gain / income);
  }
  percent.push_back(100 * in_force.world.real_income);
  return percent;
}

std::vector<double> difference(std::vector<double> after, const std::vector<double>& before) {
  for (std::size_t at = 0; at < after.size(); ++at) after[at] -= before[at];
  return after;
}

}  // namespace

WelfareByLine welfare_by_line(const RunRecord& record, const Outcome& outcome,
                              const LineByLine& by_line) {
  const std::vector<Column> columns = columns_shown(record, outcome);
  WelfareByLine table;
  for (const Column& column : columns) table.columns.push_back(column.name);
  table.columns.emplace_back("world");
  std::vector<double> before = welfare_in(by_line.none, columns, outcome);
  for (const AddedLine& line : by_line.added) {
    std::vector<double> after = welfare_in(line.in_force, columns, outcome);
    table.rows.push_back({line.text, difference(after, before)});
    before = std::move(after);
  }
  if (!table.rows.empty()) table.rows.push_back({"all lines", before});
  return table;
}

}  // namespace tariffsim
