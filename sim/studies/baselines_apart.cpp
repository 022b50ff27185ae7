#include "studies/baselines_apart.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tariffsim {

std::string why_apart(const std::vector<BaselineUse>& uses) {
  for (const BaselineUse& alone : uses) {
    if (alone.stands_alone.empty()) continue;
    const auto other = std::find_if(uses.begin(), uses.end(), [&](const BaselineUse& use) {
      return use.baseline != alone.baseline;
    });
    if (other != uses.end())
      return fmt::format(
          "{} is on {}, {} on {}: results on {} must not be compared with those on other baselines "
          "({})",
          alone.result, alone.baseline, other->result, other->baseline, alone.baseline,
          alone.stands_alone);
  }
  return "";
}

}  // namespace tariffsim
