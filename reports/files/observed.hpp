// What happened beside what was predicted, as files.
#pragma once

#include <string>

#include "files/json_rows.hpp"
#include "outcomes/backtest.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// observed.csv: importer,exporter,sector,predicted,observed,weight,tariff_rise_pct; changes in
/// percent. Precondition: the record has something observed.
std::string observed_csv(const RunRecord& record, const Outcome& outcome);

/// The member "observed" of summary.json: statistics, partners, cells that are missed most, and the
/// same statistics by variant. Precondition: as for observed_csv.
OrderedJson observed_json(const RunRecord& record, const Outcome& outcome);

/// The cells for the page: {exporter, sector, predicted_pct, observed_pct, the same within sectors,
/// weight, rise_pct, hit}. Precondition: as for observed_csv.
OrderedJson observed_cells_json(const RunRecord& record, const Outcome& outcome);

}  // namespace tariffsim
