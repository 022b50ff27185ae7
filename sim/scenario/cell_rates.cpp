#include "scenario/cell_rates.hpp"

#include <fmt/format.h>

namespace tariffsim {

void CellRates::add(const Cells& cells, double rate, std::size_t row) {
  const bool in_force = rows_.in_force(row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add({i, n, s, rate}, row, in_force)) return;
}

bool CellRates::add(const CellRate& cell, std::size_t row, bool in_force) {
  const auto n = static_cast<Index>(countries_.codes.size());
  const auto [at, is_new] =
      at_.emplace((cell.sector * n + cell.importer) * n + cell.exporter, found_.size());
  if (is_new) found_.push_back({{cell.exporter, cell.importer, cell.sector, 0}, row, false});
  Found& found = found_[at->second];
  if (!is_new && rows_.same_date(found.row, row)) {
    if (found.row != reported_) report_twice(cell, found.row, row);
    reported_ = found.row;
    return false;
  }
  found.row = row;
  if (!in_force) return true;
  found.rate.rate = cell.rate;
  found.in_force = true;
  return true;
}

std::vector<CellRate> CellRates::take() const {
  std::vector<CellRate> rates;
  for (const Found& found : found_)
    if (found.in_force || rows_.has_increases()) rates.push_back(found.rate);
  return rates;
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
