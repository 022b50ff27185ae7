// The rates that governments choose, and what they have of them, as tables with sentences.
#pragma once

#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// The rates by player, who gains and who loses, and the certificate in words. Nothing if nobody
/// chooses.
std::vector<TitledTable> strategy_tables(const RunRecord& record, const ExperimentResult& result);

/// "every rate by itself would add less than ..., the best answer to the others ...": how sure it
/// is that nobody would choose otherwise.
std::vector<std::string> strategy_certificate(const StrategyResult& strategy);

}  // namespace tariffsim
