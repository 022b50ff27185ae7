// Codes of earlier revisions of the Harmonized System, and what they became in that of 2022.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tariffsim {

/// What codes that begin with one have become.
struct SucceedingProducts {
  std::string revision;            ///< the last in which they were codes: "2017"; empty: in none
  std::vector<std::string> codes;  ///< of six digits in the revision of 2022, ascending
};

/// Of a code of two to six digits that the revision of 2022 has no more; by the library's
/// baselines/published/hs-revisions.csv.
SucceedingProducts succeeding_products(std::string_view code);

/// What codes of the revision of 2022 that begin with one were before.
struct PrecedingProducts {
  std::string revision;  ///< the last in which they were codes: "2017"; empty: in none
  std::vector<std::string>
      codes;  ///< of six digits that the revision of 2022 has no more, ascending
};

/// Of a code of two to six digits; by the same file.
PrecedingProducts preceding_products(std::string_view code);

}  // namespace tariffsim
