// A scenario solved with some lines of its policy left out.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "policy/instrument.hpp"
#include "studies/line_levels.hpp"

namespace tariffsim {

/// For each line of the policy whether it is in force.
using LinesInForce = std::vector<bool>;
/// Policies that are solved one after another, each started at the solution of the one before.
using PolicyChain = std::vector<LinesInForce>;

enum class LineStatus {
  not_solved,
  solved,
  no_policy,     ///< some of the lines cannot be in force without the others
  no_solution,   ///< a part of the policy has none, though the whole has one
  not_certified  ///< it has one whose certificate does not hold
};

const char* to_string(LineStatus status);

struct PartialPolicies {
  LineStatus status = LineStatus::not_solved;
  std::string message = "not solved";  ///< one sentence
  std::vector<LineLevels> levels;      ///< of all chains in their order, if `solved`
  int solves = 0;
};

/// The deficits that a policy was solved for: those of the world where they are in proportion to
/// what countries earn, since these move.
const Vector& deficit_before(const Outcome& outcome);

/// Solves and certifies the policies of all chains, several chains at a time. Lines in force are
/// applied in their order, each seeing the result of those above. Policies that are the same in
/// every cell with trade are solved once, so that their levels are equal, as are those of no line
/// and of all lines, which are known. The result does not depend on the number of threads.
PartialPolicies solve_partial_policies(const Outcome& whole, std::span<const PolicyLine> lines,
                                       const std::vector<PolicyChain>& chains,
                                       const SolverOptions& options);

}  // namespace tariffsim
