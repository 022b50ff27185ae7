// What was probably meant by a name that is not there.
#pragma once

#include <string>
#include <string_view>

#include "scenario/name_table.hpp"

namespace tariffsim {

/// One sentence: the code, group or list that was probably meant, else where to look.
std::string name_hint(const NameTable& table, std::string_view text);

}  // namespace tariffsim
