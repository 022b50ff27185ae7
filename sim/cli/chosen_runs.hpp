// Runs by the names that --only takes.
#pragma once

#include <string>
#include <vector>

#include "runs/prepared_run.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// What a file or a folder makes, by names as --only takes them.
struct RunNames {
  std::vector<std::string> runs;   ///< compared if nothing is chosen
  std::vector<std::string> steps;  ///< of timelines, which may be chosen beside them
};

/// Of a timeline's end the timeline's name.
std::string name_of(const ComparedRun& run);
std::string name_of(const PreparedRun& run);
/// Those of a timeline, "timeline/step"; none of another run.
std::vector<std::string> names_of_steps(const PreparedRun& run);

/// The runs that a scenario file makes: itself and its variants, or the steps of a timeline alone
/// if `all_steps`.
RunNames names_of(const PreparedScenario& scenario, bool all_steps);
/// Of runs that were read from a folder: a timeline's end stands for it, and its steps may be
/// chosen.
RunNames names_of(const std::vector<ComparedRun>& runs);

/// The place of a run among those asked for; their number if it is not. A variant or a step may be
/// called by its own id alone.
std::size_t place_in(const std::vector<std::string>& only, const std::string& name);
/// All are if none is named.
bool is_chosen(const std::vector<std::string>& only, const std::string& name);
/// How many of them are.
std::size_t count_chosen(const std::vector<std::string>& only, const RunNames& names);

/// Throws InputError with what can be chosen where `only` names what none of `all` has.
void check_only(const std::vector<std::string>& only, const std::vector<RunNames>& all);

}  // namespace tariffsim
