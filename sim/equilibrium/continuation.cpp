#include "equilibrium/continuation.hpp"

#include <cmath>
#include <utility>

#include "equilibrium/feasibility.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

/// Shortest stretch of the way from the baseline to the policy that is tried before giving up.
constexpr double kShortestStretch = 1.0 / 512;
constexpr double kFirstStretch = 0.25;

/// (1 + from)^(1 - along) (1 + to)^along - 1, and the same of cost factors. What is infinite is
/// `open` until the end.
double value_between(const Wedge& wedge, double from, double to, double along, double open) {
  if (from == to) return to;
  if (std::isinf(to)) return open;
  return std::pow(factor_of(wedge, from), 1 - along) * std::pow(factor_of(wedge, to), along) -
         factor_of(wedge, 0);
}

}  // namespace

TradePolicy policy_between(const World& world, const ModelParameters& parameters,
                           const TradePolicy& target, double along) {
  if (along >= 1) return target;
  TradePolicy policy = target;
  for (const Wedge& wedge : kWedges) {
    if (stored(wedge, target) == nullptr) continue;
    for (Index s = 0; s < world.n_sectors(); ++s) {
      const double open = std::pow(1 - along, -1 / parameters.trade_elasticity(s));
      for (Index n = 0; n < world.n_countries(); ++n)
        for (Index i = 0; i < world.n_countries(); ++i)
          (policy.*wedge.levels)(i, n, s) =
              value_between(wedge, value_at(wedge, world, i, n, s),
                            value_at(wedge, target, i, n, s), along, open);
    }
  }
  return policy;
}

Problem problem_between(const Problem& target, const TradePolicy& policy, double along) {
  const World& world = target.world;
  Problem between{world, TradeKernel(target.kernel.baseline()),
                  (1 - along) * world.deficit + along * target.deficit, target.parameters};
  between.kernel.set(target.parameters, policy_between(world, target.parameters, policy, along));
  return between;
}

namespace {

/// Countries that trade there, be it under a part of an embargo, share a numeraire, although they
/// may not at the policy itself.
Numeraire numeraire_of(const Problem& between) {
  Numeraire numeraire;
  numeraire.set(between.world, TradeLinks(between).components());
  return numeraire;
}

}  // namespace

Continued continued(const Problem& problem, const Numeraire& numeraire, const TradePolicy& policy,
                    const SolverOptions& options) {
  const World& world = problem.world;
  const bool watched = may_have_several(problem.parameters);
  State start{Vector::Zero(world.n_countries()),
              Table::Zero(world.n_countries(), world.n_sectors()), world.expenditure};
  Progress before;
  double along = 0;
  for (double stretch = kFirstStretch; stretch >= kShortestStretch;) {
    const double next = std::min(1.0, along + stretch);
    const bool arrives = next >= 1;
    const Problem between = problem_between(problem, policy, next);
    const Numeraire there = arrives ? numeraire : numeraire_of(between);
    NewtonResult found = newton(arrives ? problem : between, there, start, options);
    found.progress.add_steps(before);
    before = found.progress;
    if (!found.progress.converged) {
      stretch /= 2;
      continue;
    }
    if (arrives) return {std::move(found), std::nullopt};
    if (watched)
      if (const auto where =
              watch_sign(JointSpace(found.system(), there, spending_scale(world))).turned)
        return {{before, std::nullopt, std::nullopt}, Turned{*where, next}};
    along = next;
    start = found.system().state();
    stretch *= 2;
  }
  return {{before, std::nullopt, std::nullopt}, std::nullopt};
}

}  // namespace tariffsim
