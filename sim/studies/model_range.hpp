// A range in place of a point: what a scenario gives at other horizons, with elasticities of other
// sources, and with other closures of trade deficits.
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
  std::string horizon, source;  ///< as ModelAlternative
  DeficitClosure deficits = DeficitClosure::fixed;
  bool is_own_horizon = false, is_own_source = false, is_own_closure = false;
  std::string message;  ///< one sentence: why there are no figures; empty if there are
  std::vector<CountryOutcome> countries;  ///< N
  std::vector<GroupOutcome> groups;       ///< as RangeTerms
  WorldOutcome world;

  bool solved() const { return !countries.empty(); }
  /// The result itself.
  bool is_own() const { return is_own_horizon && is_own_source && is_own_closure; }
};

/// The measures of an outcome that is solved and certified.
void keep_measures(const Outcome& outcome, const std::vector<NamedGroup>& groups,
                   RangePoint& point);

}  // namespace tariffsim
