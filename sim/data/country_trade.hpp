// Who trades how much with whom, for countries that a baseline does not tell apart.
#pragma once

#include <map>
#include <string>
#include <utility>

namespace tariffsim {

struct CountryTrade {
  std::map<std::pair<std::string, std::string>, double>
      goods;                          ///< (exporter, importer) -> goods of 2023, million USD
  std::map<std::string, double> gdp;  ///< of 2023, million USD
};

/// From the library's baselines/published (CEPII BACI; World Bank), read once. Empty if the program
/// was installed without it. Throws InputError for a broken file.
const CountryTrade& country_trade();

}  // namespace tariffsim
