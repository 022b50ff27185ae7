#include "policy/retaliation.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

std::vector<Index> sectors_hit(const Vector& added) {
  std::vector<Index> hit;
  for (Index s = 0; s < added.size(); ++s)
    if (added(s) > 0) hit.push_back(s);
  return hit;
}

double trade(const World& world, const std::vector<Index>& sectors, Index exporter,
             Index importer) {
  double sum = 0;
  for (const Index s : sectors) sum += world.flow(exporter, importer, s);
  return sum;
}

}  // namespace

std::vector<CellRate> answer(const Retaliation& retaliation, const World& world,
                             const Vector& added, Index by, Index against) {
  const std::vector<Index> hit = sectors_hit(added);
  if (hit.empty()) return {};
  const std::vector<Index> taxed = retaliation.sectors.value_or(hit);
  double collected = 0;
  for (const Index s : hit) collected += added(s) * world.flow(by, against, s);
  const bool rate_by_rate = !retaliation.matched && !retaliation.sectors;
  const double weight =
      trade(world, retaliation.matched ? taxed : hit, retaliation.matched ? against : by,
            retaliation.matched ? by : against);
  std::vector<CellRate> rates;
  if (!rate_by_rate && weight <= 0) return rates;
  for (const Index s : taxed) {
    const double answered = rate_by_rate ? added(s) : collected / weight;
    rates.push_back({against, by, s, retaliation.share * answered});
  }
  return rates;
}

}  // namespace tariffsim
