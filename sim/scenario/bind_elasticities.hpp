// `model.elasticities` becomes a number for every sector.
#pragma once

#include "scenario/scenario.hpp"
#include "scenario/selector_lookup.hpp"

namespace tariffsim {

struct BoundElasticities {
  Vector trade_elasticity;  ///< theta, S, > 0
  std::string words;        ///< "in-sample", "4", "in-sample, C26 = 3"
};

/// The baseline's first source where the scenario says nothing. Errors go to `diagnostics`.
BoundElasticities bind_elasticities(const ModelText& model, const Baseline& baseline,
                                    const Place& whole_file, SelectorLookup& sectors,
                                    Diagnostics& diagnostics);

/// The elasticities of a source; an unknown one is an error, with what was probably meant.
Vector source_elasticities(const Name& source, const Baseline& baseline, Diagnostics& diagnostics);

}  // namespace tariffsim
