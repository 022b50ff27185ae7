#include "policy/policy_path.hpp"

#include <cmath>
#include <utility>

namespace tariffsim {
namespace {

/// The same parts at the rates of before.
PartedPolicy start_of(const World& world, const PartedPolicy& end) {
  PartedPolicy start{baseline_policy(world), end.parts};
  for (auto& [place, cell] : start.parts) {
    for (PolicyPart& part : cell.parts) {
      part.flow_share = part.before.flow_share;
      for (const Wedge& wedge : kWedges) part.level(wedge.kind) = base_level(wedge, part.before);
    }
  }
  return start;
}

/// Full where one of both policies has levels.
void fill(const Wedge& wedge, const World& world, TradePolicy& policy) {
  Cube& cube = policy.*wedge.levels;
  if (cube.countries() == 0) cube = Cube(world.n_countries(), world.n_sectors(), wedge.neutral);
}

}  // namespace

double level_on_path(const Wedge& wedge, double from, double to, double s, double theta,
                     bool closed) {
  const bool burnt = wedge.collector == Collector::nobody;
  if (closed) return burnt ? std::pow(1 - s, -1 / theta) : from;
  if (from == to) return to;
  return burnt ? from * std::pow(to / from, s) : from + s * (to - from);
}

double movement_on_path(const Wedge& wedge, double from, double to, double s, double theta,
                        bool closed) {
  const bool burnt = wedge.collector == Collector::nobody;
  if (closed) return burnt ? 1 / (theta * (1 - s)) : 0;
  if (from == to) return 0;
  return burnt ? std::log(to / from) : to - from;
}

PolicyPath::PolicyPath(const World& world, const ModelParameters& parameters, PartedPolicy end)
    : world_(world), parameters_(parameters), start_(start_of(world, end)), end_(std::move(end)) {}

PartedPolicy PolicyPath::at(double s) const {
  PartedPolicy policy = start_;
  for (const Wedge& wedge : kWedges) {
    if (stored(wedge, end_.average) == nullptr && stored(wedge, start_.average) == nullptr)
      continue;
    fill(wedge, world_, policy.average);
    Cube& cube = policy.average.*wedge.levels;
    for (Index k = 0; k < world_.n_sectors(); ++k)
      for (Index n = 0; n < world_.n_countries(); ++n)
        for (Index i = 0; i < world_.n_countries(); ++i)
          cube(i, n, k) = level_on_path(wedge, value_at(wedge, start_.average, i, n, k),
                                        value_at(wedge, end_.average, i, n, k), s,
                                        parameters_.trade_elasticity(k),
                                        std::isinf(trade_cost_at(end_.average, i, n, k)));
  }
  for (auto& [place, cell] : policy.parts) {
    const auto& end = end_.parts.at(place).parts;
    for (std::size_t j = 0; j < cell.parts.size(); ++j)
      for (const Wedge& wedge : kWedges)
        cell.parts[j].level(wedge.kind) = level_on_path(
            wedge, cell.parts[j].level(wedge.kind), end[j].level(wedge.kind), s,
            parameters_.trade_elasticity(place.sector), std::isinf(part_trade_cost(end[j])));
    for (const Wedge& wedge : kWedges)
      if (Cube& cube = policy.average.*wedge.levels; cube.countries() > 0)
        cube(place.exporter, place.importer, place.sector) = average_level(wedge, cell.parts);
  }
  return policy;
}

}  // namespace tariffsim
