// The rates that governments choose, and what they have of them, as tables with sentences.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// The rates by player, who gains and who loses, and the certificate in words. Nothing if nobody
/// chooses.
std::vector<TitledTable> strategy_tables(const RunRecord& record, const ExperimentResult& result);

/// "of the 58 economies that do not play the largest loss is that of Canada, -5.1 bn USD a year
/// (-0.33 %); ...": of the players too, if they are more than two.
std::vector<std::string> strategy_sentences(const RunRecord& record,
                                            const ExperimentResult& result);

}  // namespace tariffsim
