// What returns of customs offices have in common: imports or exports, of months or of whole years.
#pragma once

#include <map>
#include <set>
#include <string>

#include "importers/imported.hpp"
#include "importers/product_trade.hpp"

namespace tariffsim {

/// Which directions, years and months there are rows of, and which are taken: imports, which are
/// counted better, before exports; a whole year before its months.
class CustomsReturns {
 public:
  /// All must outlive it.
  CustomsReturns(const ImportRequest& request, Diagnostics& diagnostics)
      : request_(request), diagnostics_(diagnostics) {}

  void found_imports() { has_imports_ = true; }
  void found_exports() { has_exports_ = true; }
  void found_year(int year) { whole_[year] = true; }
  /// `month` tells it apart from the year's others.
  void found_month(int year, const std::string& month) {
    whole_.try_emplace(year, false);
    months_[year].insert(month);
  }
  bool has_any() const { return !whole_.empty() && (has_imports_ || has_exports_); }

  /// The year that is asked for, else the last. Throws InputError if there are no rows of it.
  void choose();

  bool imports() const { return has_imports_; }
  int year() const { return year_; }
  bool by_month() const { return !whole_.at(year_); }

  /// A result in the currency itself, of the year.
  Imported begin_result() const;
  /// Tells of months that are missing, and of other years.
  void say_choices(Imported& out) const;
  /// Adds a row of what an office reports of a partner.
  void add(const ProductsTraded::Trader& reporter, const ProductsTraded::Trader& partner,
           std::string_view product, double value, int line, ProductsTraded& trade) const;
  /// Ends the result: flows, products, and partners that are left out of `all` trade.
  void put(ProductsTraded& trade, Imported& out) const;
  void say_left_out(const WithoutCountry& without, double all, Imported& out) const;

 private:
  Place first_file() const { return place_in(request_.files.front()); }

  const ImportRequest& request_;
  Diagnostics& diagnostics_;
  std::map<int, bool> whole_;                    // year -> whether there are rows of all of it
  std::map<int, std::set<std::string>> months_;  // by year
  bool has_imports_ = false, has_exports_ = false;
  int year_ = 0;
};

}  // namespace tariffsim
