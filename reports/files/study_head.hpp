// The part `study` of a study's summary.json.
#pragma once

#include "files/json_rows.hpp"
#include "files/study_files.hpp"

namespace tariffsim {

/// Kind, points, axes or draws, the largest residual, the first failures with their reasons.
OrderedJson study_head_json(const StudyReport& report);

}  // namespace tariffsim
