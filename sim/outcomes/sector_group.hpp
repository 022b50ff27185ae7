// Several sectors of a country reported as one.
#pragma once

#include <vector>

#include "outcomes/outcome.hpp"
#include "outcomes/output_sums.hpp"

namespace tariffsim {

/// Million, before duty; trade with oneself is left out.
struct SectorGroupOutcome {
  OutputSums output;
  double exports_base = 0, exports = 0;
  double imports_base = 0, imports = 0;
};

/// `sectors`: positions, each once.
SectorGroupOutcome sector_group_outcome(const Outcome& outcome, Index country,
                                        const std::vector<Index>& sectors);

}  // namespace tariffsim
