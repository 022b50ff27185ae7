#include "data/importing_units.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// A partner whose mean rate is below this part of the full one has an agreement. In the Global
/// Tariff Database the ratios stand near 1 or below 0.5, few between.
constexpr double kFullShare = 0.75;
constexpr double kDecile = 0.9;
/// Below this mean an importer levies next to nothing on anybody.
constexpr double kNextToNothing = 0.002;

bool contains(const std::vector<Index>& list, Index what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

/// The mean rate of an exporter over sectors; weights are the unit's imports from all outside.
/// Members' rates are averaged.
double mean_rate(const Baseline& baseline, const ImportingUnit& unit, Index exporter,
                 const std::vector<Index>& sectors, const Vector& weight) {
  double duty = 0, total = 0;
  for (const Index s : sectors)
    for (const Index importer : unit.members) {
      duty += weight(s) * baseline.tariff(exporter, importer, s);
      total += weight(s);
    }
  return total > 0 ? duty / total : 0;
}

}  // namespace

bool ImportingUnit::has(Index country) const { return contains(members, country); }

Vector imports_from_outside(const Baseline& baseline, const ImportingUnit& unit) {
  const auto sectors = static_cast<Index>(baseline.sectors.size());
  Vector out = Vector::Zero(sectors);
  for_each_outside_pair(unit, static_cast<Index>(baseline.countries.size()),
                        [&](Index exporter, Index importer) {
                          for (Index s = 0; s < sectors; ++s)
                            out(s) += baseline.flow(exporter, importer, s);
                        });
  return out;
}

std::vector<bool> pays_full_rates(const Baseline& baseline, const ImportingUnit& unit,
                                  const std::vector<Index>& sectors,
                                  const std::vector<Index>& unrated) {
  const auto countries = static_cast<Index>(baseline.countries.size());
  const Vector weight = imports_from_outside(baseline, unit);
  std::vector<double> means(static_cast<std::size_t>(countries), 0);
  std::vector<double> rated;
  for (Index exporter = 0; exporter < countries; ++exporter) {
    if (unit.has(exporter) || contains(unrated, exporter)) continue;
    const double mean = mean_rate(baseline, unit, exporter, sectors, weight);
    means[static_cast<std::size_t>(exporter)] = mean;
    rated.push_back(mean);
  }
  std::sort(rated.begin(), rated.end());
  const double full =
      rated.empty() ? 0
                    : rated[static_cast<std::size_t>(kDecile * static_cast<double>(rated.size()))];
  std::vector<bool> out(static_cast<std::size_t>(countries), true);
  if (full < kNextToNothing) return out;
  for (Index exporter = 0; exporter < countries; ++exporter)
    if (!unit.has(exporter) && !contains(unrated, exporter))
      out[static_cast<std::size_t>(exporter)] =
          means[static_cast<std::size_t>(exporter)] >= kFullShare * full;
  return out;
}

}  // namespace tariffsim
