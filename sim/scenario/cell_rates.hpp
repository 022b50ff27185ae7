// The rates of a file, cell by cell.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "scenario/rate_rows.hpp"

namespace tariffsim {

/// What a row names: a code, a range or a list of products.
struct ProductCode {
  std::string text;
  std::size_t digits = 0;  ///< the more, the narrower
};

/// Products of whose lines a file names some only, and codes that no schedule has.
struct ListedLines {
  std::set<Index> in_part, whole_unknown;
  std::set<std::string> unlisted;
};

/// What a row says of the cells that it is for.
struct RowRate {
  double rate = 0;
  std::size_t row = 0;
  std::string part = {};  ///< as CellRate has them
  double part_share = 1;
  bool others = false;  ///< of cells that no other row is for
};

/// Collects the rates of cells: each once on every date, a later date in place of an earlier one.
/// A rate for goods that have a name goes before one for all goods of the cell, unless that is of a
/// later date.
class CellRates {
 public:
  /// `rows` and the tables of `lookup` must outlive it.
  CellRates(const RateRows& rows, const PolicyLookup& lookup)
      : rows_(rows),
        countries_(lookup.countries.table()),
        sectors_(lookup.sectors.table()),
        country_lookup_(lookup.countries),
        sector_lookup_(lookup.sectors),
        diagnostics_(lookup.diagnostics) {}

  /// A row's rate for all these cells, up to the first that has one of the same date already: so a
  /// file costs no more than its rows and, for each date, the cells there are.
  /// Precondition: rows come by date.
  void add(const Cells& cells, const RowRate& said);
  /// The same for one product of the cells, by what is or holds it, or is one of its lines. Of
  /// codes of one date the longest counts; of lines the mean, each with the rate of its own last
  /// date, for the share that they are of all lines of the product where the importer's are known.
  void add_product(const Cells& cells, Index product, const RowRate& said, const ProductCode& code);

  /// Of cells with a row in force its rate; of others an increase of 0, or nothing where the file
  /// has levels.
  std::vector<CellRate> take();

  /// Codes of the products; they must outlive it.
  void set_products(const std::vector<std::string>& codes) { products_ = &codes; }
  /// Once the rates have been taken.
  const ListedLines& listed_lines() const { return listed_lines_; }
  /// Rows that say of goods of a cell what a row above says.
  std::size_t repeated() const { return repeated_.size(); }

  /// Names of goods whose rates went before one for all goods of their cells.
  const std::set<std::string>& beside_all() const { return beside_all_; }
  /// Codes in whose place a longer one counts, for some of their goods.
  const std::set<std::string>& gave_way() const { return gave_way_; }

 private:
  /// A line of a product, by a code of more digits.
  struct Line {
    std::string code;
    double rate = 0;  // in force
    std::size_t row = 0;
    double said = 0;  // by that row
    bool in_force = false;
  };

  /// A rate by a code of two to six digits, or a list.
  struct Base {
    ProductCode code = {};  // without digits: there is none
    double rate = 0;        // in force
    std::size_t row = 0;
    double said = 0;  // by that row
    bool in_force = false;
  };

  struct Found {
    CellRate rate;
    std::size_t row = 0;    // the last one
    bool in_force = false;  // whether any was
    bool others = false;    // by a row for others
    std::size_t last_in_force = 0;
    Base base = {};  // of a product
    std::vector<Line> lines = {};
  };

  struct Entry {
    Found* found;  // nullptr: a row of its own goes before one for others
    bool again;    // on one date
  };

  bool add_cell(const CellRate& cell, const RowRate& said, bool in_force);
  bool add_code(const CellRate& cell, const RowRate& said, bool in_force, const ProductCode& code);
  bool add_base(Found& found, const CellRate& cell, std::size_t row, bool in_force,
                const ProductCode& code);
  bool add_line(Found& found, const CellRate& cell, std::size_t row, bool in_force,
                const std::string& code);
  CellRate now(const Found& found);
  /// The mean rate of a product's lines in force as `rate`, and the share they are of all as
  /// `share`; none if the lines of the product are not known.
  std::optional<CellRate> of_listed(const Found& found);
  bool refuse(const CellRate& cell, std::size_t first, std::size_t row, const std::string& code);
  Entry entry_of(const CellRate& cell, const RowRate& said, bool in_force);
  Index key_of(const CellRate& cell);
  void drop_what_gives_way();
  /// What a row names in a column, in codes.
  std::string meant(std::size_t row, const char* column) const;
  /// The code of a cell in a column: that of the member of a region that the row names.
  std::string code_of(const CellRate& cell, std::size_t row, const char* column) const;
  /// "'ASEAN', which includes VNM": what the first of two rows for a cell has in place of the
  /// second's text; empty where the two have the same.
  std::string as_first(const CellRate& cell, std::size_t first, std::size_t row,
                       const char* column) const;
  void report_twice(const CellRate& cell, std::size_t first, std::size_t row,
                    const std::string& code) const;

  const RateRows& rows_;
  const NameTable& countries_;
  const NameTable& sectors_;
  SelectorLookup& country_lookup_;
  SelectorLookup& sector_lookup_;
  Diagnostics& diagnostics_;
  std::vector<Found> found_;
  std::unordered_map<Index, std::size_t> at_;  // cell and product or part -> position in found_
  std::map<std::string, Index> parts_;         // their numbers
  std::set<std::string> gave_way_, beside_all_;
  std::set<std::size_t> repeated_;  // rows
  ListedLines listed_lines_;
  const std::vector<std::string>* products_ = nullptr;
  std::optional<std::size_t>
      reported_;  // the row repeated last: one message for all that repeat it
};

}  // namespace tariffsim
