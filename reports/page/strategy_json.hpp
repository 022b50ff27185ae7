// What a page shows of an optimum or a game beside `strategy` of summary.json.
#pragma once

#include "files/json_rows.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// Rates in words and as matrices, the pay-off table and the reaction curves with their sentences;
/// null where nobody chooses. Precondition: `result` has an outcome.
OrderedJson strategy_page_json(const RunRecord& record, const ExperimentResult& result);

}  // namespace tariffsim
