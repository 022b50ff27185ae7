#include "policy/retaliation.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

std::vector<Index> sectors_hit(const std::vector<Provocation>& provocations) {
  std::vector<Index> hit;
  for (const Provocation& one : provocations)
    for (const AddedDuty& duty : one.added) hit.push_back(duty.sector);
  std::sort(hit.begin(), hit.end());
  hit.erase(std::unique(hit.begin(), hit.end()), hit.end());
  return hit;
}

double trade(const World& world, const std::vector<Index>& sectors, Index exporter,
             Index importer) {
  double sum = 0;
  for (const Index s : sectors) sum += world.flow(exporter, importer, s);
  return sum;
}

bool knows_products(const World& world, Index importer) {
  return world.products != nullptr && world.products->trade().importers.count(importer) > 0;
}

/// Goods of the same share of trade as products that were hit, if the importer's own trade by
/// product is not known.
const PartPlace& same_goods(const AddedDuty& duty, const World& world, Index importer) {
  const bool known = duty.goods.products.empty() || knows_products(world, importer);
  return known ? duty.goods : duty.lined_up;
}

/// In each sector the rate that was added, on as much of its trade.
std::vector<Answer> rate_by_rate(const Retaliation& retaliation, const World& world,
                                 const std::vector<Provocation>& provocations, Index against) {
  std::vector<Answer> answers;
  for (const auto& [by, added] : provocations)
    for (const AddedDuty& duty : added)
      answers.push_back(
          {{against, by, duty.sector}, same_goods(duty, world, by), retaliation.share * duty.rate});
  return answers;
}

}  // namespace

std::vector<Answer> answer(const Retaliation& retaliation, const World& world,
                           const std::vector<Provocation>& provocations, Index against) {
  if (!retaliation.matched && !retaliation.sectors)
    return rate_by_rate(retaliation, world, provocations, against);
  const std::vector<Index> sectors = sectors_hit(provocations);
  const std::vector<Index> taxed = retaliation.sectors.value_or(sectors);
  double collected = 0, hit = 0, sold = 0, bought = 0;
  for (const auto& [by, added] : provocations) {
    for (const AddedDuty& duty : added) {
      const double flow = duty.flow_share * world.flow(by, against, duty.sector);
      collected += duty.rate * flow;
      hit += flow;
    }
    // Where others of those who answer were hit and this one was not, nothing was added to its
    // rate.
    for (const Index s : sectors)
      if (std::none_of(added.begin(), added.end(),
                       [&](const AddedDuty& duty) { return duty.sector == s; }))
        hit += world.flow(by, against, s);
    sold += trade(world, sectors, by, against);
    bought += trade(world, taxed, against, by);
  }
  const double weight = retaliation.matched ? bought : hit;
  if (weight <= 0 || collected <= 0) return {};
  PartPlace goods;
  if (!retaliation.matched) goods.to = hit / sold;
  std::vector<Answer> answers;
  answers.reserve(taxed.size() * provocations.size());
  for (const Provocation& one : provocations)
    for (const Index s : taxed)
      answers.push_back({{against, one.by, s}, goods, retaliation.share * (collected / weight)});
  return answers;
}

}  // namespace tariffsim
