// What single rates do, as matrices of partner and sector for the page.
#pragma once

#include "files/json_rows.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// For each outcome that is differentiated its matrix, with the sentences of the tables; null where
/// nothing is asked. Precondition, here and below: `result` has an outcome.
OrderedJson sensitivity_json(const RunRecord& record, const ExperimentResult& result);

/// For each economy whose welfare is divided along a path its matrix; null where nothing is asked.
OrderedJson path_matrices_json(const ExperimentResult& result);

/// The curve of the outcome of a goal, with its values found; null where there is none.
OrderedJson goal_json(const ExperimentResult& result);

}  // namespace tariffsim
