// What money of one year is in that of another.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace tariffsim {

struct LatestPrices {
  int year;      ///< the last that is no estimate
  double ratio;  ///< prices of that year over those of the earlier one
};

/// The price of a country's GDP, in its own currency.
struct Deflator {
  std::map<int, double> index;  ///< year -> > 0; its base is the source's own, so that only ratios
                                ///< mean something
  int last_actual = 0;          ///< the last year that is no estimate; 0: every year is one

  /// Prices of `to` over those of `from`; nothing if one of the years is not known.
  std::optional<double> ratio(int from, int to) const {
    const auto before = index.find(from), after = index.find(to);
    if (before == index.end() || after == index.end()) return std::nullopt;
    return after->second / before->second;
  }

  /// Nothing if no later year than `from` is known.
  std::optional<LatestPrices> latest(int from) const {
    const auto known = ratio(from, last_actual);
    if (!known || last_actual <= from) return std::nullopt;
    return LatestPrices{last_actual, *known};
  }
};

using DeflatorByCountry = std::map<std::string, Deflator>;

}  // namespace tariffsim
