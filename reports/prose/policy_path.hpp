// A change of welfare divided over partners and sectors, as tables with sentences.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// By pair of countries and by sector, the largest first, and all together; or why there is none.
/// Nothing if it is not asked for. Precondition: `result` has an outcome.
std::vector<TitledTable> path_tables(const ExperimentResult& result);

/// "tariff of USA on imports from CHN", "export tax of CHN on sales to USA", "cost of trade of DEU
/// on goods from RUS"
std::string pair_in_words(const World& world, WedgeKind wedge, Index exporter, Index importer);

}  // namespace tariffsim
