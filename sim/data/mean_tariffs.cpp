#include "data/mean_tariffs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/near_miss.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// Rates grow to at most this multiple: beyond, they say nothing about how the mean is made up.
constexpr double kLargestFactor = 3;
/// Rates whose mean is below this part of the published one are not scaled but replaced by it.
constexpr double kNoPattern = 0.05;

using Named = std::vector<std::pair<std::string, std::vector<Index>>>;

template <class Take>
void for_each_cell(const Baseline& baseline, const ImportingUnit& unit,
                   const std::vector<Index>& sectors, Take take) {
  for_each_outside_pair(unit, static_cast<Index>(baseline.countries.size()),
                        [&](Index exporter, Index importer) {
                          for (const Index s : sectors) take(exporter, importer, s);
                        });
}

/// Value of trade and duty on it, of all and of partners without an agreement.
struct Sums {
  double trade = 0, duty = 0, full_duty = 0;
};

Sums sums(const Baseline& baseline, const ImportingUnit& unit, const std::vector<Index>& sectors,
          const std::vector<bool>& full_rates) {
  Sums out;
  for_each_cell(baseline, unit, sectors, [&](Index i, Index n, Index s) {
    const double flow = baseline.flow(i, n, s), duty = flow * baseline.tariff(i, n, s);
    out.trade += flow;
    out.duty += duty;
    if (full_rates[static_cast<std::size_t>(i)]) out.full_duty += duty;
  });
  return out;
}

void levy_on_everybody(double rate, const ImportingUnit& unit, const std::vector<Index>& sectors,
                       Baseline& baseline) {
  for_each_cell(baseline, unit, sectors,
                [&](Index i, Index n, Index s) { baseline.tariff(i, n, s) = rate; });
}

MayMove read_moves(const CsvTable& table, std::size_t row, Diagnostics& diagnostics) {
  const int column = table.column("moves");
  const std::string_view text = table.field(row, column);
  if (text == "down") return MayMove::down;
  if (text != "both")
    diagnostics.error(table.place(row, column), fmt::format("unknown '{}'", text),
                      "both, or down for a mean that may only lower rates");
  return MayMove::both_ways;
}

/// Position of a name in a list of things that have one; its size, and an error, if it is unknown.
template <class List, class Name>
std::size_t find_named(const List& list, Name name, const CsvTable& table, std::size_t row,
                       const char* column, Diagnostics& diagnostics) {
  const int at = table.column(column);
  const std::string text(table.field(row, at));
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(name(item));
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) {
    const auto nearest = near_miss(text, names);
    diagnostics.error(table.place(row, at), fmt::format("unknown {} '{}'", column, text),
                      nearest ? fmt::format("did you mean '{}'?", *nearest) : "");
  }
  return static_cast<std::size_t>(found - names.begin());
}

double read_mean(const CsvTable& table, std::size_t row, Diagnostics& diagnostics) {
  const int column = table.column("mean_pct");
  const double percent = table.number(row, column, diagnostics);
  if (percent < 0)
    diagnostics.error(table.place(row, column),
                      fmt::format("a mean tariff must not be negative, found {}", percent));
  return percent / 100;
}

}  // namespace

std::vector<MeanTariff> read_mean_tariffs(const std::filesystem::path& path,
                                          const std::vector<ImportingUnit>& units,
                                          const Named& groups, Diagnostics& diagnostics) {
  const CsvTable table(read_file(path, kMaxSmallTableBytes),
                       {{"importer", "group", "mean_pct", "moves", "source"}, {}, false});
  std::vector<MeanTariff> out;
  Diagnostics own;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t unit = find_named(
        units, [](const ImportingUnit& u) { return u.name; }, table, row, "importer", own);
    const std::size_t group = find_named(
        groups, [](const auto& g) { return g.first; }, table, row, "group", own);
    const double mean = read_mean(table, row, own);
    const MayMove moves = read_moves(table, row, own);
    if (unit < units.size() && group < groups.size())
      out.push_back({unit, groups[group].first, groups[group].second, mean, moves,
                     std::string(table.field(row, table.column("source")))});
  }
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return out;
}

double mean_tariff(const Baseline& baseline, const ImportingUnit& unit,
                   const std::vector<Index>& sectors) {
  const Sums now =
      sums(baseline, unit, sectors, std::vector<bool>(baseline.countries.size(), true));
  return now.trade > 0 ? now.duty / now.trade : 0;
}

double scale_to_mean(const MeanTariff& published, const ImportingUnit& unit,
                     const std::vector<bool>& full_rates, Baseline& baseline) {
  const Sums now = sums(baseline, unit, published.sectors, full_rates);
  if (now.trade <= 0) return published.mean;
  const double wanted = published.mean * now.trade;
  if (published.may_move == MayMove::down && wanted >= now.duty) return now.duty / now.trade;
  if (now.duty < kNoPattern * wanted) {
    levy_on_everybody(published.mean, unit, published.sectors, baseline);
    return published.mean;
  }
  const bool up = wanted > now.duty;
  const double moved = up ? now.full_duty : now.duty;
  if (moved <= 0) return mean_tariff(baseline, unit, published.sectors);
  const double factor = std::min(kLargestFactor, (wanted - (now.duty - moved)) / moved);
  for_each_cell(baseline, unit, published.sectors, [&](Index i, Index n, Index s) {
    if (!up || full_rates[static_cast<std::size_t>(i)]) baseline.tariff(i, n, s) *= factor;
  });
  return mean_tariff(baseline, unit, published.sectors);
}

}  // namespace tariffsim
