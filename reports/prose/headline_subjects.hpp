// Whom, and which trade, a headline is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcomes/diversion.hpp"
#include "results/rows.hpp"
#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

struct HeadlineSubjects {
  std::vector<CountryRow> countries;  ///< all
  /// At most six: those in focus, in its order; filled up to two with both ends of `trade`, else
  /// with the largest.
  std::vector<CountryRow> sides;
  /// The first three of them, which have figures of their own.
  std::vector<CountryRow> leading() const;
  /// The targeted trade that moves most, of the first in focus that has any, else of all; none if
  /// nothing is targeted.
  std::optional<Diversion> trade;
  /// Of the side that changes a levy of its own, and whose revenue changes most, those who choose
  /// their rates first; else of who changes one over most trade.
  CountryRow levier;
  /// The sides, then those who win and lose most.
  std::vector<CountryRow> sides_and_extremes;

  /// How many economies gain (or lose) as much as is visible.
  std::ptrdiff_t count(bool gaining) const;
};

/// Precondition: the result has an outcome.
HeadlineSubjects headline_subjects(const RunRecord& record, const ExperimentResult& result);

/// Positions of a code's country, or of the members of a group that is told of as one.
std::vector<Index> members_of(const RunRecord& record, const World& world, const std::string& name);

}  // namespace tariffsim
