// How a baseline is made from published data.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/baseline_metadata.hpp"
#include "data/cleaning.hpp"
#include "data/placed_code.hpp"
#include "data/share_update.hpp"
#include "data/tariff_recipe.hpp"
#include "model/aggregation.hpp"
#include "model/calibration.hpp"

namespace tariffsim {

/// Several codes of the source joined under a new one.
struct RecipeGroup {
  PlacedCode code;
  std::string name;
  std::vector<PlacedCode> members;
};

/// Input shares from a second source.
struct TechnologyRecipe {
  std::filesystem::path folder;
  PlacedCode
      elsewhere;  ///< the source's country whose technology serves countries that it does not have
  std::vector<std::pair<PlacedCode, std::vector<PlacedCode>>>
      parents;  ///< sector -> sectors of the source
  /// A table country,input,sector,share on the result's codes: it replaces the shares of the
  /// countries in it.
  std::optional<std::filesystem::path> newer;
};

/// A source of elasticities in two numbers.
struct ElasticityRecipe {
  std::string name;
  double goods = 0;
  double services = 0;
};

struct BaselineRecipe {
  BaselineMetadata metadata;       ///< of the result; unit and valuation are those of `flows`
  std::optional<PlacedCode> from;  ///< a baseline that is taken as it is; then nothing of what
                                   ///< follows up to `sector_groups` is given
  std::filesystem::path
      flows;  ///< a folder with flows, and tariffs and elasticities if it has them
  std::filesystem::path trade;  ///< a file of flows in place of those of the folder, or empty
  std::optional<TechnologyRecipe> technology;
  Cleaning clean;                      ///< of the flows and inputs that are read
  std::vector<PlacedCode> services;    ///< sectors of kind services; the others are goods
  std::vector<PlacedCode> keep;        ///< countries that stay, in the order of the result; none
                                       ///< named in a recipe for imports: all that are not joined
  std::vector<RecipeGroup> countries;  ///< the rest, joined; one may have the member `others`
  std::vector<RecipeGroup> sectors;    ///< sectors joined; the others stay
  std::vector<ElasticityRecipe> elasticities;
  std::optional<std::filesystem::path> population;  ///< a file country,population
  std::optional<std::filesystem::path>
      household_sizes;  ///< a file country,mean_size,year,source; then there is a population
  std::optional<std::filesystem::path> employment;  ///< employment.csv, in the codes of the result
  std::optional<std::filesystem::path> deflators;   ///< deflators.csv, by ISO code
  std::optional<std::filesystem::path> products;    ///< products.csv, in the codes of the result
  Groups sector_groups;                             ///< of the result's sectors
  std::optional<TariffRecipe> tariffs;              ///< else the source's rates
  std::optional<ShareUpdate> update;                ///< done by the caller: it takes an equilibrium
  int digits = 6;                                   ///< significant digits in the files
  Place place;  ///< of the recipe, for messages about it as a whole
};

struct BuiltBaseline {
  Baseline baseline;
  int source_cells = 0;           ///< pairs of country and good in the source
  FinalUseAdjustment adjustment;  ///< of these, before countries and sectors were joined
  FinalUseAdjustment after_joining;
};

/// Reads the sources, maps technology, keeps final use positive (sim/model.md, section 1.2), joins
/// countries and sectors, makes the rates. What was adjusted is said in the result's notes. Throws
/// InputError with all unknown, repeated or forgotten codes.
BuiltBaseline build_baseline(const BaselineRecipe& recipe, Diagnostics& diagnostics);

/// How the recipe joins countries and sectors of a source. Throws InputError with all unknown,
/// repeated or forgotten codes.
Aggregation recipe_aggregation(const BaselineRecipe& recipe, const std::vector<Country>& countries,
                               const std::vector<Sector>& sectors);

/// What is left of a recipe for imported tables whose countries and sectors are joined: names,
/// kinds of sectors, elasticities, people and prices, groups of sectors, rates. Throws InputError.
/// sectors, rates. Throws InputError.
void complete_imported(const BaselineRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics);

/// Rounds what the files of a baseline hold to significant digits; input shares downwards, after
/// final use has been kept positive, so that it stays so when the files are read.
FinalUseAdjustment round_numbers(Baseline& baseline, int digits);

}  // namespace tariffsim
