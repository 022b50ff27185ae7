// What every summary.json begins with.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "runs/run_record.hpp"

namespace tariffsim {

/// Program, scenario, baseline, options, focus: what was run. `baseline_resolved`: the baseline was
/// re-solved first.
nlohmann::ordered_json summary_head(const RunRecord& record, bool baseline_resolved);

}  // namespace tariffsim
