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

/// The first of the conditions on prices, budgets and spending that fails; dear ones come last.
std::optional<MissedCondition> missed_condition(const EquationSystem& system, double tolerance,
                                                Table& scratch) {
  const ConditionTolerances allowed = condition_tolerances(tolerance);
  const double price = kMargin * allowed.exact, budget = kMargin * allowed.budget,
               spending = kMargin * allowed.spending;
  if (const double r = system.price_residual(); !(r <= price))
    return MissedCondition{"zero_profit", r, price};
  if (const double r = system.budget_residual(); !(r <= budget))
    return MissedCondition{"budget", r, budget};
  if (const double r = system.spending_residual(scratch); !(r <= spending))
    return MissedCondition{"spending", r, spending};
  return std::nullopt;
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
  progress.missed.reset();
  if (!(progress.residual <= condition_tolerances(options.tolerance).market_clearing))
    return Standing::open;
  progress.missed = missed_condition(system, options.tolerance, scratch);
  if (progress.missed) return Standing::open;
  return progress.residual <= options.tolerance && cells_solved(system, cells, options.tolerance)
             ? Standing::solved
             : Standing::holds;
}

}  // namespace tariffsim
