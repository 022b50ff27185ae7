#include "prose/audit_words.hpp"

#include <algorithm>

namespace tariffsim {

std::string untouched_cells_in_words(const std::vector<LineAudit>& lines) {
  const bool some = std::any_of(lines.begin(), lines.end(), [](const LineAudit& line) {
    return line.cells > 0 && line.cells < line.cells_covered;
  });
  if (!some) return "";
  return "a cell is one sector's trade from one economy to another; in the others that a line is "
         "about it finds what it asks for, such as a rate of 0 % where it sets 0 %, and changes "
         "nothing";
}

}  // namespace tariffsim
