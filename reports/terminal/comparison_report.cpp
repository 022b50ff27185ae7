#include <fmt/format.h>

#include "prose/comparison_sentences.hpp"
#include "prose/comparison_tables.hpp"
#include "prose/difference_marks.hpp"
#include "prose/policy_differences.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
std::string comparison_report(const Comparison& comparison, const std::string& written,
                              bool color) {
  std::string out;
  for (const ComparedRun& run : comparison.runs)
    out += fmt::format("{}  {} on {}\n", toned(shown(run.id), Tone::strong, color),
                       shown(title_in_words(comparison, run), kLongestLine), shown(run.baseline));
  for (const std::string& note : comparison.notes)
    out += fmt::format("note: {}\n", shown(note, kLongestLine));
  for (const std::string& line : legend_of_marks(comparison)) out += shown_whole(line) + "\n";
  for (const auto& sentences : {policy_differences(comparison), comparison_sentences(comparison)}) {
    out += "\n";
    for (const std::string& sentence : sentences) out += shown_whole(sentence) + "\n";
  }
  for (const TitledTable& one : comparison_tables(comparison)) {
    out += "\n" + one.table.render(color);
    for (const std::string& note : one.notes)
      out += toned("  " + shown_whole(note) + "\n", Tone::quiet, color);
  }
  if (!written.empty()) out += fmt::format("\n  Written to   {}\n", written);
  return out;
}

}  // namespace tariffsim
