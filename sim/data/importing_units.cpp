#include "data/importing_units.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// From this part of the full rates on a partner counts as paying them: in the Global Tariff
/// Database ratios stand near 1 or below 0.5, few between. Below the other it pays next to nothing.
constexpr double kFullShare = 0.75;
constexpr double kFreeShare = 0.1;
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

double ninth_decile(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty()
             ? 0
             : values[static_cast<std::size_t>(kDecile * static_cast<double>(values.size()))];
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

std::vector<Treatment> treatments(const Baseline& baseline, const ImportingUnit& unit,
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
  const double full = ninth_decile(std::move(rated));
  std::vector<Treatment> out(static_cast<std::size_t>(countries), Treatment::full);
  if (full < kNextToNothing) return out;
  for (Index exporter = 0; exporter < countries; ++exporter) {
    const double share = means[static_cast<std::size_t>(exporter)] / full;
    if (unit.has(exporter) || contains(unrated, exporter) || share >= kFullShare) continue;
    out[static_cast<std::size_t>(exporter)] =
        share < kFreeShare ? Treatment::free : Treatment::partial;
  }
  return out;
}

}  // namespace tariffsim
