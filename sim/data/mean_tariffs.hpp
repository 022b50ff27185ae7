// Rates scaled to published means.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "data/importing_units.hpp"
#include "model/code_index.hpp"

namespace tariffsim {

enum class MayMove { both_ways, down };

/// What a unit levies on a group of sectors on average.
struct MeanTariff {
  std::size_t unit;  ///< position in the list of units
  std::string group;
  std::vector<Index> sectors;
  double mean;  ///< fraction, weighted by imports before duty
  MayMove may_move;
  std::string source;
};

/// Reads importer,group,mean_pct,moves,source. Importers go by other names too ("EUN" for a union
/// EU27); countries that the baseline lacks, and members of a union, are left out; all of this is
/// said. Throws InputError with all unknown importers and groups, and rates that are none.
std::vector<MeanTariff> read_mean_tariffs(
    const std::filesystem::path& path, const std::vector<ImportingUnit>& units,
    const CodeIndex& countries,
    const std::vector<std::pair<std::string, std::vector<Index>>>& groups,
    Diagnostics& diagnostics);

/// The mean of the baseline's rates over these cells, weighted by flows; 0 without flows.
double mean_tariff(const Baseline& baseline, const ImportingUnit& unit,
                   const std::vector<Index>& sectors);

/// Scales the unit's rates on the sectors so that their mean becomes the published one. Down: all
/// alike. Up: first what partners pay who pay in full, none to more than one and a half times
/// `published_rates`; then what others pay in part moves towards the full rates; what is free stays
/// free. A unit that levies next to nothing levies the mean on everybody. Where rates may only move
/// down, a published mean above theirs leaves them. Returns the mean reached.
double scale_to_mean(const MeanTariff& published, const ImportingUnit& unit,
                     const std::vector<Treatment>& treatment, const Cube& published_rates,
                     Baseline& baseline);

}  // namespace tariffsim
