#include <fmt/format.h>

#include <cctype>

#include "files/comparison_files.hpp"
#include "files/markdown.hpp"
#include "prose/comparison_tables.hpp"

namespace tariffsim {
std::string comparison_markdown(const Comparison& comparison) {
  std::string out = "# Side by side\n\n";
  for (const ComparedRun& run : comparison.runs)
    out += fmt::format("- {}: {}, on {}\n", markdown_text(run.id),
                       markdown_text(run.title.empty() ? run.id : run.title),
                       markdown_text(run.baseline));
  for (const std::string& note : comparison.notes)
    out += fmt::format("- *Note:* {}\n", markdown_text(note));
  for (const TextTable& table : comparison_tables(comparison)) {
    std::string title = table.columns().front().title;
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    out += markdown_heading(title) + markdown_table(table);
  }
  return out;
}

}  // namespace tariffsim
