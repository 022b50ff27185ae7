#include "importers/product_trade.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>

#include "importers/industries.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// New positions of texts when they are sorted.
template <class Text>
std::vector<std::size_t> order_of(const Text& text, std::size_t size) {
  std::vector<std::size_t> sorted(size), position(size);
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::sort(sorted.begin(), sorted.end(),
            [&](std::size_t a, std::size_t b) { return text(a) < text(b); });
  for (std::size_t i = 0; i < size; ++i) position[sorted[i]] = i;
  return position;
}

template <class Item>
std::vector<Item> reordered(const std::vector<Item>& items,
                            const std::vector<std::size_t>& position) {
  std::vector<Item> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) out[position[i]] = items[i];
  return out;
}

}  // namespace

std::uint16_t ProductsTraded::area(const std::string& code) {
  const auto [found, is_new] = area_at_.emplace(code, static_cast<std::uint16_t>(areas_.size()));
  if (is_new) areas_.push_back({code, code});
  if (areas_.size() > std::numeric_limits<std::uint16_t>::max())
    throw InputError({}, "more than 65 thousand countries");
  return found->second;
}

void ProductsTraded::add(const std::string& exporter, const std::string& importer,
                         std::string_view product, double value, int line) {
  const auto [found, is_new] =
      product_at_.emplace(std::string(product), static_cast<std::uint32_t>(products_.size()));
  if (is_new) products_.emplace_back(product);
  rows_.push_back({area(exporter), area(importer), found->second, line, value});
  total_ += value;
}

void ProductsTraded::sort_labels() {
  const auto areas =
      order_of([&](std::size_t i) -> const std::string& { return areas_[i].code; }, areas_.size());
  const auto products =
      order_of([&](std::size_t i) -> const std::string& { return products_[i]; }, products_.size());
  areas_ = reordered(areas_, areas);
  products_ = reordered(products_, products);
  for (Row& row : rows_) {
    row.exporter = static_cast<std::uint16_t>(areas[row.exporter]);
    row.importer = static_cast<std::uint16_t>(areas[row.importer]);
    row.product = static_cast<std::uint32_t>(products[row.product]);
  }
}

void ProductsTraded::sum_repeated(const Place& file, Diagnostics& diagnostics) {
  const auto key = [](const Row& row) {
    return std::tuple(row.exporter, row.importer, row.product);
  };
  std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
    return std::tuple(key(a), a.line) < std::tuple(key(b), b.line);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool again = kept > 0 && key(rows_[kept - 1]) == key(rows_[i]);
    if (again && !sum_repeats_)
      diagnostics.error(
          {file.source, 0, 0, 1},
          fmt::format("{} -> {} {} comes twice: lines {} and {}", areas_[rows_[i].exporter].code,
                      areas_[rows_[i].importer].code, products_[rows_[i].product],
                      rows_[kept - 1].line, rows_[i].line),
          "leave one out; 'clean: {rows: sum}' in a recipe adds them up");
    if (again)
      rows_[kept - 1].value += rows_[i].value;
    else
      rows_[kept++] = rows_[i];
  }
  rows_.resize(kept);
}

std::string ProductsTraded::products_csv(const Aggregation& to,
                                         const std::vector<Country>& countries) const {
  // Rows of members come together under their region.
  std::map<std::tuple<Index, Index, std::uint32_t>, double> sums;
  fmt::memory_buffer out;
  const auto into = std::back_inserter(out);
  fmt::format_to(into, "exporter,importer,product,sector,value\n");
  const auto write = [&](Index i, Index n, std::uint32_t product, double value) {
    fmt::format_to(into, "{},{},{},{},{:.15g}\n",
                   csv_field(countries[static_cast<std::size_t>(i)].code),
                   csv_field(countries[static_cast<std::size_t>(n)].code), products_[product],
                   kAllGoods, value);
  };
  const bool as_they_are = countries.size() == areas_.size();
  for (const Row& row : rows_) {
    const Index i = to.country_of[row.exporter], n = to.country_of[row.importer];
    if (i == n || row.value == 0) continue;
    if (as_they_are)
      write(i, n, row.product, row.value);
    else
      sums[{i, n, row.product}] += row.value;
  }
  for (const auto& [cell, value] : sums)
    write(std::get<0>(cell), std::get<1>(cell), std::get<2>(cell), value);
  return fmt::to_string(out);
}

void ProductsTraded::put_into(Imported& imported, const ImportRequest& request, const Place& file,
                              Diagnostics& diagnostics) {
  sort_labels();
  sum_repeated(file, diagnostics);
  diagnostics.throw_if_errors();
  describe_countries(areas_);
  const Aggregation to = request.join(areas_, {{kAllGoods, "Goods", SectorKind::goods}});
  Baseline& out = imported.baseline;
  out.countries = to.countries;
  out.sectors = to.sectors;
  out.flow = Cube(static_cast<Index>(out.countries.size()), 1);
  out.tariff = out.flow;
  for (const Row& row : rows_)
    out.flow(to.country_of[row.exporter], to.country_of[row.importer], 0) +=
        row.value * imported.unit_in_million;
  imported.more.push_back({"products.csv", products_csv(to, out.countries)});
}

std::string WithoutCountry::said(double trade) const {
  if (codes_.empty()) return "";
  constexpr std::size_t kShown = 6;
  std::vector<std::string> names;
  for (const auto& [code, ignored] : codes_)
    if (names.size() < kShown) names.push_back(code);
  return fmt::format("{}{}: {} of trade", fmt::join(names, ", "),
                     codes_.size() > kShown ? ", ..." : "", percent_of(sum_, trade));
}

}  // namespace tariffsim
