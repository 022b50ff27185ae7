#include "data/mean_tariffs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/few_of.hpp"
#include "base/file.hpp"
#include "base/near_miss.hpp"
#include "base/numbers.hpp"
#include "data/iso_countries.hpp"
#include "data/other_names.hpp"
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

/// Economies that are of no code of ISO 3166-1, and that tables of means have.
constexpr std::array<std::string_view, 3> kMoreEconomies{"EUN", "XKX", "CHI"};

/// What a text means by the library's other names, itself if nothing.
std::string meaning(const std::string& text) {
  for (const OtherName& other : other_names())
    if (other.written == text && other.use == NameUse::name) return other.meant;
  return text;
}

/// Finds importers among the units, and remembers which were not found as they stand.
class Importers {
 public:
  Importers(const std::vector<ImportingUnit>& units, const CodeIndex& countries)
      : units_(units), countries_(countries) {}

  /// Position of the unit; the number of units where it is to be left out, or for an error.
  std::size_t find(const CsvTable& table, std::size_t row, Diagnostics& diagnostics) {
    const int column = table.column("importer");
    const std::string text(table.field(row, column)), meant = meaning(text);
    for (std::size_t u = 0; u < units_.size(); ++u) {
      if (units_[u].name == text) return u;
      if (meaning(units_[u].name) != meant) continue;
      read_as_.insert(fmt::format("'{}' as '{}'", text, units_[u].name));
      return u;
    }
    const Index country = countries_.find(meant);
    const auto whole = std::find_if(units_.begin(), units_.end(), [&](const ImportingUnit& unit) {
      return country >= 0 && unit.has(country);
    });
    const bool known =
        find_iso_country(meant) != nullptr ||
        std::find(kMoreEconomies.begin(), kMoreEconomies.end(), text) != kMoreEconomies.end();
    if (whole != units_.end())
      members_[whole->name].insert(text);
    else if (known)
      lacking_.insert(text);
    else
      report(text, table.place(row, column), diagnostics);
    return units_.size();
  }

  void say(const std::string& file, Diagnostics& diagnostics) const {
    for (const std::string& name : read_as_)
      diagnostics.note({}, fmt::format("in {}, read {}", file, name));
    if (!lacking_.empty())
      diagnostics.note({}, fmt::format("means of {}: the baseline does not have {}: {}", file,
                                       counted(lacking_.size(), "importer"), few_of(lacking_)));
    for (const auto& [whole, members] : members_)
      diagnostics.note({},
                       fmt::format("means of {} left out: {}, in '{}', which levies one tariff",
                                   file, few_of(members), whole),
                       fmt::format("give a row of '{}'", whole));
  }

 private:
  void report(const std::string& text, const Place& place, Diagnostics& diagnostics) const {
    std::vector<std::string> names;
    for (const ImportingUnit& unit : units_) names.push_back(unit.name);
    const auto nearest = near_miss(text, names);
    diagnostics.error(place, fmt::format("unknown importer '{}'", text),
                      nearest ? fmt::format("did you mean '{}'?", *nearest) : "");
  }

  const std::vector<ImportingUnit>& units_;
  const CodeIndex& countries_;
  std::set<std::string> read_as_, lacking_;
  std::map<std::string, std::set<std::string>> members_;  // of a union that is one unit
};

/// Position of a group; their number, and an error, if it is unknown.
std::size_t find_group(const Named& groups, const CsvTable& table, std::size_t row,
                       Diagnostics& diagnostics) {
  const int at = table.column("group");
  const std::string text(table.field(row, at));
  std::vector<std::string> names;
  for (const auto& [name, ignored] : groups) names.push_back(name);
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) {
    const auto nearest = near_miss(text, names);
    diagnostics.error(table.place(row, at), fmt::format("unknown group '{}'", text),
                      nearest ? fmt::format("did you mean '{}'?", *nearest)
                              : "'sector_groups' of 'rates' says which sectors it has");
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
                                          const CodeIndex& countries, const Named& groups,
                                          Diagnostics& diagnostics) {
  const CsvTable table(read_file(path, kMaxSmallTableBytes),
                       {{"importer", "group", "mean_pct", "moves", "source"}, {}, false});
  std::vector<MeanTariff> out;
  Diagnostics own;
  Importers importers(units, countries);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t unit = importers.find(table, row, own);
    const std::size_t group = find_group(groups, table, row, own);
    const double mean = read_mean(table, row, own);
    const MayMove moves = read_moves(table, row, own);
    if (unit < units.size() && group < groups.size())
      out.push_back({unit, groups[group].first, groups[group].second, mean, moves,
                     std::string(table.field(row, table.column("source")))});
  }
  own.throw_if_errors();
  importers.say(path.filename().string(), own);
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
