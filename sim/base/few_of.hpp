// Many codes in a sentence.
#pragma once

#include <set>
#include <string>

namespace tariffsim {

/// All of them, or the first eight and how many more.
std::string few_of(const std::set<std::string>& codes);

}  // namespace tariffsim
