// Rows of a long-form table to the cells that their keys name.
#pragma once

#include <cstdint>
#include <vector>

#include "model/code_index.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {

/// A column that names one dimension, with the codes it may hold.
struct KeyColumn {
  int column = 0;
  const CodeIndex* codes = nullptr;
};

/// Unknown codes, and cells that come twice, are errors. The table, the codes and the diagnostics
/// must outlive it.
class CellReader {
 public:
  using Position = std::vector<Index>;  ///< one index per key

  /// `repeats`: a cell may come again, and is stored again.
  CellReader(const CsvTable& table, std::vector<KeyColumn> keys, Diagnostics& diagnostics,
             bool repeats = false);

  /// Calls `store(position, row)` for each row whose cell is known and new.
  template <class Store>
  void read(Store store) {
    Position position(keys_.size(), -1);
    for (std::size_t row = 0; row < table_.rows(); ++row)
      if (find_codes(row, position) && is_new(row, position)) store(position, row);
  }

  /// Where a cell's row has a column; a place that points nowhere for a cell without a row.
  Place place_of(const Position& position, int column) const;

 private:
  bool find_codes(std::size_t row, Position& position);
  bool is_new(std::size_t row, const Position& position);
  std::size_t offset(const Position& position) const;

  const CsvTable& table_;
  std::vector<KeyColumn> keys_;
  Diagnostics& diagnostics_;
  bool repeats_;
  std::vector<std::uint32_t> row_of_;  // of each cell, row + 1; 0 = none yet
};

}  // namespace tariffsim
