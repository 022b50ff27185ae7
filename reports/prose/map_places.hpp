// Where on a map the economies of a baseline are.
#pragma once

#include <vector>

#include "model/labels.hpp"

namespace tariffsim {

/// ISO 3166-1 numeric codes of what is painted for a country: its own, or its members' if it
/// stands for several (`regions`). Empty if the map has no place for it.
std::vector<int> iso_numbers(const Country& country, const Groups& regions);

}  // namespace tariffsim
