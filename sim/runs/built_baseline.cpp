#include "runs/built_baseline.hpp"

#include <fmt/format.h>

#include "model/calibration.hpp"
#include "studies/imposed_shares.hpp"

namespace tariffsim {
namespace {

void require_elasticities(const Baseline& baseline, const Place& place) {
  if (baseline.elasticities.empty())
    throw InputError(place, "an update needs trade elasticities, and the baseline has none");
}

/// Flows become those of the world with the shares imposed.
void move_flows(const BaselineRecipe& recipe, Baseline& baseline, Diagnostics& diagnostics) {
  require_elasticities(baseline, recipe.place);
  const ShareFactors factors = read_share_update(*recipe.update, baseline, diagnostics);
  const ModelParameters parameters{baseline.elasticities.front().trade_elasticity};
  const Calibration calibration = calibrate(baseline, {parameters, true});
  const ImposedWorld imposed = impose_import_shares(
      calibration.world, parameters,
      scaled_shares(*calibration.world, factors.importer, factors.factor), SolverOptions{});
  if (!imposed.world)
    throw InputError(recipe.update->importer.place,
                     "no equilibrium with these shares was found: " + imposed.message);
  baseline.flow = imposed.world->flow;
  round_numbers(baseline, recipe.digits);
}

}  // namespace

Baseline built_baseline(const BaselineRecipe& recipe, Diagnostics& diagnostics) {
  Baseline out = build_baseline(recipe, diagnostics).baseline;
  if (recipe.update) move_flows(recipe, out, diagnostics);
  return out;
}

}  // namespace tariffsim
