#include "prose/near_turn.hpp"

#include <fmt/format.h>

namespace tariffsim {
namespace {

/// Of the linearised equations, where 1 is that of a world in which nothing feeds on itself: below
/// this, answers to policy may be more than ten times as large.
constexpr double kNear = 0.1;

}  // namespace

std::string near_turn_sentence(const SolveStatistics& statistics,
                               const ModelParameters& parameters) {
  if (!(statistics.smallest_eigenvalue < kNear)) return "";
  return fmt::format(
      "This result lies near a point beyond which several equilibria are possible: some of what "
      "the policy sets off feeds on itself, about {:.0f} times over, so that figures hang strongly "
      "on {}.",
      1 / statistics.smallest_eigenvalue,
      parameters.scale.size() > 0 ? "model.scale" : "model.selling");
}

}  // namespace tariffsim
