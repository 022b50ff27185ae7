// A result table as a CSV file.
#pragma once

#include <string>

#include "results/tables.hpp"

namespace tariffsim {

/// A header, then a line a row. Figures keep 10 significant digits; what is not defined is an empty
/// field.
std::string csv_of(const ResultTable& table);

}  // namespace tariffsim
