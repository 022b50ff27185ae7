// Revenue as those who score a policy ask for it, as a table and lines of text.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "results/revenue.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// Countries whose own duties or export taxes change, those first whose revenue changes most, then
/// the groups that are reported. Nothing if the record does not ask for revenue.
std::vector<RevenueRow> revenue_shown(const RunRecord& record, const ExperimentResult& result);

/// What the figures are, and what each assumes, a sentence a line; then what `rows` are at customs
/// value, where that is known. Precondition: the record asks for revenue.
std::vector<std::string> revenue_notes(const RunRecord& record, const std::vector<RevenueRow>& rows,
                                       const Step& step = {});

/// The table, or nothing. Precondition: the step has an outcome.
std::vector<TitledTable> revenue_tables(const RunRecord& record, const SolvedStep& solved);

/// "2026 to 2035", "2026". Precondition: the terms have years.
std::string years_in_words(const RevenueTerms& terms);

}  // namespace tariffsim
