#include "policy/policy_in_data.hpp"

#include <utility>

#include "model/base_rates.hpp"

namespace tariffsim {
namespace {

/// What lines of rates look at; nothing of it is calibrated.
World observed(const Baseline& baseline) {
  World world;
  world.countries = baseline.countries;
  world.sectors = baseline.sectors;
  world.flow = baseline.flow;
  world.tariff = baseline.tariff;
  world.export_tax = baseline.export_tax;
  world.parts = baseline.parts;
  world.products = baseline.products;
  return world;
}

/// The rate at which a cell's producers receive what those of its parts do together.
double joint_export_tax(const PartedCell& cell) {
  double received = 0;
  for (const TradePart& part : cell.parts) received += part.flow_share / (1 + part.export_tax);
  return 1 / received - 1;
}

}  // namespace

std::vector<LineAudit> put_in_data(std::span<const PolicyLine> lines, Baseline& baseline) {
  if (lines.empty()) return {};
  AppliedPolicy applied = apply_policy(observed(baseline), lines);
  TradePolicy& levied = applied.policy.average;
  PartedCells parts = lasting_parts(applied.policy);
  if (levied.export_tax.countries() > 0)
    for (const auto& [place, cell] : parts)
      levied.export_tax(place.exporter, place.importer, place.sector) = joint_export_tax(cell);
  replace_tariffs(baseline, std::move(levied.tariff));
  baseline.export_tax = std::move(levied.export_tax);
  baseline.parts = std::move(parts);
  return std::move(applied.audit);
}

}  // namespace tariffsim
