// YAML text -> BaselineRecipe.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "data/recipe.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

/// Source folders given in place of the recipe's: "flows" or "inputs" -> folder.
using SourceOverrides = std::map<std::string, std::filesystem::path>;

/// Reads a recipe. Its source folders are relative to the recipe's own folder. Warnings and notes
/// go to `diagnostics`. Throws InputError with all errors of the file.
BaselineRecipe read_recipe(const std::filesystem::path& path, const SourceOverrides& overrides,
                           Diagnostics& diagnostics);

/// Reads a recipe for imported tables: what is said of sources of their own is an error, no key is
/// required, and `clean` begins with what importers do. Throws InputError.
BaselineRecipe read_import_recipe(const std::filesystem::path& path, Diagnostics& diagnostics);

/// The keys of a recipe, those of baseline.yaml first.
const MappingSpec& recipe_keys();

}  // namespace tariffsim
