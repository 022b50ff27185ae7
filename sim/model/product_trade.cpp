#include "model/product_trade.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

Index new_of(const std::vector<Index>& map, Index old) {
  return map[static_cast<std::size_t>(old)];
}

ProductValues sorted(const std::map<Index, double>& values) {
  return {values.begin(), values.end()};
}

}  // namespace

void ProductTrade::index_sectors() {
  std::vector<std::set<Index>> found(codes.size());
  for (const auto& [place, products] : cells)
    for (const auto& [product, value] : products)
      if (value > 0) found[static_cast<std::size_t>(product)].insert(place.sector);
  sectors.clear();
  for (const std::set<Index>& of_product : found)
    sectors.emplace_back(of_product.begin(), of_product.end());
}

std::vector<Index> ProductTrade::between(std::string_view first, std::string_view last) const {
  const auto from = std::lower_bound(codes.begin(), codes.end(), first);
  std::vector<Index> found;
  for (auto code = from; code != codes.end(); ++code) {
    if (std::string_view(*code).substr(0, last.size()) > last) break;
    found.push_back(static_cast<Index>(code - codes.begin()));
  }
  return found;
}

ProductTrade joined_products(const ProductTrade& trade, const std::vector<Index>& country_of,
                             const std::vector<Index>& sector_of) {
  ProductTrade joined;
  joined.codes = trade.codes;
  std::map<CellPlace, std::map<Index, double>> sums;
  for (const auto& [place, products] : trade.cells) {
    const CellPlace now{new_of(country_of, place.exporter), new_of(country_of, place.importer),
                        new_of(sector_of, place.sector)};
    if (now.exporter == now.importer) continue;
    for (const auto& [product, value] : products) sums[now][product] += value;
  }
  for (const auto& [place, values] : sums) joined.cells.emplace(place, sorted(values));
  joined.index_sectors();
  // Of an importer that joins one with products and one without, only a part would be known.
  std::set<Index> unknown;
  for (std::size_t old = 0; old < country_of.size(); ++old)
    if (trade.importers.count(static_cast<Index>(old)) == 0) unknown.insert(country_of[old]);
  for (const Index old : trade.importers)
    if (unknown.count(new_of(country_of, old)) == 0)
      joined.importers.insert(new_of(country_of, old));
  return joined;
}

}  // namespace tariffsim
