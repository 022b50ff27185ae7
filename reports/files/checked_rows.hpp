// The rows and columns that a table of results must have: one check for every table that is read
// back. A table that was cut short, put together or renamed by hand is refused.
#pragma once

#include <string>
#include <vector>

#include "results/tables.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {

/// What the rows of a table are about, as messages name it, in the order of the table.
struct ExpectedRows {
  std::vector<std::string> keys;  ///< empty: no other file names them
  bool all = true;                ///< each must be there; else they may be
  const char* known_from = "";    ///< the file that names them: "summary.json"
};

constexpr const char* kWriteAgain = "run the scenario again to write the results again";

/// Every row is one of those expected and there once; if all must be, none is missing; some row is
/// there. `keys`: by row. Throws InputError with file and line.
void check_rows(const CsvTable& table, const std::vector<std::string>& keys,
                const ExpectedRows& expected);

/// Every column is one of `own` (keys, names) or a measure of that table. Returns the measures that
/// the table lacks. Throws InputError for a column that is neither.
std::vector<std::string> check_columns(const CsvTable& table, const std::vector<std::string>& own,
                                       TableKind kind);

}  // namespace tariffsim
