// What became of quotas.
#pragma once

#include <string>
#include <vector>

#include "outcomes/outcome.hpp"

namespace tariffsim {

enum class QuotaRegime {
  slack,    ///< less is traded than the amount: a licence is worth nothing
  binding,  ///< the amount is what is traded
  over      ///< more is traded, at the duty beyond the amount: a licence is worth the margin
};

/// Million of the baseline's currency in units of the numeraire, but the amounts.
struct QuotaOutcome {
  QuotaRegime regime = QuotaRegime::slack;
  double licence_price = 0;  ///< lambda, fraction of the value before duty
  double amount = 0;         ///< Q, million at border prices of the base, or of value
  double amount_base = 0;    ///< what was traded before, as the quota counts it
  double fill = 0;           ///< what is traded over Q: above 1 if it is over
  double duty = 0;           ///< on what is traded under it; NaN of an exporter's quota
  double rent = 0, rent_importer = 0, rent_exporter = 0;
};

/// Of all quotas of the policy, in their order (PartedPolicy::quotas).
std::vector<QuotaOutcome> quota_outcomes(const Outcome& outcome);
/// Precondition: it is solved on this world.
std::vector<QuotaOutcome> quota_outcomes(const World& world, const PolicySolution& solution);

/// In their order; those of one name are told apart by a number: "cars from CHN into USA (2)".
std::vector<std::string> names_of(const std::vector<Quota>& quotas);

/// "slack", "binding", "over".
const char* to_string(QuotaRegime regime);

}  // namespace tariffsim
