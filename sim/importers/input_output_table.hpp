// An inter-country input-output table as it is read, cell by cell, whatever its layout.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "data/cleaning.hpp"
#include "importers/imported.hpp"
#include "model/aggregation.hpp"
#include "model/cube.hpp"
#include "model/input_shares.hpp"

namespace tariffsim {

/// The industries of a table: a country and a sector each, in the order of the file.
struct IndustryList {
  struct Industry {
    Index country;
    Index sector;
  };
  std::vector<Country> countries;
  std::vector<Sector> sectors;
  std::vector<Industry> industries;

  /// Positions, or -1.
  Index find(Index country, Index sector) const;
  Index find(std::string_view country_code, std::string_view sector_code) const;
  Index find_country(std::string_view code) const;
  /// Positions; new ones are added.
  Index country(const std::string& code);
  Index sector(const std::string& code);
  Index add(const std::string& country_code, const std::string& sector_code);
  /// Gives a sector another code and its name. Precondition: no other sector has the code.
  void rename_sector(Index sector, const std::string& code, const std::string& name);
  /// "AUS C10T12".
  std::string name(Index industry) const;

 private:
  std::unordered_map<std::string, Index> country_at_, sector_at_;
  std::unordered_map<std::uint64_t, Index> industry_at_;
};

/// What an industry pays besides inputs, and its totals as the file has them.
enum class Account {
  taxes,        ///< taxes less subsidies on inputs
  value_added,  ///< with taxes on inputs where a source does not tell them apart
  other,        ///< margins, purchases abroad: what else belongs to cost
  inputs,       ///< sum of its inputs
  output
};

/// Sums the cells of a table under joined labels, in the file's unit, and what is needed to check
/// its totals. Countries and industries are positions in the IndustryList, which must outlive it.
class InputOutputTable {
 public:
  InputOutputTable(const IndustryList& list, Aggregation joined);

  void add_input(Index seller, Index user, double value);
  void add_final(Index seller, Index country, double value);
  /// What belongs to the seller's row sum and to no country (a statistical discrepancy).
  void add_unplaced(Index seller, double value);
  void add_account(Account account, Index user, double value);
  /// The file's own row sum.
  void set_total(Index seller, double value) { total_[at(seller)] = value; }
  /// Its row sum so far.
  double sales(Index seller) const { return made_[at(seller)]; }
  double unplaced() const { return unplaced_; }
  /// Whether the file has anything that its cells can be compared with.
  bool has_totals() const;
  /// How exact the file is.
  void see_decimals(int decimals) { decimals_ = std::max(decimals_, decimals); }
  void count_missing() { ++missing_; }

  /// Share of the largest difference between a total of the file and its cells.
  double worst_gap() const { return worst().share; }
  /// Compares the totals of the file with its cells: above 1 % an error at `file`, a warning for
  /// the worst below that and beyond rounding.
  void check_totals(const Place& file, Diagnostics& diagnostics) const;
  /// Flows, input shares (in the cost of the using industry; domestic ones apart), cleaned, what
  /// was done to them said. Throws InputError for what is not to be cleaned.
  void put_into(Imported& imported, const Cleaning& cleaning, Diagnostics& diagnostics);

 private:
  struct Gap {
    double share = 0;  // of the total
    Index industry = -1;
    const char *sum = "", *total = "";
    double found = 0, expected = 0;
  };
  static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
  double cost(std::size_t industry) const;
  Gap worst() const;
  void consider(Gap& worst, Index industry, const char* sum, double found, const char* total,
                double expected) const;
  void clean_inputs(const Cleaning& cleaning, double trade, const std::string& unit,
                    Diagnostics& diagnostics);
  void say_negative_cells(Imported& imported, Diagnostics& diagnostics) const;
  void make_shares(Imported& imported);
  double remnant() const;

  const IndustryList& list_;
  Aggregation joined_;
  Cube flow_;
  InputShares domestic_, imported_;            // values, in the file's unit
  std::vector<Index> to_country_, to_sector_;  // of each industry, joined
  std::vector<double> made_, used_;            // by industry: row sum, inputs
  std::vector<double> taxes_, value_added_, other_;
  std::vector<double> total_, inputs_given_, output_;  // NaN where the file has none
  bool has_costs_ = false;  // value added was given, so that costs can be compared with output
  int decimals_ = 0;
  std::size_t missing_ = 0, negative_cells_ = 0;
  double unplaced_ = 0;
  double negative_ = 0;  // size of those of final use
};

/// Flows below 0 become 0, which is said, or are refused; those above -remnant are rounding.
/// `cause` says in brackets where they come from.
void clean_flows(Imported& imported, const Cleaning& cleaning, double remnant,
                 Diagnostics& diagnostics,
                 const std::string& cause = " (goods taken out of inventories)");

/// Input shares that sum to more than 1 are scaled down to it, which is said, or refused.
void limit_shares(Imported& imported, const Cleaning& cleaning, Diagnostics& diagnostics);

/// Baseline::input_share becomes the sum of both origins.
void sum_inputs(Imported& imported);

}  // namespace tariffsim
