// The records of the options in family_text.hpp.
#pragma once

#include "scenario/model_options.hpp"

namespace tariffsim {

/// In the order of the key reference.
std::vector<ModelOption> family_options();

}  // namespace tariffsim
