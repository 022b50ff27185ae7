// The equations linearised at a solution: where unknowns move with policy, and what a number that
// depends on them owes to every cell of policy (sim/model.md, section 2.8).
#pragma once

#include <memory>
#include <optional>

#include "equilibrium/equation_system.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/shared_directions.hpp"

namespace tariffsim {

/// The parts of which J x = b makes one system: allocated once, for all directions at one point.
class Linearisation {
 public:
  /// At the solution of a policy of whole cells. The world and the parameters outlive it. The
  /// deficits are those that it was solved for (Counterfactual::deficit).
  Linearisation(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
                const Vector& deficit, const Equilibrium& solution);
  /// The same, of a policy whose kernel is known.
  Linearisation(const World& world, const ModelParameters& parameters, TradeKernel kernel,
                const Vector& deficit, const Equilibrium& solution);
  ~Linearisation();
  Linearisation(const Linearisation&) = delete;
  Linearisation& operator=(const Linearisation&) = delete;

  const EquationSystem& system() const;

  /// Tangent, dx = -J^-1 F_p dp: how the unknowns change along a direction of policy; nothing if
  /// the linear system cannot be solved: the equations leave the unknowns open there.
  std::optional<State> unknowns_along(const PolicyDirection& policy) const;
  /// Adjoint, J_p - F_p^T J^-T J_x: the derivatives of one number by every cell of tariffs, export
  /// taxes and trade costs, and by elasticities; nothing as above. `parts` is zero in those that
  /// are asked for, and empty in the others.
  std::optional<PolicyDirection> gradient(const Weights& of, PolicyDirection parts) const;
  /// The same, of one number of several at this point: begins with what is known of the others.
  /// `known` has been used with this linearisation alone, by one thread at a time.
  std::optional<PolicyDirection> gradient(const Weights& of, PolicyDirection parts,
                                          SharedDirections& known) const;

 private:
  Vector adjoint_right_side(const Weights& of) const;
  void add_by_policy(const Weights& of, const Vector& adjoint, PolicyDirection& gradient) const;

  struct Memory;
  std::unique_ptr<const Memory> memory_;
};

/// The change of a number of these weights along a direction of the unknowns and of policy.
double change_along(const EquationSystem& system, const Weights& of, const State& unknowns,
                    const PolicyDirection& policy);

}  // namespace tariffsim
