#include "outcomes/separate_solution.hpp"

#include <utility>

#include "equilibrium/anderson_acceleration.hpp"
#include "outcomes/parts_certificate.hpp"
#include "policy/separate_weights.hpp"

namespace tariffsim {
namespace {

/// Equilibria on the way are solved to this: what numbers allow.
constexpr double kTightest = 1e-13;
/// Logs of unit costs at which wedges were made, and of those that they lead to: times a trade
/// elasticity of 10 what the certificate allows of a cell.
constexpr double kSettled = 1e-12;
constexpr int kMostRounds = 100;
constexpr Index kPairs = 12;

/// Looks for the unit costs of the sectors concerned.
class CostSearch {
 public:
  CostSearch(const SeparateWeights& weights, const SolverOptions& options,
             const WholeCellSolve& solve, const Equilibrium* near, PolicySolution& solution)
      : weights_(weights), options_(options), solve_(solve), solution_(solution) {
    options_.tolerance = kTightest;
    if (near != nullptr) near_ = *near;
  }

  /// Leaves an equilibrium, or says why there is none.
  void run(Index countries) {
    const auto sectors = static_cast<Index>(weights_.sectors().size());
    Vector at = Vector::Zero(countries * sectors), gap = at;
    if (near_) at = logs_of(near_->unit_cost());
    AndersonAcceleration acceleration;
    acceleration.reset(at.size(), kPairs);
    for (int round = 0; round < kMostRounds; ++round) {
      if (!solve_at(at)) return;
      gap = logs_of(solution_.solve.equilibrium->unit_cost()) - at;
      if (gap.cwiseAbs().maxCoeff() <= kSettled) return;
      at += acceleration.next_move(at, gap);
    }
    solution_.solve.status = SolveStatus::not_converged;
    solution_.solve.message =
        "no solution found: what buyers pay for the kinds of goods of a sector and what these cost "
        "did not come to agree; 'nests: one' may have a solution";
    solution_.solve.equilibrium.reset();
  }

 private:
  Vector logs_of(const Table& unit_cost) const {
    Vector logs(unit_cost.rows() * static_cast<Index>(weights_.sectors().size()));
    Index first = 0;
    for (const Index s : weights_.sectors()) {
      logs.segment(first, unit_cost.rows()) = unit_cost.col(s).array().log();
      first += unit_cost.rows();
    }
    return logs;
  }

  bool solve_at(const Vector& logs) {
    const Index countries = logs.size() / static_cast<Index>(weights_.sectors().size());
    Table cost = Table::Ones(countries, weights_.sectors().back() + 1);
    Index first = 0;
    for (const Index s : weights_.sectors()) {
      cost.col(s) = logs.segment(first, countries).array().exp();
      first += countries;
    }
    solution_.effective = weights_.weigh(cost, solution_.policy);
    SolveResult found = solve_(solution_.effective, options_, near_ ? &*near_ : nullptr);
    found.iterations += solution_.solve.iterations;
    found.evaluations += solution_.solve.evaluations;
    found.wall_ms += solution_.solve.wall_ms;
    solution_.solve = std::move(found);
    near_ = solution_.solve.equilibrium;
    return near_.has_value();
  }

  const SeparateWeights& weights_;
  SolverOptions options_;
  const WholeCellSolve& solve_;
  PolicySolution& solution_;
  std::optional<Equilibrium> near_;
};

}  // namespace

PolicySolution solve_separate(const World& world, const ModelParameters& parameters,
                              PartedPolicy policy, const Vector& deficit,
                              const SolverOptions& options, double tolerance,
                              const WholeCellSolve& solve, const Equilibrium* near) {
  PolicySolution solution;
  const PartedPolicy given = policy;
  solution.policy = std::move(policy);
  const SeparateWeights weights(world, parameters, given);
  if (weights.sectors().empty()) {  // nothing is spent where parts are
    solution.effective = solution.policy.average;
    solution.solve = solve(solution.effective, options, near);
  } else {
    CostSearch(weights, options, solve, near, solution).run(world.n_countries());
  }
  if (!solution.solve.equilibrium) return solution;
  solution.after = levels(world, parameters, solution.effective, *solution.solve.equilibrium);
  solution.certificate = certify(world, parameters, solution.effective, deficit,
                                 *solution.solve.equilibrium, solution.after, tolerance);
  for (Residual& residual :
       certify_separate_parts(world, parameters, solution.policy, solution.effective,
                              *solution.solve.equilibrium, solution.after))
    solution.certificate.residuals.push_back(std::move(residual));
  return solution;
}

}  // namespace tariffsim
