// What the pages of runs and studies share.
#pragma once

#include <vector>

#include "files/json_rows.hpp"
#include "model/labels.hpp"
#include "prose/headline.hpp"

namespace tariffsim {

OrderedJson headline_json(const Headline& told);

/// Codes, names, and where on a map they are.
OrderedJson places_json(const std::vector<Country>& countries, const Groups& regions);

}  // namespace tariffsim
