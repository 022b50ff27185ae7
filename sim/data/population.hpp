// How many live in each economy, and in how many households.
#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "model/baseline.hpp"

namespace tariffsim {

/// Gives each country its persons from a CSV file country,population of ISO 3166-1 codes; a joined
/// one those of all its members in `regions`. A member that the file lacks (an island without
/// inhabitants) counts for nobody. Warns of a country of whom nobody is counted, which stays
/// unknown, and of a code that is nobody's. Throws InputError with all that is wrong in the file.
void set_population(const std::filesystem::path& path, Baseline& baseline,
                    Diagnostics& diagnostics);

/// Gives each country its households: the persons of `population` (a file as above) over the mean
/// size of a household, from a CSV file country,mean_size,year,source of ISO 3166-1 codes; a joined
/// one those of all its members that anybody lives in. Where a size is missing the number stays
/// unknown. Warnings and exceptions as above.
void set_households(const std::filesystem::path& sizes, const std::filesystem::path& population,
                    Baseline& baseline, Diagnostics& diagnostics);

}  // namespace tariffsim
