#include <fmt/format.h>

#include "base/numbers.hpp"
#include "prose/text_table.hpp"
#include "prose/welfare_by_line.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

std::string table_of(const WelfareByLine& welfare, bool color) {
  std::vector<TextTable::Column> columns{{"line", true}};
  for (const std::string& name : welfare.columns) columns.push_back({shown(name)});
  TextTable table(std::move(columns));
  for (const WelfareByLine::Row& row : welfare.rows) {
    const bool all = &row == &welfare.rows.back();
    std::vector<TextCell> cells{{shown(row.line, kLongestLine), all ? Tone::strong : Tone::plain}};
    for (const double percent : row.percent)
      cells.push_back({signed_percent(percent), tone_of(percent)});
    table.add(std::move(cells));
  }
  return table.render(color);
}

}  // namespace

std::string lines_report(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result, bool color) {
  if (!result.by_line) return "";
  const LineByLine& by_line = *result.by_line;
  const std::string heading =
      fmt::format("\n{}\n", toned("What each line adds to welfare", Tone::strong, color));
  if (by_line.status != LineStatus::solved)
    return heading + fmt::format("  left out: {}\n", shown(by_line.message, kLongestLine));
  return heading + table_of(welfare_by_line(record, outcome, by_line), color) +
         toned(fmt::format("  {}\n", lines_in_prose(by_line)), Tone::quiet, color);
}

}  // namespace tariffsim
