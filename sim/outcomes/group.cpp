#include "outcomes/group.hpp"

#include <algorithm>

#include "outcomes/duty_sums.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/output_sums.hpp"

namespace tariffsim {
namespace {

std::vector<Index> outsiders(Index countries, const std::vector<Index>& members) {
  std::vector<Index> out;
  for (Index n = 0; n < countries; ++n)
    if (std::find(members.begin(), members.end(), n) == members.end()) out.push_back(n);
  return out;
}

struct GroupDuty {
  DutySums all, goods, faced;  // of imports, of goods among them, of what is sold to outsiders
  DutyIncidence incidence;
};

GroupDuty duty_on_outsiders(const Outcome& outcome, const std::vector<Index>& members) {
  const World& base = outcome.base();
  const std::vector<Index> others = outsiders(base.n_countries(), members);
  GroupDuty sums;
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (const Index n : members)
      for (const Index i : others) {
        const bool goods = base.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods;
        for_each_part(
            base, outcome.parted_policy(), outcome.after(), i, n, s, [&](const PartFlow& part) {
              const DutySums duty = duty_of(part);
              sums.all.add(duty);
              if (goods) sums.goods.add(duty);
              sums.incidence.add(duty_incidence(outcome.equilibrium().unit_cost()(i, s), part));
            });
        for_each_part(base, outcome.parted_policy(), outcome.after(), n, i, s,
                      [&](const PartFlow& part) { sums.faced.add(duty_of(part)); });
      }
  return sums;
}

OutputSums output_of(const Outcome& outcome, const std::vector<Index>& members) {
  OutputSums output;
  for (const Index n : members)
    for (Index s = 0; s < outcome.base().n_sectors(); ++s) output.add(outcome.sector(n, s));
  return output;
}

/// What is sold along some pairs: million at the prices of before, and at those of after.
struct PricedTrade {
  double before = 0, at_new_prices = 0;
  double price() const { return at_new_prices / before; }
};

PricedTrade priced_trade(const Outcome& outcome, const std::vector<Index>& exporters,
                         const std::vector<Index>& importers) {
  PricedTrade trade;
  for (Index s = 0; s < outcome.base().n_sectors(); ++s)
    for (const Index n : importers)
      for (const Index i : exporters)
        for_each_part(outcome.base(), outcome.parted_policy(), outcome.after(), i, n, s,
                      [&](const PartFlow& part) {
                        if (!(part.before > 0)) return;
                        trade.before += part.before;
                        trade.at_new_prices +=
                            part.before *
                            exporter_border_price(outcome.equilibrium().unit_cost()(i, s), part);
                      });
  return trade;
}

}  // namespace

double group_terms_of_trade(const Outcome& outcome, const std::vector<Index>& members) {
  const std::vector<Index> others = outsiders(outcome.base().n_countries(), members);
  return priced_trade(outcome, members, others).price() /
             priced_trade(outcome, others, members).price() -
         1;
}

OuterTrade outer_trade(const Cube& flow, const std::vector<Index>& members) {
  const std::vector<Index> others = outsiders(flow.countries(), members);
  OuterTrade trade;
  for (Index s = 0; s < flow.sectors(); ++s)
    for (const Index member : members)
      for (const Index other : others) {
        trade.exports += flow(member, other, s);
        trade.imports += flow(other, member, s);
      }
  return trade;
}

GroupOutcome group_outcome(const Outcome& outcome, const std::vector<Index>& members) {
  GroupOutcome group;
  double value_added_base = 0, value_added = 0, welfare_base = 0, without_rebate = 0;
  double wages = 0, prices = 0, own_prices = 0;
  for (const Index n : members) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    group.equivalent_variation += c.equivalent_variation;
    group.income_base += c.income_base;
    welfare_base += c.welfare_base;
    without_rebate += c.welfare_base * c.welfare_without_rebate;
    group.tax_revenue_base += c.tax_revenue_base;
    group.tax_revenue += c.tax_revenue;
    group.rent += c.rent;
    value_added_base += c.value_added_base;
    value_added += c.value_added_new;
    wages += c.value_added_base * c.real_wage;
    prices += c.income_base * c.consumer_price;
    own_prices += c.income_base * price_at_own_wages(c);
    group.population += c.population;
    group.households += c.households;
    group.goods_balance_base += c.goods_balance_base;
    group.goods_balance += c.goods_balance;
    group.gdp.add(c.gdp);
  }
  group.welfare = group.equivalent_variation / welfare_base;
  group.welfare_without_rebate = without_rebate / welfare_base;
  group.real_wage = wages / value_added_base;
  group.consumer_price = prices / group.income_base;
  group.price_at_own_wages = own_prices / group.income_base;
  group.equivalent_variation_per_person = per_person(group.equivalent_variation, group.population);
  group.equivalent_variation_per_household =
      per_person(group.equivalent_variation, group.households);
  group.tax_revenue_share_base = group.tax_revenue_base / value_added_base;
  group.tax_revenue_share = group.tax_revenue / value_added;
  const OutputSums output = output_of(outcome, members);
  group.production = output.volume();
  group.producer_price = output.price();
  const OuterTrade before = outer_trade(outcome.base().flow, members);
  const OuterTrade after = outer_trade(outcome.after().flow, members);
  group.exports_base = before.exports;
  group.exports = after.exports;
  group.imports_base = before.imports;
  group.imports = after.imports;
  group.trade_openness_base = (group.exports_base + group.imports_base) / value_added_base;
  group.trade_openness = (group.exports + group.imports) / value_added;
  const GroupDuty duty = duty_on_outsiders(outcome, members);
  group.average_tariff_base = duty.all.average_base();
  group.average_tariff = duty.all.average();
  group.average_tariff_goods_base = duty.goods.average_base();
  group.average_tariff_goods = duty.goods.average();
  group.tariff_faced_base = duty.faced.average_base();
  group.tariff_faced = duty.faced.average();
  group.effective_tariff_goods = duty.goods.effective();
  group.incidence = duty.incidence;
  return group;
}

}  // namespace tariffsim
