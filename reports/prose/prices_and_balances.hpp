// What people ask next of an economy: what its consumers pay, and what becomes of its balances.
#pragma once

#include <string>
#include <vector>

#include "results/rows.hpp"

namespace tariffsim {

/// Consumer prices of each economy at its own unchanged wages, P^C / w: not against the numeraire,
/// in which they move for everybody. Those whose prices hardly move, or are not known, are left
/// out; empty if all are.
std::string prices_sentence(const std::vector<EconomyRow>& economies);

/// What is paid abroad and is no trade, so that a deficit is the sum of both: "licences under
/// quotas". Empty if nothing is.
std::string paid_abroad_for(const Outcome& outcome);

/// How the balance in goods moves, and, with `deficits_fixed`, that services must move against it,
/// but for what is paid abroad otherwise. Empty where it hardly moves.
std::string balances_sentence(const EconomyRow& economy, const std::string& currency,
                              bool deficits_fixed, const std::string& paid_abroad);

/// Of deficits that are fixed: the first few economies in which one is above 5 % of income. Empty
/// if none is.
std::string deficits_sentence(const std::vector<EconomyRow>& economies,
                              const std::string& currency);

}  // namespace tariffsim
