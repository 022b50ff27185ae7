// How the rates of a baseline are made from published ones: what statistics of duties and of mean
// tariffs say is laid over rates by partner and sector.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "data/placed_code.hpp"
#include "model/baseline.hpp"

namespace tariffsim {

using NamedCodes = std::vector<std::pair<PlacedCode, std::vector<PlacedCode>>>;

/// Importers that levy nothing on these sectors.
struct FreeEntry {
  std::vector<PlacedCode> importers;
  std::vector<PlacedCode> sectors;
};

struct TariffRecipe {
  std::string published_as;                    ///< the set that keeps the rates as published, or ""
  std::vector<PlacedCode> free;                ///< sectors on which nobody levies anything
  NamedCodes unions;                           ///< importers with one tariff: name -> members
  NamedCodes sector_groups;                    ///< of the table of means: name -> sectors
  std::vector<PlacedCode> no_rates_on;         ///< exporters that the published rates leave out
  std::optional<FreeEntry> agreements_free;    ///< towards partners with an agreement
  std::vector<FreeEntry> nothing_on;           ///< towards anybody
  std::optional<std::filesystem::path> means;  ///< importer, group, mean_pct, moves, source
  std::vector<std::filesystem::path> collected;  ///< exporter, importer, sector, rate: all that
                                                 ///< these importers levy
  std::vector<std::pair<std::string, std::filesystem::path>>
      more;  ///< further sets: name -> what is added to the rates
};

/// Makes the rates of `baseline` by the recipe's steps, in the order of its members. Returns what
/// its notes should say: means that are missed, and the cells above 30 % with their sources. Throws
/// InputError with all unknown codes and faults of the files.
std::vector<std::string> set_tariffs(const TariffRecipe& recipe, Baseline& baseline,
                                     Diagnostics& diagnostics);

}  // namespace tariffsim
