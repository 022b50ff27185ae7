// Aligned tables for terminals, measured in columns as a terminal shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prose/table_decimals.hpp"

namespace tariffsim {

enum class Tone { plain, strong, quiet, good, bad };

/// `text` in the colour of `tone`; as it is without `color`.
std::string toned(const std::string& text, Tone tone, bool color);

/// Columns that a cell of text takes at most: it goes on in the next line of the terminal.
inline constexpr std::size_t kWrapWidth = 90;
/// No name is that long: what is longer is none, and would bury the rest.
inline constexpr std::size_t kLongestName = 300;
/// Lines of a policy may have lists of many products.
inline constexpr std::size_t kLongestLine = 4000;

/// Names and titles from files: control characters made visible; beyond `width` columns "…".
std::string shown(std::string_view text, std::size_t width = kLongestName);

/// The same without a limit: paths, of which no part can be left out.
std::string shown_whole(std::string_view text);

/// The heading of a section, an empty line before it.
std::string section_heading(const std::string& text, bool color);

/// A gain is good, a loss is bad, the rest plain.
inline Tone tone_of(double change) {
  if (change > 0) return Tone::good;
  return change < 0 ? Tone::bad : Tone::plain;
}

struct TextCell {
  std::string text;  ///< fit to be shown
  Tone tone = Tone::plain;
  /// Figures of the text, and the text with "{}" in the place of each: where two decimals would
  /// leave nothing of a column, they are written with those of table_decimals.
  std::vector<Percent> percents = {};
  std::string pattern = {};
};

/// "{} -> {}" with figures in place of the braces.
TextCell percents_cell(const std::string& pattern, std::vector<Percent> percents,
                       Tone tone = Tone::plain);
/// A change in percent, signed, in the tone of a gain or a loss.
TextCell change_cell(double percent);

/// Text columns are set left, and wrapped at kWrapWidth, the others right; two spaces between and
/// before. Figures in percent have the decimals of their column, or of their row where each row is
/// about something else.
class TextTable {
 public:
  struct Column {
    std::string title;
    bool left = false;
  };

  enum class Alike { columns, rows };

  explicit TextTable(std::vector<Column> columns, Alike alike = Alike::columns)
      : columns_(std::move(columns)), alike_(alike) {}
  /// Precondition: one cell per column.
  void add(std::vector<TextCell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  const std::vector<Column>& columns() const { return columns_; }
  std::vector<std::vector<TextCell>> rows() const;
  /// Titles and rows, each line ended by a newline and free of spaces at its end.
  std::string render(bool color) const;

 private:
  std::vector<std::size_t> widths(const std::vector<std::vector<TextCell>>& rows) const;
  std::vector<Column> columns_;
  Alike alike_;
  std::vector<std::vector<TextCell>> rows_;
};

/// A section of a report.
struct TitledTable {
  std::string title;
  TextTable table;
  std::vector<std::string> notes;  ///< lines below it
};

}  // namespace tariffsim
