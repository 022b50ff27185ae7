// Products of which the library's lists name some tariff lines only.
#pragma once

#include <map>
#include <string>

namespace tariffsim {

struct LinesListed {
  int listed = 0;  ///< at least 1, fewer than all
  int lines = 0;   ///< that the product has
  /// Whether it is in the list, which holds products at least half of whose lines are named.
  bool is_in_list() const { return 2 * listed >= lines; }
};

/// By product of six digits; empty of a list that names whole products, or is none of the library.
/// Read when first asked for.
const std::map<std::string, LinesListed>& lists_in_part(const std::string& list);

}  // namespace tariffsim
