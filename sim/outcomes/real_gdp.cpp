#include "outcomes/real_gdp.hpp"

#include <cmath>
#include <limits>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

/// Values of the four sums that add to them (exports) or, with `sign` -1, are taken off (imports).
void add_traded(double sign, double before, double after, double price, GdpSums& gdp) {
  gdp.before += sign * before;
  gdp.after += sign * after;
  gdp.after_at_old_prices += sign * after / price;
  gdp.before_at_new_prices += sign * before * price;
}

}  // namespace

void GdpSums::add(const GdpSums& more) {
  before += more.before;
  after += more.after;
  after_at_old_prices += more.after_at_old_prices;
  before_at_new_prices += more.before_at_new_prices;
}

double GdpSums::real_change() const {
  if (!(laspeyres() > 0 && paasche() > 0)) return std::numeric_limits<double>::quiet_NaN();
  return std::sqrt(laspeyres() * paasche()) - 1;
}

std::vector<GdpSums> gdp_sums(const World& base, const PartedPolicy& policy,
                              const Equilibrium& equilibrium, const Levels& after) {
  const Index countries = base.n_countries();
  std::vector<GdpSums> sums(static_cast<std::size_t>(countries));
  const auto of = [&](Index n) -> GdpSums& { return sums[static_cast<std::size_t>(n)]; };
  for (Index n = 0; n < countries; ++n)
    add_traded(1, base.income(n), after.income(n), after.consumer_price(n), of(n));
  for (Index s = 0; s < base.n_sectors(); ++s)
    for (Index n = 0; n < countries; ++n)
      for (Index i = 0; i < countries; ++i) {
        if (i == n || base.flow(i, n, s) <= 0) continue;
        const double cost = equilibrium.unit_cost()(i, s);
        for_each_part(base, policy, after, i, n, s, [&](const PartFlow& part) {
          if (part.before <= 0) return;
          const double paid_abroad = (1 + part.licence.abroad) * part.after;
          add_traded(1, part.before, paid_abroad, exporter_border_price(cost, part), of(i));
          add_traded(-1, part.before, paid_abroad, importer_border_price(cost, part), of(n));
          if (base.selling_share.size() == 0) return;
          const double paid = base.selling_share(n) * part.before / (1 + part.export_rate_before);
          const double paid_after = base.selling_share(n) * part.after / (1 + part.export_rate);
          add_traded(1, paid, paid_after, equilibrium.wage()(n), of(n));
          add_traded(-1, paid, paid_after, equilibrium.wage()(n), of(i));
        });
      }
  return sums;
}

}  // namespace tariffsim
