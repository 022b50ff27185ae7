#include "outcomes/first_order.hpp"

#include <cmath>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

/// One cell's part in the terms of its exporter and its importer, million.
void add_cell(const World& base, double price_change, double flow, double extra_cost, Index i,
              Index n, Index s, std::vector<FirstOrderWelfare>& terms) {
  const double before = base.flow(i, n, s);
  const double tariff = rate_at(base, Collector::importer, i, n, s);
  const double export_tax = rate_at(base, Collector::exporter, i, n, s);
  const double volume_change = flow - before - before * price_change;
  FirstOrderWelfare& exporter = terms[static_cast<std::size_t>(i)];
  FirstOrderWelfare& importer = terms[static_cast<std::size_t>(n)];
  exporter.terms_of_trade += before * price_change;
  importer.terms_of_trade -= before * price_change;
  exporter.volume_of_trade += export_tax / (1 + export_tax) * volume_change;
  importer.volume_of_trade += tariff * volume_change;
  if (std::isfinite(extra_cost)) importer.trade_cost -= (1 + tariff) * before * extra_cost;
}

}  // namespace

std::vector<FirstOrderWelfare> first_order_welfare(const World& base, const TradePolicy& policy,
                                                   const Equilibrium& equilibrium,
                                                   const Levels& after) {
  const Index countries = base.n_countries();
  std::vector<FirstOrderWelfare> terms(static_cast<std::size_t>(countries));
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (Index n = 0; n < countries; ++n)
      for (Index i = 0; i < countries; ++i)
        if (i != n && base.flow(i, n, s) > 0)
          add_cell(base, exporter_border_price(base, policy, equilibrium, i, n, s) - 1,
                   after.flow(i, n, s), trade_cost_at(policy, i, n, s) - 1, i, n, s, terms);
  for (Index n = 0; n < countries; ++n) {
    FirstOrderWelfare& of = terms[static_cast<std::size_t>(n)];
    of.terms_of_trade /= base.income(n);
    of.volume_of_trade /= base.income(n);
    of.trade_cost /= base.income(n);
  }
  return terms;
}

}  // namespace tariffsim
