// What a change of welfare is worth to people: a person, a household, in the prices of today.
#pragma once

#include <string>
#include <vector>

#include "results/rows.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// ", -405 USD a person, -1,008 a household; in its prices of 2024 (GDP deflator): ..." of an
/// economy or a group, whose `members` these are. A group's money in latest prices is that of its
/// members added up, each by its own deflator. What of this is not known of a group, because it is
/// not of each of its members, is said.
std::string money_to_people(const RunRecord& record, const Outcome& outcome, const EconomyRow& row,
                            const std::vector<Index>& members);

}  // namespace tariffsim
