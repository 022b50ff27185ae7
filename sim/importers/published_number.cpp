#include "importers/published_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "importers/table_rows.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kGroupDigits = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number, or nearly: digits, signs, points, commas and powers of ten only.
bool looks_like_number(std::string_view text) {
  if (text.empty() || std::none_of(text.begin(), text.end(), is_digit)) return false;
  return text.find_first_not_of("0123456789+-.,eE") == std::string_view::npos;
}

/// Whether `mark` can stand for thousands in these digits: 1 to 3 digits, not 0, then threes.
bool can_group(std::string_view digits, char mark) {
  const std::size_t first = digits.find(mark);
  if (first == std::string_view::npos || first == 0 || first > kGroupDigits) return false;
  if (digits.front() == '0') return false;
  for (std::size_t at = first; at < digits.size(); at += kGroupDigits + 1) {
    if (digits[at] != mark || digits.size() < at + kGroupDigits + 1) return false;
    for (std::size_t i = 1; i <= kGroupDigits; ++i)
      if (!is_digit(digits[at + i])) return false;
  }
  return true;
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
}

/// Whether a field can be read in a style at all.
bool fits(std::string_view text, NumberStyle style) {
  text = without_sign(text);
  text = text.substr(0, text.find_first_of("eE"));
  const std::size_t decimal = text.find(style.decimal);
  const std::string_view whole = text.substr(0, decimal);
  if (whole.find(style.group()) != std::string_view::npos && !can_group(whole, style.group()))
    return false;
  if (decimal == std::string_view::npos) return true;
  return text.find_first_of(".,", decimal + 1) == std::string_view::npos;
}

/// How many numbers of a file can be read in one style only, or in both.
struct Evidence {
  std::size_t point = 0, comma = 0, both = 0;
  std::string with_point, with_comma;  // the first of `both` with either mark
};

void look_at(std::string_view text, Evidence& evidence) {
  if (text.find_first_of(".,") == std::string_view::npos || !looks_like_number(text)) return;
  const bool point = fits(text, {'.'}), comma = fits(text, {','});
  if (point && comma) {
    ++evidence.both;
    std::string& first =
        text.find(',') == std::string_view::npos ? evidence.with_point : evidence.with_comma;
    if (first.empty()) first = text;
  }
  if (point && !comma) ++evidence.point;
  if (comma && !point) ++evidence.comma;
}

}  // namespace

bool is_missing(std::string_view field) {
  static constexpr std::array<std::string_view, 10> kMarks{"",    "-",   "NA", "na", "NaN",
                                                           "nan", "N/A", "..", ":",  "n/a"};
  if (field.size() > 3) return false;
  return std::find(kMarks.begin(), kMarks.end(), field) != kMarks.end();
}

std::optional<double> published_number(std::string_view field, NumberStyle style) {
  if (!field.empty() && field.front() == '+') field.remove_prefix(1);
  std::string plain;
  if (field.find_first_of(style.decimal == '.' ? "," : ".,") != std::string_view::npos) {
    if (!fits(field, style)) return std::nullopt;
    for (const char c : field)
      if (c != style.group()) plain += c == style.decimal ? '.' : c;
    field = plain;
  }
  double value = 0;
  const char* const end = field.data() + field.size();
  const auto [stopped, failure] = std::from_chars(field.data(), end, value);
  if (failure != std::errc() || stopped != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

int decimals_of(std::string_view field, NumberStyle style) {
  constexpr int kOfPowers = 6;
  if (field.find_first_of("eE") != std::string_view::npos) return kOfPowers;
  const std::size_t mark = field.rfind(style.decimal);
  return mark == std::string_view::npos ? 0 : static_cast<int>(field.size() - mark - 1);
}

std::string NumberStyles::reading(NumberStyle style) const {
  return fmt::format("{} are read as {:.10g}", example,
                     published_number(example, style).value_or(0));
}

NumberStyles number_styles(const SourceFile& file) {
  constexpr std::size_t kEnoughRows = 1000;
  TableRows rows(file);
  const bool commas_separate = rows.separator() == ',';
  Evidence evidence;
  for (std::size_t row = 0; rows.next(); ++row) {
    const bool decided = evidence.point + evidence.comma > 0;
    if (row >= kEnoughRows && (decided || commas_separate)) break;
    // Commas cannot stand in unquoted fields that commas separate, and points are decimal there.
    if (commas_separate && !rows.has_quotes()) continue;
    for (const std::string_view field : rows.fields()) look_at(field, evidence);
  }
  if (evidence.point != evidence.comma)
    return {{{evidence.point > evidence.comma ? '.' : ','}}, "", false};
  if (evidence.both == 0) return {{{'.'}}, "", false};
  NumberStyles out{{{'.'}, {','}}, evidence.with_point, false};
  if (!commas_separate) std::swap(out.styles[0], out.styles[1]);
  if (out.example.empty()) out.example = evidence.with_comma;
  out.has_both_marks = !evidence.with_point.empty() && !evidence.with_comma.empty();
  return out;
}

NumberStyle style_without_totals(const SourceFile& file, Diagnostics& diagnostics) {
  const NumberStyles found = number_styles(file);
  if (found.decided()) return found.styles.front();
  const char separator = TableRows(file).separator();
  const bool point = found.example.find('.') != std::string::npos;
  const NumberStyle style{point ? '.' : ','};
  const NumberStyle other{style.group()};
  if (point && !found.has_both_marks && separator == ',') return style;
  if (found.has_both_marks || (!point && separator != ';'))
    throw InputError(place_in(file),
                     fmt::format("numbers such as {} can be read as {:.10g} and as {:.10g}, and "
                                 "nothing in the file decides",
                                 found.example, *published_number(found.example, {'.'}),
                                 *published_number(found.example, {','})),
                     "write them with a decimal point, and without marks of thousands");
  diagnostics.note(
      place_in(file),
      fmt::format("numbers such as {}: the mark is taken as decimal; nothing in the file excludes "
                  "{:.10g}",
                  found.reading(style), *published_number(found.example, other)));
  return style;
}

}  // namespace tariffsim
