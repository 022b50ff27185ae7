// The records of the options in family_text.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/stage.hpp"
#include "scenario/model_options.hpp"

namespace tariffsim {

/// In the order of the key reference.
std::vector<ModelOption> family_options();

/// The options that a horizon of that name sets beside elasticities, as results tell them:
/// {"model.labour_mobility", "0"}; empty of a name that is none.
std::map<std::string, std::string> options_of_horizon(const std::string& name);

/// Names of those that are otherwise among `options` than their horizon sets them:
/// {"model.labour_mobility"}.
std::vector<std::string> options_beside_horizon(const std::vector<RunOption>& options);

}  // namespace tariffsim
