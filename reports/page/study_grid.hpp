// The part of a sweep that a page has room for.
#pragma once

#include <cstddef>
#include <vector>

#include "studies/study_store.hpp"

namespace tariffsim {

/// Positions on each axis: all of them, or so many, evenly spread with both ends, that no more than
/// `most_points` combinations are left.
std::vector<std::vector<std::size_t>> thinned_axes(const Study& study, std::size_t most_points);

/// The points at all combinations of `positions`, the last axis running fastest.
std::vector<std::size_t> points_at(const Study& study,
                                   const std::vector<std::vector<std::size_t>>& positions);

/// `count` of 0 ... size - 1, evenly spread, the first and the last among them.
/// Precondition: size >= 1, count >= 1.
std::vector<std::size_t> spread_evenly(std::size_t size, std::size_t count);

}  // namespace tariffsim
