// results.nc: NetCDF-4 by the CF conventions.
#pragma once

#include <span>
#include <string>

#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// The file's bytes: dimensions country, exporter, importer, sector (and step, first, for a
/// timeline), a variable per column of the CSV files with units and long_name. What is not defined
/// is NaN. Precondition: every step has an outcome; at least one. Throws OutputError.
std::string netcdf_file(const RunRecord& record, std::span<const SolvedStep> steps);

}  // namespace tariffsim
