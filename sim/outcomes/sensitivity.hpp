// What one outcome owes to every tariff, export tax, trade cost and elasticity (sim/model.md,
// section 2.8).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "outcomes/outcome.hpp"
#include "outcomes/outcome_weights.hpp"
#include "policy/parts_response.hpp"
#include "policy/policy_path.hpp"

namespace tariffsim {

/// Derivatives of one outcome at a solution; 0 in cells without trade, under an embargo and on
/// oneself. A rate of a cell with parts stands for those of all its parts, moved together.
struct Sensitivity {
  double value = 0;         ///< of the outcome itself
  Cube tariff;              ///< by t', N x N x S: of a rise by a fraction of 1
  Cube export_tax;          ///< by e', N x N x S
  Cube trade_cost;          ///< by log d', N x N x S
  Vector trade_elasticity;  ///< by theta, S; the baseline re-solved (closure none) stays
};

/// How a cell of the equations moves along a path of policy by one wedge of a cell.
struct CellMovement {
  WedgeKind wedge = WedgeKind::tariff;
  CellPlace place;        ///< in the world
  Index sector = 0;       ///< of the equations: with parts that do not compete not place.sector
  CellResponse response;  ///< of what stands for the cell, by s
};

/// Derivatives of outcomes of one solution; the equations are linearised once.
class Sensitivities {
 public:
  /// `deficit` is that which the policy was solved for, as are `options`. With
  /// ModelParameters::separate_nests and parts the split world is solved anew. `licences` are those
  /// of the policy's quotas, which follow (quota_response.hpp); without them it has none.
  Sensitivities(const World& world, const ModelParameters& parameters, const PartedPolicy& policy,
                const TradePolicy& effective, const Vector& deficit, const Equilibrium& equilibrium,
                const Levels& after, const SolverOptions& options,
                const std::vector<Licence>& licences = {});
  /// Of a certified result.
  Sensitivities(const Outcome& outcome, const SolverOptions& options);
  ~Sensitivities();
  Sensitivities(const Sensitivities&) = delete;
  Sensitivities& operator=(const Sensitivities&) = delete;

  /// Nothing where the outcome is not defined (the change of a flow that was none), or the
  /// linearised equations have no solution.
  std::optional<Sensitivity> of(const DifferentiableOutcome& outcome,
                                const OutcomePlace& place) const;
  /// The change of an outcome along a direction of all rates (tariff, export_tax), log trade costs
  /// and elasticities, by the tangent.
  std::optional<double> change_along(const DifferentiableOutcome& outcome,
                                     const OutcomePlace& place, const Sensitivity& direction) const;

  /// How cells with trade move along a path at s, at whose policy this is the solution; those that
  /// do not move are left out.
  std::vector<CellMovement> movements(const PolicyPath& path, double s) const;
  /// The derivative of an outcome by s through each of these movements; nothing as in of(). Both of
  /// a policy without quotas.
  std::optional<Vector> through(const DifferentiableOutcome& outcome, const OutcomePlace& place,
                                const std::vector<CellMovement>& movements) const;

 private:
  struct Memory;
  std::unique_ptr<const Memory> memory_;
};

}  // namespace tariffsim
