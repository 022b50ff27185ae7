#include "files/checked_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/near_miss.hpp"

namespace tariffsim {
namespace {

using RowsOfKeys = std::unordered_map<std::string, std::size_t>;

[[noreturn]] void refuse_missing(const CsvTable& table, const RowsOfKeys& rows,
                                 const std::vector<std::string>& keys, std::size_t missing) {
  std::string where;
  for (std::size_t at = missing; at-- > 0 && where.empty();)
    if (const auto before = rows.find(keys[at]); before != rows.end())
      where = fmt::format(", which would follow line {}", table.place(before->second, 0).line);
  const auto lacking = std::count_if(keys.begin(), keys.end(), [&](const std::string& key) {
    return rows.find(key) == rows.end();
  });
  throw InputError(table.header_place(),
                   lacking == 1 ? fmt::format("has no row of '{}'{}", keys[missing], where)
                                : fmt::format("has no row of '{}'{}, nor {} others", keys[missing],
                                              where, lacking - 1),
                   kWriteAgain);
}

}  // namespace

void check_rows(const CsvTable& table, const std::vector<std::string>& keys,
                const ExpectedRows& expected) {
  if (keys.empty())
    throw InputError(table.header_place(), "has no rows, only its header", kWriteAgain);
  RowsOfKeys known, rows;
  for (const std::string& key : expected.keys) known.emplace(key, known.size());
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (!known.empty() && known.find(keys[row]) == known.end())
      throw InputError(
          table.place(row, 0),
          fmt::format("a row of '{}', which {} does not name", keys[row], expected.known_from),
          kWriteAgain);
    const auto [first, is_new] = rows.emplace(keys[row], row);
    if (!is_new)
      throw InputError(table.place(row, 0),
                       fmt::format("'{}' has a row already, line {}", keys[row],
                                   table.place(first->second, 0).line),
                       kWriteAgain);
  }
  if (!expected.all) return;
  for (std::size_t at = 0; at < expected.keys.size(); ++at)
    if (rows.find(expected.keys[at]) == rows.end()) refuse_missing(table, rows, expected.keys, at);
}

std::vector<std::string> check_columns(const CsvTable& table, const std::vector<std::string>& own,
                                       TableKind kind) {
  std::vector<std::string> measures;
  for (const MeasureText& measure : measures_of(kind)) measures.emplace_back(measure.name);
  for (std::size_t at = 0; at < table.header().size(); ++at) {
    const std::string& column = table.header()[at];
    const auto is_in = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), column) != names.end();
    };
    if (is_in(own) || is_in(measures)) continue;
    const auto near = near_miss(column, measures);
    throw InputError(table.header_place(),
                     fmt::format("no result has a column '{}' in this file", column),
                     near ? fmt::format("did you mean '{}'?", *near) : std::string(kWriteAgain));
  }
  std::erase_if(measures, [&](const std::string& name) { return table.column(name) >= 0; });
  return measures;
}

}  // namespace tariffsim
