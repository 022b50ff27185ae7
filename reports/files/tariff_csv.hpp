// The tariffs of one importer, cell by cell, as a CSV file.
#pragma once

#include <string>

#include "runs/tariff_profile.hpp"

namespace tariffsim {

/// exporter,importer,sector,flow_musd and a column of rates (fractions) a stage, such as
/// tariff_policy. A row for every cell with trade or with a rate at any stage. Figures keep 10
/// significant digits.
std::string tariff_csv(const TariffProfile& profile);

}  // namespace tariffsim
