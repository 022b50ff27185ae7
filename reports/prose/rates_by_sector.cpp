#include "prose/rates_by_sector.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostRatesOfSector = 4, kMostNamesOfRate = 3;

/// Sectors told of with one rate.
struct RateBand {
  std::string rate;  // as written
  std::vector<Index> sectors;
  double trade = 0;
};

/// Those over most trade first.
std::vector<RateBand> rate_bands(const std::vector<SectorRates>& by_sector,
                                 const std::function<std::string(const SectorRates&)>& written) {
  std::vector<RateBand> bands;
  for (const SectorRates& rates : by_sector) {
    const std::string rate = written(rates);
    auto band = std::find_if(bands.begin(), bands.end(),
                             [&](const RateBand& known) { return known.rate == rate; });
    if (band == bands.end()) band = bands.insert(bands.end(), {rate, {}, 0});
    band->sectors.push_back(rates.sector);
    band->trade += rates.trade;
  }
  std::stable_sort(bands.begin(), bands.end(),
                   [](const RateBand& a, const RateBand& b) { return a.trade > b.trade; });
  return bands;
}

/// "Iron and steel and Non-ferrous metals", "14 sectors".
std::string band_sectors(const Outcome& outcome, const RateBand& band) {
  if (band.sectors.size() > kMostNamesOfRate) return fmt::format("{} sectors", band.sectors.size());
  std::vector<std::string> names;
  for (const Index s : band.sectors)
    names.push_back(outcome.base().sectors[static_cast<std::size_t>(s)].name);
  return enumerated(names);
}

/// "25.0 points", of a change of a rate.
std::string in_rate_points(double change) {
  const std::string percent = plain_percent(100 * std::abs(change));
  return percent.substr(0, percent.find(' ')) + " points";
}

}  // namespace

std::string rates_by_sector(const Outcome& outcome, const PolicyChange& change) {
  const double sign = change.levy == Levy::subsidy ? -100 : 100;
  const auto end = [&](const SectorRates& rates) { return plain_percent(sign * rates.after); };
  const std::vector<RateBand> ends =
      rate_bands(change.by_sector, [&](const SectorRates& rates) { return "to " + end(rates); });
  const std::vector<RateBand> moves = rate_bands(change.by_sector, [&](const SectorRates& rates) {
    return "by " + in_rate_points(rates.after - rates.before);
  });
  const std::vector<RateBand>& told = moves.size() < ends.size() ? moves : ends;
  if (told.size() <= kMostRatesOfSector) {
    std::vector<std::string> words;
    words.reserve(told.size());
    for (const RateBand& band : told)
      words.push_back(fmt::format("{} on {}", band.rate, band_sectors(outcome, band)));
    return fmt::format("{}", fmt::join(words, "; "));
  }
  const auto [least, most] = std::minmax_element(
      change.by_sector.begin(), change.by_sector.end(),
      [&](const SectorRates& a, const SectorRates& b) { return sign * a.after < sign * b.after; });
  const auto name = [&](const SectorRates& rates) {
    return outcome.base().sectors[static_cast<std::size_t>(rates.sector)].name;
  };
  return fmt::format("lowest on {}, {}; highest on {}, {}", name(*least), end(*least), name(*most),
                     end(*most));
}

}  // namespace tariffsim
