// What a model predicted beside what happened, as tables of text for the terminal and for Markdown.
#pragma once

#include <string>
#include <vector>

#include "outcomes/backtest.hpp"
#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// Statistics, partners, the cells that are missed most, and the variants where there are any.
/// Nothing if the record has nothing observed.
std::vector<TitledTable> backtest_tables(const RunRecord& record, const Outcome& outcome);

/// 100 (exp(log) - 1): a change in percent.
double percent_of_log(double log);

/// "hit", "others", "all" and "partners" in words.
std::string cells_in_words(const std::string& kind);

/// The partner whose trade was hit most: by the rise of its tariff times its trade; nullptr if none
/// was.
const BacktestPartner* most_hit(const Backtest& test);

}  // namespace tariffsim
