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
  return world;
}

}  // namespace

std::vector<LineAudit> put_in_data(std::span<const PolicyLine> lines, Baseline& baseline) {
  if (lines.empty()) return {};
  AppliedPolicy applied = apply_policy(observed(baseline), lines);
  replace_tariffs(baseline, std::move(applied.policy.tariff));
  baseline.export_tax = std::move(applied.policy.export_tax);
  return std::move(applied.audit);
}

}  // namespace tariffsim
