// The result tables of a run that a record tells of.
#pragma once

#include "results/tables.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// With the groups that the record reports.
inline ResultTable table_of(TableKind kind, const RunRecord& record,
                            const ExperimentResult& result) {
  return result_table(kind, result, {record.groups, record.sector_groups});
}

/// The same over all steps of a timeline.
inline ResultTable table_of(TableKind kind, const RunRecord& record,
                            std::span<const SolvedStep> steps) {
  return table_of_steps(kind, steps, {record.groups, record.sector_groups});
}

}  // namespace tariffsim
