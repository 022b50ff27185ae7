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

}  // namespace

double wedge_change(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  double change = 1;
  for (const Wedge& wedge : kWedges) {
    const double before = value_at(wedge, world, i, n, s), after = value_at(wedge, policy, i, n, s);
    if (before != after) change *= factor_of(wedge, after) / factor_of(wedge, before);
  }
  return change;
}

double tax_change(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  double change = 1;
  for (const Wedge& wedge : kWedges) {
    if (wedge.collector == Collector::nobody) continue;
    const double before = value_at(wedge, world, i, n, s), after = value_at(wedge, policy, i, n, s);
    if (before != after) change *= factor_of(wedge, after) / factor_of(wedge, before);
  }
  return change;
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
