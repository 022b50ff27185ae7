// Input shares of one data set on the sectors of another.
#pragma once

#include <vector>

#include "model/baseline.hpp"

namespace tariffsim {

/// Where the input shares of a baseline's cells come from, in positions of the source.
struct TechnologyMap {
  std::vector<Index> country_of;  ///< N: the source's country that serves each country
  Index elsewhere = 0;  ///< the source's country that serves a sector that country_of does not have
  std::vector<std::vector<Index>>
      parents_of;  ///< S: the source's sectors that a sector is a part or a sum of
};

/// Input shares for `baseline` from those of `source`. A sector takes the column of its parents,
/// several weighted by their output; a parent's row is split over the sectors that share it by what
/// their users in the country absorb, sum_i X_in^k. Sums of columns are kept. Preconditions:
/// source.input_share is not empty; sectors that share one parent share all of them; every sector
/// of the source is somebody's parent.
InputShares map_technology(const Baseline& baseline, const Baseline& source,
                           const TechnologyMap& map);

}  // namespace tariffsim
