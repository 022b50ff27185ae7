#include "scenario/cell_rates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "data/tariff_lines.hpp"
#include "text/footnotes.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kKnownDigits = 6;      // of products; longer codes are lines of theirs
constexpr std::size_t kScheduleDigits = 10;  // of lines of a schedule

/// Products of one cell with one rate, of one share and part of them, become one entry, where the
/// first of them stood.
std::vector<CellRate> joined(std::vector<CellRate> rates) {
  std::map<std::tuple<Index, Index, Index, double, double, std::string>, std::size_t> at;
  std::vector<CellRate> out;
  for (CellRate& rate : rates) {
    if (rate.products.empty()) {
      out.push_back(std::move(rate));
      continue;
    }
    const auto [found, is_new] = at.emplace(
        std::tuple(rate.exporter, rate.importer, rate.sector, rate.rate, rate.share, rate.part),
        out.size());
    if (is_new)
      out.push_back(std::move(rate));
    else
      out[found->second].products.push_back(rate.products.front());
  }
  for (CellRate& rate : out) std::sort(rate.products.begin(), rate.products.end());
  return out;
}

constexpr double kShareRounding = 1e-9;

/// The goods of one cell, or of one product of it.
using CellGoods = std::tuple<Index, Index, Index, Index>;

CellGoods goods_of(const CellRate& rate) {
  return {rate.exporter, rate.importer, rate.sector,
          rate.products.empty() ? -1 : rate.products.front()};
}

/// Parts with one rate that are all there is of a cell become the cell.
std::vector<CellRate> whole_where_alike(std::vector<CellRate> rates) {
  struct Parts {
    double share = 0, rate = 0;
    bool alike = true, begun = false;
  };
  std::map<CellGoods, Parts> cells;
  for (const CellRate& rate : rates) {
    if (rate.part.empty()) continue;
    Parts& parts = cells[goods_of(rate)];
    parts.alike = parts.alike && rate.share == 1 && (!parts.begun || parts.rate == rate.rate);
    parts = {parts.share + rate.part_share, rate.rate, parts.alike, true};
  }
  std::vector<CellRate> out;
  for (CellRate& rate : rates) {
    const auto at = cells.find(goods_of(rate));
    const bool whole =
        !rate.part.empty() && at->second.alike && at->second.share > 1 - kShareRounding;
    if (!whole) {
      out.push_back(std::move(rate));
    } else if (std::exchange(at->second.begun, false)) {
      rate.part.clear();
      rate.part_share = 1;
      out.push_back(std::move(rate));
    }
  }
  return out;
}

}  // namespace

void CellRates::add(const Cells& cells, const RowRate& said) {
  const bool in_force = rows_.in_force(said.row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n &&
            !add_cell({i, n, s, said.rate, {}, 1, said.part, said.part_share}, said, in_force))
          return;
}

void CellRates::add_product(const Cells& cells, Index product, const RowRate& said,
                            const ProductCode& code) {
  const bool in_force = rows_.in_force(said.row);
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n && !add_code({i, n, s, said.rate, {product}, 1, said.part, said.part_share},
                                said, in_force, code))
          return;
}

/// A row in force for a cell goes before one for others, whatever their dates.
CellRates::Entry CellRates::entry_of(const CellRate& cell, const RowRate& said, bool in_force) {
  const auto [at, is_new] = at_.emplace(key_of(cell), found_.size());
  if (is_new) found_.emplace_back();
  Found& found = found_[at->second];
  const bool other = !is_new && found.others != said.others;
  if (other && (said.others ? found.in_force : !in_force)) return {nullptr, false};
  if (is_new || other) {
    found = {cell, said.row};
    found.rate.rate = 0;
    found.others = said.others;
    return {&found, false};
  }
  return {&found, rows_.same_date(found.row, said.row)};
}

/// Says so once of a row that others repeat; false.
bool CellRates::refuse(const CellRate& cell, std::size_t first, std::size_t row,
                       const std::string& code) {
  if (first != reported_) report_twice(cell, first, row, code);
  reported_ = first;
  return false;
}

bool CellRates::add_cell(const CellRate& cell, const RowRate& said, bool in_force) {
  const auto [found, again] = entry_of(cell, said, in_force);
  if (found == nullptr) return true;
  if (again) return refuse(cell, found->row, said.row, "");
  found->row = said.row;
  if (!in_force) return true;
  found->rate.rate = cell.rate;
  found->in_force = true;
  found->last_in_force = said.row;
  return true;
}

bool CellRates::add_code(const CellRate& cell, const RowRate& said, bool in_force,
                         const ProductCode& code) {
  const std::size_t row = said.row;
  Found* found = entry_of(cell, said, in_force).found;
  if (found == nullptr) return true;
  const bool added = code.digits > kKnownDigits ? add_line(*found, cell, row, in_force, code.text)
                                                : add_base(*found, cell, row, in_force, code);
  if (!added) return false;
  found->row = row;
  found->in_force = found->in_force || in_force;
  if (in_force) found->last_in_force = row;
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

/// Numbers cells, in them products of six digits, of these goods that have a name.
Index CellRates::key_of(const CellRate& cell) {
  constexpr Index kMostProducts = 1'000'001, kMostNames = 1 << 16;  // with that of none
  const auto n = static_cast<Index>(countries_.codes.size());
  const Index place = (cell.sector * n + cell.importer) * n + cell.exporter;
  const Index product = cell.products.empty() ? 0 : 1 + cell.products.front();
  const Index name =
      cell.part.empty()
          ? 0
          : parts_.emplace(cell.part, static_cast<Index>(parts_.size() + 1)).first->second;
  return (place * kMostProducts + product) * kMostNames + name;
}

std::vector<CellRate> CellRates::take() {
  if (!parts_.empty()) drop_what_gives_way();
  std::vector<CellRate> rates;
  for (const Found& found : found_)
    if (found.in_force || rows_.has_increases()) rates.push_back(now(found));
  if (!parts_.empty()) rates = whole_where_alike(std::move(rates));
  return joined(std::move(rates));
}

/// Of rates for all goods of a cell and for some that have a name, those that have no goods left.
void CellRates::drop_what_gives_way() {
  std::map<CellGoods, const Found*> whole;
  std::map<CellGoods, double> named;  // shares
  for (const Found& found : found_)
    if (found.rate.part.empty() && found.in_force) whole.emplace(goods_of(found.rate), &found);
  const auto gives_way = [&](const Found& found) {
    const auto all = whole.find(goods_of(found.rate));
    if (all == whole.end()) return false;
    if (found.rate.part.empty()) return named[all->first] > 1 - kShareRounding;
    return !found.in_force || (!all->second->others &&
                               rows_.is_earlier(found.last_in_force, all->second->last_in_force));
  };
  std::vector<bool> dropped(found_.size(), false);
  for (std::size_t at = 0; at < found_.size(); ++at) {
    const CellRate& rate = found_[at].rate;
    if (rate.part.empty()) continue;
    dropped[at] = gives_way(found_[at]);
    if (dropped[at] || !found_[at].in_force) continue;
    named[goods_of(rate)] += rate.part_share;
    if (whole.count(goods_of(rate)) > 0) beside_all_.insert(rate.part);
  }
  for (std::size_t at = 0; at < found_.size(); ++at)
    if (found_[at].rate.part.empty()) dropped[at] = gives_way(found_[at]);
  std::vector<Found> kept;
  for (std::size_t at = 0; at < found_.size(); ++at)
    if (!dropped[at]) kept.push_back(std::move(found_[at]));
  found_ = std::move(kept);
}

std::string CellRates::meant(std::size_t row, const char* column) const {
  SelectorLookup& lookup = column == std::string_view("sector") ? sector_lookup_ : country_lookup_;
  const std::string written(without_marks(rows_.text(row, column)));
  return lookup.meaning(written).value_or(written);
}

std::string CellRates::code_of(const CellRate& cell, std::size_t row, const char* column) const {
  const std::string_view name = column;
  const NameTable& names = name == "sector" ? sectors_ : countries_;
  const Index position = name == "sector"     ? cell.sector
                         : name == "exporter" ? cell.exporter
                                              : cell.importer;
  const std::string code = names.codes[static_cast<std::size_t>(position)];
  const std::string written = meant(row, column);
  const bool member = names.find(written) < 0 && names.region_of(written) == code;
  return member ? written : code;
}

std::string CellRates::as_first(const CellRate& cell, std::size_t first, std::size_t row,
                                const char* column) const {
  const std::string there = rows_.text(first, column), code = code_of(cell, row, column);
  if (there.empty() || there == code || there == rows_.text(row, column)) return "";
  if (meant(first, column) == code) return fmt::format("'{}'", there);
  return fmt::format("'{}', which includes {}", there, code);
}

void CellRates::report_twice(const CellRate& cell, std::size_t first, std::size_t row,
                             const std::string& code) const {
  std::vector<std::string> cells, there;
  for (const char* column : {"exporter", "importer", "sector"}) {
    const std::string written = rows_.text(row, column), is = code_of(cell, row, column);
    cells.push_back(written.empty() || written == is
                        ? fmt::format("{} {}", column, is)
                        : fmt::format("{} {} (here '{}')", column, is, written));
    if (std::string other = as_first(cell, first, row, column); !other.empty())
      there.push_back(std::move(other));
  }
  const auto says_all = [&](std::size_t at) {
    return rows_.text(at, "exporter") == "all" || rows_.text(at, "importer") == "all";
  };
  const auto names_members = [&](std::size_t at) {
    for (const char* column : {"exporter", "importer"}) {
      const std::string written = meant(at, column);
      if (!written.empty() && countries_.find(written) < 0) return true;
    }
    return false;
  };
  diagnostics_.error(
      rows_.place(row),
      fmt::format("{}{}{} is given twice{}, first in line {}{}", fmt::join(cells, ", "),
                  code.empty() ? "" : ", product ", code, rows_.has_dates() ? " on one date" : "",
                  rows_.place(first).line,
                  there.empty() ? "" : fmt::format(" (there {})", fmt::join(there, "; "))),
      says_all(row) || says_all(first)
          ? "for those without a row of their own write 'others' in place of 'all'"
      : names_members(row) || names_members(first)
          ? "give the group's members rows of their own, without the group"
          : "");
}

}  // namespace tariffsim
