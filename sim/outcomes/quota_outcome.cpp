#include "outcomes/quota_outcome.hpp"

#include <cmath>
#include <map>

#include "outcomes/quota_solution.hpp"

namespace tariffsim {
namespace {

/// A licence that costs nothing, or whose price is all that it can be.
QuotaRegime regime_of(const Quota& quota, const Licence& licence) {
  if (licence.price <= 0) return QuotaRegime::slack;
  return licence.price >= quota.margin ? QuotaRegime::over : QuotaRegime::binding;
}

/// A solution in which they are in force.
struct InForce {
  const World& world;
  const PartedPolicy& policy;
  const Equilibrium& equilibrium;
  const Levels& after;
  const std::vector<Licence>& licences;
};

QuotaOutcome quota_outcome(const InForce& in, const Quota& quota, const Licence& licence) {
  QuotaOutcome of;
  of.regime = regime_of(quota, licence);
  of.licence_price = licence.price;
  of.amount = quota.amount;
  of.amount_base = quota.amount_before;
  of.fill = quota_amount(in.world, quota, in.policy, in.equilibrium, in.after) / quota.amount;
  for (const CellPlace& at : quota.cells)
    for_each_part_under(quota, in.world, in.policy, in.after, at, [&](const PartFlow& part) {
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

std::vector<QuotaOutcome> all_outcomes(const InForce& in) {
  const std::vector<Quota>& quotas = in.policy.quotas;
  std::vector<QuotaOutcome> all;
  all.reserve(quotas.size());
  for (std::size_t j = 0; j < quotas.size(); ++j)
    all.push_back(quota_outcome(in, quotas[j], in.licences[j]));
  return all;
}

}  // namespace

std::vector<QuotaOutcome> quota_outcomes(const Outcome& outcome) {
  return all_outcomes({outcome.base(), outcome.parted_policy(), outcome.equilibrium(),
                       outcome.after(), outcome.licences()});
}

std::vector<QuotaOutcome> quota_outcomes(const World& world, const PolicySolution& solution) {
  return all_outcomes(
      {world, solution.policy, *solution.solve.equilibrium, solution.after, solution.licences});
}

std::vector<std::string> names_of(const std::vector<Quota>& quotas) {
  std::vector<std::string> names;
  names.reserve(quotas.size());
  std::map<std::string, int> met;
  for (const Quota& quota : quotas) {
    const int times = ++met[quota.name];
    names.push_back(times == 1 ? quota.name : quota.name + " (" + std::to_string(times) + ")");
  }
  return names;
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
