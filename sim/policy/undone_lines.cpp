#include "policy/undone_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "policy/apply_policy.hpp"
#include "policy/rate_move.hpp"

namespace tariffsim {
namespace {

/// Of all wedges; under an embargo the rates do not count.
template <class LevelOf>  // level_of(wedge, of the other policy)
bool same_levels(const LevelOf& level_of) {
  const double cost = level_of(wedge_of(WedgeKind::trade_cost), false);
  if (std::isinf(cost) && std::isinf(level_of(wedge_of(WedgeKind::trade_cost), true))) return true;
  return std::all_of(kWedges.begin(), kWedges.end(), [&](const Wedge& wedge) {
    return !is_moved(level_of(wedge, false), level_of(wedge, true));
  });
}

bool same_parts(const PolicyCell& one, const PolicyCell& other) {
  return std::equal(one.parts.begin(), one.parts.end(), other.parts.begin(), other.parts.end(),
                    [](const PolicyPart& a, const PolicyPart& b) {
                      return a.before.place == b.before.place &&
                             same_levels([&](const Wedge& wedge, bool of_other) {
                               return (of_other ? b : a).level(wedge.kind);
                             });
                    });
}

bool same_cell(const PartedPolicy& one, const PartedPolicy& other, Index i, Index n, Index s) {
  const PolicyCell *a = one.cell(i, n, s), *b = other.cell(i, n, s);
  if (a != nullptr && b != nullptr) return same_parts(*a, *b);
  if (a != nullptr || b != nullptr) return false;
  return same_levels([&](const Wedge& wedge, bool of_other) {
    return value_at(wedge, (of_other ? other : one).average, i, n, s);
  });
}

bool same_quota(const Quota& a, const Quota& b) {
  return a.cells == b.cells && a.goods == b.goods && a.amount == b.amount && a.side == b.side &&
         a.measure == b.measure && a.margin == b.margin && a.exporters_share == b.exporters_share;
}

std::vector<PolicyLine> without_lines(std::span<const PolicyLine> lines,
                                      std::span<const std::size_t> left_out) {
  std::vector<PolicyLine> rest;
  bool begins = false;  // of a line that is left out: the next one begins the scenario then
  for (std::size_t at = 0; at < lines.size(); ++at) {
    begins = begins || lines[at].begins_scenario;
    if (std::find(left_out.begin(), left_out.end(), at) != left_out.end()) continue;
    rest.push_back(lines[at]);
    rest.back().begins_scenario = begins;
    begins = false;
  }
  return rest;
}

}  // namespace

bool same_in_effect(const World& world, const PartedPolicy& one, const PartedPolicy& other,
                    bool separate_nests) {
  if (separate_nests && one.named_products != other.named_products) return false;
  if (!std::equal(one.quotas.begin(), one.quotas.end(), other.quotas.begin(), other.quotas.end(),
                  same_quota))
    return false;
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index n = 0; n < world.n_countries(); ++n)
      for (Index i = 0; i < world.n_countries(); ++i)
        if (i != n && world.flow(i, n, s) > 0 && !same_cell(one, other, i, n, s)) return false;
  return true;
}

bool same_without(const World& world, const PolicyOfLines& policy,
                  std::span<const std::size_t> left_out) {
  try {
    const PartedPolicy rest = apply_policy(world, without_lines(policy.lines, left_out)).policy;
    return same_in_effect(world, policy.whole, rest, policy.separate_nests);
  } catch (const InputError&) {
    return false;
  }
}

std::optional<std::size_t> undone_by(const World& world, const PolicyOfLines& policy,
                                     std::size_t line) {
  const std::array<std::size_t, 1> left_out{line};
  if (!same_without(world, policy, left_out)) return std::nullopt;
  for (std::size_t at = line + 1; at < policy.lines.size(); ++at) {
    const auto last = policy.lines.begin() + static_cast<std::ptrdiff_t>(at + 1);
    PolicyOfLines above{{policy.lines.begin(), last}, {}, policy.separate_nests};
    above.whole = apply_policy(world, above.lines).policy;
    if (same_without(world, above, left_out)) return at;
  }
  return std::nullopt;
}

std::optional<double> left_of_costs(const PolicyLine& one, const PolicyLine& other) {
  const auto* first = std::get_if<TradeCostChange>(&one.instrument);
  const auto* second = std::get_if<TradeCostChange>(&other.instrument);
  if (first == nullptr || second == nullptr || first->change == 0) return std::nullopt;
  const auto sorted = [](std::vector<Index> positions) {
    std::sort(positions.begin(), positions.end());
    return positions;
  };
  const auto same = [&](std::vector<Index> Cells::*list) {
    return sorted(first->cells.*list) == sorted(second->cells.*list);
  };
  const bool there_and_back = first->change == -second->change && first->scope.is_whole() &&
                              second->scope.is_whole() && one.in_force == 1 && other.in_force == 1;
  if (!there_and_back || !same(&Cells::exporters) || !same(&Cells::importers) ||
      !same(&Cells::sectors))
    return std::nullopt;
  return (1 + first->change) * (1 + second->change) - 1;
}

}  // namespace tariffsim
