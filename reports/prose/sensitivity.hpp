// Where one more point matters most, as tables with sentences.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// "+0.0123": three significant digits, without an exponent.
std::string three_digits(double value);

/// Worlds that are solved at the elasticities too are held where these move (sim/model.md, section
/// 2.8), and quotas stay slack or not; empty where there are none of either.
/// Precondition: `result` has a sensitivity and an outcome.
std::string what_is_held(const RunRecord& record, const ExperimentResult& result);

/// For each outcome that is differentiated: by pair of countries, all sectors together, and by
/// sector (of the country whose rates they are); the largest first. Nothing if nothing is asked.
/// Precondition: `result` has an outcome.
std::vector<TitledTable> sensitivity_tables(const RunRecord& record,
                                            const ExperimentResult& result);

}  // namespace tariffsim
