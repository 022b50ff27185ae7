#include "studies/strategy_point.hpp"

#include <utility>

namespace tariffsim {
namespace {

/// Of market clearing, in place of the user's: sqrt of what is left of it is what a rate found from
/// welfare would miss, and it itself about what one found from a gradient does.
constexpr double kTolerance = 1e-13;

}  // namespace

StrategyPoint::StrategyPoint(const StrategySetting& setting, TradePolicy policy, TradeKernel kernel,
                             Equilibrium solution)
    : policy_(std::move(policy)),
      equilibrium_(std::move(solution)),
      linear_(setting.world, setting.parameters, std::move(kernel), setting.deficit, equilibrium_),
      after_(levels(linear_.system(), policy_, equilibrium_)),
      solved_{setting.world, setting.parameters, equilibrium_, after_} {}

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
  const SolveResult& found = solver_.solve(workspace_, {policy, setting_.deficit, start}, options);
  message_ = found.message;
  if (!found.equilibrium) return nullptr;
  return std::make_shared<const StrategyPoint>(setting_, std::move(policy), workspace_.kernel(),
                                               *found.equilibrium);
}

}  // namespace tariffsim
