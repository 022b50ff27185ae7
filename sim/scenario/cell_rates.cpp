#include "scenario/cell_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace tariffsim {
namespace {

constexpr std::size_t kKnownDigits = 6;  // of products; longer codes are lines of theirs

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

/// Parts with one rate that are all there is of a cell become the cell.
std::vector<CellRate> whole_where_alike(std::vector<CellRate> rates) {
  constexpr double kShareRounding = 1e-9;
  struct Parts {
    double share = 0, rate = 0;
    bool alike = true, begun = false;
  };
  std::map<std::tuple<Index, Index, Index>, Parts> cells;
  for (const CellRate& rate : rates) {
    if (rate.part.empty()) continue;
    Parts& parts = cells[{rate.exporter, rate.importer, rate.sector}];
    parts.alike = parts.alike && (!parts.begun || parts.rate == rate.rate);
    parts = {parts.share + rate.share, rate.rate, parts.alike, true};
  }
  std::vector<CellRate> out;
  for (CellRate& rate : rates) {
    const auto at = cells.find({rate.exporter, rate.importer, rate.sector});
    const bool whole =
        !rate.part.empty() && at->second.alike && at->second.share > 1 - kShareRounding;
    if (!whole) {
      out.push_back(std::move(rate));
    } else if (std::exchange(at->second.begun, false)) {
      rate.part.clear();
      rate.share = 1;
      out.push_back(std::move(rate));
    }
  }
  return out;
}

}  // namespace

void CellRates::add(const Cells& cells, double rate, std::size_t row) {
  const bool in_force = rows_.in_force(row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add({i, n, s, rate, {}}, row, in_force)) return;
}

void CellRates::add_product(const Cells& cells, Index product, double rate, std::size_t row,
                            const std::string& code) {
  const bool in_force = rows_.in_force(row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add_code({i, n, s, rate, {product}}, row, in_force, code)) return;
}

void CellRates::add_part(const Cells& cells, const std::string& part, double share, double rate,
                         std::size_t row) {
  const bool in_force = rows_.in_force(row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add({i, n, s, rate, {}, part, share}, row, in_force)) return;
}

CellRates::Entry CellRates::entry_of(const CellRate& cell, std::size_t row) {
  constexpr Index kMostGoods = 2'000'000;
  const auto n = static_cast<Index>(countries_.codes.size());
  const Index place = (cell.sector * n + cell.importer) * n + cell.exporter;
  const auto [at, is_new] = at_.emplace(place * kMostGoods + number_of_goods(cell), found_.size());
  if (is_new) {
    found_.push_back({cell, row, false, 0, {}});
    found_.back().rate.rate = 0;
  }
  Found& found = found_[at->second];
  return {found, !is_new && rows_.same_date(found.row, row)};
}

/// Says so once of a row that others repeat; false.
bool CellRates::refuse(const CellRate& cell, std::size_t first, std::size_t row,
                       const std::string& code) {
  if (first != reported_) report_twice(cell, first, row, code);
  reported_ = first;
  return false;
}

bool CellRates::add(const CellRate& cell, std::size_t row, bool in_force) {
  const auto [found, again] = entry_of(cell, row);
  if (again) return refuse(cell, found.row, row, "");
  found.row = row;
  if (!in_force) return true;
  found.rate.rate = cell.rate;
  found.in_force = true;
  return true;
}

bool CellRates::add_code(const CellRate& cell, std::size_t row, bool in_force,
                         const std::string& code) {
  const Entry at = entry_of(cell, row);
  if (code.size() > kKnownDigits) return add_line(at, cell, row, in_force, code);
  const auto [found, again] = at;
  if (again && code.size() == found.digits) return refuse(cell, found.row, row, code);
  if (again && code.size() < found.digits) {
    gave_way_.insert(code);
    return true;
  }
  if (again) gave_way_.insert(code.substr(0, found.digits));
  found.row = row;
  found.digits = code.size();
  if (!in_force) return true;
  found.rate.rate = cell.rate;
  found.lines.clear();
  found.in_force = true;
  return true;
}

bool CellRates::add_line(Entry at, const CellRate& cell, std::size_t row, bool in_force,
                         const std::string& code) {
  const auto [found, again] = at;
  auto line = std::find_if(found.lines.begin(), found.lines.end(),
                           [&](const Line& one) { return one.code == code; });
  if (line != found.lines.end() && rows_.same_date(line->row, row))
    return refuse(cell, line->row, row, code);
  if (again && found.digits > 0 && found.digits <= kKnownDigits)
    gave_way_.insert(code.substr(0, found.digits));
  found.row = row;
  found.digits = code.size();
  if (line == found.lines.end()) line = found.lines.insert(line, {code, 0, row, false});
  line->row = row;
  if (!in_force) return true;
  line->rate = cell.rate;
  line->in_force = found.in_force = true;
  return true;
}

/// The mean of its lines in force, each alike, or the rate of all of it.
double CellRates::Found::now() const {
  double mean = 0;
  int count = 0;
  for (const Line& line : lines)
    if (line.in_force) mean += (line.rate - mean) / ++count;
  return count > 0 ? mean : rate.rate;
}

/// 0 for all goods of a cell, then products of six digits, then parts by name.
Index CellRates::number_of_goods(const CellRate& cell) {
  constexpr Index kMostProducts = 1'000'000;
  if (!cell.part.empty())
    return kMostProducts + 1 +
           parts_.emplace(cell.part, static_cast<Index>(parts_.size())).first->second;
  return cell.products.empty() ? 0 : 1 + cell.products.front();
}

std::vector<CellRate> CellRates::take() const {
  std::vector<CellRate> rates;
  for (const Found& found : found_)
    if (found.in_force || rows_.has_increases()) {
      rates.push_back(found.rate);
      rates.back().rate = found.now();
    }
  if (!parts_.empty()) {
    report_whole_and_part();
    rates = whole_where_alike(std::move(rates));
  }
  return joined(std::move(rates));
}

/// A cell may have a rate, or rates of its parts.
void CellRates::report_whole_and_part() const {
  std::map<std::tuple<Index, Index, Index>, const Found*> whole;
  for (const Found& found : found_)
    if (found.rate.part.empty())
      whole.emplace(std::tuple(found.rate.exporter, found.rate.importer, found.rate.sector),
                    &found);
  for (const Found& found : found_) {
    if (found.rate.part.empty()) continue;
    const auto at =
        whole.find(std::tuple(found.rate.exporter, found.rate.importer, found.rate.sector));
    if (at == whole.end()) continue;
    report_twice(found.rate, at->second->row, found.row, "");
    return;
  }
}

void CellRates::report_twice(const CellRate& cell, std::size_t first, std::size_t row,
                             const std::string& code) const {
  const auto name = [](const NameTable& names, Index position) {
    return names.codes[static_cast<std::size_t>(position)];
  };
  diagnostics_.error(
      rows_.place(row),
      fmt::format("exporter {}, importer {}, sector {}{}{} is given twice{}, first in line {}",
                  name(countries_, cell.exporter), name(countries_, cell.importer),
                  name(sectors_, cell.sector), code.empty() ? "" : ", product ", code,
                  rows_.has_dates() ? " on one date" : "", rows_.place(first).line));
}

}  // namespace tariffsim
