#include "importers/area_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include "base/near_miss.hpp"
#include "data/iso_countries.hpp"
#include "data/other_names.hpp"

namespace tariffsim {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 4> kEurostat{
    {{"EL", "GRC"}, {"UK", "GBR"}, {"XI", "XNI"}, {"XK", "XKX"}}};

/// Numbers of BACI, Comtrade and WITS that are not M49's. 58 is Belgium with Luxembourg, 280 the
/// Federal Republic of Germany before 1991, 711 the South African customs union.
constexpr std::array<std::pair<int, std::string_view>, 24> kCustomsNumbers{
    {{58, "BEL"},  {97, "EUN"},  {200, "CSK"}, {230, "ETH"}, {251, "FRA"}, {278, "DDR"},
     {280, "DEU"}, {381, "ITA"}, {490, "TWN"}, {530, "ANT"}, {579, "NOR"}, {582, "PCI"},
     {588, "PAK"}, {590, "PAN"}, {699, "IND"}, {711, "ZAF"}, {736, "SDN"}, {757, "CHE"},
     {810, "SUN"}, {842, "USA"}, {886, "YEM"}, {890, "YUG"}, {891, "SCG"}, {918, "EUN"}}};

/// Codes that are no more in ISO 3166-1, or never were, and the names of all that tables have.
constexpr std::array<Pair, 24> kMoreAreas{{{"ROW", "Rest of the world"},
                                           {"EUN", "European Union"},
                                           {"XNI", "Northern Ireland"},
                                           {"XKX", "Kosovo"},
                                           {"WA", "Rest of Asia and the Pacific"},
                                           {"WE", "Rest of Europe"},
                                           {"WF", "Rest of Africa"},
                                           {"WL", "Rest of America"},
                                           {"WM", "Rest of the Middle East"},
                                           {"ANT", "Netherlands Antilles"},
                                           {"CSK", "Czechoslovakia"},
                                           {"DDR", "German Democratic Republic"},
                                           {"PCI", "Pacific Islands (trust territory)"},
                                           {"SCG", "Serbia and Montenegro"},
                                           {"SUN", "Soviet Union"},
                                           {"VDR", "Viet Nam (north)"},
                                           {"YMD", "Yemen (Democratic)"},
                                           {"YUG", "Yugoslavia"},
                                           {"BUR", "Burma"},
                                           {"ZAR", "Zaire"},
                                           {"TMP", "East Timor"},
                                           {"BLX", "Belgium and Luxembourg"},
                                           {"RHO", "Rhodesia"},
                                           {"CHI", "Channel Islands"}}};

constexpr std::array<Pair, 5> kSpelledOtherwise{
    {{"ROM", "ROU"}, {"RoW", "ROW"}, {"S19", "TWN"}, {"RWD", "ROW"}, {"WLD_REST", "ROW"}}};

constexpr std::array<std::string_view, 25> kGroups{
    "WLD",  "WOR",  "W00",  "WORLD", "WRL", "TOT",  "TOTAL",   "EU27", "EU27_2020",
    "EU28", "EU15", "EA19", "EA20",  "EUU", "OECD", "NONOECD", "APEC", "ASEAN",
    "G20",  "EU",   "EURO", "ALL",   "SUM", "ZOTH", "EMU"};

template <class Table, class Key>
std::optional<std::string> found(const Table& table, const Key& key) {
  for (const auto& [from, to] : table)
    if (from == key) return std::string(to);
  return std::nullopt;
}

std::map<std::string, std::string, std::less<>> two_letter_codes() {
  std::map<std::string, std::string, std::less<>> out;
  for (const OtherName& name : other_names())
    if (name.written.size() == 2 && find_iso_country(name.meant) != nullptr)
      out.emplace(name.written, name.meant);
  return out;
}

}  // namespace

std::optional<std::string> area_of_two_letters(std::string_view code) {
  static const auto codes = two_letter_codes();
  if (auto area = found(kEurostat, code)) return area;
  const auto at = codes.find(code);
  return at == codes.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::string> area_of_number(std::string_view text) {
  int number = 0;
  const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || stopped != text.data() + text.size()) return std::nullopt;
  if (auto area = found(kCustomsNumbers, number)) return area;
  for (const Country& country : iso_countries())
    if (country.iso_numeric == number && number != 0) return country.code;
  return std::nullopt;
}

std::optional<std::string> area_of_three_letters(std::string_view code) {
  if (auto area = found(kSpelledOtherwise, code)) return area;
  if (find_iso_country(code) != nullptr) return std::string(code);
  if (code.size() == 3 && found(kMoreAreas, code)) return std::string(code);
  return std::nullopt;
}

bool is_group_of_areas(std::string_view code) {
  return std::find(kGroups.begin(), kGroups.end(), code) != kGroups.end();
}

std::string area_name(std::string_view code) {
  if (const Country* country = find_iso_country(code)) return country->name;
  return found(kMoreAreas, code).value_or(std::string(code));
}

std::string area_hint(std::string_view code) {
  std::vector<std::string> codes{"ROW"};
  for (const Country& country : iso_countries()) codes.push_back(country.code);
  const auto nearest = near_miss(code, codes);
  return nearest ? fmt::format("did you mean '{}' ({})?", *nearest, area_name(*nearest)) : "";
}

}  // namespace tariffsim
