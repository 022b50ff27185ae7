// What the rows of a file of rates say, before their cells are looked up: rates or increases, all
// of one day or with dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/bind_policy.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {

class RateRows {
 public:
  /// Tells of columns and keys of the line that do not go together: dates without a day, a day
  /// without dates, `collected` without increases and eta, increases that are not `set`; of over
  /// 1000 dates. `table` and the diagnostics of `lookup` must outlive it.
  RateRows(const CsvTable& table, const RateFile& file, RateChange change,
           const PolicyLookup& lookup);

  bool has_increases() const { return increases_; }

  bool has_dates() const { return date_ >= 0; }

  /// All rows, earlier dates first, otherwise in the order of the file.
  const std::vector<std::size_t>& by_date() const { return by_date_; }
  /// Whether the row's date is the day or before it; without dates always.
  bool in_force(std::size_t row) const { return date_ < 0 || date(row) <= day_; }
  /// Whether two rows have one date, or no date.
  bool same_date(std::size_t a, std::size_t b) const { return date_ < 0 || date(a) == date(b); }
  /// Whether the first row's date is before that of the second.
  bool is_earlier(std::size_t a, std::size_t b) const { return date_ >= 0 && date(a) < date(b); }
  /// What the row has in a column, empty if there is none.
  std::string text(std::size_t row, std::string_view column) const;
  /// The row's rate or, as far as the line counts it, increase: a fraction. What is wrong goes to
  /// the diagnostics, with 0 in its place.
  double rate(std::size_t row);
  /// Marks of footnotes that were passed over in the rates read so far.
  std::size_t marks() const { return marks_; }
  /// Warns of bare rates above 1, and of percents that look like fractions, among those read.
  void warn_of_units(const RateFile& file) const;
  /// Of the rate or increase in a row.
  Place place(std::size_t row) const { return table_.place(row, value_); }

 private:
  std::string_view date(std::size_t row) const { return table_.field(row, date_); }
  double fraction(std::size_t row, int column, RateChange change);
  std::optional<double> parsed(std::string_view text, int column, Diagnostics& found) const;
  void count_bare(std::string_view text, double rate, std::size_t row);
  void check_choice(const RateFile& file) const;
  void check_dates();
  void note_too_early(const RateFile& file) const;

  const CsvTable& table_;
  Diagnostics& diagnostics_;
  int date_, value_, eta_;  // columns; -1: none
  RateChange change_;       // of the line
  bool increases_;
  bool collected_;
  std::string day_;
  std::vector<std::size_t> by_date_;
  bool percents_;          // the rates are numbers of percents
  std::size_t marks_ = 0;  // of footnotes
  std::size_t bare_ = 0;   // rates above 1 without a percent sign
  std::size_t first_bare_ = 0;
  std::size_t signed_ = 0;  // rates with a percent sign, and those up to 1 without
  std::size_t fractions_ = 0;
  std::size_t first_fraction_ = 0;
  std::size_t beyond_ = 0;  // percents that no tariff has
  std::size_t first_beyond_ = 0;
  double most_ = 0;  // of the rates read
};

}  // namespace tariffsim
