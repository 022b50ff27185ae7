// A range in place of a point: what a scenario gives at other horizons and with elasticities of
// other sources.
#pragma once

#include <string>
#include <vector>

#include "outcomes/group.hpp"
#include "outcomes/outcome.hpp"
#include "policy/model_alternative.hpp"

namespace tariffsim {

/// What is asked for.
struct RangeTerms {
  std::vector<ModelAlternative> alternatives;  ///< empty: no range
  std::vector<NamedGroup> groups;              ///< told of as one
};

/// Measures of one alternative, of which no more is kept.
struct RangePoint {
  std::string horizon, source;                         ///< as ModelAlternative
  bool is_own_horizon = false, is_own_source = false;  ///< both: the result itself
  std::string message;  ///< one sentence: why there are no figures; empty if there are
  std::vector<CountryOutcome> countries;  ///< N
  std::vector<GroupOutcome> groups;       ///< as RangeTerms
  WorldOutcome world;

  bool solved() const { return !countries.empty(); }
  bool is_own() const { return is_own_horizon && is_own_source; }
};

/// The measures of an outcome that is solved and certified.
void keep_measures(const Outcome& outcome, const std::vector<NamedGroup>& groups,
                   RangePoint& point);

}  // namespace tariffsim
