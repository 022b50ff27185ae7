// The tables of results step by step.
#pragma once

#include "results/tables.hpp"

namespace tariffsim {

/// The tables of all steps of a timeline, one below the other, with columns step, date and title
/// first; of countries it is called "steps", of groups "group_steps", of revenue "revenue_steps",
/// of quotas (those in force in each step) "quota_steps". Precondition: every step has an outcome;
/// at least one.
ResultTable table_of_steps(TableKind kind, std::span<const SolvedStep> steps,
                           const ReportedGroups& groups);

}  // namespace tariffsim
