// Shapley values: what each line adds on average over all orders in which the lines can come into
// force (Shapley 1953).
#pragma once

#include <cstdint>
#include <vector>

#include "studies/partial_policies.hpp"

namespace tariffsim {

/// What each line adds. They sum to what all add together, but for rounding.
struct ShapleyValues {
  std::vector<LineLevels> adds;  ///< by line
  /// Standard errors of the same, where orders were drawn; empty if all subsets were solved.
  std::vector<LineLevels> errors;
};

/// All subsets of so many lines, so that neighbours differ by one line (Gray code), in chains.
/// Precondition: at most 20 lines.
std::vector<PolicyChain> all_subsets(std::size_t lines);

///     phi_j = sum over subsets T without j of |T|! (n - |T| - 1)! / n!  ( v(T and j) - v(T) )
///
/// `levels` are those of all_subsets, in their order.
ShapleyValues exact_shapley(std::size_t lines, const std::vector<LineLevels>& levels);

/// Orders drawn at random, each followed by the same backwards: together they are one observation
/// of less variance. From line to position.
using LineOrder = std::vector<std::size_t>;
std::vector<LineOrder> drawn_orders(std::size_t lines, std::size_t pairs, std::uint64_t seed);

/// The policies that an order passes through, from one line to all.
std::vector<PolicyChain> policies_along(const std::vector<LineOrder>& orders);

/// The mean over orders of what a line adds to those before it; `levels` are those of
/// policies_along, `none` those of no line. Standard errors are from the pairs of orders.
ShapleyValues sampled_shapley(const std::vector<LineOrder>& orders, const LineLevels& none,
                              const std::vector<LineLevels>& levels);

}  // namespace tariffsim
