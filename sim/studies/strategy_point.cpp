#include "studies/strategy_point.hpp"

#include <utility>

#include "outcomes/quota_solution.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

/// Of market clearing, in place of the user's: sqrt of what is left of it is what a rate found from
/// welfare would miss, and it itself about what one found from a gradient does.
constexpr double kTolerance = 1e-13;

}  // namespace

StrategyPoint::StrategyPoint(const StrategySetting& setting, TradePolicy policy, TradeKernel kernel,
                             PolicySolution solution)
    : policy_(std::move(policy)),
      solution_(std::move(solution)),
      linear_(setting.world, setting.parameters, std::move(kernel), setting.deficit,
              *solution_.solve.equilibrium),
      solved_{setting.world, setting.parameters, *solution_.solve.equilibrium, solution_.after} {
  if (setting.quotas.empty())
    solution_.after = levels(linear_.system(), policy_, *solution_.solve.equilibrium);
  else
    quotas_.emplace(solved_, solution_.effective, setting.quotas, solution_.licences, linear_);
}

std::optional<PolicyDirection> StrategyPoint::gradient(const Objective& objective,
                                                       PolicyDirection parts) const {
  Weights weights = linear_.system().no_weights();
  objective.add_weights(solved_, 1, weights);
  if (!quotas_) return linear_.gradient(weights, std::move(parts), known_);
  if (!quotas_->is_known()) return std::nullopt;
  const LicensedWeights of =
      quotas_->licensed(std::move(weights), objective.revenue_weights(solved_));
  auto found = linear_.gradient(of.equations, no_direction(solved_.world, false), known_);
  if (!found) return found;
  quotas_->follow(of, *found);
  by_chosen_rates(*found);
  return found;
}

/// From logs of the rates that stand for licences to those of the rates beside them.
void StrategyPoint::by_chosen_rates(PolicyDirection& gradient) const {
  const auto rate = [](const TradePolicy& of, WedgeKind kind, const CellPlace& at) {
    return value_at(wedge_of(kind), of, at.exporter, at.importer, at.sector);
  };
  for (const auto& cell : solved_.after.licences) {
    const CellPlace& at = cell.first;
    const auto ratio = [&](WedgeKind kind) {
      return (1 + rate(policy_, kind, at)) / (1 + rate(solution_.effective, kind, at));
    };
    gradient.tariff(at.exporter, at.importer, at.sector) *=
        ratio(WedgeKind::tariff) * quotas_->tariff_factor(at);
    gradient.export_tax(at.exporter, at.importer, at.sector) *=
        ratio(WedgeKind::export_tax) * quotas_->export_tax_factor(at);
  }
}

PolicySolution StrategySolver::solve_licences(const TradePolicy& policy,
                                              const SolverOptions& options,
                                              const Equilibrium* near) {
  PartedPolicy asked(policy);
  asked.quotas = setting_.quotas;
  const auto solve_rates = [&](PartedPolicy rates, const SolverOptions& to,
                               const Equilibrium* from) {
    PolicySolution at;
    at.effective = rates.average;
    at.policy = std::move(rates);
    const Equilibrium* start = from != nullptr ? from : near;
    at.solve = solver_.solve(workspace_, {at.effective, setting_.deficit, start}, to);
    if (at.solve.equilibrium)
      at.after = levels(setting_.world, setting_.parameters, at.effective, *at.solve.equilibrium);
    return at;
  };
  return solve_quotas(setting_.world, asked, options, kTolerance, solve_rates);
}

std::shared_ptr<const StrategyPoint> StrategySolver::solve(TradePolicy policy,
                                                           const StrategyPoint* near) {
  ++solves_;
  const Equilibrium* start = near != nullptr ? &near->solved().equilibrium : nullptr;
  SolverOptions options;
  options.tolerance = kTolerance;
  PolicySolution found;
  if (setting_.quotas.empty())
    found.solve = solver_.solve(workspace_, {policy, setting_.deficit, start}, options);
  else
    found = solve_licences(policy, options, start);
  message_ = found.solve.message;
  if (!found.solve.equilibrium) return nullptr;
  return std::make_shared<const StrategyPoint>(setting_, std::move(policy), workspace_.kernel(),
                                               std::move(found));
}

}  // namespace tariffsim
