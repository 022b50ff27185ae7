// The countries of ISO 3166-1.
#pragma once

#include <string_view>
#include <vector>

#include "model/labels.hpp"

namespace tariffsim {

/// Alpha-3 code, short English name and numeric code, by code; read once from the library's
/// countries.csv. Empty if the program was installed without its library. Throws InputError for
/// a broken file.
const std::vector<Country>& iso_countries();

/// The country of a code, or nullptr.
const Country* find_iso_country(std::string_view code);

}  // namespace tariffsim
