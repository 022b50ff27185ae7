// What a run assumes, in sentences: the model at its options.
#pragma once

#include <string>
#include <vector>

#include "runs/run_record.hpp"

namespace tariffsim {

/// A sentence each: the kind of model, the horizon, labour, inputs, border taxes, deficits; of a
/// timeline in its last step. `varied`: what a study moves ("model.scale", "labour_supply"), of
/// which nothing is said.
std::vector<std::string> assumptions(const RunRecord& record,
                                     const std::vector<std::string>& varied = {});

}  // namespace tariffsim
