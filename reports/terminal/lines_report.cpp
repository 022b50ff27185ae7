#include <fmt/format.h>

#include "prose/text_table.hpp"
#include "prose/welfare_by_line.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
std::string lines_report(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result, bool color) {
  if (!result.by_line) return "";
  const LineByLine& by_line = *result.by_line;
  const std::string heading =
      fmt::format("\n{}\n", toned("What each line adds to welfare", Tone::strong, color));
  if (by_line.status != LineStatus::solved)
    return heading + fmt::format("  left out: {}\n", shown(by_line.message, kLongestLine));
  return heading + lines_table(welfare_by_line(record, outcome, by_line), "line").render(color) +
         toned(fmt::format("  {}\n", lines_in_prose(by_line)), Tone::quiet, color);
}

}  // namespace tariffsim
