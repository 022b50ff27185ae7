// A recipe carried out to the end.
#pragma once

#include "data/recipe.hpp"

namespace tariffsim {

/// build_baseline, and the update that the recipe asks for: the importer's shares are imposed at
/// the first source of elasticities, deficits fixed (sim/model.md, section 1.4). Throws InputError
/// as build_baseline does, and if no equilibrium with these shares is found.
Baseline built_baseline(const BaselineRecipe& recipe, Diagnostics& diagnostics);

}  // namespace tariffsim
