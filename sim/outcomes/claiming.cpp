#include "outcomes/claiming.hpp"

#include <map>
#include <utility>

namespace tariffsim {
namespace {

/// F' (1 - 1/(1+x)) of who began to claim, - F (1 - 1/(1+x)) of who ceased: of a value that holds
/// the iceberg cost 1 + x this is the part that is burnt.
double burnt(const Claiming& claiming, double before, double after) {
  if (claiming.after && !claiming.before) return after * (1 - 1 / claiming.trade_cost);
  if (claiming.before && !claiming.after) return -before * (1 - claiming.trade_cost);
  return 0;
}

void add_cell(const PolicyCell& cell, double before, double after, ClaimedTrade& sum) {
  for (const PolicyPart& part : cell.parts) {
    const double old_trade = part.before.flow_share * before, trade = part.flow_share * after;
    sum.before += old_trade;
    sum.after += trade;
    if (part.claiming.before) sum.claimed_before += old_trade;
    if (part.claiming.after) sum.claimed_after += trade;
    sum.burnt += burnt(part.claiming, old_trade, trade);
  }
}

}  // namespace

std::vector<ClaimedTrade> claimed_trade(const Outcome& outcome) {
  std::map<std::pair<Index, Index>, ClaimedTrade> pairs;
  for (const auto& [place, cell] : outcome.parted_policy().parts) {
    if (!cell.claimed) continue;
    const auto [i, n, s] = place;
    ClaimedTrade& sum = pairs[{i, n}];
    sum.exporter = i;
    sum.importer = n;
    add_cell(cell, outcome.base().flow(i, n, s), outcome.after().flow(i, n, s), sum);
  }
  std::vector<ClaimedTrade> out;
  out.reserve(pairs.size());
  for (const auto& [pair, sum] : pairs) out.push_back(sum);
  return out;
}

}  // namespace tariffsim
