#include "importers/product_trade.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <memory>

#include "importers/industries.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

auto cell_of(const auto& row) { return std::tuple(row.exporter, row.importer, row.product); }

/// Rows of one cell become one.
template <class Rows>
void add_up(Rows& rows) {
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return cell_of(a) < cell_of(b); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kept > 0 && cell_of(rows[kept - 1]) == cell_of(rows[i]))
      rows[kept - 1].value += rows[i].value;
    else
      rows[kept++] = rows[i];
  }
  rows.resize(kept);
}

}  // namespace

std::uint16_t ProductsTraded::trader(const Trader& trader) {
  const auto found = trader_at_.find(trader.name);
  if (found != trader_at_.end()) return found->second;
  if (traders_.size() >= std::numeric_limits<std::uint16_t>::max())
    throw InputError({}, "more than 65 thousand countries");
  traders_.push_back(trader);
  return trader_at_[trader.name] = static_cast<std::uint16_t>(traders_.size() - 1);
}

void ProductsTraded::add(const Trader& exporter, const Trader& importer, std::string_view product,
                         double value, int line) {
  const auto [found, is_new] =
      product_at_.emplace(std::string(product), static_cast<std::uint32_t>(products_.size()));
  if (is_new) products_.emplace_back(product);
  const auto file = static_cast<std::uint32_t>(files_.empty() ? 0 : files_.size() - 1);
  rows_.push_back({trader(exporter), trader(importer), found->second, line, file, value});
  total_ += value;
}

void ProductsTraded::tell_repeat(const Row& first, const Row& second,
                                 Diagnostics& diagnostics) const {
  const std::string lines =
      first.file == second.file
          ? fmt::format("lines {} and {}", first.line, second.line)
          : fmt::format("line {} of {}, and line {}", first.line, files_[first.file], second.line);
  const Place file{std::make_shared<SourceText>(SourceText{files_[second.file], ""}), 0, 0, 1};
  const std::string message =
      fmt::format("{} -> {} {} comes twice: {}", traders_[second.exporter].country,
                  traders_[second.importer].country, products_[second.product], lines);
  if (sum_repeats_)
    diagnostics.warning(file, message + ", added up as the recipe says, and so are others", doubt_);
  else
    diagnostics.error(
        file, message,
        doubt_.empty() ? "leave one out; 'clean: {rows: sum}' in a recipe adds them up" : doubt_);
}

/// Rows that are added up as one likes are told of once if that is in doubt.
void ProductsTraded::check_repeats(Diagnostics& diagnostics) {
  if (sum_repeats_ && doubt_.empty()) return;
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return std::tuple(cell_of(a), a.file, a.line) < std::tuple(cell_of(b), b.file, b.line);
  });
  for (std::size_t i = 1; i < rows_.size(); ++i) {
    if (cell_of(rows_[i - 1]) != cell_of(rows_[i])) continue;
    tell_repeat(rows_[i - 1], rows_[i], diagnostics);
    if (sum_repeats_) return;
  }
}

/// Traders become countries, by code.
void ProductsTraded::join_names() {
  std::map<std::string, std::uint16_t> at;
  for (const Trader& trader : traders_) at.emplace(trader.country, 0);
  for (auto& [code, position] : at) {
    position = static_cast<std::uint16_t>(areas_.size());
    areas_.push_back({code, code});
  }
  for (Row& row : rows_) {
    row.exporter = at.at(traders_[row.exporter].country);
    row.importer = at.at(traders_[row.importer].country);
  }
}

void ProductsTraded::sort_products() {
  std::map<std::string, std::uint32_t> at;
  for (const std::string& product : products_) at.emplace(product, 0);
  std::vector<std::string> sorted;
  for (auto& [product, position] : at) {
    position = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(product);
  }
  for (Row& row : rows_) row.product = at.at(products_[row.product]);
  products_ = std::move(sorted);
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

void ProductsTraded::put_into(Imported& imported, const ImportRequest& request,
                              Diagnostics& diagnostics) {
  check_repeats(diagnostics);
  diagnostics.throw_if_errors();
  join_names();
  sort_products();
  add_up(rows_);
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
