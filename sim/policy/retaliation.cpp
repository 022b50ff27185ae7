#include "policy/retaliation.hpp"

namespace tariffsim {
namespace {

std::vector<Index> sectors_hit(const std::vector<AddedDuty>& added) {
  std::vector<Index> hit;
  for (const AddedDuty& duty : added)
    if (hit.empty() || hit.back() != duty.sector) hit.push_back(duty.sector);
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
                                 const std::vector<AddedDuty>& added, Index by, Index against) {
  std::vector<Answer> answers;
  answers.reserve(added.size());
  for (const AddedDuty& duty : added)
    answers.push_back(
        {{against, by, duty.sector}, same_goods(duty, world, by), retaliation.share * duty.rate});
  return answers;
}

}  // namespace

std::vector<Answer> answer(const Retaliation& retaliation, const World& world,
                           const std::vector<AddedDuty>& added, Index by, Index against) {
  if (added.empty()) return {};
  if (!retaliation.matched && !retaliation.sectors)
    return rate_by_rate(retaliation, world, added, by, against);
  const std::vector<Index> sectors = sectors_hit(added);
  const std::vector<Index> taxed = retaliation.sectors.value_or(sectors);
  double collected = 0, hit = 0;
  for (const AddedDuty& duty : added) {
    const double flow = duty.flow_share * world.flow(by, against, duty.sector);
    collected += duty.rate * flow;
    hit += flow;
  }
  const double weight = retaliation.matched ? trade(world, taxed, against, by) : hit;
  if (weight <= 0) return {};
  PartPlace goods;
  if (!retaliation.matched) goods.to = hit / trade(world, sectors, by, against);
  std::vector<Answer> answers;
  answers.reserve(taxed.size());
  for (const Index s : taxed)
    answers.push_back({{against, by, s}, goods, retaliation.share * (collected / weight)});
  return answers;
}

}  // namespace tariffsim
