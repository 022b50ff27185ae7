// Workbooks: sheets written row by row. Texts are texts: none is read as a formula or a link.
#pragma once

#include <xlsxwriter.h>

#include <filesystem>
#include <string>
#include <vector>

#include "prose/headline.hpp"
#include "results/measure.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

inline constexpr double kWide = 60, kNarrow = 14;     ///< column widths, in characters
inline constexpr std::size_t kSheetRows = 1'048'576;  ///< of a sheet in Excel, the header's too

/// A workbook and its cell formats.
class Book {
 public:
  /// Of other than small books rows go to the disk as they come, top to bottom: beside the book, or
  /// to where the system keeps temporary files.
  enum class Size { small, large, spilled };

  /// Throws OutputError.
  explicit Book(const std::filesystem::path& path, Size size = Size::small);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  void set_title(const std::string& title);
  /// Throws OutputError if there is no room for the rows of a large book.
  lxw_worksheet* add(const char* name);
  lxw_format* head() { return head_; }
  lxw_format* wrap() { return wrap_; }
  /// For a column of percent, money or fractions, as its name says.
  lxw_format* number(const std::string& column);
  /// Of fractions that are read as percent.
  lxw_format* rate() { return rate_; }
  /// Writes the file. Throws OutputError.
  void finish();

 private:
  lxw_workbook* book_ = nullptr;
  lxw_format *head_ = nullptr, *wrap_ = nullptr, *money_ = nullptr, *percent_ = nullptr,
             *count_ = nullptr, *fraction_ = nullptr, *rate_ = nullptr;
};

/// A book that would take much memory goes through the disk, if temporary files find room there. Of
/// a small one the memory is asked for first (require_memory).
Book::Size size_of_book(std::size_t memory);

/// One sheet, written row by row from the top. Throws OutputError for what does not find room.
class Sheet {
 public:
  Sheet(Book& book, const char* name) : book_(book), sheet_(book.add(name)) {}

  /// The widths of the next columns.
  void width(std::size_t columns, double characters);
  void header(const std::vector<std::string>& names);
  void text(std::size_t column, const std::string& value, lxw_format* format = nullptr);
  /// Nothing for what is not defined.
  void number(std::size_t column, double value, lxw_format* format);
  void end_row() { ++row_; }
  void filter(std::size_t columns);
  /// Whether `more` rows find room.
  bool has_room(std::size_t more) const { return row_ + more <= kSheetRows; }

 private:
  Book& book_;
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  std::size_t next_ = 0;
};

/// What heads a column: "real wage, %", "trade before, million USD".
std::string head_of(const MeasureText& measure, const std::string& currency);

/// "; the sheet Flows holds the first 1,048,575, ..."; nothing if `rows` find room on it.
std::string room_note(const char* sheet, std::size_t rows, const char* elsewhere);

/// What the book is of. `varied`: as in papers_of().
void add_about_sheet(Book& book, const RunRecord& record, const Headline& told,
                     const std::string& certificate, const std::string& units,
                     const std::vector<std::string>& varied = {});

/// The scenario line by line: a cell holds less than a scenario may be long.
void add_scenario_sheet(Book& book, const RunRecord& record);

}  // namespace tariffsim
