#include "text/footnotes.hpp"

#include <algorithm>
#include <cctype>

namespace tariffsim {
namespace {

/// Stars, daggers, the sign of a section, raised digits.
constexpr std::string_view kMarks[] = {"*",
                                       "#",
                                       "\xE2\x80\xA0",
                                       "\xE2\x80\xA1",
                                       "\xC2\xA7",
                                       "\xC2\xB9",
                                       "\xC2\xB2",
                                       "\xC2\xB3",
                                       "\xE2\x81\xB0",
                                       "\xE2\x81\xB4",
                                       "\xE2\x81\xB5",
                                       "\xE2\x81\xB6",
                                       "\xE2\x81\xB7",
                                       "\xE2\x81\xB8",
                                       "\xE2\x81\xB9"};
constexpr std::string_view kBlankSigns[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// "1", "12", "a": what stands between brackets.
bool is_number_of_note(std::string_view text) {
  constexpr std::size_t kMost = 2;
  if (text.size() == 1 && std::islower(static_cast<unsigned char>(text[0])) != 0) return true;
  return text.size() <= kMost && all_digits(text);
}

/// Length of a mark in brackets at the end, or 0.
std::size_t bracketed_at_end(std::string_view text) {
  if (text.empty() || (text.back() != ']' && text.back() != ')')) return 0;
  const std::size_t open = text.rfind(text.back() == ']' ? '[' : '(');
  if (open == std::string_view::npos) return 0;
  const bool is_mark = is_number_of_note(text.substr(open + 1, text.size() - open - 2));
  return is_mark ? text.size() - open : 0;
}

/// Length of "1/" at the end, or 0.
std::size_t stroke_at_end(std::string_view text) {
  if (!text.ends_with('/')) return 0;
  std::size_t at = text.size() - 1;
  while (at > 0 && is_digit(text[at - 1])) --at;
  return at < text.size() - 1 ? text.size() - at : 0;
}

std::size_t mark_at_end(std::string_view text) {
  for (const std::string_view mark : kMarks)
    if (text.ends_with(mark)) return mark.size();
  return std::max(bracketed_at_end(text), stroke_at_end(text));
}

std::size_t mark_at_start(std::string_view text) {
  for (const std::string_view mark : kMarks)
    if (text.starts_with(mark)) return mark.size();
  const std::size_t close = text.starts_with('[')   ? text.find(']')
                            : text.starts_with('(') ? text.find(')')
                                                    : std::string_view::npos;
  if (close == std::string_view::npos || !is_number_of_note(text.substr(1, close - 1))) return 0;
  return close + 1;
}

std::string_view trimmed(std::string_view text) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view blank : kBlankSigns) {
      const std::size_t before = text.size();
      if (text.starts_with(blank)) text.remove_prefix(blank.size());
      if (text.ends_with(blank)) text.remove_suffix(blank.size());
      more = more || text.size() < before;
    }
  }
  return text;
}

}  // namespace

std::string_view without_marks(std::string_view text) {
  std::string_view rest = trimmed(text);
  while (const std::size_t mark = mark_at_end(rest))
    rest = trimmed(rest.substr(0, rest.size() - mark));
  while (const std::size_t mark = mark_at_start(rest)) rest = trimmed(rest.substr(mark));
  return rest.empty() ? text : rest;
}

bool begins_footnote(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view word : {"Note", "note", "NOTE", "Source", "source", "SOURCE"})
    if (text.starts_with(word)) return true;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits > 0 && digits < text.size() && (text[digits] == '/' || text[digits] == ')'))
    return true;
  return mark_at_start(text) > 0;
}

}  // namespace tariffsim
