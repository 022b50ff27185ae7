// What the pages of runs and studies share.
#pragma once

#include <string>
#include <vector>

#include "files/json_rows.hpp"
#include "model/labels.hpp"
#include "prose/headline.hpp"

namespace tariffsim {

/// All data of a page as JSON on one line. What is not seen in any of its texts but changes how
/// others are shown is made visible (base/utf8.hpp).
std::string page_text(OrderedJson data);

OrderedJson headline_json(const RunRecord& record, const Headline& told);

/// Papers, how to cite the model, and whose the equations on the page are. `varied`: as in
/// assumptions().
OrderedJson method_json(const RunRecord& record, const std::vector<std::string>& varied = {});

/// Codes, names, and where on a map they are.
OrderedJson places_json(const std::vector<Country>& countries, const Groups& regions);

}  // namespace tariffsim
