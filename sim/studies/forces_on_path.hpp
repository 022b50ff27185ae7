// Why welfare moves: the forces integrated along the way to the policy of a result.
#pragma once

#include <optional>
#include <vector>

#include "outcomes/welfare_forces.hpp"
#include "studies/path_solution.hpp"

namespace tariffsim {

struct ForcesOnPath {
  std::vector<WelfareForces> countries;  ///< N
  double error = 0;  ///< largest that is known of any figure, points of percent of welfare

  /// Of several countries together, points of percent of their welfare. `whole` is the result that
  /// these forces are of.
  WelfareForces points_of(const Outcome& whole, const std::vector<Index>& countries) const;
};

/// Whether the model holds a force that is not one of WelfareForces, so that their sum is not all
/// of the change of welfare.
bool has_other_forces(const ModelParameters& parameters);

/// Of which results the forces are asked for.
enum class ForcesAsked {
  of_none,
  of_signs_by_rebate,  ///< where some welfare has another sign without the rebate of border taxes
  of_all
};

/// With 9 points of the path, each solved and certified, then twice as many until nobody's figure
/// moves by 0.001 points of welfare, nor their sum differs from welfare by more where there are no
/// other forces; at most 33 points. What is paid for licences under quotas rises along the way like
/// a rate. Nothing if that does not suffice, or if a point has no solution. The same bytes for any
/// number of threads.
std::optional<ForcesOnPath> forces_on_path(const Outcome& whole, const SolverOptions& options);

}  // namespace tariffsim
