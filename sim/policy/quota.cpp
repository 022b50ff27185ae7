#include "policy/quota.hpp"

#include <algorithm>

#include "policy/parted_policy.hpp"

namespace tariffsim {
namespace {

/// Tariff and export tax of the goods of a cell that are treated alike.
struct Levies {
  double& tariff;
  double& export_tax;
};

/// Whether licences are a tax on exports for any quota.
bool tax_exports(const std::vector<Quota>& quotas) {
  return std::any_of(quotas.begin(), quotas.end(), [](const Quota& quota) {
    return quota.side == QuotaSide::exporter || quota.exporters_share > 0;
  });
}

/// Calls change(Levies) for a cell under a quota, or for each of its parts that is. An export tax
/// that the policy does not have is 0 and stays so.
template <class Change>
void change_levies(PartedPolicy& policy, const Quota& quota, const CellPlace& at,
                   const Change& change) {
  const auto [i, n, s] = at;
  double& tariff = policy.average.tariff(i, n, s);
  double none = 0;
  Cube& taxes = policy.average.export_tax;
  double& export_tax = taxes.countries() == 0 ? none : taxes(i, n, s);
  const auto found = policy.parts.find(at);
  if (found == policy.parts.end()) return change(Levies{tariff, export_tax});
  std::vector<PolicyPart>& parts = found->second.parts;
  for (PolicyPart& part : parts)
    if (quota.is_on(at, &part.before.place))
      change(Levies{part.level(WedgeKind::tariff), part.level(WedgeKind::export_tax)});
  tariff = average_level(wedge_of(WedgeKind::tariff), parts);
  export_tax = average_level(wedge_of(WedgeKind::export_tax), parts);
}

/// Calls change(quota, licence, Levies) for all goods under the quotas of one side.
template <class Change>
void change_under(PartedPolicy& policy, std::span<const Licence> licences, QuotaSide side,
                  const Change& change) {
  const std::vector<Quota> quotas = policy.quotas;
  for (std::size_t j = 0; j < quotas.size(); ++j) {
    if (quotas[j].side != side) continue;
    for (const CellPlace& at : quotas[j].cells)
      change_levies(policy, quotas[j], at,
                    [&](const Levies& levies) { change(quotas[j], licences[j], levies); });
  }
}

}  // namespace

bool Quota::is_on(const CellPlace& at, const PartPlace* in_cell) const {
  const auto some = goods.find(at);
  if (some == goods.end()) return true;
  return in_cell != nullptr &&
         std::any_of(some->second.begin(), some->second.end(),
                     [&](const PartPlace& whole) { return whole.holds(*in_cell); });
}

PartedPolicy under_licences(PartedPolicy policy, std::span<const Licence> licences) {
  TradePolicy& whole = policy.average;
  if (whole.export_tax.countries() == 0 && tax_exports(policy.quotas))
    whole.export_tax = Cube(whole.tariff.countries(), whole.tariff.sectors());
  change_under(policy, licences, QuotaSide::exporter,
               [](const Quota&, const Licence& licence, const Levies& levies) {
                 levies.export_tax += licence.price;
               });
  change_under(policy, licences, QuotaSide::importer,
               [](const Quota& quota, const Licence& licence, const Levies& levies) {
                 const double to_exporter = quota.exporters_share * licence.rent();
                 levies.tariff += licence.price;
                 if (to_exporter == 0) return;
                 levies.export_tax += to_exporter * (1 + levies.export_tax);
                 levies.tariff = (1 + levies.tariff) / (1 + to_exporter) - 1;
               });
  return policy;
}

PartedPolicy with_duties_beyond(PartedPolicy policy, std::span<const Licence> licences) {
  change_under(policy, licences, QuotaSide::importer,
               [](const Quota& quota, const Licence& licence, const Levies& levies) {
                 levies.tariff += duty_beyond(quota, licence);
               });
  return policy;
}

}  // namespace tariffsim
