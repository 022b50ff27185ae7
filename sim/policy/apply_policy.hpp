// Policy lines written onto a world, and what each of them did.
#pragma once

#include <span>
#include <vector>

#include "policy/line_audit.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

struct AppliedPolicy {
  PartedPolicy policy;
  std::vector<LineAudit> audit;  ///< in the order of the lines; an agreement that lowers tariffs
                                 ///< and trade costs has an entry for each
};

/// Applies lines top to bottom to the policy in force in the world, each seeing the result of those
/// above (sim/model.md, section 2.2). Precondition: indices lie in the world. Throws InputError
/// naming the line and cell if a rate falls to -100 % or less.
AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines);

}  // namespace tariffsim
