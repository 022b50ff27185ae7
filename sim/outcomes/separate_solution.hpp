// A policy solved where goods of different kinds do not compete (sim/model.md, section 2.2).
#pragma once

#include "outcomes/policy_solution.hpp"

namespace tariffsim {

/// Solves a policy with parts, ModelParameters::separate_nests: the wedges of one nest that stand
/// for its markets depend on unit costs (policy/separate_weights.hpp), and are made anew until
/// these are the ones that they were made at. `near`, `options` and `tolerance` as in solve_policy;
/// equilibria on the way are solved as closely as numbers allow.
PolicySolution solve_separate(const World& world, const ModelParameters& parameters,
                              PartedPolicy policy, const Vector& deficit,
                              const SolverOptions& options, double tolerance,
                              const WholeCellSolve& solve, const Equilibrium* near);

}  // namespace tariffsim
