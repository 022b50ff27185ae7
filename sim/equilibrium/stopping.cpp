#include "equilibrium/stopping.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "equilibrium/conditions.hpp"

namespace tariffsim {
namespace {

/// Levels are computed anew from what is solved, and round: a search goes on to this part of what
/// the certificate allows.
constexpr double kMargin = 0.5;
/// Prices and spending of each cell are solved further than clearing: what is reported of them
/// holds to rounding.
constexpr double kPricePart = 1e-2;
constexpr double kCellPart = 1e-1;
constexpr double kRounding = 1e-14;
/// However loose the tolerance of clearing.
constexpr double kLoosestPrice = 1e-12;
constexpr double kNever = std::numeric_limits<double>::infinity();

/// Of the conditions on prices, budgets, spending and labour, the one that fails most or holds
/// least well.
MissedCondition worst_condition(const EquationSystem& system, double tolerance, Table& scratch) {
  const ConditionTolerances allowed = condition_tolerances(tolerance);
  const MissedCondition all[] = {
      {"zero_profit", system.price_residual(), allowed.exact, kNever},
      {"budget", system.budget_residual(), allowed.budget,
       system.budget_residual() / kSummedConditions},
      {"spending", system.spending_residual(scratch), allowed.spending,
       system.spending_residual(scratch)},
      {"labour", system.labour_residual(), allowed.market_clearing, system.labour_residual()}};
  return *std::max_element(std::begin(all), std::end(all), [](const auto& a, const auto& b) {
    return a.residual / a.allowed < b.residual / b.allowed;
  });
}

bool cells_solved(const EquationSystem& system, const CellGaps& cells, double tolerance) {
  if (system.price_residual() > std::clamp(kPricePart * tolerance, kRounding, kLoosestPrice))
    return false;
  if (system.labour_residual() > std::max(kCellPart * tolerance, kLoosestPrice)) return false;
  return cells.gap.size() == 0 || cells.gap.cwiseQuotient(cells.scale).cwiseAbs().maxCoeff() <=
                                      std::max(kCellPart * tolerance, kRounding);
}

/// A good's origin that has less than this part of the spending on it is as exact as if it had it.
constexpr double kLeastOrigin = 1e-3;

}  // namespace

void cell_gaps(const EquationSystem& system, const Table& output, Table& gap) {
  if (!system.family().tells_origin()) return system.spending_gap(output, gap);
  Table of_imports, of_home;
  system.spending_gap(output, of_imports);
  system.home_spending_gap(output, of_home);
  gap.resize(of_home.rows(), 2 * of_home.cols());
  gap << of_imports, of_home;
}

Table cell_scale(const EquationSystem& system, const Table& scale) {
  if (!system.family().tells_origin()) return scale;
  const World& world = system.problem().world;
  const Table imports = imports_of(world);
  const auto part = (world.expenditure.array() > 0)
                        .select(imports.array() / world.expenditure.array(), 1.0)
                        .eval();
  Table by_origin(scale.rows(), 2 * scale.cols());
  by_origin << scale.cwiseProduct(part.max(kLeastOrigin).matrix()),
      scale.cwiseProduct((1 - part).max(kLeastOrigin).matrix());
  return by_origin;
}

Standing judge(const EquationSystem& system, const CellGaps& cells, const SolverOptions& options,
               Progress& progress, Table& scratch) {
  progress.residual = system.clearing_residual(progress.worst);
  progress.missed.reset();
  if (!(progress.residual <= condition_tolerances(options.tolerance).market_clearing))
    return Standing::open;
  const MissedCondition worst = worst_condition(system, options.tolerance, scratch);
  if (!(worst.residual <= worst.allowed)) {
    progress.missed = worst;
    return Standing::open;
  }
  return progress.residual <= options.tolerance && worst.residual <= kMargin * worst.allowed &&
                 cells_solved(system, cells, options.tolerance)
             ? Standing::solved
             : Standing::holds;
}

}  // namespace tariffsim
