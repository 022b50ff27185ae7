#include "page/page.hpp"

namespace tariffsim {
namespace {

constexpr std::string_view kPlaceholder = "@TARIFFSIM_DATA@";

/// In JSON these stand only inside strings: escaped, no "</script>" or "<!--" is left.
std::string harmless_in_html(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else if (c == '>')
      out += "\\u003e";
    else if (c == '&')
      out += "\\u0026";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string page_with(const std::string& json) {
  std::string page(kBundledPage);
  page.replace(page.find(kPlaceholder), kPlaceholder.size(), harmless_in_html(json));
  return page;
}

}  // namespace tariffsim
