// Whom, and which trade, a headline is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcomes/diversion.hpp"
#include "results/rows.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

struct HeadlineSubjects {
  std::vector<CountryRow> countries;  ///< all
  /// At most three, each with a figure of its own: those in focus, in its order; filled up with
  /// both ends of `trade`, else with the largest.
  std::vector<CountryRow> sides;
  /// The targeted trade that moves most, of the first in focus that has any, else of all; none if
  /// nothing is targeted.
  std::optional<Diversion> trade;
  /// Of the side that changes a levy of its own, and whose revenue changes most; else of who
  /// changes one over most trade.
  CountryRow levier;
  /// The sides, then those who win and lose most.
  std::vector<CountryRow> sides_and_extremes;

  /// How many economies gain (or lose) as much as is visible.
  std::ptrdiff_t count(bool gaining) const;
};

HeadlineSubjects headline_subjects(const RunRecord& record, const Outcome& outcome);

/// Positions of a code's country, or of the members of a group that is told of as one.
std::vector<Index> members_of(const RunRecord& record, const World& world, const std::string& name);

}  // namespace tariffsim
