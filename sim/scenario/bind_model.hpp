// `model` meets its baseline: elasticities become a number for every sector.
#pragma once

#include "scenario/scenario.hpp"
#include "scenario/selector_lookup.hpp"

namespace tariffsim {

struct BoundModel {
  ModelText text;
  ModelParameters parameters;
  Vector selling_share = {};      ///< CalibrationOptions::selling_share
  std::string default_tariffs;    ///< of the baseline
  std::string tariffs;            ///< the set of the baseline that is levied: "rate", "teti-2022"
  std::string elasticities;       ///< in words: "in-sample", "4", "in-sample, C26 = 3"
  bool has_inputs = false;        ///< the baseline has input shares
  bool input_output = false;      ///< and they are used
  bool inputs_by_origin = false;  ///< CalibrationOptions::inputs_by_origin
};

/// Elasticities of the baseline's first source if the text has none. Errors go to `diagnostics`.
BoundModel bind_model(const ModelText& model, const Baseline& baseline, const Place& whole_file,
                      SelectorLookup& countries, SelectorLookup& sectors, Diagnostics& diagnostics);

/// Makes the set of tariffs that the text names, if any, the baseline's. An unknown one is an
/// error, with what was probably meant.
void choose_tariffs(const ModelText& model, Baseline& baseline, Diagnostics& diagnostics);

}  // namespace tariffsim
