// Who claims a preference that must be claimed, and what claiming costs (sim/model.md, section
// 3.13).
#pragma once

#include <vector>

#include "outcomes/outcome.hpp"

namespace tariffsim {

/// Of one pair of countries, over the sectors that a line with `claims` divides; million, before
/// what the importer collects.
struct ClaimedTrade {
  Index exporter = 0, importer = 0;
  double before = 0, after = 0;                  ///< trade
  double claimed_before = 0, claimed_after = 0;  ///< the part of it that claims
  double burnt = 0;  ///< what claiming costs those who began to claim, less what it cost those who
                     ///< ceased; of who claims before and after it is not known
};

/// Pairs in the order of exporters, then importers; those that claim nothing before and after among
/// them.
std::vector<ClaimedTrade> claimed_trade(const Outcome& outcome);

}  // namespace tariffsim
