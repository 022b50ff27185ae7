// The result tables of a run that a record tells of.
#pragma once

#include "results/step_tables.hpp"
#include "results/tables.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// The groups that the record reports, and what it asks of revenue.
inline ReportedGroups reported(const RunRecord& record) {
  return {record.groups, record.sector_groups, record.revenue ? &*record.revenue : nullptr};
}

inline ResultTable table_of(TableKind kind, const RunRecord& record,
                            const ExperimentResult& result) {
  return result_table(kind, result, reported(record));
}

/// The same over all steps of a timeline.
inline ResultTable table_of(TableKind kind, const RunRecord& record,
                            std::span<const SolvedStep> steps) {
  return table_of_steps(kind, steps, reported(record));
}

}  // namespace tariffsim
