#include "equilibrium/stopping.hpp"

#include <algorithm>

#include "equilibrium/conditions.hpp"

namespace tariffsim {
namespace {

/// Levels are computed anew from what is solved, and round: the search stays below this part of
/// what the certificate allows.
constexpr double kMargin = 0.5;
/// Prices and spending of each cell are solved further than clearing: what is reported of them
/// holds to rounding.
constexpr double kPricePart = 1e-2;
constexpr double kCellPart = 1e-1;
constexpr double kRounding = 1e-14;
/// However loose the tolerance of clearing.
constexpr double kLoosestPrice = 1e-12;

bool conditions_hold(const EquationSystem& system, double clearing, double tolerance,
                     Table& scratch) {
  const ConditionTolerances allowed = condition_tolerances(tolerance);
  return clearing <= allowed.market_clearing &&
         system.price_residual() <= kMargin * allowed.exact &&
         system.budget_residual() <= kMargin * allowed.budget &&
         system.spending_residual(scratch) <= kMargin * allowed.spending;
}

bool cells_solved(const EquationSystem& system, const CellGaps& cells, double tolerance) {
  if (system.price_residual() > std::clamp(kPricePart * tolerance, kRounding, kLoosestPrice))
    return false;
  return cells.gap.size() == 0 || cells.gap.cwiseQuotient(cells.scale).cwiseAbs().maxCoeff() <=
                                      std::max(kCellPart * tolerance, kRounding);
}

}  // namespace

Standing judge(const EquationSystem& system, const CellGaps& cells, const SolverOptions& options,
               Progress& progress, Table& scratch) {
  progress.residual = system.clearing_residual(progress.worst);
  if (!conditions_hold(system, progress.residual, options.tolerance, scratch))
    return Standing::open;
  return progress.residual <= options.tolerance && cells_solved(system, cells, options.tolerance)
             ? Standing::solved
             : Standing::holds;
}

}  // namespace tariffsim
