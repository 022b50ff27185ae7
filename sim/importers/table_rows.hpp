// A table as text of any size, row by row: commas, semicolons or tabs, quoted or not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importers/source_file.hpp"

namespace tariffsim {

/// Reads as LAYOUTS of statistical offices are met: UTF-8 with or without byte order mark, else
/// Windows-1252; LF, CRLF or CR; the separator is the most frequent of tab, semicolon and comma in
/// the first line; blank rows are passed over; blanks around a field do not count. Only one row is
/// held. Throws InputError for a quote that is never closed, UTF-16, and files of other programs.
class TableRows {
 public:
  explicit TableRows(const SourceFile& file);

  /// Goes to the next row that is not blank; false at the end.
  bool next();
  /// Fields of the row, without quotes, and without blanks around them.
  const std::vector<std::string_view>& fields() const { return fields_; }
  std::size_t size() const { return fields_.size(); }
  /// Empty beyond the end of the row.
  std::string_view field(std::size_t at) const {
    return at < fields_.size() ? fields_[at] : std::string_view{};
  }
  char separator() const { return separator_; }
  bool has_quotes() const { return has_quotes_; }        ///< in what has been read so far
  bool was_converted() const { return was_converted_; }  ///< from Windows-1252, in the same
  int line() const { return line_; }
  /// The row, or a field of it.
  Place place() const;
  Place place(std::size_t field) const;

 private:
  bool fill();
  bool take_row();
  std::size_t line_end(std::size_t from);
  void split();
  void split_quoted();
  void choose_separator();
  bool is_blank() const;

  SourceFile file_;
  ReadBytes read_;
  std::string buffer_;
  std::size_t at_ = 0;     // of the next line in the buffer
  bool ended_ = false;     // nothing more comes into the buffer
  std::string_view row_;   // as it stands in the file, without its line end
  std::string converted_;  // the row in UTF-8, where it was not
  std::string unquoted_;   // what quoted fields hold
  std::vector<std::string_view> fields_;
  char separator_ = '\0';
  bool row_quoted_ = false;
  bool has_quotes_ = false;
  bool was_converted_ = false;
  int line_ = 0;
  int next_line_ = 1;
  mutable std::size_t shown_bytes_ = 0;  // of all places that were asked for
};

/// Without blanks, and without no-break spaces, at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace tariffsim
