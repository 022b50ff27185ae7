// Lines of a policy that do nothing because of what others do.
#pragma once

#include <optional>
#include <span>

#include "policy/instrument.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// Whether trade meets the same rates, costs and quotas under both. Where nothing is traded, or
/// trade is under an embargo, rates make no difference.
bool same_in_effect(const World& world, const PartedPolicy& one, const PartedPolicy& other);

/// Whether `whole`, the policy of these lines, is the same in effect without some of them
/// (positions). False where the rest cannot be applied.
bool same_without(const World& world, const PartedPolicy& whole, std::span<const PolicyLine> lines,
                  std::span<const std::size_t> left_out);

/// The position of the line below `line` after which it makes no difference any more; nothing if it
/// makes one at the end. `whole` is the policy of all lines.
std::optional<std::size_t> undone_by(const World& world, const PartedPolicy& whole,
                                     std::span<const PolicyLine> lines, std::size_t line);

/// Of two lines that change the trade costs of the same cells there and back in percent, what is
/// left: (1 + x)(1 - x) - 1; nothing of others.
std::optional<double> left_of_costs(const PolicyLine& one, const PolicyLine& other);

}  // namespace tariffsim
