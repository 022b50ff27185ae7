// What was probably meant by a name that is not known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tariffsim {

/// The candidate nearest to `name` (optimal string alignment distance, case ignored), if it is near
/// enough to be worth suggesting: at most a third of the letters differ, at least one edit allowed.
/// Ties go to the first candidate. Else the only candidate that begins with `name`.
std::optional<std::string> near_miss(std::string_view name,
                                     const std::vector<std::string>& candidates);

/// All candidates that are as near as that, in their order.
std::vector<std::string> near_misses(std::string_view name,
                                     const std::vector<std::string>& candidates);

}  // namespace tariffsim
