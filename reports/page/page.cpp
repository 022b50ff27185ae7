#include "page/page.hpp"

#include <filesystem>

#include "base/diagnostic.hpp"
#include "base/file.hpp"
#include "data/baseline_folder.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20U;
constexpr const char* kPlaceholder = "@TARIFFSIM_DATA@";

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

std::optional<std::string> find_page() {
  for (const std::filesystem::path& folder : library_folders()) {
    const std::filesystem::path page = folder / "web" / "page.html";
    std::error_code error;
    if (std::filesystem::exists(page, error)) return read_file(page, kMaxPageBytes)->text;
  }
  return std::nullopt;
}

std::string fill_page(const std::string& page, const std::string& json) {
  const std::size_t at = page.find(kPlaceholder);
  if (at == std::string::npos)
    throw InputError({}, "the installed page of reports has no place for data",
                     "build and install the program again");
  std::string out = page;
  out.replace(at, std::string(kPlaceholder).size(), harmless_in_html(json));
  return out;
}

}  // namespace tariffsim
