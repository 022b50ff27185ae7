#include "base/utf8.hpp"

#include <fmt/format.h>
#include <locale.h>
#include <wchar.h>

#include <algorithm>
#include <boost/locale/utf.hpp>

namespace tariffsim {
namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;
using boost::locale::utf::code_point;

/// Loaded once and kept: loading it costs more than most texts.
locale_t utf8_locale() {
  static const locale_t kLocale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return kLocale;
}

/// glibc's wcwidth knows UTF-8 only under a UTF-8 locale; the caller's is put back at the end.
class Utf8Locale {
 public:
  Utf8Locale() : before_(utf8_locale() != nullptr ? uselocale(utf8_locale()) : nullptr) {}
  ~Utf8Locale() {
    if (before_ != nullptr) uselocale(before_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t before_;
};

struct Character {
  code_point point = 0;
  bool valid = false;
  std::string_view bytes;
};

Character next_character(std::string_view text) {
  const char* at = text.data();
  const code_point point = Utf8::decode(at, text.data() + text.size());
  const bool valid = boost::locale::utf::is_valid_codepoint(point);
  const auto length = valid ? static_cast<std::size_t>(at - text.data()) : 1;
  return {point, valid, text.substr(0, length)};
}

/// Characters that are not seen but change how what follows is shown.
bool is_hidden(code_point c) {
  return (c >= 0x80 && c < 0xA0) || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

/// Characters that Unicode promises never to be any, and which XML forbids.
bool is_none(code_point c) { return (c & 0xFFFEU) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }

std::string control_picture(code_point c) {
  const code_point picture = c == 0x7F ? 0x2421 : 0x2400 + c;
  std::string out;
  Utf8::encode(picture, std::back_inserter(out));
  return out;
}

Shown show_one(const Character& c) {
  const auto ascii = [](const std::string& text) { return Shown{text, text.size()}; };
  if (!c.valid) return ascii(fmt::format("<{:02X}>", static_cast<unsigned char>(c.bytes[0])));
  if (c.point == '\t') return ascii("    ");
  if (c.point < 0x20 || c.point == 0x7F) return {control_picture(c.point), 1};
  if (c.point < 0x7F) return {std::string(c.bytes), 1};
  if (is_hidden(c.point) || is_none(c.point)) return ascii(fmt::format("<U+{:04X}>", c.point));
  const int width = wcwidth(static_cast<wchar_t>(c.point));
  return {std::string(c.bytes), width < 0 ? 1 : static_cast<std::size_t>(width)};
}

}  // namespace

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (true) {
    at = std::find_if(at, end, [](char c) { return static_cast<signed char>(c) < 0; });
    if (at == end) return std::nullopt;
    const char* const start = at;
    if (!boost::locale::utf::is_valid_codepoint(Utf8::decode(at, end)))
      return static_cast<std::size_t>(start - text.data());
  }
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(next_character(text).bytes.size());
  return count;
}

Shown show(std::string_view text) {
  const Utf8Locale locale;
  Shown out;
  while (!text.empty()) {
    const Character c = next_character(text);
    const Shown one = show_one(c);
    out.text += one.text;
    out.width += one.width;
    text.remove_prefix(c.bytes.size());
  }
  return out;
}

std::string show_lines(std::string_view text) {
  constexpr std::string_view kKept = "\n\t";
  const auto is_plain = [&](char c) {
    return (c >= 0x20 && c < 0x7F) || kKept.find(c) != std::string_view::npos;
  };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kKept), text.size());
    lines += show(text.substr(0, end)).text;
    if (end < text.size()) lines += text[end];
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string show_line(std::string_view text) {
  constexpr std::string_view kBreaks = "\r\n", kBlanks = " \t\r\n";
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kBreaks), text.size());
    line += text.substr(0, end);
    const std::size_t next = std::min(text.find_first_not_of(kBlanks, end), text.size());
    if (end < text.size()) line.erase(line.find_last_not_of(kBlanks) + 1);
    if (end < text.size() && next < text.size() && !line.empty()) line += ' ';
    text.remove_prefix(end < text.size() ? next : end);
  }
  return show(line).text;
}

}  // namespace tariffsim
