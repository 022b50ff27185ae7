// Lines of a policy that do nothing because of what others do.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "policy/instrument.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// Whether trade meets the same rates, costs and quotas under both. Where nothing is traded, or
/// trade is under an embargo, rates make no difference. With `separate_nests` the same goods must
/// be set apart by name as well.
bool same_in_effect(const World& world, const PartedPolicy& one, const PartedPolicy& other,
                    bool separate_nests);

/// Lines, the policy that they make, and whether goods that they hit in part do not compete with
/// the rest.
struct PolicyOfLines {
  std::vector<PolicyLine> lines;
  PartedPolicy whole;
  bool separate_nests = false;
};

/// Whether a policy is the same in effect without some of its lines (positions). False where the
/// rest cannot be applied.
bool same_without(const World& world, const PolicyOfLines& policy,
                  std::span<const std::size_t> left_out);

/// The position of the line below `line` after which it makes no difference any more; nothing if it
/// makes one at the end.
std::optional<std::size_t> undone_by(const World& world, const PolicyOfLines& policy,
                                     std::size_t line);

/// Of two lines that change the trade costs of the same cells there and back in percent, what is
/// left: (1 + x)(1 - x) - 1; nothing of others.
std::optional<double> left_of_costs(const PolicyLine& one, const PolicyLine& other);

}  // namespace tariffsim
