// `in_data`, policy that the data of a baseline were made under, and `reference`, policy since
// then: what may stand in which.
#pragma once

#include <memory>

#include "scenario/scenario.hpp"

namespace tariffsim {

/// Trade costs and embargoes leave no trace in data, so that a line of them is an error; an
/// `in_data` of the file itself, which does not count, a warning. `named`: where the scenario names
/// it. Does nothing for nullptr: why that is none has been said.
void check_in_data(const std::shared_ptr<const Scenario>& in_data, const Place& named,
                   Diagnostics& diagnostics);

/// A file is named of which only the policy counts, and it has an `in_data`.
void warn_of_in_data(const Place& named, Diagnostics& diagnostics);

/// A reference whose steps are dated in the year of the data or before, and an `in_data` whose
/// steps are dated after it, probably stand in each other's place: a note.
void note_dates(const Scenario& scenario, int year_of_data, Diagnostics& diagnostics);

}  // namespace tariffsim
