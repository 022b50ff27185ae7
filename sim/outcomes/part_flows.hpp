// Trade of a cell, part by part: the one way to add up what hangs on rates that differ within it.
#pragma once

#include "outcomes/levels.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// A part of a cell, or a cell that is whole.
struct PartFlow {
  double before = 0, after = 0;                    ///< million, before what the importer collects
  double duty_rate_before = 0, duty_rate = 0;      ///< all that the importer collects, fraction
  double export_rate_before = 0, export_rate = 0;  ///< all that the exporter collects, licences too
  double trade_cost = 1;                           ///< d'; infinity under an embargo
  LicenceRates licence = {};
  const PartPlace* place = nullptr;  ///< which goods of the cell; nullptr: all

  /// Duty and licence: what buyers pay above the price at the border, rho.
  double buyers_rate() const { return duty_rate + licence.importer(); }
  /// The export tax alone.
  double export_tax_rate() const { return export_rate - licence.exporter; }
};

/// Calls visit(PartFlow) for each part of a cell. Precondition: `policy` has been weighed
/// (weigh_parts) for the solution that `after` is of.
template <class Visit>
void for_each_part(const World& base, const PartedPolicy& policy, const Levels& after, Index i,
                   Index n, Index s, const Visit& visit) {
  const std::vector<LicenceRates>* licences = after.licences_of(i, n, s);
  const auto visit_licensed = [&](PartFlow part, std::size_t j) {
    if (licences != nullptr) {
      part.licence = (*licences)[j];
      part.export_rate += part.licence.exporter;
    }
    visit(part);
  };
  const PolicyCell* cell = policy.cell(i, n, s);
  if (cell == nullptr) {
    visit_licensed(PartFlow{base.flow(i, n, s), after.flow(i, n, s),
                            rate_at(base, Collector::importer, i, n, s),
                            rate_at(policy.average, Collector::importer, i, n, s),
                            rate_at(base, Collector::exporter, i, n, s),
                            rate_at(policy.average, Collector::exporter, i, n, s),
                            trade_cost_at(policy.average, i, n, s)},
                   0);
    return;
  }
  for (std::size_t j = 0; j < cell->parts.size(); ++j) {
    const PolicyPart& part = cell->parts[j];
    visit_licensed(
        PartFlow{part.before.flow_share * base.flow(i, n, s), part.flow_share * after.flow(i, n, s),
                 part_rate(part.before, Collector::importer), part_rate(part, Collector::importer),
                 part_rate(part.before, Collector::exporter), part_rate(part, Collector::exporter),
                 part_trade_cost(part), LicenceRates{}, &part.before.place},
        j);
  }
}

/// The same for the goods that a quota is on.
template <class Visit>
void for_each_part_under(const Quota& quota, const World& base, const PartedPolicy& policy,
                         const Levels& after, const CellPlace& at, const Visit& visit) {
  for_each_part(base, policy, after, at.exporter, at.importer, at.sector,
                [&](const PartFlow& part) {
                  if (quota.is_on(at, part.place)) visit(part);
                });
}

/// f = c (1+e') / (1+e), the price at the exporter's border, its tax included; a hat.
inline double exporter_border_price(double unit_cost, const PartFlow& part) {
  return unit_cost * (1 + part.export_rate) / (1 + part.export_rate_before);
}

/// b = f d', the price at the importer's border, before its duty: of a unit that arrives, what it
/// took to bring it there included; a hat. An embargo leaves nothing to bring and no such price: d'
/// counts as 1, so that what was traded before keeps the price that its seller asks.
double importer_border_price(double unit_cost, const PartFlow& part);

}  // namespace tariffsim
