// What each line of a policy adds to the whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "studies/partial_policies.hpp"

namespace tariffsim {

/// How a result is divided.
enum class AttributionMethod {
  shapley,   ///< each line on average over all orders
  in_order,  ///< each on top of those above it
  path,      ///< not by line: by cell of policy, along a path (studies/policy_path.hpp)
  none
};

/// "shapley", "in-order", "path", "none".
const char* name_of(AttributionMethod method);

/// Shapley values are the default up to so many lines: 64 policies.
inline constexpr std::size_t kMostLinesByDefault = 6;
/// Up to so many all subsets are solved where they are asked for: 1,024 policies.
inline constexpr std::size_t kMostLinesExactly = 10;
/// Entries of LineByLine in order: the last of so many stands for all lines that are left.
inline constexpr std::size_t kMostEntries = 12;

struct AttributionRequest {
  std::optional<AttributionMethod> method;  ///< nothing: Shapley to kMostLinesByDefault lines, else
                                            ///< in order
  bool sampled = false;  ///< of Shapley: orders are drawn even where all subsets could be solved
  std::size_t orders = 100;  ///< drawn, half of them the other half backwards; at least 4
  std::uint64_t seed = 1;

  AttributionMethod method_for(std::size_t lines) const;
  bool samples(std::size_t lines) const { return sampled || lines > kMostLinesExactly; }
};

/// One line, or those at the end together.
struct AddedLine {
  std::string text;       ///< PolicyLine::text; of several lines which they are
  std::size_t lines = 1;  ///< how many
  LineLevels adds;
  std::optional<LineLevels> error = {};  ///< standard error, where orders were drawn
};

struct LineByLine {
  AttributionMethod method = AttributionMethod::in_order;
  LineStatus status = LineStatus::not_solved;
  std::string message = "not solved";  ///< one sentence
  std::vector<AddedLine> added;  ///< in the order of the lines; what they add sums to what all
                                 ///< lines together change; empty unless `solved`
  std::size_t orders = 0;        ///< drawn; 0: none were
  /// Lines that answer others or take them back, from 1: without those they do less or nothing.
  std::vector<std::size_t> dependent;
  int solves = 0;
};

/// Solves parts of the policy, each certified. Precondition: at least one line, and a method that
/// is by line.
LineByLine line_by_line(const AttributionRequest& request, const Outcome& whole,
                        std::span<const PolicyLine> lines, const SolverOptions& options);

}  // namespace tariffsim
