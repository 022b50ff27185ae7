// Trade by product, for the importers of which it is known: which goods of a cell a list names.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/trade_parts.hpp"

namespace tariffsim {

/// Trade of one cell by product: positions in ProductTrade::codes, ascending, and million.
using ProductValues = std::vector<std::pair<Index, double>>;

struct ProductTrade {
  std::vector<std::string> codes;  ///< six digits of the Harmonized System, ascending
  std::map<CellPlace, ProductValues> cells;
  std::vector<std::vector<Index>> sectors;  ///< of each product, those in which it is traded
  std::set<Index> importers;                ///< those whose imports are known by product

  /// Fills in `sectors`, once `codes` and `cells` are there.
  void index_sectors();

  /// Positions of the products from one code to another, of two to six digits each: "72" to "73" is
  /// all of chapters 72 and 73.
  std::vector<Index> between(std::string_view first, std::string_view last) const;

  const ProductValues* cell(Index exporter, Index importer, Index sector) const {
    const auto found = cells.find({exporter, importer, sector});
    return found == cells.end() ? nullptr : &found->second;
  }
};

/// Products that are read when they are first asked for: few scenarios need them.
class ProductSource {
 public:
  explicit ProductSource(std::function<ProductTrade()> read) : read_(std::move(read)) {}
  ProductSource(const ProductSource&) = delete;
  ProductSource& operator=(const ProductSource&) = delete;

  /// From any thread. Throws what reading throws, each time that it is tried.
  const ProductTrade& trade() const {
    std::call_once(once_, [this] { trade_ = read_(); });
    return trade_;
  }

 private:
  std::function<ProductTrade()> read_;
  mutable std::once_flag once_;
  mutable ProductTrade trade_;
};

/// The same after countries and sectors have been joined: new positions by old.
ProductTrade joined_products(const ProductTrade& trade, const std::vector<Index>& country_of,
                             const std::vector<Index>& sector_of);

}  // namespace tariffsim
