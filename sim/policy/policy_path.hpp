// The straight way from the policy of a world to another one (Aumann and Shapley 1974).
#pragma once

#include "policy/parted_policy.hpp"

namespace tariffsim {

/// Policies from s = 0, that of the world, to s = 1. Rates move straight, costs of trade straight
/// in their logs; where trade ends, T^-theta = 1 - s of the cell or the part, by its cost alone.
class PolicyPath {
 public:
  /// `end` has been levied on the world, which outlives the path, as do the parameters.
  PolicyPath(const World& world, const ModelParameters& parameters, PartedPolicy end);

  /// The policy at 0 <= s < 1, not yet weighed.
  PartedPolicy at(double s) const;

  /// The policy of the world with the parts that the other has.
  const PartedPolicy& start() const { return start_; }
  const PartedPolicy& end() const { return end_; }

 private:
  const World& world_;
  const ModelParameters& parameters_;
  PartedPolicy start_, end_;
};

/// The level of a wedge on the way; `closed` where trade ends.
double level_on_path(const Wedge& wedge, double from, double to, double s, double theta,
                     bool closed);
/// Its derivative by s: of a rate itself, of a cost that of its log.
double movement_on_path(const Wedge& wedge, double from, double to, double s, double theta,
                        bool closed);

}  // namespace tariffsim
