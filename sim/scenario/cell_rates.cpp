#include "scenario/cell_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "data/tariff_lines.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kKnownDigits = 6;      // of products; longer codes are lines of theirs
constexpr std::size_t kScheduleDigits = 10;  // of lines of a schedule

/// Products of one cell with one rate, of one share of them, become one entry, where the first of
/// them stood.
std::vector<CellRate> joined(std::vector<CellRate> rates) {
  std::map<std::tuple<Index, Index, Index, double, double>, std::size_t> at;
  std::vector<CellRate> out;
  for (CellRate& rate : rates) {
    if (rate.products.empty()) {
      out.push_back(std::move(rate));
      continue;
    }
    const auto [found, is_new] = at.emplace(
        std::tuple(rate.exporter, rate.importer, rate.sector, rate.rate, rate.share), out.size());
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
                            const ProductCode& code) {
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
    found_.push_back({cell, row});
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
                         const ProductCode& code) {
  Found& found = entry_of(cell, row).found;
  const bool added = code.digits > kKnownDigits ? add_line(found, cell, row, in_force, code.text)
                                                : add_base(found, cell, row, in_force, code);
  if (!added) return false;
  found.row = row;
  found.in_force = found.in_force || in_force;
  return true;
}

bool CellRates::add_base(Found& found, const CellRate& cell, std::size_t row, bool in_force,
                         const ProductCode& code) {
  Base& base = found.base;
  const bool again = base.code.digits > 0 && rows_.same_date(base.row, row);
  if (again && code.digits == base.code.digits) {
    if (cell.rate != base.said) return refuse(cell, base.row, row, code.text);
    repeated_.insert(row);
    return true;
  }
  const auto same_date = [&](const Line& line) { return rows_.same_date(line.row, row); };
  if (std::any_of(found.lines.begin(), found.lines.end(), same_date)) gave_way_.insert(code.text);
  if (again) gave_way_.insert(code.digits < base.code.digits ? code.text : base.code.text);
  if (again && code.digits < base.code.digits) return true;
  const bool stays = !in_force && base.in_force;  // a rate that is still to come replaces none
  base = {code, stays ? base.rate : cell.rate, row, cell.rate, in_force || base.in_force};
  if (in_force) std::erase_if(found.lines, [&](const Line& line) { return !same_date(line); });
  return true;
}

bool CellRates::add_line(Found& found, const CellRate& cell, std::size_t row, bool in_force,
                         const std::string& code) {
  auto line = std::find_if(found.lines.begin(), found.lines.end(),
                           [&](const Line& one) { return one.code == code; });
  if (line != found.lines.end() && rows_.same_date(line->row, row)) {
    if (cell.rate != line->said) return refuse(cell, line->row, row, code);
    repeated_.insert(row);
    return true;
  }
  if (found.base.code.digits > 0 && rows_.same_date(found.base.row, row))
    gave_way_.insert(found.base.code.text);
  if (line == found.lines.end()) line = found.lines.insert(line, Line{code});
  line->row = row;
  line->said = cell.rate;
  if (!in_force) return true;
  line->rate = cell.rate;
  line->in_force = true;
  return true;
}

CellRate CellRates::now(const Found& found) {
  CellRate rate = found.rate;
  if (rate.products.empty()) return rate;
  if (found.base.in_force) rate.rate = found.base.rate;
  const auto in_force = [](const Line& line) { return line.in_force; };
  if (std::none_of(found.lines.begin(), found.lines.end(), in_force)) return rate;
  const Index product = rate.products.front();
  if (const std::optional<CellRate> listed = of_listed(found)) {
    if (listed->share < 1) listed_lines_.in_part.insert(product);
    if (!found.base.in_force) return *listed;
    rate.rate = listed->share * listed->rate + (1 - listed->share) * rate.rate;
    return rate;
  }
  listed_lines_.whole_unknown.insert(product);
  rate.rate = 0;
  double count = 0;
  for (const Line& line : found.lines)
    if (line.in_force) rate.rate += (line.rate - rate.rate) / ++count;
  return rate;
}

/// Of each line of the schedule the longest code that holds it counts. A code that the schedule
/// does not have stands for as many lines as others of its length do.
std::optional<CellRate> CellRates::of_listed(const Found& found) {
  const TariffSchedule& schedule = us_tariff_schedule();
  const std::string& product = (*products_)[static_cast<std::size_t>(found.rate.products.front())];
  const auto [first, last] = schedule.of(product);
  if (countries_.codes[static_cast<std::size_t>(found.rate.importer)] != schedule.importer ||
      first == last)
    return std::nullopt;
  std::set<std::string> by_eight;
  std::map<std::size_t, const Line*> longest;  // by position in the schedule
  for (std::size_t at = first; at < last; ++at) by_eight.insert(schedule.lines[at].substr(0, 8));
  const auto all = static_cast<double>(last - first);
  double count = 0, sum = 0;
  for (const Line& line : found.lines) {
    if (!line.in_force) continue;
    if (!line.code.starts_with(product)) return std::nullopt;  // of an earlier revision
    const auto [from, to] = schedule.of(std::string_view(line.code).substr(0, kScheduleDigits));
    for (std::size_t at = from; at < to; ++at) {
      const Line*& known = longest[at];
      if (known == nullptr || known->code.size() < line.code.size()) known = &line;
    }
    if (from < to) continue;
    listed_lines_.unlisted.insert(line.code);
    const double lines = line.code.size() > 8 ? 1 : all / static_cast<double>(by_eight.size());
    count += lines;
    sum += lines * line.rate;
  }
  for (const auto& [at, line] : longest) {
    count += 1;
    sum += line->rate;
  }
  CellRate listed = found.rate;
  listed.rate = sum / count;
  listed.share = std::min(1.0, count / all);
  return listed;
}

/// 0 for all goods of a cell, then products of six digits, then parts by name.
Index CellRates::number_of_goods(const CellRate& cell) {
  constexpr Index kMostProducts = 1'000'000;
  if (!cell.part.empty())
    return kMostProducts + 1 +
           parts_.emplace(cell.part, static_cast<Index>(parts_.size())).first->second;
  return cell.products.empty() ? 0 : 1 + cell.products.front();
}

std::vector<CellRate> CellRates::take() {
  std::vector<CellRate> rates;
  for (const Found& found : found_)
    if (found.in_force || rows_.has_increases()) rates.push_back(now(found));
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
