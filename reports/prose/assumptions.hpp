// What a run assumes, in sentences: the model at its options.
#pragma once

#include <string>
#include <vector>

#include "runs/run_record.hpp"

namespace tariffsim {

/// A sentence each: the kind of model, the horizon, labour, inputs, border taxes, deficits.
/// `input_output`: whether inputs are linked.
std::vector<std::string> assumptions(const ModelParameters& parameters, const std::string& horizon,
                                     const std::string& deficits, bool input_output);

/// Of the last step.
std::vector<std::string> assumptions(const RunRecord& record);

}  // namespace tariffsim
