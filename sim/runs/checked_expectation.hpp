// Expectations of a scenario against its results.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/revenue_terms.hpp"
#include "outcomes/group.hpp"
#include "results/measure.hpp"
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

/// Whether the measure is one of revenue.csv alone.
bool is_of_revenue(const Expectation& expectation);

/// Whether it is about a group of several, alone or in a pair.
bool is_about_group(const Expectation& expectation, const std::vector<NamedGroup>& groups);

/// The record of its measure. Precondition: it has been looked up, as have the groups.
const MeasureText& measure_text(const Expectation& expectation,
                                const std::vector<NamedGroup>& groups);

/// The measures that an expectation may name, for what it is about: the columns of the file that
/// tells of it, of countries and groups those of revenue.csv after them. `of_group`:
/// is_about_group.
std::vector<std::string> measure_names(const Expectation& expectation, bool of_group);

/// Precondition: every step has an outcome; codes, measures and steps have been looked up, and
/// `groups` has every group that is meant. `revenue`: what the scenario asks of it; without,
/// measures of it are not defined.
std::vector<CheckedExpectation> check_expectations(const std::vector<Expectation>& expectations,
                                                   const std::vector<NamedGroup>& groups,
                                                   std::span<const SolvedStep> steps,
                                                   const std::optional<RevenueTerms>& revenue);

}  // namespace tariffsim
