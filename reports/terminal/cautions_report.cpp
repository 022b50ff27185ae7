#include <fmt/format.h>

#include <sstream>

#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kWidth = 110;
constexpr std::size_t kLongest = 4000;

/// Lines of whole words.
std::string wrapped(const std::string& text, const std::string& indent) {
  std::istringstream words(text);
  std::string out = indent;
  std::size_t width = indent.size();
  for (std::string word; words >> word; width += word.size() + 1) {
    if (width > indent.size() && width + word.size() > kWidth) {
      out += "\n" + indent;
      width = indent.size();
    }
    out += (width > indent.size() ? " " : "") + word;
  }
  return out + "\n";
}

}  // namespace

std::string cautions_report(const std::vector<std::string>& cautions) {
  std::string out;
  for (const std::string& caution : cautions) out += wrapped(shown(caution, kLongest), "  ");
  return out;
}

}  // namespace tariffsim
