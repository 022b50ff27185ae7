// Where one more point matters most, as tables with sentences.
#pragma once

#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// For each outcome that is differentiated: by pair of countries, all sectors together, and by
/// sector (of the country whose rates they are); the largest first. Nothing if nothing is asked.
/// Precondition: `result` has an outcome.
std::vector<TitledTable> sensitivity_tables(const RunRecord& record,
                                            const ExperimentResult& result);

}  // namespace tariffsim
