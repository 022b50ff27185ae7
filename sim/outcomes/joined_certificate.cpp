#include "outcomes/joined_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "equilibrium/conditions.hpp"
#include "outcomes/worst_residual.hpp"

namespace tariffsim {
namespace {

double nearness(const Residual& residual) { return residual.value / residual.tolerance; }

Residual nearest_to_failing(const Certificate& certificate) {
  Residual worst = *std::max_element(
      certificate.residuals.begin(), certificate.residuals.end(),
      [](const Residual& a, const Residual& b) { return nearness(a) < nearness(b); });
  worst.meaning = fmt::format("of the figures with markets added up: {}", worst.meaning);
  worst.name = "joined";
  return worst;
}

/// sum_j g_j = 1,  sum_j g_j (1 + t'_j) = 1 + t',  sum_j g_j / (1 + e'_j) = 1 / (1 + e')
double gap_of_parts(const PolicyCell& cell, double duty, double tax) {
  double sold = 0, paid = 0, received = 0;
  for (const PolicyPart& part : cell.parts) {
    sold += part.flow_share;
    paid += part.flow_share * (1 + part_rate(part, Collector::importer));
    received += part.flow_share / (1 + part_rate(part, Collector::exporter));
  }
  return std::max(
      {std::abs(sold - 1), std::abs(paid / (1 + duty) - 1), std::abs(received * (1 + tax) - 1)});
}

Residual parts_of_cells(const World& world, const PartedPolicy& policy,
                        const TradePolicy& effective, const Levels& after) {
  WorstResidual worst;
  for (const auto& [place, cell] : policy.parts) {
    const auto [i, n, s] = place;
    if (!(after.flow(i, n, s) > 0)) continue;
    worst.see(gap_of_parts(cell, rate_at(effective, Collector::importer, i, n, s),
                           rate_at(effective, Collector::exporter, i, n, s)),
              n, s);
  }
  return worst.named(world, "joined_parts", "the parts of a cell make up its trade and its taxes",
                     kExactCondition);
}

}  // namespace

std::vector<Residual> certify_joined(const World& world, const ModelParameters& parameters,
                                     const PartedPolicy& policy, const TradePolicy& effective,
                                     const Vector& deficit, const Equilibrium& equilibrium,
                                     const Levels& after, double tolerance) {
  return {nearest_to_failing(
              certify(world, parameters, effective, deficit, equilibrium, after, tolerance)),
          parts_of_cells(world, policy, effective, after)};
}

}  // namespace tariffsim
