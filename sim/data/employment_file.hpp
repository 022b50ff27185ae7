// employment.csv: persons employed by country and sector.
#pragma once

#include <filesystem>
#include <string>

#include "data/baseline_tables.hpp"
#include "model/employment.hpp"

namespace tariffsim {

/// Columns country, sector, persons (>= 0; a cell without a row has none), and where wanted
/// quality: what the country's split rests on, the same in all its rows (counted where the column
/// is missing or its field empty). A country without rows is unknown. Errors go to `diagnostics`.
Employment read_employment(const SourcePointer& source, const Codes& codes,
                           Diagnostics& diagnostics);

/// The same of a recipe, in the codes of the result. Throws InputError with all that is wrong.
void set_employment(const std::filesystem::path& path, Baseline& baseline,
                    Diagnostics& diagnostics);

/// The same file of a baseline whose employment is known, without cells in which nobody works.
std::string employment_csv(const Baseline& baseline);

}  // namespace tariffsim
