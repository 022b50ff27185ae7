#include "studies/model_range.hpp"

namespace tariffsim {

void keep_measures(const Outcome& outcome, const std::vector<NamedGroup>& groups,
                   RangePoint& point) {
  point.countries = outcome.countries();
  point.world = outcome.world();
  point.groups.reserve(groups.size());
  for (const NamedGroup& group : groups)
    point.groups.push_back(group_outcome(outcome, group.members));
}

}  // namespace tariffsim
