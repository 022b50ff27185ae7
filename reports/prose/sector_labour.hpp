// Wages and employment by sector, where they can differ from those of the economy.
#pragma once

#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {

/// A caution beside every wage of a sector.
inline constexpr const char* kWhatWagesAre =
    "all value added is labour's in the model: what is called a sector's wage also pays the "
    "capital "
    "and land in it, and moves further than pay";

/// Whether sectors have wages of their own.
bool has_sector_wages(const ModelParameters& parameters);

/// Whether employment moves: hours in the economy, or workers between sectors. If not, it is fixed
/// by assumption.
bool has_employment(const ModelParameters& parameters);

/// A table for each of the first economies of `codes`: sectors whose payrolls move most. None
/// where labour moves freely and hours are fixed. Codes that are no country's are passed over.
std::vector<TitledTable> sector_labour_tables(const Outcome& outcome,
                                              const std::vector<std::string>& codes);

}  // namespace tariffsim
