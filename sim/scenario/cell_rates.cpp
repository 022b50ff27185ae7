#include "scenario/cell_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace tariffsim {
namespace {

/// Products of one cell with one rate become one entry, where the first of them stood.
std::vector<CellRate> joined(std::vector<CellRate> rates) {
  std::map<std::tuple<Index, Index, Index, double>, std::size_t> at;
  std::vector<CellRate> out;
  for (CellRate& rate : rates) {
    if (rate.products.empty()) {
      out.push_back(std::move(rate));
      continue;
    }
    const auto [found, is_new] =
        at.emplace(std::tuple(rate.exporter, rate.importer, rate.sector, rate.rate), out.size());
    if (is_new)
      out.push_back(std::move(rate));
    else
      out[found->second].products.push_back(rate.products.front());
  }
  for (CellRate& rate : out) std::sort(rate.products.begin(), rate.products.end());
  return out;
}

}  // namespace

void CellRates::add(const Cells& cells, double rate, std::size_t row) {
  const bool in_force = rows_.in_force(row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add({i, n, s, rate, {}}, row, in_force, false)) return;
}

void CellRates::add_product(const Cells& cells, Index product, double rate, std::size_t row,
                            bool part_of_it) {
  const bool in_force = rows_.in_force(row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add({i, n, s, rate, {product}}, row, in_force, part_of_it)) return;
}

bool CellRates::add(const CellRate& cell, std::size_t row, bool in_force, bool part_of_it) {
  constexpr Index kMostProducts = 1'000'000;  // of six digits
  const auto n = static_cast<Index>(countries_.codes.size());
  const Index product = cell.products.empty() ? 0 : 1 + cell.products.front();
  const Index place = (cell.sector * n + cell.importer) * n + cell.exporter;
  const auto [at, is_new] = at_.emplace(place * (1 + kMostProducts) + product, found_.size());
  if (is_new) {
    found_.push_back({cell, row, false, 0});
    found_.back().rate.rate = 0;
  }
  Found& found = found_[at->second];
  const bool again = !is_new && rows_.same_date(found.row, row);
  if (again && part_of_it && found.rows > 0) {
    if (in_force) found.rate.rate += (cell.rate - found.rate.rate) / ++found.rows;
    return true;
  }
  if (again) {
    if (found.row != reported_) report_twice(cell, found.row, row);
    reported_ = found.row;
    return false;
  }
  found.row = row;
  found.rows = part_of_it ? 1 : 0;
  if (!in_force) return true;
  found.rate.rate = cell.rate;
  found.in_force = true;
  return true;
}

std::vector<CellRate> CellRates::take() const {
  std::vector<CellRate> rates;
  for (const Found& found : found_)
    if (found.in_force || rows_.has_increases()) rates.push_back(found.rate);
  return joined(std::move(rates));
}

void CellRates::report_twice(const CellRate& cell, std::size_t first, std::size_t row) const {
  const auto code = [](const NameTable& names, Index position) {
    return names.codes[static_cast<std::size_t>(position)];
  };
  diagnostics_.error(
      rows_.place(row),
      fmt::format("exporter {}, importer {}, sector {} is given twice{}, first in line {}",
                  code(countries_, cell.exporter), code(countries_, cell.importer),
                  code(sectors_, cell.sector), rows_.has_dates() ? " on one date" : "",
                  rows_.place(first).line));
}

}  // namespace tariffsim
