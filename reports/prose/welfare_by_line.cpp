#include "prose/welfare_by_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tariffsim {

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
std::vector<double> welfare_in(const LineLevels& levels, const std::vector<Column>& columns,
                               const Outcome& outcome) {
  std::vector<double> percent;
  for (const Column& column : columns) {
    double gain = 0, income = 0;
    for (const std::size_t n : column.members) {
      const double base = outcome.countries()[n].income_base;
      gain += base * levels.countries(static_cast<Index>(n), CountryLevel::welfare);
      income += base;
    }
    percent.push_back(100 * gain / income);
  }
  percent.push_back(100 * levels.world(WorldLevel::real_income));
  return percent;
}

/// The largest of a line in any economy, in points of welfare.
double largest_error(const LineByLine& by_line) {
  double largest = 0;
  for (const AddedLine& line : by_line.added)
    if (line.error)
      largest =
          std::max(largest, 100 * line.error->countries.col(CountryLevel::welfare).maxCoeff());
  return largest;
}

std::string method_in_prose(const LineByLine& by_line) {
  if (by_line.method == AttributionMethod::in_order)
    return "each line on top of those above it: in another order each would add something else, "
           "all together the same";
  if (by_line.orders == 0)
    return "each line on average over all orders in which the lines can come into force (Shapley "
           "values), whatever the order of the file";
  return fmt::format(
      "each line on average over {} orders, drawn at random, in which the lines can come into "
      "force "
      "(Shapley values); standard errors are at most {:.2g} points",
      by_line.orders, largest_error(by_line));
}

std::string places_in_prose(std::vector<std::size_t> places) {
  if (places.size() == 1) return fmt::format("line {}", places.front());
  const std::size_t last = places.back();
  places.pop_back();
  return fmt::format("lines {} and {}", fmt::join(places, ", "), last);
}

}  // namespace

WelfareByLine welfare_by_line(const RunRecord& record, const Outcome& outcome,
                              const LineByLine& by_line) {
  const std::vector<Column> columns = columns_shown(record, outcome);
  WelfareByLine table;
  for (const Column& column : columns) table.columns.push_back(column.name);
  table.columns.emplace_back("world");
  for (const AddedLine& line : by_line.added)
    table.rows.push_back({line.text, welfare_in(line.adds, columns, outcome)});
  if (!table.rows.empty())
    table.rows.push_back({"all lines", welfare_in(levels_of(outcome), columns, outcome)});
  return table;
}

TextTable lines_table(const WelfareByLine& welfare, const std::string& head) {
  std::vector<TextTable::Column> columns{{head, true}};
  columns.reserve(1 + welfare.columns.size());
  for (const std::string& name : welfare.columns) columns.push_back({shown(name)});
  TextTable table(std::move(columns));
  for (const WelfareByLine::Row& row : welfare.rows) {
    const bool all = &row == &welfare.rows.back();
    std::vector<TextCell> cells{{shown(row.line, kLongestLine), all ? Tone::strong : Tone::plain}};
    for (const double percent : row.percent) cells.push_back(change_cell(percent));
    table.add(std::move(cells));
  }
  return table;
}

std::string lines_in_prose(const LineByLine& by_line) {
  std::string method = method_in_prose(by_line);
  if (by_line.method == AttributionMethod::in_order || by_line.dependent.empty()) return method;
  const bool one = by_line.dependent.size() == 1;
  return fmt::format("{}; {} {} other lines: while these are out of force {} less, or nothing",
                     method, places_in_prose(by_line.dependent),
                     one ? "answers or takes back" : "answer or take back",
                     one ? "it does" : "they do");
}

}  // namespace tariffsim
