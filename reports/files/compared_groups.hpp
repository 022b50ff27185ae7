// Groups of countries in comparisons: every run shows those that any of them names.
#pragma once

#include "files/compared_group_sums.hpp"
#include "outcomes/group.hpp"
#include "runs/prepared_run.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// All groups that a run names, by the codes of their members in `countries`.
Groups named_groups(const RunRecord& record, const std::vector<Country>& countries);

/// `groups` and, unless they have another of that name, `more`.
void add_groups(const Groups& more, Groups& groups);

/// EU27, of which all comparisons tell; nothing without the library.
Groups groups_always_compared();
/// All that the runs of a scenario name, and those always compared.
Groups groups_to_compare(const PreparedScenario& scenario);

/// Those of `shared` that the run does not report yet and whose members are all among `countries`:
/// as countries, or within regions of which nobody else is a member (`regions`: code -> members).
std::vector<NamedGroup> groups_to_add(const Groups& shared, const std::vector<NamedGroup>& reported,
                                      const std::vector<Country>& countries, const Groups& regions);

/// Adds to a run what its tables lack and its cells tell: levels of trade by sector; rows of the
/// groups of `shared` whose members it has. Of these, those that its table of groups lacks, summed
/// over its countries (what takes more than these files is left out); their pairs with countries
/// and with groups that have no member in common; their sectors. Trade among members is left out.
/// Precondition: the tables are those of ComparedRun::tables.
void add_rows_from_cells(const Groups& shared, const ComparedTrade& trade, ComparedRun& run);
/// The same of a result read back, with its flows.csv if there is one. Throws InputError.
void add_rows_from_cells(const Groups& shared, ComparedRun& run);

}  // namespace tariffsim
