#include <fmt/format.h>

#include "files/comparison_files.hpp"
#include "files/markdown.hpp"
#include "prose/comparison_sentences.hpp"
#include "prose/comparison_tables.hpp"
#include "prose/difference_marks.hpp"
#include "prose/policy_differences.hpp"

namespace tariffsim {
std::string comparison_markdown(const Comparison& comparison) {
  std::string out = "# Side by side\n\n";
  for (const ComparedRun& run : comparison.runs)
    out += fmt::format("- {}: {}; changes are counted from {}\n", markdown_text(run.id),
                       markdown_text(run.title.empty() ? run.id : title_in_words(comparison, run)),
                       markdown_text(run.counted_from.empty() ? run.baseline : run.counted_from));
  for (const std::string& note : comparison.notes)
    out += fmt::format("- *Note:* {}\n", markdown_text(note));
  for (const std::string& line : legend_of_marks(comparison))
    out += fmt::format("- {}\n", markdown_text(line));
  for (const auto& sentences : {policy_differences(comparison), comparison_sentences(comparison)}) {
    out += "\n";
    for (const std::string& sentence : sentences) out += markdown_text(sentence) + "\n";
  }
  for (const TitledTable& one : comparison_tables(comparison)) {
    out += markdown_heading(one.title) + markdown_table(one.table);
    for (const std::string& note : one.notes) out += "\n" + markdown_text(note) + "\n";
  }
  return out;
}

}  // namespace tariffsim
