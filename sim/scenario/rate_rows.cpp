#include "scenario/rate_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "scenario/policy_reader.hpp"
#include "text/footnotes.hpp"
#include "text/mapping_reader.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxDates = 1000;        // of one file: each may set every cell anew
constexpr std::size_t kMaxUndatedErrors = 20;  // of one file

constexpr double kMostPercents = 10;     // 1000 %, beyond which no tariff is likely
constexpr double kLeastPercents = 0.01;  // a list of rates without one of 1 % is in fractions

/// The text of a rate without marks of footnotes and blanks before the percent sign.
std::string cleaned(std::string_view field) {
  constexpr std::string_view kBlanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"};
  std::string text(without_marks(field));
  if (!text.ends_with('%')) return text;
  text.pop_back();
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view blank : kBlanks)
      if (text.ends_with(blank)) {
        text.erase(text.size() - blank.size());
        more = true;
      }
  }
  return text + "%";
}

double rate_of(const std::string& text) {
  Diagnostics none;
  return read_rate(text, {}, none).value_or(0);
}

}  // namespace

RateRows::RateRows(const CsvTable& table, const RateFile& file, RateChange change,
                   const PolicyLookup& lookup)
    : table_(table),
      diagnostics_(lookup.diagnostics),
      date_(table.column("date")),
      value_(std::max({table.column("rate"), table.column("increase"), table.column("rate_pct")})),
      eta_(table.column("eta")),
      change_(change),
      increases_(table.column("increase") >= 0),
      collected_(file.collected),
      day_(file.on.empty() ? lookup.day : file.on),
      by_date_(table.rows()),
      percents_(table.column("rate_pct") >= 0) {
  std::iota(by_date_.begin(), by_date_.end(), std::size_t{0});
  check_choice(file);
  if (date_ < 0) return;
  check_dates();
  std::stable_sort(by_date_.begin(), by_date_.end(),
                   [this](std::size_t a, std::size_t b) { return date(a) < date(b); });
  const bool all_days = std::all_of(by_date_.begin(), by_date_.end(),
                                    [this](std::size_t row) { return is_day(date(row)); });
  if (!day_.empty() && all_days) note_too_early(file);
}

std::string RateRows::text(std::size_t row, std::string_view column) const {
  const int at = table_.column(std::string(column));
  return at < 0 ? "" : std::string(table_.field(row, at));
}

void RateRows::check_choice(const RateFile& file) const {
  if (has_increases() && change_ != RateChange::set)
    diagnostics_.error(file.place,
                       fmt::format("{} has increases over the rates of the data, and these can be "
                                   "'set' only",
                                   file.shown_as),
                       "'set' makes the rate that of the data plus the increase");
  if (date_ >= 0 && day_.empty())
    diagnostics_.error(
        file.place,
        fmt::format("{} has rates by date, so the line must say the day", file.shown_as),
        "add 'on: ...', such as 2025-04-10, or put the line in a step with a date");
  if (date_ < 0 && !file.on.empty())
    diagnostics_.error(
        file.on_place,
        fmt::format("{} has no column 'date', from which 'on' could choose", file.shown_as),
        "leave it out");
  if (collected_ && (eta_ < 0 || !has_increases()))
    diagnostics_.error(file.collected_place,
                       fmt::format("{} has no column '{}', which 'collected' needs", file.shown_as,
                                   has_increases() ? "eta" : "increase"));
}

void RateRows::check_dates() {
  std::vector<std::string_view> dates;
  std::size_t wrong = 0;
  for (const std::size_t row : by_date_) {
    if (dates.empty() || dates.back() != date(row)) dates.push_back(date(row));
    if (is_day(date(row))) continue;
    diagnostics_.error(table_.place(row, date_), not_a_day(date(row)), "such as 2025-04-10");
    if (++wrong == kMaxUndatedErrors) break;
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  if (dates.size() <= kMaxDates) return;
  diagnostics_.error(table_.place(0, date_), fmt::format("over {} dates in one file", kMaxDates));
  by_date_.clear();
}

void RateRows::note_too_early(const RateFile& file) const {
  if (by_date_.empty() || in_force(by_date_.front())) return;
  diagnostics_.note(
      file.on.empty() ? file.place : file.on_place,
      fmt::format("{} is before the first date of {}, {}: {}", day_, file.shown_as,
                  date(by_date_.front()),
                  has_increases() ? "all increases are 0" : "none of its rates is in force"));
}

/// A place is found by counting lines: it is looked for only if there is something to say.
double RateRows::fraction(std::size_t row, int column, RateChange change) {
  Diagnostics found;
  const std::string text = cleaned(table_.field(row, column));
  if (without_marks(table_.field(row, column)) != table_.field(row, column)) ++marks_;
  const auto rate = parsed(text, column, found);
  if (rate) check_rate(change, *rate, {}, found);
  if (rate && column == value_) count_bare(text, *rate, row);
  if (!found.has_errors()) return *rate;
  for (const Diagnostic& one : found.all())
    diagnostics_.error(table_.place(row, column), one.message, one.hint);
  return 0;
}

/// As read_rate() has it, or a number of percents in their column.
std::optional<double> RateRows::parsed(std::string_view text, int column,
                                       Diagnostics& found) const {
  if (!percents_ || column != value_ || text.ends_with('%')) return read_rate(text, {}, found);
  return read_rate(std::string(text) + "%", {}, found);
}

void RateRows::count_bare(std::string_view text, double rate, std::size_t row) {
  most_ = std::max(most_, rate);
  if (percents_ && rate > kMostPercents && ++beyond_ == 1) first_beyond_ = row;
  if (!percents_ && rate != 0) {
    if (text.ends_with('%'))
      ++signed_;
    else if (rate <= 1 && ++fractions_ == 1)
      first_fraction_ = row;
  }
  if (percents_ || increases_ || text.ends_with('%') || rate <= 1 ||
      change_ == RateChange::multiply)
    return;
  if (++bare_ == 1) first_bare_ = row;
}

void RateRows::warn_of_units(const RateFile& file) const {
  if (bare_ > 0) {
    const std::string text = cleaned(table_.field(first_bare_, value_));
    diagnostics_.warning(
        table_.place(first_bare_, value_),
        bare_ == 1
            ? fmt::format("a rate of {} is {:g} %", text, 100 * rate_of(text))
            : fmt::format("a rate of {} is {:g} %; read this way, {} rates of {} are above 100 %",
                          text, 100 * rate_of(text), bare_, file.shown_as),
        fmt::format("for {} %, write {}%, or call the column 'rate_pct'", text, text));
  }
  if (fractions_ > 0 && signed_ > 0 && change_ != RateChange::multiply) {
    const std::string text = cleaned(table_.field(first_fraction_, value_));
    diagnostics_.warning(
        table_.place(first_fraction_, value_),
        fmt::format("{} has no percent sign and is {:g} %, beside rates with one", text,
                    100 * rate_of(text)),
        fmt::format("write {0}% if that is meant, else {1:g}%", text, 100 * rate_of(text)));
  }
  if (beyond_ > 0) {
    const std::string text = cleaned(table_.field(first_beyond_, value_));
    diagnostics_.warning(
        table_.place(first_beyond_, value_),
        beyond_ == 1 ? fmt::format("in 'rate_pct', {} is a rate of {:g} %", text, 100 * most_)
                     : fmt::format("in 'rate_pct', {} is a percentage; read this way, {} rates of "
                                   "{} are above {:g} %",
                                   text, beyond_, file.shown_as, 100 * kMostPercents),
        "a rate of 34 % is 34 there");
  }
  if (percents_ && most_ > 0 && most_ < kLeastPercents)
    diagnostics_.warning(
        file.place, fmt::format("the highest rate of {} is {:g} %", file.shown_as, 100 * most_),
        "'rate_pct' holds percents; fractions stand in a column 'rate'");
}

double RateRows::rate(std::size_t row) {
  const double rate = fraction(row, value_, has_increases() ? RateChange::add : change_);
  if (eta_ < 0) return rate;
  const double eta = fraction(row, eta_, RateChange::add);
  if (eta < -1 || eta > 1)
    diagnostics_.error(table_.place(row, eta_), "'eta' must lie in -1 to 1",
                       "it is the part of the increase that is not collected");
  return collected_ ? (1 - eta) * rate : rate;
}

}  // namespace tariffsim
