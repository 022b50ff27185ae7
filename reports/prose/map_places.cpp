#include "prose/map_places.hpp"

#include "data/iso_countries.hpp"
#include "model/groups.hpp"

namespace tariffsim {
namespace {

int iso_number(const std::string& code) {
  const Country* found = find_iso_country(code);
  return found == nullptr ? 0 : found->iso_numeric;
}

}  // namespace

std::vector<int> iso_numbers(const Country& country, const Groups& regions) {
  std::vector<int> out;
  if (regions.find(country.code) == regions.end()) {
    const int number = country.iso_numeric != 0 ? country.iso_numeric : iso_number(country.code);
    if (number != 0) out.push_back(number);
    return out;
  }
  for (const std::string& member : expand_group(regions, country.code))
    if (const int number = iso_number(member); number != 0) out.push_back(number);
  return out;
}

}  // namespace tariffsim
