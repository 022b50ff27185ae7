// Baselines whose results must not be set beside those of others.
#pragma once

#include <string>
#include <vector>

namespace tariffsim {

/// A result, and what it is on.
struct BaselineUse {
  std::string result;        ///< id of the run
  std::string baseline;      ///< its id
  std::string stands_alone;  ///< Baseline::stands_alone
};

/// Why these are not set beside each other: one is on a baseline that stands alone, and another on
/// another baseline. Empty if they may be.
std::string why_apart(const std::vector<BaselineUse>& uses);

}  // namespace tariffsim
