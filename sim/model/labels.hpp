// Names of countries and sectors.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

struct Country {
  std::string code;       ///< ISO 3166-1 alpha-3 if there is one
  std::string name;       ///< the code if no name is given
  int iso_numeric = 0;    ///< ISO 3166-1 numeric; 0 = none (a region)
  double population = 0;  ///< persons; 0 = not known
  double households = 0;  ///< 0 = not known

  bool operator==(const Country&) const = default;
};

/// Behind the name of a country that a reader is warned of.
inline constexpr char kMark = '*';

enum class SectorKind { goods, services };

struct Sector {
  std::string code;
  std::string name;
  SectorKind kind = SectorKind::goods;

  bool operator==(const Sector&) const = default;
};

/// Position of a code, or -1.
template <class Label>
Index find_label(const std::vector<Label>& labels, std::string_view code) {
  const auto at = std::find_if(labels.begin(), labels.end(),
                               [&](const Label& label) { return label.code == code; });
  return at == labels.end() ? -1 : static_cast<Index>(at - labels.begin());
}
inline Index find_country(const std::vector<Country>& countries, std::string_view code) {
  return find_label(countries, code);
}
inline Index find_sector(const std::vector<Sector>& sectors, std::string_view code) {
  return find_label(sectors, code);
}

/// What a country's customs counted of goods in the baseline's year, million.
struct CustomsTotals {
  double imports = 0;  ///< at customs value
  double duties = 0;   ///< collected on them; 0 = not known

  bool operator==(const CustomsTotals&) const = default;
};
using CustomsByCountry = std::map<std::string, CustomsTotals>;

/// Named lists of codes. A member may be a code or the name of another group.
using Groups = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Why a text cannot be the code of a country or a sector, in words that follow it ("is a word of
/// scenarios ..."); empty if it can.
std::string no_code_because(std::string_view text);

/// A code that is also the name of a built-in group of which other members are among `codes`: the
/// name in a scenario could mean both. Empty if there is none.
std::string code_of_a_group(const std::vector<std::string>& codes, const Groups& built_in);

}  // namespace tariffsim
