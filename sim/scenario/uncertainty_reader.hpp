// `uncertainty:` as typed text.
#pragma once

#include "scenario/study_text.hpp"

namespace tariffsim {

/// Errors go to `diagnostics`.
UncertaintyText read_uncertainty(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
