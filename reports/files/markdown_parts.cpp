#include <fmt/format.h>

#include "base/utf8.hpp"
#include "files/markdown.hpp"
#include "prose/assumptions.hpp"
#include "prose/papers.hpp"

namespace tariffsim {
namespace {

/// What is to be known of a run, behind its results; cautions stand before them.
std::string notes_section(const RunRecord& record) {
  if (record.notes.size() <= record.cautions.size()) return "";
  std::string out = markdown_heading("Notes");
  for (std::size_t at = record.cautions.size(); at < record.notes.size(); ++at)
    out += fmt::format("- {}\n", markdown_text(record.notes[at]));
  return out;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  static constexpr std::string_view kSpecial = "\\`*_{}[]<>|~#&@";
  const std::string line = show_line(text);
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool starts_list = at == 0 && (line.starts_with("- ") || line.starts_with("+ "));
    const bool starts_link = line.compare(at, 3, "://") == 0;
    if (kSpecial.find(line[at]) != std::string_view::npos || starts_list || starts_link)
      out += '\\';
    out += line[at];
  }
  return out;
}

MarkdownTable::MarkdownTable(const std::vector<std::string>& titles) {
  add(titles);
  out_ += "|---|";
  for (std::size_t column = 1; column < titles.size(); ++column) out_ += "---:|";
  out_ += "\n";
}

void MarkdownTable::add(const std::vector<std::string>& cells) {
  out_ += "|";
  for (const std::string& cell : cells) out_ += " " + cell + " |";
  out_ += "\n";
}

std::string markdown_table(const TextTable& table) {
  std::vector<std::string> cells;
  for (const TextTable::Column& column : table.columns())
    cells.push_back(markdown_text(column.title));
  MarkdownTable out(cells);
  for (const std::vector<TextCell>& row : table.rows()) {
    cells.clear();
    for (const TextCell& cell : row) cells.push_back(markdown_text(cell.text));
    out.add(cells);
  }
  return out.text();
}

std::string markdown_heading(const std::string& text) { return fmt::format("\n## {}\n\n", text); }

std::string markdown_opening(const RunRecord& record, const Headline& told) {
  std::string out =
      fmt::format("# {}\n\n", markdown_text(record.title.empty() ? record.id : record.title));
  for (const std::string& caution : record.cautions)
    out += fmt::format("- *Caution:* {}\n", markdown_text(caution));
  for (const std::string& line : told.policy) out += "- " + markdown_text(line) + "\n";
  out += "\n";
  for (const std::string& sentence : told.sentences) out += markdown_text(sentence) + " ";
  out += fmt::format("Changes are counted from {}.", markdown_text(counted_from(record)));
  out += "\n" + markdown_heading("Figures");
  MarkdownTable figures({"Figure", "Value", "Detail"});
  for (const HeadlineFigure& figure : told.figures)
    figures.add(
        {markdown_text(figure.label), markdown_text(figure.value), markdown_text(figure.detail)});
  return out + figures.text() + notes_section(record);
}

std::string markdown_method(const RunRecord& record, const std::string& certificate,
                            const std::vector<std::string>& varied) {
  std::string out = markdown_heading("Annex: method and certificate");
  out += fmt::format("- tariffsim {}, scenario {}, baseline {} ({})\n", TARIFFSIM_VERSION,
                     markdown_text(record.id), markdown_text(record.baseline_id),
                     record.baseline_year);
  if (record.products_year > 0)
    out += fmt::format("- products are weighted by the trade of {}\n", record.products_year);
  if (!record.in_data.empty())
    out += fmt::format("- in the data, without moving trade: {}\n", markdown_text(record.in_data));
  out += fmt::format("- changes are counted from: {}\n", markdown_text(counted_from(record)));
  for (const std::string& sentence : assumptions(record, varied))
    out += "- " + markdown_text(sentence) + "\n";
  out += fmt::format("- to be cited: {}\n", markdown_text(model_cited(record, varied)));
  for (const std::string& paper : references_of(record, varied))
    out += fmt::format("- paper: {}\n", markdown_text(paper));
  out += fmt::format("- money is in {} of {}; prices and wages are relative to world value added\n",
                     markdown_text(record.currency), record.price_year);
  for (const RunOption& option : record.options)
    out += fmt::format("- {}: {}\n", markdown_text(option.name), markdown_text(option.value));
  if (record.step)
    out +=
        fmt::format("- of the timeline the last step counts: {}\n", markdown_text(record.step->id));
  for (std::size_t at = 0; at < record.overrides.size(); ++at)
    out += fmt::format("- {}: {}\n", setter_of(record, at), markdown_text(record.overrides[at]));
  out += fmt::format("- certificate: {}\n", markdown_text(certificate));
  for (const std::string& source : record.data_sources)
    out += fmt::format("- data: {}\n", markdown_text(source));
  if (!record.data_licence.empty())
    out += fmt::format("- licence of the data: {}\n", markdown_text(record.data_licence));
  if (!record.data_notes.empty())
    out += fmt::format("- notes on the data: {}\n", markdown_text(record.data_notes));
  return out;
}

}  // namespace tariffsim
