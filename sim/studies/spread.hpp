// How far a measure spreads over many points: percentiles, mean, chance of being above zero.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

namespace tariffsim {

inline constexpr std::array<int, 5> kPercentiles = {5, 25, 50, 75, 95};

/// Of one series; NaN if it has no values.
struct Spread {
  std::size_t count = 0;  ///< values; what is not defined (NaN) does not count
  double mean = 0;
  double minimum = 0, maximum = 0;
  double above_zero = 0;  ///< share of values > 0
  std::array<double, kPercentiles.size()> percentiles{};
};

/// Hands every point's values (one for each series) to the function it is given.
using SeriesSource = std::function<void(const std::function<void(std::span<const double>)>&)>;

/// Exact, in three passes over `source`, which must bring the same values each time; memory holds
/// a histogram for each series and the few values in whose bins percentiles lie. Percentiles
/// interpolate linearly between order statistics, the first being 0 % and the last 100 %.
std::vector<Spread> spreads(const SeriesSource& source, std::size_t series);

}  // namespace tariffsim
