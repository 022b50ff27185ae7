#include "equilibrium/joint_space.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// A sector whose income nearly sustains itself is still moved by no more than this part's inverse.
constexpr double kLeastStiffness = 0.1;

/// sum_n F_in pi_in / sum_n F_in, N x S: the part of its own markets that a sector has.
Table own_market(const World& world) {
  Table own(world.n_countries(), world.n_sectors());
  for (Index s = 0; s < own.cols(); ++s) {
    const auto flow = world.flow.sector(s).array();
    const Vector sold = flow.rowwise().sum();
    const Vector at_home = (flow * world.trade_share.sector(s).array()).rowwise().sum();
    own.col(s) = (sold.array() > 0).select(at_home.array() / sold.array(), 0.0);
  }
  return own;
}

/// 1 / theta, S; of no table, nothing.
Vector per_elasticity(const Vector& theta, Index cells) {
  return cells > 0 ? theta.cwiseInverse().eval() : Vector();
}
/// A table, which may be empty, over its unit.
Table over(const Table& table, const Table& unit) {
  return table.size() > 0 ? table.cwiseQuotient(unit).eval() : Table();
}

Vector packed(const Gaps& gaps, const Table& unit, const Vector& theta) {
  Vector all(gaps.clearance.size() + gaps.price.size() + gaps.spending.size() +
             gaps.sector_income.size() + gaps.labour.size() + gaps.home_odds.size() +
             gaps.home_spending.size());
  all << gaps.clearance, gaps.price.reshaped(), gaps.spending.cwiseQuotient(unit).reshaped(),
      gaps.sector_income.reshaped(),
      (gaps.home_odds * per_elasticity(theta, gaps.home_odds.size()).asDiagonal()).reshaped(),
      over(gaps.home_spending, unit).reshaped(), gaps.labour;
  return all;
}

}  // namespace

Table sector_income_stiffness(const Family& family) {
  const World& world = *family.world;
  const ModelParameters& p = *family.parameters;
  const Table own = own_market(world);
  const Vector whole = family.labour_income.rowwise().sum();
  const bool share_moves = !world.input_share.empty();
  Table stiffness(own.rows(), own.cols());
  for (Index s = 0; s < own.cols(); ++s) {
    const double psi = family.has_scale() ? p.scale(s) : 0;
    for (Index n = 0; n < own.rows(); ++n) {
      const double made = family.wage_part * world.value_added_share(n, s);
      const double share =
          share_moves ? (1 - p.substitution.value_added) * (family.wage_part - made) : 0;
      const double cost = (1 + psi) * made - psi * (1 - (family.sells() ? 0 : share));
      const double sold = -p.trade_elasticity(s) * (1 - own(n, s)) * cost;
      const double rest = 1 - family.labour_income(n, s) / whole(n);
      stiffness(n, s) = std::max(kLeastStiffness, 1 - rest * (share + sold));
    }
  }
  return stiffness;
}

JointSpace::JointSpace(const EquationSystem& system, const Numeraire& numeraire, const Table& scale)
    : system_(system), numeraire_(numeraire), unit_(scale) {
  const Vector& b = system.state().log_wage;
  unit_.array().colwise() *= b.array().exp();
  if (system.family().sector_income_moves) stiffness_ = sector_income_stiffness(system.family());
  if (system.family().tells_origin())
    near_.factorise_by_origin(system.problem(), system.prices(), system.spending_per_demand(), b,
                              numeraire, system.shares(), system.state().home_spending);
  else if (is_inverted())
    near_.factorise_exactly(system.problem(), system.prices(), system.spending_per_demand(), b,
                            numeraire);
  else
    near_.factorise(system.problem(), system.prices(), system.spending_per_demand(), b, numeraire);
}

Index JointSpace::size() const {
  const Family& family = system_.family();
  const Index n = unit_.rows();
  return n + 2 * cells() + (family.sector_income_moves ? cells() : 0) +
         (family.tells_origin() ? 2 * cells() : 0) + (family.labour_moves ? n : 0);
}

Vector JointSpace::gaps_of(const EquationSystem& system, const Numeraire& numeraire,
                           const Table& unit) {
  Gaps open = system.gaps();
  numeraire.drop_redundant(open.clearance);
  return packed(open, unit, system.problem().parameters.trade_elasticity);
}

State JointSpace::direction(const Vector& v) const {
  const Index n = unit_.rows();
  const State& at = system_.state();
  const auto table = [&](Index first) {
    return v.segment(first, cells()).reshaped(n, unit_.cols());
  };
  State d;
  d.log_wage = v.head(n);
  d.log_price = table(n).colwise() + d.log_wage;
  d.expenditure = unit_.cwiseProduct(table(n + cells())) + d.log_wage.asDiagonal() * at.expenditure;
  if (system_.family().sector_income_moves) d.sector_income = table(n + 2 * cells());
  if (system_.family().tells_origin()) {
    d.home_odds = table(odds_at()) * theta().asDiagonal();
    d.home_spending =
        unit_.cwiseProduct(table(odds_at() + cells())) + d.log_wage.asDiagonal() * at.home_spending;
  }
  if (system_.family().labour_moves) d.labour = v.tail(n);
  return d;
}

Vector JointSpace::direction_transposed(const State& bar) const {
  const Table spent = system_.state().expenditure.cwiseProduct(bar.expenditure);
  Vector v(size()), wage = bar.log_wage + bar.log_price.rowwise().sum() + spent.rowwise().sum();
  Table odds, home;
  if (system_.family().tells_origin()) {
    wage += system_.state().home_spending.cwiseProduct(bar.home_spending).rowwise().sum();
    odds = bar.home_odds * theta().asDiagonal();
    home = unit_.cwiseProduct(bar.home_spending);
  }
  v << wage, bar.log_price.reshaped(), unit_.cwiseProduct(bar.expenditure).reshaped(),
      bar.sector_income.reshaped(), odds.reshaped(), home.reshaped(), bar.labour;
  return v;
}

Vector JointSpace::residual(Gaps change) const {
  numeraire_.drop_redundant(change.clearance);
  return packed(change, unit_, theta());
}

Gaps JointSpace::unpacked(const Vector& v) const {
  const Index n = unit_.rows();
  const auto table = [&](Index first) {
    return v.segment(first, cells()).reshaped(n, unit_.cols());
  };
  Gaps bar{v.head(n), table(n), table(n + cells()).cwiseQuotient(unit_)};
  if (system_.family().sector_income_moves) bar.sector_income = table(n + 2 * cells());
  if (system_.family().tells_origin()) {
    bar.home_odds = table(odds_at()) * theta().cwiseInverse().asDiagonal();
    bar.home_spending = table(odds_at() + cells()).cwiseQuotient(unit_);
  }
  if (system_.family().labour_moves) bar.labour = v.tail(n);
  return bar;
}

Gaps JointSpace::weights_of_gaps(const Vector& v) const {
  Gaps bar = unpacked(v);
  numeraire_.drop_redundant(bar.clearance);
  return bar;
}

Table JointSpace::relative_move(const Vector& v) const {
  const Index n = unit_.rows(), block = system_.family().sector_income_moves ? 2 : 1;
  return v.segment(n + block * cells(), cells()).reshaped(n, unit_.cols());
}

Vector JointSpace::apply(const Vector& v) const {
  const State d = direction(v);
  Gaps change = system_.apply_jacobian(d);
  numeraire_.replace_redundant(system_.problem().world, system_.state().log_wage, d.log_wage,
                               change.clearance);
  return packed(change, unit_, theta());
}

Vector JointSpace::precondition(const Vector& r) const {
  const Index n = unit_.rows();
  const auto table = [&](Index first) {
    return r.segment(first, cells()).reshaped(n, unit_.cols());
  };
  Vector wage, weighted;
  near_.correct_wages(-r.head(n), wage);
  if (system_.family().tells_origin()) return precondition_by_origin(r, wage);
  Table ahead(n, unit_.cols()), step;
  for (Index s = 0; s < ahead.cols(); ++s)
    price_index_change(system_.problem(), system_.prices(), s, wage, weighted, ahead.col(s));
  ahead = (ahead.colwise() - wage) - table(n);
  Vector all(size());
  all.head(n) = wage;
  near_.correct_prices(ahead, step);
  all.segment(n, cells()) = step.reshaped();
  near_.correct_spending(system_.duty_share(), -unit_.cwiseProduct(table(n + cells())), step);
  all.segment(n + cells(), cells()) = step.cwiseQuotient(unit_).reshaped();
  precondition_labour(r, all);
  return all;
}

Vector JointSpace::apply_transposed(const Vector& v) const {
  Gaps bar = unpacked(v);
  Vector by_numeraire = Vector::Zero(unit_.rows());
  numeraire_.replace_redundant_transposed(system_.problem().world, system_.state().log_wage,
                                          bar.clearance, by_numeraire);
  State by_state = system_.apply_jacobian_transposed(bar);
  by_state.log_wage += by_numeraire;
  return direction_transposed(by_state);
}

/// What sectors' incomes and hours move by on their own.
void JointSpace::precondition_labour(const Vector& r, Vector& all) const {
  const Index n = unit_.rows();
  if (system_.family().sector_income_moves)
    all.segment(n + 2 * cells(), cells()) =
        -r.segment(n + 2 * cells(), cells()).cwiseQuotient(stiffness_.reshaped());
  if (system_.family().labour_moves) all.tail(n) = -r.tail(n);
}

Vector JointSpace::precondition_by_origin(const Vector& r, const Vector& wage) const {
  const Index n = unit_.rows();
  const auto table = [&](Index first) {
    return r.segment(first, cells()).reshaped(n, unit_.cols());
  };
  Table ahead =
      price_index_change(system_.problem(), system_.prices(), wage.replicate(1, unit_.cols()));
  ahead.colwise() -= wage;
  ahead = (system_.problem().kernel.spending().array() > 0).select(ahead.array(), 0.0);
  const OriginPrices prices =
      near_.by_origin().correct_prices({-table(n), -table(odds_at())}, ahead);
  const ByOrigin spent = near_.by_origin().correct_spending(
      system_.duty_share(),
      {-unit_.cwiseProduct(table(odds_at() + cells())), -unit_.cwiseProduct(table(n + cells()))});
  Vector all(size());
  all.head(n) = wage;
  all.segment(n, cells()) = prices.price.reshaped();
  all.segment(n + cells(), cells()) = spent.abroad.cwiseQuotient(unit_).reshaped();
  all.segment(odds_at(), cells()) = prices.odds.reshaped();
  all.segment(odds_at() + cells(), cells()) = spent.home.cwiseQuotient(unit_).reshaped();
  precondition_labour(r, all);
  return all;
}

/// Spending, prices and wages one after the other, as without origins.
Vector JointSpace::precondition_by_origin_transposed(const Vector& r) const {
  const Index n = unit_.rows();
  const auto table = [&](const Vector& of, Index first) {
    return of.segment(first, cells()).reshaped(n, unit_.cols());
  };
  const ByOrigin spent = near_.by_origin().correct_spending_transposed(
      system_.duty_share(), {table(r, odds_at() + cells()).cwiseQuotient(unit_),
                             table(r, n + cells()).cwiseQuotient(unit_)});
  Vector all = Vector::Zero(size());
  all.segment(n + cells(), cells()) = -unit_.cwiseProduct(spent.abroad).reshaped();
  all.segment(odds_at() + cells(), cells()) = -unit_.cwiseProduct(spent.home).reshaped();
  const Vector open = r - apply_transposed(all);
  Table imports;
  const OriginPrices prices = near_.by_origin().correct_prices_transposed(
      {table(open, n), table(open, odds_at())}, imports);
  imports = (system_.problem().kernel.spending().array() > 0).select(imports.array(), 0.0);
  Table costs = Table::Zero(n, unit_.cols());
  add_price_index_transposed(system_.problem(), system_.prices(), imports, costs);
  all.head(n) = -near_.correct_wages_transposed(open.head(n) + costs.rowwise().sum() -
                                                imports.rowwise().sum());
  all.segment(n, cells()) = -prices.price.reshaped();
  all.segment(odds_at(), cells()) = -prices.odds.reshaped();
  precondition_labour(r, all);
  return all;
}

/// What prices and spending contribute where they follow from wages, which are left at zero.
Vector JointSpace::follow_transposed(const Vector& r) const {
  const Index n = unit_.rows();
  Vector all = Vector::Zero(size());
  all.segment(n, cells()) = -r.segment(n, cells());
  const Table spent = r.segment(n + cells(), cells()).reshaped(n, unit_.cols());
  Table step;
  near_.correct_spending_transposed(system_.duty_share(), spent.cwiseQuotient(unit_), step);
  all.segment(n + cells(), cells()) = -unit_.cwiseProduct(step).reshaped();
  return all;
}

/// J^-T r by elimination: what wages owe directly and through prices and spending, and then what
/// these owe to wages.
Vector JointSpace::invert_transposed(const Vector& r) const {
  const Index n = unit_.rows();
  const Vector follow = follow_transposed(r);
  const Vector open = r - apply_transposed(follow);
  Vector all = Vector::Zero(size());
  all.head(n) = -near_.correct_wages_transposed(open.head(n));
  const Vector by_wages = apply_transposed(all);
  return all + follow - follow_transposed(by_wages);
}

/// Spending first, then what it owes to prices and wages, prices, and wages.
Vector JointSpace::precondition_transposed(const Vector& r) const {
  if (is_inverted()) return invert_transposed(r);
  if (system_.family().tells_origin()) return precondition_by_origin_transposed(r);
  const Index n = unit_.rows();
  const auto table = [&](Index first) {
    return r.segment(first, cells()).reshaped(n, unit_.cols());
  };
  Table ahead, step;
  near_.correct_spending_transposed(system_.duty_share(), table(n + cells()).cwiseQuotient(unit_),
                                    step);
  Vector all = Vector::Zero(size());
  all.segment(n + cells(), cells()) = -unit_.cwiseProduct(step).reshaped();
  const Vector open = r - apply_transposed(all);
  near_.correct_prices_transposed(open.segment(n, cells()).reshaped(n, unit_.cols()), ahead);
  Table costs = Table::Zero(n, unit_.cols());
  add_price_index_transposed(system_.problem(), system_.prices(), ahead, costs);
  all.head(n) =
      -near_.correct_wages_transposed(open.head(n) + costs.rowwise().sum() - ahead.rowwise().sum());
  all.segment(n, cells()) = -ahead.reshaped();
  precondition_labour(r, all);
  return all;
}

}  // namespace tariffsim
