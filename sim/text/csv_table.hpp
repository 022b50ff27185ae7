// A CSV file (RFC 4180) as rows that know their line.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "text/csv_scan.hpp"

namespace tariffsim {

/// The columns a CSV file may have.
struct CsvColumns {
  std::vector<std::string> required;
  std::vector<std::string> optional;
  bool any_other = false;  ///< further columns are taken as they come (elasticity sources)
  std::vector<std::string> one_of = {};  ///< of these there must be one, and only one
  bool footnotes = false;                ///< lines of text below the last row are passed over
  /// What the fields of the header are called here, where that is not what stands in the file;
  /// without effect where their number is another than the header's.
  std::vector<std::string> names = {};
  /// Of names that are no column's, the column that is meant: what people call it.
  std::vector<std::pair<std::string, std::string>> meant = {};
};

class CsvTable {
 public:
  /// Header and rows; fields are unquoted. Columns are found by name whatever their order.
  /// Blank lines are passed over, and so are spaces around an unquoted field. Throws InputError for
  /// a missing or unknown or repeated or excluded column (with what was probably meant), a row with
  /// too few or too many fields, a quote that is never closed, text that is not UTF-8, no header, a
  /// line break that is neither LF nor CRLF.
  CsvTable(std::shared_ptr<const SourceText> source, const CsvColumns& columns);

  std::size_t rows() const { return text_.lines.size() - 1; }
  const std::vector<std::string>& header() const { return header_; }
  /// Index of a column of the header, or -1.
  int column(std::string_view name) const;
  /// Lines passed over below the last row (CsvColumns::footnotes).
  std::size_t footnotes() const { return footnotes_; }
  std::string_view field(std::size_t row, int column) const;
  Place place(std::size_t row, int column) const;
  /// The line of the header.
  Place header_place() const { return {source_, 1}; }

  /// The field as a number; the whole field must be one, and finite. Otherwise an error goes to
  /// `diagnostics` and 0 is returned.
  double number(std::size_t row, int column, Diagnostics& diagnostics) const;

 private:
  void take_header(const CsvColumns& columns);
  void check_names(const CsvColumns& columns, std::vector<std::string>& meant,
                   Diagnostics& diagnostics) const;
  void check_one_of(const std::vector<std::string>& names, Diagnostics& diagnostics) const;
  void pass_over_footnotes();
  bool is_footnote(std::size_t row, std::size_t first) const;
  void check_widths(bool published) const;
  std::string_view field_at(std::size_t index) const;

  std::shared_ptr<const SourceText> source_;
  CsvText text_;                               // the header is its first row
  std::vector<std::string> header_, written_;  // names of columns, and as the file has them
  std::size_t footnotes_ = 0;
};

/// A field as RFC 4180 wants it: quoted if it holds a comma, a quote or a line break.
std::string csv_field(std::string_view text);

}  // namespace tariffsim
