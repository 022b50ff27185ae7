#include "equilibrium/economy.hpp"

#include <cmath>
#include <limits>

#include "equilibrium/gmres.hpp"

namespace tariffsim {
namespace {

/// Log prices are solved until their residual is rounding.
constexpr double kPriceTolerance = 4e-15;
constexpr int kMaxPriceSteps = 60;
/// Spending is solved until the residual of each cell is rounding, relative to the cell.
constexpr double kSpendingTolerance = 2e-15;
constexpr int kMaxRefinements = 4;
constexpr int kMaxKrylov = 60;

/// The equations as values, for systems solved by their action.
Table unit_cost(const World& world, const Vector& log_wage, const Table& log_price) {
  Table cost;
  tariffsim::unit_cost(world, log_wage, log_price, cost);
  return cost;
}
Table price_index_change(const Problem& problem, const Prices& at, const Table& cost_change) {
  Vector weighted;
  Table change(cost_change.rows(), cost_change.cols());
  for (Index s = 0; s < change.cols(); ++s)
    tariffsim::price_index_change(problem, at, s, cost_change.col(s), weighted, change.col(s));
  return change;
}
Table output(const Problem& problem, const Prices& at, const Table& expenditure) {
  const Table per_demand = expenditure.cwiseQuotient(at.demand);
  Table y(expenditure.rows(), expenditure.cols());
  for (Index s = 0; s < y.cols(); ++s) tariffsim::output(problem, at, s, per_demand, y);
  return y;
}
Table export_tax(const Problem& problem, const Prices& at, const Table& expenditure) {
  const Table per_demand = expenditure.cwiseQuotient(at.demand);
  Table tax(expenditure.rows(), expenditure.cols());
  Vector kept;
  for (Index s = 0; s < tax.cols(); ++s)
    tariffsim::export_tax(problem, at, s, per_demand, kept, tax);
  return tax;
}
Vector value_added(const World& world, const Table& output) {
  Vector earned;
  tariffsim::value_added(world, output, earned);
  return earned;
}
Prices prices_at(const Problem& problem, Table log_cost) {
  Prices at;
  at.resize(log_cost.rows(), log_cost.cols());
  at.log_cost = std::move(log_cost);
  for (Index s = 0; s < at.log_cost.cols(); ++s) {
    supply_and_demand(problem, s, at);
    price_index(problem, s, at);
  }
  return at;
}

Vector flat(const Table& table) { return table.reshaped(); }
Table table(const Vector& v, Index rows) { return v.reshaped(rows, v.size() / rows); }

}  // namespace

Economy::Economy(const Problem& problem, Vector log_wage, const Table& log_price,
                 const Table& expenditure)
    : problem_(&problem), log_wage_(std::move(log_wage)) {
  solve_prices(log_price);
  if (!prices_.log_price.allFinite() || !(prices_.demand.minCoeff() > 0)) return;
  duty_share_.resizeLike(prices_.demand);
  for (Index s = 0; s < duty_share_.cols(); ++s) duty_share(*problem_, prices_, s, duty_share_);
  home_.spend(problem_->world.final_share, home_multiplier_);
  solve_spending(expenditure);
}

/// log P = Phi(c(w, P)): Phi is concave and increasing in log P with row sums under 1, so Newton
/// converges from anywhere.
void Economy::solve_prices(const Table& log_price) {
  const World& world = problem_->world;
  prices_ = prices_at(*problem_, unit_cost(world, log_wage_, log_price));
  if (world.input_share.empty()) return;
  Table guess = log_price;
  Table home(guess.rows(), guess.cols());
  double last = std::numeric_limits<double>::infinity();
  for (int step = 0; step < kMaxPriceSteps; ++step) {
    for (Index s = 0; s < home.cols(); ++s) home_share(*problem_, prices_, s, home);
    home_ = HomeMarket(world.input_share, home);
    const Table gap = prices_.log_price - guess;
    const double size = gap.cwiseAbs().maxCoeff();
    if (!std::isfinite(size)) return;
    if (size <= kPriceTolerance || (size < 1e-12 && size > 0.5 * last)) return;
    last = size;
    guess += price_change(gap, std::clamp(size, 1e-10, 1e-3));
    prices_ = prices_at(*problem_, unit_cost(world, log_wage_, guess));
  }
}

/// Solves p = direct + sum_i pi' (g' p): a change of prices with its passing-on through inputs.
Table Economy::price_change(const Table& direct, double tolerance) const {
  const World& world = problem_->world;
  if (world.input_share.empty()) return direct;
  const Index n = world.n_countries();
  const Vector no_wage = Vector::Zero(n);
  const auto apply = [&](const Vector& p) -> Vector {
    return p - flat(price_index_change(*problem_, prices_, unit_cost(world, no_wage, table(p, n))));
  };
  const auto precondition = [&](const Vector& r) -> Vector {
    Table passed;
    home_.pass_on(table(r, n), passed);
    return flat(passed);
  };
  return table(gmres(apply, precondition, flat(direct), tolerance, kMaxKrylov), n);
}

/// Duty collected by importers and export tax collected by exporters: linear in X.
Vector Economy::tax_revenue(const Table& x) const {
  return (duty_share_.cwiseProduct(x) + export_tax(*problem_, prices_, x)).rowwise().sum();
}

/// X - alpha (duty(X) + export tax(X)) - g Y(X): what of X is not spent again at once.
Table Economy::unspent(const Table& x) const {
  const World& world = problem_->world;
  const Vector revenue = tax_revenue(x);
  Table rest = x - (world.final_share.array().colwise() * revenue.array()).matrix();
  if (!world.input_share.empty()) {
    add_input_spending(world, -output(*problem_, prices_, x), rest);
  }
  return rest;
}

/// Inverse of the home part of `unspent`: inputs made at home, and duties (Sherman and Morrison's
/// formula).
Table Economy::spend_at_home(const Table& x) const {
  Table y;
  home_.spend(x, y);
  const Vector duty = duty_share_.cwiseProduct(y).rowwise().sum();
  const Vector kept = 1.0 - duty_share_.cwiseProduct(home_multiplier_).rowwise().sum().array();
  return y + (home_multiplier_.array().colwise() * (duty.array() / kept.array())).matrix();
}

/// Solves unspent(X) = autonomous. Cells are scaled by baseline spending, so that small economies
/// are as exact as large ones.
Table Economy::spending_for(const Table& autonomous, double tolerance) const {
  const Table& base = problem_->world.expenditure;
  const Table scale = (base.array() > 0).select(base, 1.0);
  const Index n = base.rows();
  const auto apply = [&](const Vector& x) -> Vector {
    return flat(unspent(table(x, n).cwiseProduct(scale)).cwiseQuotient(scale));
  };
  const auto precondition = [&](const Vector& r) -> Vector {
    return flat(spend_at_home(table(r, n).cwiseProduct(scale)).cwiseQuotient(scale));
  };
  const Vector x =
      gmres(apply, precondition, flat(autonomous.cwiseQuotient(scale)), tolerance, kMaxKrylov);
  return table(x, n).cwiseProduct(scale);
}

void Economy::solve_spending(const Table& start) {
  const World& world = problem_->world;
  const Vector wage_income = log_wage_.array().exp() * world.value_added.array();
  const Vector given = wage_income + problem_->deficit;
  const Table autonomous = world.final_share.array().colwise() * given.array();
  const Table scale = (world.expenditure.array() > 0).select(world.expenditure, 1.0);
  Table& x = money_.expenditure;
  x = start;
  double last = std::numeric_limits<double>::infinity();
  for (int step = 0; step < kMaxRefinements; ++step) {
    const Table missing = autonomous - unspent(x);
    const double size = missing.cwiseQuotient(scale).cwiseAbs().maxCoeff();
    if (!std::isfinite(size)) return;
    if (size <= kSpendingTolerance || size > 0.5 * last) break;
    last = size;
    x += spending_for(missing, std::clamp(1e-15 / size, 1e-12, 1e-2));
  }
  money_.output = output(*problem_, prices_, x);
  money_.value_added = value_added(world, money_.output);
  money_.income = given + tax_revenue(x);
  Index poorest = 0;
  if (!(money_.income.minCoeff(&poorest) > 0)) {
    unpaid_ = poorest;
    return;
  }
  ok_ = money_.value_added.allFinite() && money_.value_added.minCoeff() > 0;
}

Vector Economy::market_clearance() const {
  return (money_.value_added.array() / problem_->world.value_added.array()).log() -
         log_wage_.array();
}

double Economy::residual(Index& country) const {
  const auto wage_bill = log_wage_.array().exp() * problem_->world.value_added.array();
  return ((money_.value_added.array() - wage_bill) / wage_bill).abs().maxCoeff(&country);
}

Vector Economy::market_clearance_change(const Vector& wage_change, double tolerance) const {
  const World& world = problem_->world;
  const Table& x = money_.expenditure;
  const auto theta = problem_->parameters.trade_elasticity.transpose().array();

  // Prices: what wages do directly, then through inputs.
  const Table wage_cost = world.value_added_share.array().colwise() * wage_change.array();
  const Table price = price_change(price_index_change(*problem_, prices_, wage_cost), tolerance);
  const Table cost = unit_cost(world, wage_change, price);

  // Trade at given spending: d log pi' = -theta (d log c_i - d log P_n).
  const Table moved = x.cwiseProduct(price);
  const Table sales =
      (output(*problem_, prices_, moved) - money_.output.cwiseProduct(cost)).array().rowwise() *
      theta;
  Table landed(x.rows(), x.cols());
  for (Index s = 0; s < x.cols(); ++s) {
    const Vector weighted = prices_.supply.col(s).cwiseProduct(cost.col(s));
    problem_->kernel.border().sum_over_exporters(s, weighted, landed.col(s));
  }
  landed = landed.cwiseQuotient(prices_.demand);
  const Table duty =
      (x.array() * (landed.array() - (1.0 - duty_share_.array()) * price.array())).rowwise() *
      theta;
  Vector revenue = duty.rowwise().sum();
  if (problem_->kernel.has_export_tax()) {
    const Table tax = export_tax(*problem_, prices_, moved) -
                      export_tax(*problem_, prices_, x).cwiseProduct(cost);
    revenue += (tax.array().rowwise() * theta).matrix().rowwise().sum();
  }

  // Spending: incomes and input use change, and spend again.
  const Vector wage_income =
      log_wage_.array().exp() * world.value_added.array() * wage_change.array();
  const Vector income = wage_income + revenue;
  Table autonomous = world.final_share.array().colwise() * income.array();
  add_input_spending(world, sales, autonomous);
  const Table spending = spending_for(autonomous, tolerance);
  const Vector earned = value_added(world, sales + output(*problem_, prices_, spending));
  return earned.cwiseQuotient(money_.value_added) - wage_change;
}

}  // namespace tariffsim
