#include "outcomes/duty_incidence.hpp"

#include <cmath>

#include "outcomes/measures.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

bool only_tariff_changes(const World& base, const TradePolicy& policy, Index i, Index n, Index s) {
  constexpr double kRounding = 1e-12;  // a rate that policy moves and moves back
  const auto changes = [&](Collector who) {
    return std::abs(rate_at(policy, who, i, n, s) - rate_at(base, who, i, n, s)) > kRounding;
  };
  return changes(Collector::importer) && !changes(Collector::exporter) &&
         trade_cost_at(policy, i, n, s) == 1;
}

}  // namespace

DutyIncidence duty_incidence(const World& base, const TradePolicy& policy,
                             const Equilibrium& equilibrium, const Levels& after, Index i, Index n,
                             Index s) {
  const double flow = base.flow(i, n, s);
  const bool traded = flow > 0 && after.flow(i, n, s) > 0;
  if (i == n || !traded || !only_tariff_changes(base, policy, i, n, s)) return {};
  const double price = importer_border_price(base, policy, equilibrium, i, n, s);
  const double old_rate = rate_at(base, Collector::importer, i, n, s);
  const double rate = rate_at(policy, Collector::importer, i, n, s);
  return {-flow * (price - 1), flow * ((1 + rate) * price - (1 + old_rate)), flow};
}

}  // namespace tariffsim
