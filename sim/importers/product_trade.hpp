// Trade by product, summed as it is read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "importers/imported.hpp"

namespace tariffsim {

/// The one sector of sources that know products only.
inline constexpr const char* kAllGoods = "GOODS";

class ProductsTraded {
 public:
  /// `sum_repeats`: a cell may come in several rows; else that is an error at the second's line.
  explicit ProductsTraded(bool sum_repeats) : sum_repeats_(sum_repeats) {}

  /// A trader: the code of a country, and what the source calls it. Several names of one country,
  /// such as those without a country that are put in ROW, are added up, and are no repeats.
  struct Trader {
    std::string name, country;
  };
  /// Why rows of one cell may be a total and its parts, which must not be added up.
  void doubt_repeats(std::string why) { doubt_ = std::move(why); }
  /// Rows that are added from now on are of this file.
  void begin_file(const SourceFile& file) { files_.push_back(file.shown); }
  void add(const Trader& exporter, const Trader& importer, std::string_view product, double value,
           int line);
  bool empty() const { return rows_.empty(); }
  double total() const { return total_; }

  /// flows.csv, all products together, and products.csv, in the source's unit. Trade within a
  /// joined region is domestic, and in flows.csv only.
  void put_into(Imported& imported, const ImportRequest& request, Diagnostics& diagnostics);

 private:
  struct Row {
    std::uint16_t exporter, importer;
    std::uint32_t product;
    int line;
    std::uint32_t file;
    double value;
  };
  std::uint16_t trader(const Trader& trader);
  void sort_products();
  void join_names();
  void check_repeats(Diagnostics& diagnostics);
  std::string products_csv(const Aggregation& to, const std::vector<Country>& countries) const;

  void tell_repeat(const Row& first, const Row& second, Diagnostics& diagnostics) const;

  bool sum_repeats_;
  std::string doubt_;
  std::vector<Trader> traders_;
  std::unordered_map<std::string, std::uint16_t> trader_at_;  // by name
  std::vector<Country> areas_;                                // once names are joined
  std::vector<std::string> products_;
  std::unordered_map<std::string, std::uint32_t> product_at_;
  std::vector<Row> rows_;
  std::vector<std::string> files_;
  double total_ = 0;
};

/// What of a source's trade has no country: put somewhere or left out, and said.
class WithoutCountry {
 public:
  void add(const std::string& code, double value) {
    codes_[code] += value;
    sum_ += value;
  }
  double sum() const { return sum_; }
  /// "697, 899: 1.2 % of trade"; empty if nothing.
  std::string said(double trade) const;

 private:
  std::map<std::string, double> codes_;
  double sum_ = 0;
};

}  // namespace tariffsim
