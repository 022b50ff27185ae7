#include "data/mean_tariffs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/near_miss.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// No rate grows to more than this multiple of the published one: beyond, the mean says something
/// about preferences and not about rates.
constexpr double kLargestFactor = 1.5;
/// Duties count as met within this part of them.
constexpr double kMet = 1e-12;
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

struct Sums {
  double trade = 0, duty = 0;
};

Sums sums(const Baseline& baseline, const ImportingUnit& unit, const std::vector<Index>& sectors) {
  Sums out;
  for_each_cell(baseline, unit, sectors, [&](Index i, Index n, Index s) {
    out.trade += baseline.flow(i, n, s);
    out.duty += baseline.flow(i, n, s) * baseline.tariff(i, n, s);
  });
  return out;
}

void levy_on_everybody(double rate, const ImportingUnit& unit, const std::vector<Index>& sectors,
                       Baseline& baseline) {
  for_each_cell(baseline, unit, sectors,
                [&](Index i, Index n, Index s) { baseline.tariff(i, n, s) = rate; });
}

/// Multiplies what is paid in full, as far as the limit allows, until duties are `wanted`. Duties
/// that are at the limit stay there, so that the others are scaled again.
void raise_full_rates(double wanted, const MeanTariff& published, const ImportingUnit& unit,
                      const std::vector<Treatment>& treatment, const Cube& limits,
                      Baseline& baseline) {
  constexpr int kRounds = 30;  // each puts at least one cell at its limit, or ends
  for (int round = 0; round < kRounds; ++round) {
    double all = 0, movable = 0;
    const auto can_rise = [&](Index i, Index n, Index s) {
      return treatment[static_cast<std::size_t>(i)] == Treatment::full &&
             baseline.tariff(i, n, s) < kLargestFactor * limits(i, n, s);
    };
    for_each_cell(baseline, unit, published.sectors, [&](Index i, Index n, Index s) {
      const double duty = baseline.flow(i, n, s) * baseline.tariff(i, n, s);
      all += duty;
      if (can_rise(i, n, s)) movable += duty;
    });
    if (all >= wanted * (1 - kMet) || movable <= 0) return;
    const double factor = (wanted - (all - movable)) / movable;
    for_each_cell(baseline, unit, published.sectors, [&](Index i, Index n, Index s) {
      if (can_rise(i, n, s))
        baseline.tariff(i, n, s) =
            std::min(factor * baseline.tariff(i, n, s), kLargestFactor * limits(i, n, s));
    });
  }
}

/// The mean of what is paid in full on a sector, weighted by flows.
double full_rate(const ImportingUnit& unit, Index sector, const std::vector<Treatment>& treatment,
                 const Baseline& baseline) {
  Sums out;
  for_each_cell(baseline, unit, {sector}, [&](Index i, Index n, Index s) {
    if (treatment[static_cast<std::size_t>(i)] != Treatment::full) return;
    out.trade += baseline.flow(i, n, s);
    out.duty += baseline.flow(i, n, s) * baseline.tariff(i, n, s);
  });
  return out.trade > 0 ? out.duty / out.trade : 0;
}

/// Moves what is paid in part towards the full rate, t + share (full - t), until duties are
/// `wanted`, at most all the way.
void raise_partial_rates(double wanted, const MeanTariff& published, const ImportingUnit& unit,
                         const std::vector<Treatment>& treatment, Baseline& baseline) {
  std::vector<double> full(baseline.sectors.size(), 0);
  for (const Index s : published.sectors)
    full[static_cast<std::size_t>(s)] = full_rate(unit, s, treatment, baseline);
  const auto gap = [&](Index i, Index n, Index s) {
    if (treatment[static_cast<std::size_t>(i)] != Treatment::partial) return 0.0;
    return std::max(0.0, full[static_cast<std::size_t>(s)] - baseline.tariff(i, n, s));
  };
  double duty = 0, room = 0;
  for_each_cell(baseline, unit, published.sectors, [&](Index i, Index n, Index s) {
    duty += baseline.flow(i, n, s) * baseline.tariff(i, n, s);
    room += baseline.flow(i, n, s) * gap(i, n, s);
  });
  if (room <= 0 || duty >= wanted) return;
  const double share = std::min(1.0, (wanted - duty) / room);
  for_each_cell(baseline, unit, published.sectors, [&](Index i, Index n, Index s) {
    baseline.tariff(i, n, s) += share * gap(i, n, s);
  });
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
  names.reserve(list.size());
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
  const Sums now = sums(baseline, unit, sectors);
  return now.trade > 0 ? now.duty / now.trade : 0;
}

double scale_to_mean(const MeanTariff& published, const ImportingUnit& unit,
                     const std::vector<Treatment>& treatment, const Cube& published_rates,
                     Baseline& baseline) {
  const Sums now = sums(baseline, unit, published.sectors);
  const double wanted = published.mean * now.trade;
  if (now.trade <= 0) return published.mean;
  if (published.may_move == MayMove::down && wanted >= now.duty) return now.duty / now.trade;
  if (now.duty < kNoPattern * wanted) {
    levy_on_everybody(published.mean, unit, published.sectors, baseline);
  } else if (wanted < now.duty) {
    for_each_cell(baseline, unit, published.sectors, [&](Index i, Index n, Index s) {
      baseline.tariff(i, n, s) *= wanted / now.duty;
    });
  } else {
    raise_full_rates(wanted, published, unit, treatment, published_rates, baseline);
    raise_partial_rates(wanted, published, unit, treatment, baseline);
  }
  return mean_tariff(baseline, unit, published.sectors);
}

}  // namespace tariffsim
