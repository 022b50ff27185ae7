#include "policy/wedge.hpp"

#include <cstring>

namespace tariffsim {
namespace {

/// Whether one importer's column of one sector is the same in two cubes, either of which may not be
/// there: all `neutral` then.
bool same_column(const Cube* a, const Cube* b, Index n, Index s, double neutral) {
  if (a == nullptr && b == nullptr) return true;
  if (a == nullptr) return same_column(b, a, n, s, neutral);
  const auto column = a->sector(s).col(n);
  if (b == nullptr) return (column.array() == neutral).all();
  return std::memcmp(column.data(), b->sector(s).col(n).data(),
                     static_cast<std::size_t>(column.size()) * sizeof(double)) == 0;
}

/// Multiplies by new over old of one wedge. Equal numbers divide to exactly 1.
void multiply_change(const Wedge& wedge, const Cube* before, const Cube* after, Index n, Index s,
                     Eigen::ArrayXd& changes) {
  if (same_column(before, after, n, s, wedge.neutral)) return;
  const double to_factor = 1 - wedge.neutral;
  const auto factors = [&](const Cube& cube) { return cube.sector(s).col(n).array() + to_factor; };
  if (before == nullptr)
    changes *= factors(*after);
  else if (after == nullptr)
    changes /= factors(*before);
  else
    changes *= factors(*after) / factors(*before);
}

}  // namespace

void compute_wedge_changes(const World& world, const TradePolicy& policy, Index n, Index s,
                           Eigen::ArrayXd& changes) {
  changes.setOnes(world.n_countries());
  for (const Wedge& wedge : kWedges)
    multiply_change(wedge, stored(wedge, world), stored(wedge, policy), n, s, changes);
}

void compute_tax_changes(const World& world, const TradePolicy& policy, Index n, Index s,
                         Eigen::ArrayXd& changes) {
  changes.setOnes(world.n_countries());
  for (const Wedge& wedge : kWedges)
    if (wedge.collector != Collector::nobody)
      multiply_change(wedge, stored(wedge, world), stored(wedge, policy), n, s, changes);
}

bool is_changed(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  return std::any_of(kWedges.begin(), kWedges.end(), [&](const Wedge& wedge) {
    return value_at(wedge, world, i, n, s) != value_at(wedge, policy, i, n, s);
  });
}

bool is_column_changed(const World& world, const TradePolicy& policy, Index n, Index s) {
  return !std::all_of(kWedges.begin(), kWedges.end(), [&](const Wedge& wedge) {
    return same_column(stored(wedge, world), stored(wedge, policy), n, s, wedge.neutral);
  });
}

}  // namespace tariffsim
