// Names of published classifications of industries, and which of them make goods.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/labels.hpp"

namespace tariffsim {

/// Gives sectors that are known by their code (ISIC, NACE, CPA, WIOD, GTAP: the library's
/// industries.csv) their kind, and their name where they have none but the code. Those that are not
/// known stay what they are; of goods a
/// warning names them.
void describe_sectors(std::vector<Sector>& sectors, Diagnostics& diagnostics);

/// Whether a code is of one of those classifications.
bool is_known_industry(std::string_view code);

/// Gives economies their names and numbers by their codes.
void describe_countries(std::vector<Country>& countries);

}  // namespace tariffsim
