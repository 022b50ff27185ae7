#include "studies/strategy_point.hpp"

#include <utility>

namespace tariffsim {
namespace {

/// Of market clearing, in place of the user's: sqrt of what is left of it is what a rate found from
/// welfare would miss, and it itself about what one found from a gradient does.
constexpr double kTolerance = 1e-13;

}  // namespace

StrategyPoint::StrategyPoint(const StrategySetting& setting, TradePolicy policy,
                             Equilibrium solution)
    : policy_(std::move(policy)),
      equilibrium_(std::move(solution)),
      after_(levels(setting.world, setting.parameters, policy_, equilibrium_)),
      solved_{setting.world, setting.parameters, equilibrium_, after_},
      linear_(setting.world, setting.parameters, policy_, setting.deficit, equilibrium_) {}

std::optional<PolicyDirection> StrategyPoint::gradient(const Weights& weights,
                                                       PolicyDirection parts) const {
  return linear_.gradient(weights, std::move(parts), known_);
}

std::shared_ptr<const StrategyPoint> StrategySolver::solve(TradePolicy policy,
                                                           const StrategyPoint* near) {
  ++solves_;
  const Equilibrium* start = near != nullptr ? &near->solved().equilibrium : nullptr;
  SolverOptions options;
  options.tolerance = kTolerance;
  SolveResult found = solver_.solve(policy, setting_.deficit, options, start);
  message_ = found.message;
  if (!found.equilibrium) return nullptr;
  return std::make_shared<const StrategyPoint>(setting_, std::move(policy),
                                               std::move(*found.equilibrium));
}

}  // namespace tariffsim
