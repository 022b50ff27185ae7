#include "outcomes/group.hpp"

#include "outcomes/duty_sums.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/output_sums.hpp"

namespace tariffsim {
namespace {

struct GroupTrade {
  double exports_base = 0, exports = 0;
  DutySums all, goods;
};

GroupTrade trade_with_outsiders(const Outcome& outcome, const std::vector<bool>& is_member) {
  const World& base = outcome.base();
  const auto inside = [&](Index n) { return is_member[static_cast<std::size_t>(n)]; };
  GroupTrade trade;
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (Index n = 0; n < base.n_countries(); ++n)
      for (Index i = 0; i < base.n_countries(); ++i) {
        const double before = base.flow(i, n, s), after = outcome.after().flow(i, n, s);
        if (inside(i) == inside(n)) continue;
        if (inside(i)) {
          trade.exports_base += before;
          trade.exports += after;
          continue;
        }
        const DutySums duty =
            duty_of(before, after, base.tariff(i, n, s), outcome.policy().tariff(i, n, s));
        trade.all.add(duty);
        if (base.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods)
          trade.goods.add(duty);
      }
  return trade;
}

OutputSums output_of(const Outcome& outcome, const std::vector<Index>& members) {
  OutputSums output;
  for (const Index n : members)
    for (Index s = 0; s < outcome.base().n_sectors(); ++s) output.add(outcome.sector(n, s));
  return output;
}

}  // namespace

GroupOutcome group_outcome(const Outcome& outcome, const std::vector<Index>& members) {
  std::vector<bool> is_member(outcome.countries().size(), false);
  GroupOutcome group;
  double value_added_base = 0, value_added = 0;
  for (const Index n : members) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    is_member[static_cast<std::size_t>(n)] = true;
    group.equivalent_variation += c.equivalent_variation;
    group.income_base += c.income_base;
    group.tax_revenue_base += c.tax_revenue_base;
    group.tax_revenue += c.tax_revenue;
    value_added_base += c.value_added_base;
    value_added += c.value_added_new;
    group.population += c.population;
  }
  group.welfare = group.equivalent_variation / group.income_base;
  group.equivalent_variation_per_person = per_person(group.equivalent_variation, group.population);
  group.tax_revenue_share_base = group.tax_revenue_base / value_added_base;
  group.tax_revenue_share = group.tax_revenue / value_added;
  const OutputSums output = output_of(outcome, members);
  group.production = output.volume();
  group.producer_price = output.price();
  const GroupTrade trade = trade_with_outsiders(outcome, is_member);
  group.exports_base = trade.exports_base;
  group.exports = trade.exports;
  group.imports_base = trade.all.imports_base;
  group.imports = trade.all.imports;
  group.trade_openness_base = (group.exports_base + group.imports_base) / value_added_base;
  group.trade_openness = (group.exports + group.imports) / value_added;
  group.average_tariff_base = trade.all.average_base();
  group.average_tariff = trade.all.average();
  group.average_tariff_goods_base = trade.goods.average_base();
  group.average_tariff_goods = trade.goods.average();
  group.effective_tariff_goods = trade.goods.effective();
  return group;
}

}  // namespace tariffsim
