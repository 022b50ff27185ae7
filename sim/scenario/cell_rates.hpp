// The rates of a file, cell by cell.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "scenario/rate_rows.hpp"

namespace tariffsim {

/// Collects the rates of cells: each once on every date, a later date in place of an earlier one.
class CellRates {
 public:
  /// `rows` and the tables of `lookup` must outlive it.
  CellRates(const RateRows& rows, const PolicyLookup& lookup)
      : rows_(rows),
        countries_(lookup.countries.table()),
        sectors_(lookup.sectors.table()),
        diagnostics_(lookup.diagnostics) {}

  /// `rate`, said in a row, for all these cells, up to the first that has one of the same date
  /// already: so a file costs no more than its rows and, for each date, the cells there are.
  /// Precondition: rows come by date.
  void add(const Cells& cells, double rate, std::size_t row);
  /// The same for one product of the cells. The mean counts of several rows of one date that are
  /// each about `part_of_it`, lines of more digits.
  void add_product(const Cells& cells, Index product, double rate, std::size_t row,
                   bool part_of_it);
  /// The same for goods of the cells that have a name and are that share of them.
  void add_part(const Cells& cells, const std::string& part, double share, double rate,
                std::size_t row);

  /// Of cells with a row in force its rate; of others an increase of 0, or nothing where the file
  /// has levels.
  std::vector<CellRate> take() const;

 private:
  struct Found {
    CellRate rate;
    std::size_t row = 0;    // the last one
    bool in_force = false;  // whether any was
    int rows = 0;           // of its last date, each about a part of the product
  };

  bool add(const CellRate& cell, std::size_t row, bool in_force, bool part_of_it);
  Index number_of_goods(const CellRate& cell);
  void report_whole_and_part() const;
  void report_twice(const CellRate& cell, std::size_t first, std::size_t row) const;

  const RateRows& rows_;
  const NameTable& countries_;
  const NameTable& sectors_;
  Diagnostics& diagnostics_;
  std::vector<Found> found_;
  std::unordered_map<Index, std::size_t> at_;  // cell and product or part -> position in found_
  std::map<std::string, Index> parts_;         // their numbers
  std::optional<std::size_t>
      reported_;  // the row repeated last: one message for all that repeat it
};

}  // namespace tariffsim
