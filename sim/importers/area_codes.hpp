// What sources call countries, as ISO 3166-1 alpha-3.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tariffsim {

/// "DEU" of "DE"; "GRC" of "EL" and "GR", "GBR" of "UK" and "GB", "XNI" of "XI" (Northern Ireland).
/// Nothing for what is no country.
std::optional<std::string> area_of_two_letters(std::string_view code);

/// "BRA" of "76" and "076", with the numbers of customs statistics beside M49's ("USA" of "842",
/// "FRA" of "251", "TWN" of "490"), and "EUN" of "918" and "97" (European Union). Nothing for
/// numbers without a country.
std::optional<std::string> area_of_number(std::string_view number);

/// The code of an economy in tables by three-letter codes: itself if it is one of ISO 3166-1, or
/// one that such tables have (ROW, XKX, the countries that are no more); "ROU" of "ROM", "ROW" of
/// "RoW" and "WLD_REST", "TWN" of "S19". Nothing for what is none.
std::optional<std::string> area_of_three_letters(std::string_view code);

/// True for codes of groups of countries, the world among them.
bool is_group_of_areas(std::string_view code);

/// The name of a code, or the code: "Germany", "Rest of the world".
std::string area_name(std::string_view code);

/// "did you mean 'DEU' (Germany)?", or empty.
std::string area_hint(std::string_view code);

}  // namespace tariffsim
