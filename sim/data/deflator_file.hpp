// deflators.csv: the price of GDP by country and year.
#pragma once

#include <filesystem>
#include <string>

#include "data/baseline_tables.hpp"
#include "model/deflator.hpp"

namespace tariffsim {

/// Columns country, year (a whole number), index (> 0, of any base), and where wanted status:
/// actual (also where it is missing) or estimate. A country that `known` lacks is an error, as is a
/// year that comes twice. Errors go to `diagnostics`.
DeflatorByCountry read_deflators(const SourcePointer& source, const CodeIndex& known,
                                 Diagnostics& diagnostics);

/// The same of a recipe, by ISO code: those of the countries that the baseline has. Throws
/// InputError with all that is wrong.
void set_deflators(const std::filesystem::path& path, Baseline& baseline, Diagnostics& diagnostics);

/// The same file of the countries of a baseline.
std::string deflators_csv(const Baseline& baseline);

}  // namespace tariffsim
