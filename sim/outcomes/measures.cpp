#include "outcomes/measures.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tariffsim {

double welfare_base(const World& world, const Levels& after, Index country) {
  return world.income(country) - after.disutility_base(country);
}

std::string why_no_welfare(const World& world, const Levels& after) {
  std::string where;
  for (Index n = 0; n < world.n_countries(); ++n) {
    if (!(world.income(n) > 0) || welfare_base(world, after, n) > 0) continue;
    const auto& country = world.countries[static_cast<std::size_t>(n)];
    where += fmt::format("{}{} ({})", where.empty() ? "" : ", ", country.code, country.name);
  }
  if (where.empty()) return "";
  return fmt::format(
      "with this model.labour_supply work costs households in {} as much as they spend, or more, "
      "so "
      "that their welfare is a percentage of nothing; a smaller model.labour_supply, or where a "
      "surplus is the cause model.deficits: none, may help",
      where);
}

double real_spending_change(const World& world, const Levels& after, Index country) {
  return after.income(country) / world.income(country) / after.consumer_price(country) - 1;
}

double kept_part_change(const World& world, const ModelParameters& parameters, const Levels& after,
                        Index country) {
  if (parameters.revenue == RevenueUse::lump_sum) return 1;
  const double change = border_income(after, country) / after.value_added(country) -
                        world.tax_revenue(country) / world.value_added(country);
  if (parameters.income_tax_rate.size() == 0) return 1 / (1 - change);
  return 1 + change / (1 - parameters.income_tax_rate(country));
}

double welfare_change(const World& world, const Levels& after, Index country) {
  const double spending = real_spending_change(world, after, country);
  const double work = after.disutility(country) - after.disutility_base(country);
  if (work == 0 && after.disutility_base(country) == 0) return spending;
  return (world.income(country) * spending - work) / welfare_base(world, after, country);
}

double welfare_without_rebate(const World& world, const Levels& after, Index country) {
  const double rebate =
      border_income(after, country) / after.consumer_price(country) - world.tax_revenue(country);
  return welfare_change(world, after, country) - rebate / welfare_base(world, after, country);
}

double real_wage_change(const Equilibrium& equilibrium, double price, Index country) {
  return equilibrium.wage()(country) / price - 1;
}

double tax_revenue(const Levels& after, Index country) {
  return after.duty_revenue(country) + after.export_tax_revenue(country);
}

double border_income(const Levels& after, Index country) {
  return tax_revenue(after, country) + after.rent(country);
}

}  // namespace tariffsim
