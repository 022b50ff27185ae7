// What became of quotas, as a table with sentences.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "prose/text_table.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// What the codes in the name of a quota stand for; a code that it does not know as it is.
using NameOfCode = std::function<std::string(const std::string&)>;
/// "Iron and steel from the United States into the EU27" of "C24A from USA into EU27".
std::string quota_in_words(const std::string& name, const NameOfCode& sector,
                           const NameOfCode& economy);
/// The same with the names of a world.
std::string quota_in_words(const std::string& name, const World& world);
/// Of all quotas of the policy, in their order.
std::vector<std::string> quotas_in_words(const Outcome& outcome);

/// Amounts of money under each other, million, in one unit: "3,912.4 m", or "3.9 bn" where all are
/// large.
std::vector<std::string> money_in_one_unit(const std::vector<double>& values);

/// Each quota with its licence price, how full it is, and who gets the rent, those on most trade
/// first. Nothing without quotas.
std::vector<TitledTable> quota_tables(const Outcome& outcome, const std::string& currency);

/// Those in force in each step of a timeline. Nothing without quotas, or without steps.
std::vector<TitledTable> quota_step_tables(std::span<const SolvedStep> steps,
                                           const std::string& currency);

/// A sentence on each, of many on those that are on most trade: "The quota on Iron and steel from
/// others into the EU27 holds trade to ...".
std::vector<std::string> quota_prose(const Outcome& outcome, const std::string& currency);

/// Whether exporters are paid for licences, whoever fixed the amount.
bool sells_licences(const Outcome& outcome);

/// "if the change of border taxes were spent on nobody": with quotas of what licences bring too.
const char* without_rebate_in_words(const Outcome& outcome);

}  // namespace tariffsim
