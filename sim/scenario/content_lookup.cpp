#include "scenario/content_lookup.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/few_of.hpp"
#include "base/near_miss.hpp"
#include "data/product_content.hpp"

namespace tariffsim {
namespace {

/// The columns of materials; unknown ones are errors.
std::vector<std::size_t> columns_of(const std::vector<Name>& names,
                                    const std::vector<std::string>& materials,
                                    Diagnostics& diagnostics) {
  std::vector<std::size_t> columns;
  for (const Name& name : names) {
    const std::string meant = name.text == "aluminium" ? "aluminum" : name.text;
    const auto found = std::find(materials.begin(), materials.end(), meant);
    const auto column = static_cast<std::size_t>(found - materials.begin());
    if (found == materials.end()) {
      const auto nearest = near_miss(name.text, materials);
      diagnostics.error(
          name.place,
          fmt::format("'{}' is no content that is known: expected {}, `not` one of these, or a "
                      "share such as 40%",
                      name.text, fmt::join(materials, ", ")),
          nearest ? fmt::format("did you mean '{}'?", *nearest) : "");
    } else if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
      columns.push_back(column);
    }
  }
  return columns;
}

/// One share of all products.
ContentScope of_share(double share, const std::vector<Index>& products) {
  return {{fmt::format("{:.10g} %", 100 * share)}, false, {{products, {share}}}};
}

/// Whether a unit with these shares has any of what the line is about.
bool has_any(const std::vector<double>& shares, bool rest) {
  double named = 0;
  for (const double share : shares) named += share;
  constexpr double kAll = 1 - 1e-9;
  return rest ? named < kAll : named > 0;
}

}  // namespace

std::optional<ContentScope> resolve_content(const ContentText& text, const ProductTrade& trade,
                                            std::vector<Index>& products,
                                            Diagnostics& diagnostics) {
  if (text.share) return of_share(*text.share, products);
  const ProductContents& known = product_contents();
  const std::size_t errors = diagnostics.error_count();
  const std::vector<std::size_t> columns = columns_of(text.names, known.materials, diagnostics);
  if (diagnostics.error_count() > errors || products.empty()) return std::nullopt;
  ContentScope scope;
  scope.rest = text.rest;
  scope.names.reserve(columns.size());
  for (const std::size_t column : columns) scope.names.push_back(known.materials[column]);
  std::map<std::vector<double>, std::vector<Index>> groups;
  std::set<std::string> unknown;
  for (const Index product : products) {
    const std::string& code = trade.codes[static_cast<std::size_t>(product)];
    const auto found = known.shares.find(code);
    std::vector<double> shares(columns.size(), 0);
    if (found == known.shares.end()) {
      unknown.insert(code);
      continue;
    }
    for (std::size_t at = 0; at < columns.size(); ++at) shares[at] = found->second[columns[at]];
    if (has_any(shares, text.rest)) groups[shares].push_back(product);
  }
  if (!unknown.empty())
    diagnostics.note(text.place, fmt::format("the content of some products is not known, and this "
                                             "line leaves them as they are: {}",
                                             few_of(unknown)));
  products.clear();
  scope.groups.reserve(groups.size());
  for (auto& [shares, of_group] : groups) {
    products.insert(products.end(), of_group.begin(), of_group.end());
    scope.groups.push_back({std::move(of_group), shares});
  }
  std::sort(products.begin(), products.end());
  if (products.empty())
    diagnostics.error(
        text.place, fmt::format("none of these products holds {}{}",
                                text.rest ? "anything but " : "", fmt::join(scope.names, " or ")));
  return scope;
}

}  // namespace tariffsim
