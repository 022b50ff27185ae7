// What became of quotas, as a table with sentences.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "prose/text_table.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// Each quota with its licence price, how full it is, and who gets the rent. Nothing without
/// quotas.
std::vector<TitledTable> quota_tables(const Outcome& outcome, const std::string& currency);

/// Those in force in each step of a timeline. Nothing without quotas, or without steps.
std::vector<TitledTable> quota_step_tables(std::span<const SolvedStep> steps,
                                           const std::string& currency);

/// A sentence on each, the first few of many: "The quota on C24A from others into EU27 binds: ...".
std::vector<std::string> quota_prose(const Outcome& outcome, const std::string& currency);

/// Whether exporters are paid for licences, whoever fixed the amount.
bool sells_licences(const Outcome& outcome);

/// "if the change of border taxes were spent on nobody": with quotas of what licences bring too.
const char* without_rebate_in_words(const Outcome& outcome);

}  // namespace tariffsim
