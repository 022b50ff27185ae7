// The derivative of every equation against central differences, and the transposed derivative
// against the derivative, on random worlds with every instrument.
#include <catch2/catch.hpp>

#include "equilibrium/equation_system.hpp"
#include "support/derivatives.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kCountries = 7, kSectors = 4;

/// A world under tariffs, trade costs, an embargo and (perhaps) export taxes, and a point that
/// solves nothing.
struct Point {
  Calibration calibration;
  const World& world;
  TradePolicy policy;
  Problem problem;
  State state;
  EquationSystem system;

  Point(unsigned seed, bool input_output, bool export_taxes)
      : calibration(random_calibration(
            seed, {kCountries, kSectors, input_output, true, export_taxes, false, 0.1, 2.0})),
        world(*calibration.world),
        policy(all_instruments(seed, world, export_taxes)),
        problem{world, make_kernel(world, calibration.parameters, policy), world.deficit,
                calibration.parameters},
        state{random(kCountries, 1), random(kCountries, kSectors),
              world.expenditure.array() * (1 + random(kCountries, kSectors).array())} {
    system.set(problem, Unknowns::all);
    REQUIRE(evaluate_at(state));
  }
  Point(const Point&) = delete;

  /// Between -0.1 and 0.1.
  static Table random(Index rows, Index columns) { return 0.1 * Table::Random(rows, columns); }

  static TradePolicy all_instruments(unsigned seed, const World& world, bool export_taxes) {
    std::vector<PolicyLine> lines = random_policy(seed, world, 0.8);
    lines.push_back(trade_cost_line({{0, 2}, {1, 3}, {0, 1}}, 0.3));
    lines.push_back({Embargo{{{{4}, {5}, {0, 2}}}}, "embargo", {}});
    if (export_taxes)
      lines.push_back(export_tax_line({{1, 4}, {0, 2, 6}, {1, 3}}, RateChange::add, 0.25));
    return apply_policy(world, lines).policy.average;
  }

  bool evaluate_at(const State& at) {
    system.state() = at;
    return system.evaluate_prices() && system.evaluate_money();
  }
  Gaps gaps_at(const State& direction, double step) {
    REQUIRE(evaluate_at({state.log_wage + step * direction.log_wage,
                         state.log_price + step * direction.log_price,
                         state.expenditure + step * direction.expenditure}));
    return system.gaps();
  }
  /// Random, spending in proportion to what is spent.
  State direction() const {
    return {random(kCountries, 1), random(kCountries, kSectors),
            random(kCountries, kSectors).cwiseProduct(world.expenditure)};
  }
};

template <class Check>
void at_random_points(const Check& check) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    for (const bool input_output : {false, true}) {
      for (const bool export_taxes : {false, true}) {
        CAPTURE(seed, input_output, export_taxes);
        std::srand(seed);
        Point point(seed, input_output, export_taxes);
        check(point);
      }
    }
  }
}

void check_digits(const Table& found, const Table& up, const Table& down) {
  const Table expected = (up - down) / (2 * kStep);
  CHECK(largest(found - expected) <= kSixDigits * largest(expected));
}

double product_sum(const Table& a, const Table& b) { return a.cwiseProduct(b).sum(); }

/// <a, J b> = <J^T a, b>, to the rounding of the sums.
void check_adjoint(double one, double other) {
  CHECK(std::abs(one - other) <= kSumRounding * std::max(std::abs(one), std::abs(other)));
}

}  // namespace

TEST_CASE("the derivative of the system equals central differences", "[solver]") {
  at_random_points([](Point& p) {
    const State any = p.direction();
    const Vector no_wage = Vector::Zero(kCountries);
    const Table none = Table::Zero(kCountries, kSectors);
    for (const State& v :
         {any, State{any.log_wage, none, none}, State{no_wage, any.log_price, none},
          State{no_wage, none, any.expenditure}}) {
      REQUIRE(p.evaluate_at(p.state));
      const Gaps found = p.system.apply_jacobian(v);
      const Gaps up = p.gaps_at(v, kStep), down = p.gaps_at(v, -kStep);
      check_digits(found.clearance, up.clearance, down.clearance);
      check_digits(found.price, up.price, down.price);
      check_digits(found.spending, up.spending, down.spending);
    }
  });
}

TEST_CASE("the derivative of each equation equals central differences", "[solver]") {
  at_random_points([](Point& p) {
    const State v{Point::random(kCountries, 1), Point::random(kCountries, kSectors),
                  Table::Zero(kCountries, kSectors)};
    const TradeKernel& kernel = p.problem.kernel;
    const Vector& theta = p.problem.parameters.trade_elasticity;
    const Table& x = p.state.expenditure;
    Table cost;
    unit_cost(p.world, v.log_wage, v.log_price, cost);
    const Prices& at = p.system.prices();
    const Table price = price_index_change(p.problem, at, cost);
    const Table share = duty_share_change(p.problem, at, p.system.duty_share(), cost, price);
    const Table sold = sales_change(kernel.revenue(), at, theta, x, cost, price);
    const Table landed = sales_change(kernel.border(), at, theta, x, cost, price);
    p.gaps_at(v, kStep);
    const EquationSystem up = p.system;
    p.gaps_at(v, -kStep);
    const EquationSystem& down = p.system;
    check_digits(cost, up.prices().log_cost, down.prices().log_cost);
    check_digits(price, up.prices().log_price, down.prices().log_price);
    check_digits(share, up.duty_share(), down.duty_share());
    check_digits(sold, up.money().output, down.money().output);
    check_digits(landed, sales(kernel.border(), up.prices(), x),
                 sales(kernel.border(), down.prices(), x));
  });
}

TEST_CASE("the transposed derivative of the system fits its derivative", "[solver]") {
  at_random_points([](Point& p) {
    const State v = p.direction();
    const Gaps along = p.system.apply_jacobian(v);
    const Gaps weights{Point::random(kCountries, 1), Point::random(kCountries, kSectors),
                       Point::random(kCountries, kSectors).cwiseQuotient(p.state.expenditure)};
    const State back = p.system.apply_jacobian_transposed(weights);
    check_adjoint(
        product_sum(weights.clearance, along.clearance) + product_sum(weights.price, along.price) +
            product_sum(weights.spending, along.spending),
        product_sum(back.log_wage, v.log_wage) + product_sum(back.log_price, v.log_price) +
            product_sum(back.expenditure, v.expenditure));
  });
}

TEST_CASE("the transposed derivative of each equation fits its derivative", "[solver]") {
  at_random_points([](Point& p) {
    const TradeKernel& kernel = p.problem.kernel;
    const Vector& theta = p.problem.parameters.trade_elasticity;
    const Prices& at = p.system.prices();
    const Table& x = p.state.expenditure;
    const Table& duty = p.system.duty_share();
    const Table zero = Table::Zero(kCountries, kSectors);
    const Table cost = Point::random(kCountries, kSectors);
    const Table price = Point::random(kCountries, kSectors);
    const Table bar = Point::random(kCountries, kSectors);

    Table cost_bar = zero, price_bar = zero, spending_bar = zero;
    add_price_index_transposed(p.problem, at, bar, cost_bar);
    check_adjoint(product_sum(bar, price_index_change(p.problem, at, cost)),
                  product_sum(cost_bar, cost));

    cost_bar = zero;
    add_duty_share_transposed(p.problem, at, duty, bar, cost_bar, price_bar);
    check_adjoint(product_sum(bar, duty_share_change(p.problem, at, duty, cost, price)),
                  product_sum(cost_bar, cost) + product_sum(price_bar, price));

    for (const OverlayCube* valued : {&kernel.revenue(), &kernel.border()}) {
      cost_bar = price_bar = spending_bar = zero;
      add_sales_transposed(*valued, at, theta, x, bar, cost_bar, price_bar, spending_bar);
      check_adjoint(product_sum(bar, sales_change(*valued, at, theta, x, cost, price)),
                    product_sum(cost_bar, cost) + product_sum(price_bar, price));
      check_adjoint(product_sum(bar, sales(*valued, at, x)), product_sum(spending_bar, x));
    }
  });
}

TEST_CASE("prices and spending that follow in closed form leave no gap", "[solver]") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Point p(seed, false, false);
    EquationSystem closed;
    closed.set(p.problem);
    closed.state() = p.state;
    REQUIRE(closed.evaluate());
    closed.complete_prices();
    REQUIRE(p.evaluate_at(closed.state()));
    const Gaps gaps = p.system.gaps();
    CHECK(largest(gaps.price) < kSumRounding);
    CHECK(largest(gaps.spending.cwiseQuotient(p.world.expenditure)) < kSumRounding);
    CHECK(largest(p.system.clearance() - closed.clearance()) < kSumRounding);
  }
}

TEST_CASE("residuals are the largest over countries and sectors", "[solver]") {
  at_random_points([](Point& p) {
    const Gaps gaps = p.system.gaps();
    const Money& money = p.system.money();
    const Table landed = sales(p.problem.kernel.border(), p.system.prices(), p.state.expenditure);
    double clearing = 0, price = 0, spending = 0, budget = 0;
    Index worst = -1;
    for (Index n = 0; n < kCountries; ++n) {
      const double missed = std::abs(std::expm1(gaps.clearance(n)));
      if (missed > clearing) worst = n;
      clearing = std::max(clearing, missed);
      double balance = -p.world.deficit(n);
      for (Index s = 0; s < kSectors; ++s) {
        price = std::max(price, std::abs(gaps.price(n, s)));
        spending = std::max(spending, std::abs(gaps.spending(n, s)) / money.income(n));
        balance += p.state.expenditure(n, s) * (1 - p.system.duty_share()(n, s)) - landed(n, s);
      }
      budget = std::max(budget, std::abs(balance) / money.income(n));
    }
    Index country = -1;
    Table scratch;
    CHECK(p.system.clearing_residual(country) == Approx(clearing).epsilon(kSumRounding));
    CHECK(country == worst);
    CHECK(p.system.price_residual() == Approx(price).epsilon(kSumRounding));
    CHECK(p.system.spending_residual(scratch) == Approx(spending).epsilon(kSumRounding));
    CHECK(p.system.budget_residual() == Approx(budget).epsilon(kSumRounding));
  });
}

TEST_CASE("prices that follow from wages are written into the state", "[solver]") {
  Point p(1, false, false);
  EquationSystem closed;
  closed.set(p.problem);
  closed.state() = p.state;
  REQUIRE(closed.evaluate_prices());
  CHECK(closed.prices_unknown() == false);
  CHECK(largest(closed.state().log_price - p.system.prices().log_price) < kSumRounding);
}

TEST_CASE("no economy exists where one country earns nothing, be all other numbers fine") {
  const Calibration c = random_calibration(4, {3, 2, false, false, false, true, 0.0, 1.0});
  const World& w = *c.world;
  for (const double part : {0.99, 1.01}) {
    CAPTURE(part);
    const double owed = part * w.value_added(1);  // all that it earns, within a hundredth
    const Problem problem{w, make_kernel(w, c.parameters, baseline_policy(w)),
                          Eigen::Vector3d(owed, -owed, 0), c.parameters};
    EquationSystem system;
    system.set(problem);
    system.state().log_wage.setZero(3);
    CHECK(system.evaluate() == (part < 1));
    CHECK(system.clearance().allFinite());
    CHECK(system.money().income(1) == Approx((1 - part) * w.value_added(1)).epsilon(kSumRounding));
  }
}
