// What each line of a policy adds: the scenario solved with its first line, its first two, and so
// on.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "equilibrium/equilibrium.hpp"
#include "outcomes/outcome.hpp"
#include "policy/apply_policy.hpp"
#include "policy/instrument.hpp"

namespace tariffsim {

/// Entries of LineByLine: the last of so many stands for all lines that are left.
inline constexpr std::size_t kMostEntries = 12;

enum class LineStatus {
  not_solved,
  solved,
  no_solution,   ///< the policy as far as some line has none, though the whole has one
  not_certified  ///< it has one whose certificate does not hold
};

const char* to_string(LineStatus status);

/// Measures with a part of the lines in force; changes are from where the scenario's are.
struct LinesInForce {
  std::vector<CountryOutcome> countries;  ///< N
  WorldOutcome world;
};

/// One line, or those at the end together. What it adds is the difference of `in_force` to that of
/// the entry before.
struct AddedLine {
  std::string text;       ///< PolicyLine::text; of several lines which they are
  std::size_t lines = 1;  ///< how many
  LinesInForce in_force;  ///< with this line and all above it
};

struct LineByLine {
  LineStatus status = LineStatus::not_solved;
  std::string message = "not solved";  ///< one sentence
  LinesInForce none;                   ///< no line in force: no change
  std::vector<AddedLine> added;  ///< in the order of the lines, the last with all of them in force;
                                 ///< empty unless `solved`
  int solves = 0;
};

/// Solves `lines` without those at the end, from the first alone on, each certified and started at
/// the solution before; `whole` is that of all of them and is not solved again, nor is what only
/// lines without trade to move would change: such a line adds exactly nothing.
/// Preconditions: `solver` is of a world equal to `whole.base()`, at `whole.parameters()`; `audit`
/// is that of `lines` there; at least one line.
LineByLine line_by_line(Solver& solver, const Outcome& whole, std::span<const PolicyLine> lines,
                        std::span<const LineAudit> audit, const SolverOptions& options);

}  // namespace tariffsim
