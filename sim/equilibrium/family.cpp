#include "equilibrium/family.hpp"

#include <cmath>

namespace tariffsim {
namespace {

/// 1 + delta, N.
Eigen::ArrayXd income_ratio(const World& world, const Vector& deficit) {
  return 1 + deficit.array() / (world.value_added + world.tax_revenue).array();
}

/// 1 - tau, or 1 where the tax is what the revenue just replaces.
Eigen::ArrayXd kept_before(const Family& family) {
  const Vector& rate = family.parameters->income_tax_rate;
  if (rate.size() > 0) return 1 - rate.array();
  return Eigen::ArrayXd::Ones(family.world->n_countries());
}

}  // namespace

bool extends(const World& world, const ModelParameters& parameters) {
  const auto& [value_added, inputs, final_use] = parameters.substitution;
  return !std::isinf(parameters.labour_mobility) || parameters.labour_supply > 0 ||
         parameters.scale.size() > 0 || parameters.tax_exponent.size() > 0 ||
         parameters.proportional_deficits || world.selling_share.size() > 0 ||
         world.tells_origin() || value_added != 1 || inputs != 1 || final_use != 1;
}

void Family::bind(const World& of_world, const ModelParameters& of_parameters) {
  world = &of_world;
  parameters = &of_parameters;
  wage_part = 1 / (1 + parameters->labour_mobility);
  supply_part = parameters->labour_supply / (1 + parameters->labour_supply);
  labour_moves = supply_part > 0;
  sector_income_moves = wage_part > 0 || has_scale();
  extended = extends(of_world, of_parameters);
  if (sector_income_moves) labour_income = of_world.labour_income();
}

Table labour_price(const Family& family, const Vector& log_wage, const Table& sector_income) {
  Table price = log_wage.replicate(1, family.world->n_sectors());
  if (family.wage_part > 0) price += family.wage_part * sector_income;
  return price;
}

void add_labour_price_transposed(const Family& family, const Table& labour_bar, Vector& wage_bar,
                                 Table& income_bar) {
  wage_bar += labour_bar.rowwise().sum();
  if (family.wage_part > 0) income_bar += family.wage_part * labour_bar;
}

Table value_added_share_change(const Shares& shares, const Table& log_labour,
                               const Table& log_cost) {
  if (!shares.production_moves()) return Table::Zero(log_cost.rows(), log_cost.cols());
  return (1 - shares.elasticities().value_added) * (log_labour - log_cost);
}

void add_value_added_share_transposed(const Shares& shares, const Table& share_bar,
                                      Table& labour_bar, Table& cost_bar) {
  if (!shares.production_moves()) return;
  labour_bar += (1 - shares.elasticities().value_added) * share_bar;
  cost_bar -= (1 - shares.elasticities().value_added) * share_bar;
}

Table scale_of_sectors(const Family& family, const Vector& log_earnings, const Table& sector_income,
                       const Table& share_change) {
  Table income = sector_income.colwise() + log_earnings;
  if (family.sells()) return income;
  return income - share_change;
}

void add_scale_of_sectors_transposed(const Family& family, const Table& scale_bar,
                                     Vector& earnings_bar, Table& income_bar, Table& share_bar) {
  income_bar += scale_bar;
  earnings_bar += scale_bar.rowwise().sum();
  if (!family.sells()) share_bar -= scale_bar;
}

void add_scale(const Family& family, const Table& log_scale, Table& log_cost) {
  const Vector& psi = family.parameters->scale;
  const auto makes = family.world->output.array() > 0;
  const Table effect = (log_cost - log_scale) * psi.asDiagonal();
  log_cost += makes.select(effect.array(), 0.0).matrix();
}

Table scale_transposed(const Family& family, Table& cost_bar) {
  const auto makes = family.world->output.array() > 0;
  const Table effect =
      makes.select((cost_bar * family.parameters->scale.asDiagonal()).array(), 0.0);
  cost_bar += effect;
  return -effect;
}

Table scale_change(const Family& family, const Table& log_scale, const Table& log_production_cost,
                   const Vector& psi_change) {
  const auto makes = family.world->output.array() > 0;
  const Table effect = (log_production_cost - log_scale) * psi_change.asDiagonal();
  return makes.select(effect.array(), 0.0);
}

Table sector_income(const Shares& shares, const Table& output, const Table& selling_labour) {
  Table earned = shares.value_added().cwiseProduct(output);
  if (selling_labour.size() > 0) earned += selling_labour;
  return earned;
}

Table sector_income_growth(const Family& family, const Table& earned, const Table& output,
                           const Table& share_change) {
  const Table& base = family.labour_income;
  const Table& sold = family.world->output;
  const Vector whole = earned.rowwise().sum().cwiseQuotient(base.rowwise().sum());
  return Table::NullaryExpr(base.rows(), base.cols(), [&](Index n, Index s) {
    if (base(n, s) > 0)
      return earned(n, s) == 0 ? 0.0 : std::log(earned(n, s) / base(n, s) / whole(n));
    if (!(sold(n, s) > 0) || output(n, s) == 0) return 0.0;
    return std::log(output(n, s) / sold(n, s) / whole(n)) + share_change(n, s);
  });
}

Table sector_income_growth_change(const Family& family, const Table& earned, const Table& output,
                                  const Table& earned_change, const Table& output_change,
                                  const Table& share_change) {
  const Table& base = family.labour_income;
  const Vector whole = earned_change.rowwise().sum().cwiseQuotient(earned.rowwise().sum());
  return Table::NullaryExpr(base.rows(), base.cols(), [&](Index n, Index s) {
    if (base(n, s) > 0)
      return earned(n, s) == 0 ? 0.0 : earned_change(n, s) / earned(n, s) - whole(n);
    if (!(family.world->output(n, s) > 0) || output(n, s) == 0) return 0.0;
    return output_change(n, s) / output(n, s) + share_change(n, s) - whole(n);
  });
}

void add_sector_income_growth_transposed(const Family& family, const Table& earned,
                                         const Table& output, const Table& growth_bar,
                                         Table& earned_bar, Table& output_bar, Table& share_bar) {
  const Table& base = family.labour_income;
  Vector whole_bar = Vector::Zero(base.rows());
  for (Index s = 0; s < base.cols(); ++s)
    for (Index n = 0; n < base.rows(); ++n) {
      const double bar = growth_bar(n, s);
      if (base(n, s) > 0) {
        if (earned(n, s) == 0) continue;
        earned_bar(n, s) += bar / earned(n, s);
      } else {
        if (!(family.world->output(n, s) > 0) || output(n, s) == 0) continue;
        output_bar(n, s) += bar / output(n, s);
        share_bar(n, s) += bar;
      }
      whole_bar(n) -= bar;
    }
  earned_bar.colwise() += whole_bar.cwiseQuotient(earned.rowwise().sum());
}

Vector labour_supply(const Family& family, const Vector& log_kept, const Vector& log_earnings,
                     const Vector& log_consumer_price) {
  return family.supply_part * (log_kept + log_earnings - log_consumer_price);
}

Vector kept_share(const Family& family, const Vector& revenue, const Vector& bill) {
  const World& world = *family.world;
  if (family.parameters->revenue == RevenueUse::lump_sum) return Vector::Zero(world.n_countries());
  const auto change =
      revenue.array() / bill.array() - world.tax_revenue.array() / world.value_added.array();
  if (family.parameters->income_tax_rate.size() == 0) return -(-change).log1p();
  return (change / kept_before(family)).log1p();
}

Vector kept_share_change(const Family& family, const Vector& log_kept, const Vector& ratio_change) {
  if (family.parameters->revenue == RevenueUse::lump_sum) return Vector::Zero(ratio_change.size());
  if (family.parameters->income_tax_rate.size() == 0)
    return log_kept.array().exp() * ratio_change.array();
  return ratio_change.array() / (log_kept.array().exp() * kept_before(family));
}

Vector proportional_income(const World& world, const Vector& deficit, const Vector& earned) {
  const Vector wanted = income_ratio(world, deficit) * earned.array();
  return wanted * (earned.sum() / wanted.sum());
}

Vector proportional_income_change(const World& world, const Vector& deficit, const Vector& earned,
                                  const Vector& income, const Vector& earned_change) {
  const Vector wanted = income_ratio(world, deficit) * earned.array();
  const Vector wanted_change = income_ratio(world, deficit) * earned_change.array();
  const double xi = earned.sum() / wanted.sum();
  const double xi_change =
      earned_change.sum() / earned.sum() - wanted_change.sum() / wanted.sum();  // of its log
  return xi * wanted_change + xi_change * income;
}

Vector proportional_income_transposed(const World& world, const Vector& deficit,
                                      const Vector& earned, const Vector& income,
                                      const Vector& income_bar) {
  const auto ratio = income_ratio(world, deficit);
  const double wanted = (ratio * earned.array()).sum(), all = earned.sum();
  const double of_all = income.dot(income_bar);
  return ratio * (all / wanted * income_bar.array() - of_all / wanted) + of_all / all;
}

}  // namespace tariffsim
