#include "importers/windows_1252.hpp"

#include <array>

namespace tariffsim {
namespace {

/// Code points of the bytes 0x80 to 0x9F; the five that are not assigned stand for themselves.
constexpr std::array<char32_t, 32> kUpper{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void append(std::string& out, char32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6U));
    out += static_cast<char>(0x80 | (point & 0x3FU));
  } else {
    out += static_cast<char>(0xE0 | (point >> 12U));
    out += static_cast<char>(0x80 | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (point & 0x3FU));
  }
}

}  // namespace

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(out, byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80U] : char32_t{byte});
  }
  return out;
}

}  // namespace tariffsim
