#include "cli/page_choice.hpp"

#include <fmt/format.h>

#include "page/page.hpp"

namespace tariffsim {

std::optional<std::string> page_for(const Formats& formats, const std::string& file,
                                    const Console& console) {
  if (!formats.html) return std::nullopt;
  std::optional<std::string> page = find_page();
  if (!page)
    console.report(
        {{Severity::note,
          {},
          fmt::format("{} is left out: this program was built without npm, which bundles "
                      "its charts",
                      file),
          "install nodejs and npm, then build again; or ask for other formats with -f"}});
  return page;
}

}  // namespace tariffsim
