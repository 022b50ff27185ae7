// Expectations of a scenario against its results.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "outcomes/group.hpp"
#include "scenario/expectation.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

struct CheckedExpectation {
  std::string text;  ///< as written
  double value =
      0;  ///< what came out; NaN: not defined, such as the change of a flow that was zero
  bool holds = false;
};

/// "-80.44", "not defined": what came out, for people.
std::string came_out(const CheckedExpectation& checked);

/// The measures that an expectation may name, for what it is about: the columns of the file that
/// tells of it. `of_group`: of a group of countries, not of one.
std::vector<std::string> measure_names(const Expectation& expectation, bool of_group);

/// Precondition: every step has an outcome; codes, measures and steps have been looked up, and
/// `groups` has every group that is meant.
std::vector<CheckedExpectation> check_expectations(const std::vector<Expectation>& expectations,
                                                   const std::vector<NamedGroup>& groups,
                                                   std::span<const SolvedStep> steps);

}  // namespace tariffsim
