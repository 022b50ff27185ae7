// UTF-8: checked, and measured as a terminal shows it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tariffsim {

/// What some editors put before the first line of a file in UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Byte offset of the first byte that does not belong to valid UTF-8, or nothing.
std::optional<std::size_t> invalid_utf8(std::string_view text);

/// Number of characters (code points); a byte that is not UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

/// Text as it may be shown on one line of a terminal, and the columns it takes there.
struct Shown {
  std::string text;
  std::size_t width = 0;
};

/// A tab becomes four spaces; control and direction characters, code points that are no characters
/// and bytes that are not UTF-8 become visible (`␛`, `<U+202E>`, `<U+FFFE>`, `<FF>`). What is left
/// is fit for any file: writers of formats that forbid some characters take texts from here.
Shown show(std::string_view text);

/// The text of show(), line breaks and tabs as they are.
std::string show_lines(std::string_view text);

/// The text of show(), line breaks and the blanks around them being one blank.
std::string show_line(std::string_view text);

}  // namespace tariffsim
