// Named groups of codes, resolved.
#pragma once

#include <set>
#include <string>

#include "model/labels.hpp"

namespace tariffsim {

/// All codes of a group, those of the groups it names included. A group that is met again (a cycle)
/// adds nothing; a name that is no group stands for itself.
std::set<std::string> expand_group(const Groups& groups, const std::string& name);

}  // namespace tariffsim
