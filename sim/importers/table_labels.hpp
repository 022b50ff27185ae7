// Labels of rows and columns of input-output tables: "AUS_C10T12".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "importers/input_output_table.hpp"
#include "importers/published_number.hpp"
#include "importers/table_rows.hpp"

namespace tariffsim {

/// "AUS" and "A01_02" of "AUS_A01_02": split at the first underscore. Nothing without one.
std::optional<std::pair<std::string_view, std::string_view>> split_label(std::string_view label);

/// What a column of a table holds.
struct UseColumn {
  enum class Kind { label, inputs, final_use, total, unplaced, left_out };
  Kind kind = Kind::label;
  Index to = -1;  ///< inputs: the using industry; final use: the country
};

/// Looks for rows or columns that come twice: an error that names the first one's position, unless
/// repeated rows are to be added up.
class SeenOnce {
 public:
  /// `position`: "line" or "column", of which see() is told the number.
  explicit SeenOnce(const char* position, bool repeats = false)
      : position_(position), repeats_(repeats) {}
  void see(Index label, int number, const std::string& name, const std::function<Place()>& place,
           Diagnostics& diagnostics);
  bool has(Index label) const;

 private:
  const char* position_;
  bool repeats_;
  std::vector<int> number_;  // by label, 0 = not yet
};

/// Reads the cells of one row of a table whose columns are known: missing ones are 0 and counted.
/// What is no number, a row of another length than the header, goes to `diagnostics`.
class RowCells {
 public:
  RowCells(const std::vector<UseColumn>& columns, NumberStyle style, InputOutputTable& table,
           Diagnostics& diagnostics)
      : columns_(columns), style_(style), table_(table), diagnostics_(diagnostics) {}

  /// An industry's sales.
  void add_sales(const TableRows& row, Index seller);
  /// A row of accounts: `take(column, value)` for each cell that is not empty.
  void add_account(const TableRows& row, Account account);

 private:
  bool has_right_width(const TableRows& row);
  double value(const TableRows& row, std::size_t column);

  const std::vector<UseColumn>& columns_;
  NumberStyle style_;
  InputOutputTable& table_;
  Diagnostics& diagnostics_;
};

/// Header fields without those at its end that are empty.
std::size_t width_of(const TableRows& header);

/// Every industry that buys must sell, and the other way round. Errors name what is missing.
void check_all_seen(const IndustryList& list, const SeenOnce& rows, const SeenOnce& columns,
                    const Place& file, Diagnostics& diagnostics);

}  // namespace tariffsim
