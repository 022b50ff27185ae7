// results.xlsx: one sheet per table, and a first one that says what it is.
#pragma once

#include <span>
#include <string>

#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// The workbook's bytes; of a timeline the last step's tables, and a sheet of all steps. Texts are
/// texts: none is read as a formula or a link. Precondition: every step has an outcome; at least
/// one. Throws OutputError.
std::string workbook(const RunRecord& record, std::span<const SolvedStep> steps);

}  // namespace tariffsim
