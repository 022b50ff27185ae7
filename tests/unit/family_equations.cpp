// The derivatives of the equations of every option (sim/model.md, section 2.7), by unknowns and by
// policy, against central differences, and the transposed ones against these, in random worlds with
// random options.
#include <catch2/catch.hpp>

#include "equilibrium/joint_newton.hpp"
#include "support/derivatives.hpp"
#include "support/random_family.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kFamilyCountries = 6, kFamilySectors = 4;

Table random(Index rows, Index columns) { return 0.1 * Table::Random(rows, columns); }

State plus(const State& at, const State& d, double step) {
  State next{at.log_wage + step * d.log_wage, at.log_price + step * d.log_price,
             at.expenditure + step * d.expenditure};
  if (at.sector_income.size() > 0) next.sector_income = at.sector_income + step * d.sector_income;
  if (at.labour.size() > 0) next.labour = at.labour + step * d.labour;
  return next;
}

/// A world under every instrument with random options, and a point that solves nothing.
struct FamilyPoint {
  Calibration calibration;
  const World& world;
  TradePolicy policy;
  Problem problem;
  EquationSystem system;
  State state;

  FamilyPoint(unsigned seed, bool input_output, bool export_taxes)
      : calibration(random_family_calibration(seed, {kFamilyCountries, kFamilySectors, input_output,
                                                     true, export_taxes, false, 0.1, 2.0})),
        world(*calibration.world),
        policy(apply_policy(world, lines(seed, world, export_taxes)).policy.average),
        problem{world, make_kernel(world, calibration.parameters, policy), world.deficit,
                calibration.parameters} {
    system.set(problem, Unknowns::all);
    state = with_unknowns(
        system.family(),
        {random(kFamilyCountries, 1), random(kFamilyCountries, kFamilySectors),
         world.expenditure.array() * (1 + random(kFamilyCountries, kFamilySectors).array())});
    if (state.sector_income.size() > 0)
      state.sector_income = random(kFamilyCountries, kFamilySectors);
    if (state.labour.size() > 0) state.labour = random(kFamilyCountries, 1);
  }
  FamilyPoint(const FamilyPoint&) = delete;

  static std::vector<PolicyLine> lines(unsigned seed, const World& world, bool export_taxes) {
    std::vector<PolicyLine> all = random_policy(seed, world, 0.8);
    all.push_back(trade_cost_line({{0, 2}, {1, 3}, {0, 1}}, 0.3));
    if (export_taxes)
      all.push_back(export_tax_line({{1, 4}, {0, 2, 5}, {1, 3}}, RateChange::add, 0.25));
    return all;
  }

  Gaps gaps_at(const State& at) {
    system.state() = at;
    REQUIRE(system.evaluate());
    return system.gaps();
  }

  /// Gaps at the state under a policy and elasticities that lie along a direction.
  Gaps gaps_under(const PolicyDirection& d, double step) const {
    ModelParameters parameters = calibration.parameters;
    for (Index s = 0; s < d.trade_elasticity.size(); ++s) {
      const double before = parameters.trade_elasticity(s);
      parameters.trade_elasticity(s) += step * d.trade_elasticity(s);
      if (parameters.scale_of_elasticity)
        parameters.scale(s) *= before / parameters.trade_elasticity(s);
    }
    const Problem moved{world, make_kernel(world, parameters, policy_along(d, step)), world.deficit,
                        parameters};
    EquationSystem there;
    there.set(moved, Unknowns::all);
    there.state() = state;
    REQUIRE(there.evaluate());
    return there.gaps();
  }

  TradePolicy policy_along(const PolicyDirection& d, double step) const {
    TradePolicy there = policy;
    for (Cube* cube : {&there.export_tax, &there.trade_cost})
      if (cube->countries() == 0)
        *cube = Cube(kFamilyCountries, kFamilySectors, cube == &there.trade_cost ? 1.0 : 0.0);
    const auto move = [&](const Cube& by, double of_one, Cube& cube) {
      for (std::size_t k = 0; k < by.values().size(); ++k)
        cube.values()[k] = (of_one + cube.values()[k]) * std::exp(step * by.values()[k]) - of_one;
    };
    move(d.tariff, 1, there.tariff);
    move(d.export_tax, 1, there.export_tax);
    move(d.trade_cost, 0, there.trade_cost);
    return there;
  }

  /// One direction for each kind of policy, and one in all of them.
  std::vector<PolicyDirection> policy_directions() const {
    PolicyDirection all = no_direction(world);
    std::vector<PolicyDirection> each;
    for (Cube PolicyDirection::*cube :
         {&PolicyDirection::tariff, &PolicyDirection::export_tax, &PolicyDirection::trade_cost}) {
      for (double& value : (all.*cube).values()) value = random(1, 1)(0, 0);
      PolicyDirection one;
      one.*cube = all.*cube;
      each.push_back(one);
    }
    all.trade_elasticity = random(kFamilySectors, 1);
    each.push_back({{}, {}, {}, all.trade_elasticity, {}});
    each.push_back(all);
    return each;
  }

  State none() const {
    State zero = with_unknowns(system.family(), {Vector::Zero(kFamilyCountries),
                                                 Table::Zero(kFamilyCountries, kFamilySectors),
                                                 Table::Zero(kFamilyCountries, kFamilySectors)});
    return zero;
  }
  /// Weights of all gaps; spending in units of what is spent.
  Gaps weights() const {
    Gaps any{
        random(kFamilyCountries, 1), random(kFamilyCountries, kFamilySectors),
        random(kFamilyCountries, kFamilySectors).cwiseQuotient(world.expenditure.cwiseMax(1.0))};
    if (system.family().sector_income_moves)
      any.sector_income = random(kFamilyCountries, kFamilySectors);
    if (system.family().labour_moves) any.labour = random(kFamilyCountries, 1);
    return any;
  }
  /// One direction for each kind of unknown, and one in all of them.
  std::vector<State> directions() const {
    State all = none();
    std::vector<State> each(3, none());
    each[0].log_wage = all.log_wage = random(kFamilyCountries, 1);
    each[1].log_price = all.log_price = random(kFamilyCountries, kFamilySectors);
    each[2].expenditure = all.expenditure =
        random(kFamilyCountries, kFamilySectors).cwiseProduct(world.expenditure);
    if (system.family().sector_income_moves) {
      each.push_back(none());
      each.back().sector_income = all.sector_income = random(kFamilyCountries, kFamilySectors);
    }
    if (system.family().labour_moves) {
      each.push_back(none());
      each.back().labour = all.labour = random(kFamilyCountries, 1);
    }
    each.push_back(all);
    return each;
  }
};

/// What is empty is zero.
double dot(const Table& a, const Table& b) {
  return a.size() > 0 && b.size() > 0 ? a.cwiseProduct(b).sum() : 0;
}
double dot(const Cube& a, const Cube& b) {
  double sum = 0;
  for (std::size_t k = 0; k < std::min(a.values().size(), b.values().size()); ++k)
    sum += a.values()[k] * b.values()[k];
  return sum;
}
double dot(const Gaps& a, const Gaps& b) {
  return dot(a.clearance, b.clearance) + dot(a.price, b.price) + dot(a.spending, b.spending) +
         dot(a.sector_income, b.sector_income) + dot(a.labour, b.labour);
}
double dot(const State& a, const State& b) {
  return dot(a.log_wage, b.log_wage) + dot(a.log_price, b.log_price) +
         dot(a.expenditure, b.expenditure) + dot(a.sector_income, b.sector_income) +
         dot(a.labour, b.labour);
}
double dot(const PolicyDirection& a, const PolicyDirection& b) {
  return dot(a.tariff, b.tariff) + dot(a.export_tax, b.export_tax) +
         dot(a.trade_cost, b.trade_cost) + dot(a.trade_elasticity, b.trade_elasticity);
}

/// <a, J b> = <J^T a, b>, to the rounding of sums whose terms are of size 1.
void check_family_adjoint(double one, double other) {
  CHECK(std::abs(one - other) <= kSumRounding * std::max({std::abs(one), std::abs(other), 1.0}));
}

void check_digits_of(const char* gap, const Table& found, const Table& up, const Table& down) {
  CAPTURE(gap);
  REQUIRE(found.size() == up.size());
  if (found.size() == 0) return;
  const Table expected = (up - down) / (2 * kStep);
  const double largest = expected.cwiseAbs().maxCoeff();
  CHECK((found - expected).cwiseAbs().maxCoeff() <= kSixDigits * std::max(largest, 1e-3));
}

void check_gaps(const Gaps& found, const Gaps& up, const Gaps& down) {
  check_digits_of("clearance", found.clearance, up.clearance, down.clearance);
  check_digits_of("price", found.price, up.price, down.price);
  check_digits_of("spending", found.spending, up.spending, down.spending);
  check_digits_of("sector income", found.sector_income, up.sector_income, down.sector_income);
  check_digits_of("labour", found.labour, up.labour, down.labour);
}

/// Random worlds and options, the reference model among them.
template <class Check>
void at_random_options(const Check& check) {
  for (unsigned seed = 1; seed <= 32; ++seed) {
    const bool input_output = seed % 3 != 0, export_taxes = seed % 2 == 0;
    CAPTURE(seed, input_output, export_taxes);
    std::srand(seed);
    FamilyPoint point(seed, input_output, export_taxes);
    point.problem.parameters.scale_of_elasticity = point.problem.parameters.scale.size() > 0;
    point.calibration.parameters.scale_of_elasticity = point.problem.parameters.scale_of_elasticity;
    point.system.state() = point.state;
    REQUIRE(point.system.evaluate());
    check(point);
  }
}

}  // namespace

TEST_CASE("the derivative of every option's equations equals central differences", "[solver]") {
  for (unsigned seed = 1; seed <= 24; ++seed) {
    const bool input_output = seed % 3 != 0, export_taxes = seed % 2 == 0;
    CAPTURE(seed, input_output, export_taxes);
    std::srand(seed);
    FamilyPoint p(seed, input_output, export_taxes);
    if (!p.system.family().extended) continue;
    for (const State& v : p.directions()) {
      p.gaps_at(p.state);
      const Gaps found = p.system.apply_jacobian(v);
      const Gaps up = p.gaps_at(plus(p.state, v, kStep)),
                 down = p.gaps_at(plus(p.state, v, -kStep));
      check_gaps(found, up, down);
    }
  }
}

TEST_CASE("the transposed derivative of every option's equations fits the derivative", "[solver]") {
  at_random_options([](FamilyPoint& p) {
    const Gaps weights = p.weights();
    const State back = p.system.apply_jacobian_transposed(weights);
    for (const State& v : p.directions())
      check_family_adjoint(dot(weights, p.system.apply_jacobian(v)), dot(back, v));
  });
}

TEST_CASE("the equations' derivative by policy equals central differences", "[solver]") {
  at_random_options([](FamilyPoint& p) {
    for (const PolicyDirection& d : p.policy_directions())
      check_gaps(p.system.gaps_along(d), p.gaps_under(d, kStep), p.gaps_under(d, -kStep));
  });
}

TEST_CASE("the transposed derivative by policy fits the derivative", "[solver]") {
  at_random_options([](FamilyPoint& p) {
    const Gaps weights = p.weights();
    PolicyDirection back = no_direction(p.world);
    p.system.add_gradient_by_policy(p.system.no_weights(), weights, back);
    for (const PolicyDirection& d : p.policy_directions())
      check_family_adjoint(dot(weights, p.system.gaps_along(d)), dot(back, d));
  });
}
