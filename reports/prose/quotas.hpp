// What became of quotas, as a table with sentences.
#pragma once

#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {

/// Each quota with its licence price, how full it is, and who gets the rent. Nothing without
/// quotas.
std::vector<TitledTable> quota_tables(const Outcome& outcome, const std::string& currency);

/// A sentence on each, the first few of many: "The quota on C24A from others into EU27 binds: ...".
std::vector<std::string> quota_prose(const Outcome& outcome, const std::string& currency);

/// What is paid back to households: "border taxes", and what licences bring where there are quotas.
const char* what_is_paid_back(const Outcome& outcome);

}  // namespace tariffsim
