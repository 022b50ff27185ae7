// Lines of a country's tariff schedule: how much of a product its longer codes name.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tariffsim {

struct TariffSchedule {
  std::string importer;            ///< code of the country whose schedule it is
  std::string title;               ///< "the US schedule of 2026"
  std::vector<std::string> lines;  ///< of ten digits, ascending

  /// Positions in `lines` of those that begin with a code: [first, second).
  std::pair<std::size_t, std::size_t> of(std::string_view code) const;
};

/// The schedule of the library's baselines/published/us-tariff-lines.csv.gz, read when first asked
/// for. Empty if the program was installed without its library. Throws InputError for a broken
/// file.
const TariffSchedule& us_tariff_schedule();

}  // namespace tariffsim
