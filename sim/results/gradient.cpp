#include "results/gradient.hpp"

namespace tariffsim {
namespace {

/// Derivatives are by rates as fractions and by logs of costs: a point, or a percent, is this.
constexpr double kPoint = 0.01;

const Cube& by_cells(SensitivityTo to, const Sensitivity& found) {
  if (to == SensitivityTo::export_taxes) return found.export_tax;
  return to == SensitivityTo::trade_costs ? found.trade_cost : found.tariff;
}

}  // namespace

const std::vector<Measure<GradientRow>>& gradient_measures() {
  static const std::vector<Measure<GradientRow>> measures{
      {{"derivative",
        "change of the outcome, in its unit, where the rate rises by one percentage point, the "
        "trade cost by one percent, or the trade elasticity by one"},
       &GradientRow::derivative}};
  return measures;
}

const char* name_of(SensitivityTo to) {
  switch (to) {
    case SensitivityTo::tariffs:
      return name_of(WedgeKind::tariff);
    case SensitivityTo::export_taxes:
      return name_of(WedgeKind::export_tax);
    case SensitivityTo::trade_costs:
      return name_of(WedgeKind::trade_cost);
    case SensitivityTo::elasticities:
      return "elasticity";
  }
  return "tariff";
}

const char* name_of(WedgeKind wedge) { return wedge_of(wedge).key; }

void for_each_derivative(const SensitivityResult& result, const World& world,
                         const std::function<void(const GradientRow&)>& act) {
  const auto countries = static_cast<std::size_t>(world.n_countries());
  const auto put = [&](GradientRow row, double derivative) {
    row.derivative = derivative;
    if (derivative != 0) act(row);
  };
  for (std::size_t k = 0; k < result.of.size(); ++k) {
    if (!result.of[k].found) continue;
    const Sensitivity& found = *result.of[k].found;
    for (std::size_t s = 0; s < world.sectors.size(); ++s) {
      const auto sector = static_cast<Index>(s);
      if (result.to == SensitivityTo::elasticities) {
        put({k, countries, countries, s}, found.trade_elasticity(sector));
        continue;
      }
      for (std::size_t n = 0; n < countries; ++n)
        for (std::size_t i = 0; i < countries; ++i)
          put({k, i, n, s}, kPoint * by_cells(result.to, found)(static_cast<Index>(i),
                                                                static_cast<Index>(n), sector));
    }
  }
}

}  // namespace tariffsim
