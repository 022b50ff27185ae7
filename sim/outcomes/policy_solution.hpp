// A policy solved, certified and in levels, whatever the goods of its cells are to each other.
#pragma once

#include <functional>
#include <optional>

#include "outcomes/certificate.hpp"
#include "outcomes/levels.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

struct PolicySolution {
  PartedPolicy policy;  ///< with the shares of its parts in trade (PolicyPart::flow_share); duties
                        ///< on what comes in beyond a quota are in it, licences are not
  TradePolicy effective;    ///< of whole cells, licences as the rates that they are like
  SolveResult solve;        ///< its equilibrium is that of the world itself; absent: not solved
  Levels after;             ///< if it was solved
  Certificate certificate;  ///< if it was solved
  std::vector<Licence> licences = {};  ///< if it was solved, of PartedPolicy::quotas

  /// Solved and certified.
  bool holds() const { return solve.equilibrium.has_value() && certificate.holds(); }
  /// Why not: the solver's sentence, or the certificate's.
  std::string failure() const;
};

/// Solves a policy of whole cells on the world: by the caller's solver, from the equilibrium of a
/// policy nearby if there is one, else from where it likes.
using WholeCellSolve =
    std::function<SolveResult(const TradePolicy&, const SolverOptions&, const Equilibrium*)>;

/// Solves a policy for a world at its parameters and these deficits. Parts of a cell compete within
/// it, or, with ModelParameters::separate_nests, each only with goods of its kind: then `solve` is
/// asked until unit costs settle (separate_solution.hpp). `tolerance` is the certificate's. Licence
/// prices of quotas are found on the way (quota_solution.hpp).
PolicySolution solve_policy(const World& world, const ModelParameters& parameters,
                            PartedPolicy policy, const Vector& deficit,
                            const SolverOptions& options, double tolerance,
                            const WholeCellSolve& solve);

/// Takes the equilibrium away from a solution whose welfare would be told, and says why, where
/// somebody's has no percentage (why_no_welfare).
void refuse_without_welfare(const World& world, PolicySolution& solution);

}  // namespace tariffsim
