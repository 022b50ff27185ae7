// Solves that Newton cannot make in one go: through policies between the baseline and the target.
#pragma once

#include "equilibrium/determinant_sign.hpp"
#include "equilibrium/newton.hpp"

namespace tariffsim {

/// The policy a part `along` (0..1) of the way: duties, taxes and trade costs move geometrically;
/// an embargo's weight d^-theta falls in proportion. `along` = 1 is the target itself.
TradePolicy policy_between(const World& world, const ModelParameters& parameters,
                           const TradePolicy& target, double along);

/// A point on the way at which another equilibrium branches off.
struct Turned {
  Cell where;        ///< what moves most
  double along = 0;  ///< 0..1
};

struct Continued {
  NewtonResult found;            ///< at the policy itself
  std::optional<Turned> turned;  ///< then nothing is found
};

/// Walks from the baseline to the policy of `problem` in stretches, each solved from the last;
/// halves a stretch that fails. Ends where the derivative of the equations has turned its sign
/// (determinant_sign.hpp): from there on, which equilibrium is followed is chance.
Continued continued(const Problem& problem, const Numeraire& numeraire, const TradePolicy& policy,
                    const SolverOptions& options);

}  // namespace tariffsim
