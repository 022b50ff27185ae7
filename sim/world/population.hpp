// How many live in each economy.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "text/diagnostic.hpp"
#include "world/baseline.hpp"

namespace tariffsim {

/// Persons by code of ISO 3166-1.
using Population = std::map<std::string, double, std::less<>>;

/// Reads a CSV file country,population. Throws InputError with all that is wrong in it.
Population read_population(const std::filesystem::path& path);

/// Gives each country its persons, a joined one those of all its members in `regions`. A member
/// that the file lacks (an island without inhabitants) counts for nobody; a country of whom nobody
/// is counted stays unknown, and a warning says so.
void set_population(const Population& persons, Baseline& baseline, Diagnostics& diagnostics);

}  // namespace tariffsim
