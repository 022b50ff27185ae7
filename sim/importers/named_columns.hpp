// Columns of a long table, found by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/published_number.hpp"
#include "importers/table_rows.hpp"

namespace tariffsim {

/// The header of a table. Names are compared without regard to case, blanks and punctuation, since
/// "Reporter ISO", "reporterISO" and "ReporterISO" are one column. It keeps no part of the reader.
class NamedColumns {
 public:
  NamedColumns() = default;
  /// Reads the header: the reader's next row.
  NamedColumns(TableRows& rows, const SourceFile& file);

  /// Position of the first of these names that is there.
  std::optional<std::size_t> find(const std::vector<std::string>& names) const;
  /// The same. Throws InputError with the nearest name where there is none.
  std::size_t need(const std::vector<std::string>& names) const;
  bool has(const std::string& name) const { return find({name}).has_value(); }
  const std::vector<std::string>& names() const { return names_; }

  /// False, and an error, for a row that is longer or shorter than the header.
  bool fits(const TableRows& row, Diagnostics& diagnostics) const;

 private:
  std::vector<std::string> names_;  // as in the file
  std::vector<std::string> plain_;  // small letters and digits only
  Place place_;
};

/// The number in a field; nothing where it is missing; nothing and an error where it is no number.
std::optional<double> number_in(const TableRows& row, std::size_t column, NumberStyle style,
                                Diagnostics& diagnostics);

/// Six digits of an HS code, with the zero that spreadsheets lose, or nothing: chapters, headings,
/// totals.
std::optional<std::string> six_digits(std::string_view code);

/// The whole number of a field such as a year, or nothing.
std::optional<int> whole_number(std::string_view field);

}  // namespace tariffsim
