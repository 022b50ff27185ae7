// Options of the model in which two runs differ, in words.
#pragma once

#include <string>
#include <vector>

#include "studies/comparison.hpp"

namespace tariffsim {

/// An option that two runs have otherwise.
struct OptionApart {
  std::string has;         ///< what the run has: "inputs replaced at 0.2", "a short horizon"
  std::string instead_of;  ///< what the other has, to be read behind `has`: "1", "a long one"
};

/// "inputs replaced at 0.2 instead of 1"
std::string instead_of(const OptionApart& option);

/// Those that both runs tell and that move figures; not deficits. What a horizon sets is told by
/// its name alone.
std::vector<OptionApart> options_apart(const SolvedAs& run, const SolvedAs& than);
/// These, and deficits, if both tell them and they differ.
std::vector<OptionApart> options_and_deficits_apart(const SolvedAs& run, const SolvedAs& than);
/// What both assume of revenue, if they ask for it, and differ in: "revenue over 5 years".
std::vector<OptionApart> revenue_apart(const ComparedRun& run, const ComparedRun& than);

/// `has` of each, as one list.
std::vector<std::string> what_it_has(const std::vector<OptionApart>& options);

}  // namespace tariffsim
