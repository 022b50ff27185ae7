#include "outcomes/first_order.hpp"

#include <cmath>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

/// What the goods of a cell that are treated alike add to the terms of their exporter and importer,
/// million.
void add_part(const PartFlow& part, double unit_cost, FirstOrderWelfare& exporter,
              FirstOrderWelfare& importer) {
  const double price_change = exporter_border_price(unit_cost, part) - 1;
  const double extra_cost = part.trade_cost - 1;
  const double volume_change = part.after - part.before - part.before * price_change;
  const double paid = part.before * (price_change + part.licence.abroad);
  exporter.terms_of_trade += paid;
  importer.terms_of_trade -= paid;
  exporter.volume_of_trade +=
      part.export_rate_before / (1 + part.export_rate_before) * volume_change;
  importer.volume_of_trade += part.duty_rate_before * volume_change;
  if (std::isfinite(extra_cost))
    importer.trade_cost -= (1 + part.duty_rate_before) * part.before * extra_cost;
}

}  // namespace

std::vector<FirstOrderWelfare> first_order_welfare(const World& base, const PartedPolicy& policy,
                                                   const Equilibrium& equilibrium,
                                                   const Levels& after) {
  const Index countries = base.n_countries();
  std::vector<FirstOrderWelfare> terms(static_cast<std::size_t>(countries));
  const auto terms_of = [&](Index n) -> FirstOrderWelfare& {
    return terms[static_cast<std::size_t>(n)];
  };
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (Index n = 0; n < countries; ++n)
      for (Index i = 0; i < countries; ++i) {
        if (i == n || base.flow(i, n, s) <= 0) continue;
        for_each_part(base, policy, after, i, n, s, [&](const PartFlow& part) {
          add_part(part, equilibrium.unit_cost()(i, s), terms_of(i), terms_of(n));
        });
      }
  for (Index n = 0; n < countries; ++n) {
    FirstOrderWelfare& of = terms[static_cast<std::size_t>(n)];
    of.terms_of_trade /= base.income(n);
    of.volume_of_trade /= base.income(n);
    of.trade_cost /= base.income(n);
  }
  return terms;
}

}  // namespace tariffsim
