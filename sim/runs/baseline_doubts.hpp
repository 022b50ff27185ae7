// What in a baseline is right by its form and yet hardly meant.
#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "model/baseline.hpp"
#include "model/calibration.hpp"

namespace tariffsim {

/// Warns of rates from 300 % and averages that no country levies, of countries without domestic
/// sales, of populations and persons employed in thousands, of flows that fit the trade of 2023
/// better with exporter and importer swapped.
void doubt_baseline(const Baseline& baseline, Diagnostics& diagnostics);

/// Warns of input shares that were scaled down, with how much that is.
void warn_of_scaled_inputs(const Calibration& calibration, const std::string& baseline,
                           const std::string& currency, Diagnostics& diagnostics);

}  // namespace tariffsim
