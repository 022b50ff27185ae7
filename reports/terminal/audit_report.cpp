#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/audit_words.hpp"
#include "prose/text_table.hpp"
#include "results/rows.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

constexpr double kLeastUnchanged = 0.005;  // of a line's trade

/// "22", or "22 of 30".
std::string part_of(const std::string& part, const std::string& whole) {
  return part == whole ? part : part + " of " + whole;
}

/// " (from 0.00 % to 25.0 %; 38.0 % of 1,200.0 bn not hit)" of a line about part of its cells'
/// goods.
std::string of_parts(const LineAudit& line) {
  if (!(line.trade_left > 0)) return "";
  std::string left = fmt::format(
      "{} of {} not hit", plain_percent(100 * line.trade_left / line.trade), money(line.trade));
  if (const double same = line.trade - line.trade_left - line.trade_changed;
      same > kLeastUnchanged * line.trade)
    left += fmt::format(", {} at this rate already", plain_percent(100 * same / line.trade));
  if (!line.of_rates() || !line.least_after) return fmt::format(" ({})", left);
  return fmt::format(" (from {} to {}; {})", plain_percent(100 * *line.least_after),
                     plain_percent(100 * *line.most_after), left);
}

/// "4.76 % -> 149.8 %", "trade -> no trade"; says if an embargo lay already.
std::string audited_rates(const LineAudit& line, const std::string& currency) {
  if (line.cells == 0) return "nothing changed";
  const auto rate = [](double average) {
    return std::isinf(average) ? std::string("no trade") : plain_percent(100 * average);
  };
  std::string words = rate(line.average_before) + " -> " + rate(line.average_after);
  if (line.ends_trade)
    words = std::isinf(line.average_before) ? "no trade" : "trade -> no trade";
  else if (!line.of_rates())
    words = line.wedge_name() + (" " + words);
  if (line.fixes_amount)
    words = line.average_before == line.average_after ? "an amount is fixed"
                                                      : words + ", and an amount is fixed";
  if (line.embargoed > 0)
    words += fmt::format(" ({} {} under embargo before)", money(line.embargoed), currency);
  return words + of_parts(line);
}

}  // namespace

std::string audit_report(const std::vector<LineAudit>& audit, const std::string& currency,
                         bool color) {
  const bool by_step = std::any_of(audit.begin(), audit.end(),
                                   [](const LineAudit& line) { return !line.since.empty(); });
  constexpr std::ptrdiff_t kSince = 0;
  TextTable table(with_column<TextTable::Column>(by_step, kSince,
                                                 {{"since step", true},
                                                  {"line", true},
                                                  {"cells changed"},
                                                  {"trade in them"},
                                                  {"average rate before -> after"}}));
  for (const LineAudit& line : audit)
    table.add(with_column<TextCell>(
        by_step, kSince,
        {{shown(line.since)},
         {shown(line.text, kLongestLine)},
         {part_of(grouped(line.cells), grouped(line.cells_covered))},
         {part_of(money(line.trade_changed), money(line.trade)) + " " + currency},
         {audited_rates(line, currency)}}));
  if (table.empty()) return "  no policy: the baseline as it is\n";
  const std::string note = untouched_cells_in_words(audit);
  return table.render(color) + (note.empty() ? "" : toned("  " + note + "\n", Tone::quiet, color));
}

std::string in_data_report(const RunRecord& record, bool color) {
  if (record.in_data.empty()) return "";
  return section_heading("In the data", color) +
         fmt::format("  rates of the baseline replaced, flows unchanged: {}\n",
                     shown(record.in_data)) +
         audit_report(record.in_data_lines, shown(record.currency), color);
}

std::string reference_report(const RunRecord& record, bool color) {
  if (record.reference_lines.empty()) return "";
  return section_heading("Reference", color) +
         fmt::format("  changes are counted from: {}\n", shown(record.reference)) +
         audit_report(record.reference_lines, shown(record.currency), color);
}

}  // namespace tariffsim
