#include "outcomes/quota_outcome.hpp"

#include <cmath>

#include "outcomes/quota_solution.hpp"

namespace tariffsim {
namespace {

/// A licence that costs nothing, or whose price is all that it can be.
QuotaRegime regime_of(const Quota& quota, const Licence& licence) {
  if (licence.price <= 0) return QuotaRegime::slack;
  return licence.price >= quota.margin ? QuotaRegime::over : QuotaRegime::binding;
}

QuotaOutcome quota_outcome(const Outcome& outcome, const Quota& quota, const Licence& licence) {
  QuotaOutcome of;
  of.regime = regime_of(quota, licence);
  of.licence_price = licence.price;
  of.amount = quota.amount;
  of.amount_base = quota.amount_before;
  of.fill = quota_amount(outcome.base(), quota, outcome.parted_policy(), outcome.equilibrium(),
                         outcome.after()) /
            quota.amount;
  for (const auto& [i, n, s] : quota.cells)
    for_each_part(outcome.base(), outcome.parted_policy(), outcome.after(), i, n, s,
                  [&](const PartFlow& part) {
                    if (quota.side == QuotaSide::exporter) {
                      of.rent_exporter += licence.price * part.after / (1 + part.export_rate);
                      return;
                    }
                    of.duty += part.duty_rate * part.after;
                    of.rent_importer += part.licence.kept * part.after;
                    of.rent_exporter += part.licence.abroad * part.after;
                  });
  if (quota.side == QuotaSide::exporter) of.duty = std::nan("");
  of.rent = of.rent_importer + of.rent_exporter;
  return of;
}

}  // namespace

std::vector<QuotaOutcome> quota_outcomes(const Outcome& outcome) {
  const std::vector<Quota>& quotas = outcome.parted_policy().quotas;
  std::vector<QuotaOutcome> all;
  all.reserve(quotas.size());
  for (std::size_t j = 0; j < quotas.size(); ++j)
    all.push_back(quota_outcome(outcome, quotas[j], outcome.licences()[j]));
  return all;
}

const char* to_string(QuotaRegime regime) {
  switch (regime) {
    case QuotaRegime::slack:
      return "slack";
    case QuotaRegime::binding:
      return "binding";
    case QuotaRegime::over:
      return "over";
  }
  return "slack";
}

}  // namespace tariffsim
