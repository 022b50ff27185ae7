#include "prose/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "base/utf8.hpp"

namespace tariffsim {
namespace {

const char* ansi_code(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "1";
    case Tone::quiet:
      return "2";
    case Tone::good:
      return "32";
    case Tone::bad:
      return "31";
  }
  return "";
}

/// The text is given as shown already, so that its width is that of its characters.
std::size_t width_of(const std::string& text) { return show(text).width; }

std::string aligned(const TextCell& cell, std::size_t width, bool left, bool color) {
  const std::string pad(width - std::min(width, width_of(cell.text)), ' ');
  const std::string text = toned(cell.text, cell.tone, color);
  return left ? text + pad : pad + text;
}

void trim_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

/// End of the character that starts at `at`: past the bytes that continue it.
std::size_t character_end(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

/// Where a line of at most `width` columns ends in a text that begins at `from`: at a space, if
/// there is one.
std::size_t line_end(std::string_view text, std::size_t from, std::size_t width) {
  std::size_t used = 0, space = from;
  for (std::size_t at = from; at < text.size();) {
    const std::size_t end = character_end(text, at);
    used += width_of(std::string(text.substr(at, end - at)));
    if (used > width) return text[at] == ' ' || space == from ? at : space;
    if (text[at] == ' ') space = at;
    at = end;
  }
  return text.size();
}

/// A cell of text as the lines that it takes.
std::vector<std::string> lines_of(const TextCell& cell, bool left) {
  if (!left || width_of(cell.text) <= kWrapWidth) return {cell.text};
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < cell.text.size();) {
    const std::size_t end = line_end(cell.text, at, kWrapWidth);
    lines.push_back(cell.text.substr(at, end - at));
    at = end < cell.text.size() && cell.text[end] == ' ' ? end + 1 : end;
  }
  return lines;
}

/// The pattern with a figure in each place.
std::string filled(const std::string& pattern, const std::vector<Percent>& percents,
                   std::optional<int> decimals) {
  std::string out;
  std::size_t from = 0;
  for (const Percent& percent : percents) {
    const std::size_t at = pattern.find("{}", from);
    out += pattern.substr(from, at - from) + percent_text(percent, decimals);
    from = at + 2;
  }
  return out + pattern.substr(from);
}

/// Writes figures that stand with each other with the decimals that they ask for together.
void write_alike(const std::vector<TextCell*>& cells) {
  std::vector<double> values;
  for (const TextCell* cell : cells)
    for (const Percent& percent : cell->percents) values.push_back(percent.value);
  const std::optional<int> decimals = table_decimals(values);
  if (!decimals) return;
  for (TextCell* cell : cells)
    if (!cell->percents.empty()) cell->text = filled(cell->pattern, cell->percents, decimals);
}

}  // namespace

TextCell percents_cell(const std::string& pattern, std::vector<Percent> percents, Tone tone) {
  std::string text = filled(pattern, percents, std::nullopt);
  return {std::move(text), tone, std::move(percents), pattern};
}

TextCell change_cell(double percent) { return percents_cell("{}", {{percent}}, tone_of(percent)); }

std::string toned(const std::string& text, Tone tone, bool color) {
  if (!color || tone == Tone::plain || text.empty()) return text;
  return fmt::format("\x1b[{}m{}\x1b[0m", ansi_code(tone), text);
}

std::string section_heading(const std::string& text, bool color) {
  return fmt::format("\n{}\n", toned(text, Tone::strong, color));
}

std::string shown(std::string_view text, std::size_t width) {
  constexpr std::size_t kMostBytesPerColumn = 16;
  const Shown whole = show(text.substr(0, kMostBytesPerColumn * width));
  if (whole.width <= width && text.size() <= kMostBytesPerColumn * width) return whole.text;
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < whole.text.size();) {
    const std::size_t end = character_end(whole.text, at);
    const std::string character = whole.text.substr(at, end - at);
    used += width_of(character);
    if (used + 1 > width) break;
    out += character;
    at = end;
  }
  return out + "…";
}

std::string shown_whole(std::string_view text) { return show(text).text; }

std::vector<std::vector<TextCell>> TextTable::rows() const {
  std::vector<std::vector<TextCell>> rows = rows_;
  if (alike_ == Alike::rows) {
    for (std::vector<TextCell>& row : rows) {
      std::vector<TextCell*> cells;
      cells.reserve(row.size());
      for (TextCell& cell : row) cells.push_back(&cell);
      write_alike(cells);
    }
    return rows;
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::vector<TextCell*> cells;
    cells.reserve(rows.size());
    for (std::vector<TextCell>& row : rows) cells.push_back(&row[c]);
    write_alike(cells);
  }
  return rows;
}

std::vector<std::size_t> TextTable::widths(const std::vector<std::vector<TextCell>>& rows) const {
  std::vector<std::size_t> out;
  for (const Column& column : columns_) out.push_back(width_of(column.title));
  for (std::size_t c = 0; c < out.size(); ++c) {
    if (columns_[c].left) out[c] = std::min(out[c], kWrapWidth);
    for (const auto& row : rows)
      for (const std::string& line : lines_of(row[c], columns_[c].left))
        out[c] = std::max(out[c], width_of(line));
  }
  return out;
}

std::string TextTable::render(bool color) const {
  const std::vector<std::vector<TextCell>> rows = this->rows();
  const std::vector<std::size_t> width = widths(rows);
  std::vector<TextCell> titles;
  for (const Column& column : columns_) titles.push_back({column.title, Tone::quiet});
  std::string out;
  const auto add_line = [&](const std::vector<TextCell>& row) {
    std::vector<std::vector<std::string>> lines;
    std::size_t most = 0;
    for (std::size_t c = 0; c < row.size(); ++c)
      most = std::max(most, lines.emplace_back(lines_of(row[c], columns_[c].left)).size());
    for (std::size_t at = 0; at < most; ++at) {
      std::string line;
      for (std::size_t c = 0; c < row.size(); ++c) {
        const TextCell part{at < lines[c].size() ? lines[c][at] : "", row[c].tone};
        line.append("  ").append(aligned(part, width[c], columns_[c].left, color));
      }
      trim_end(line);
      out += line + "\n";
    }
  };
  add_line(titles);
  for (const auto& row : rows) add_line(row);
  return out;
}

}  // namespace tariffsim
