// The derivative of the equations of every option (sim/model.md, section 2.7) against central
// differences, in random worlds with random options.
#include <catch2/catch.hpp>

#include "equilibrium/joint_newton.hpp"
#include "support/random_family.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kSixDigits = 1e-6;
constexpr double kStep = 1e-5;
constexpr Index kCountries = 6, kSectors = 4;

Table random(Index rows, Index columns) { return 0.1 * Table::Random(rows, columns); }

State plus(const State& at, const State& d, double step) {
  State next{at.log_wage + step * d.log_wage, at.log_price + step * d.log_price,
             at.expenditure + step * d.expenditure};
  if (at.sector_income.size() > 0) next.sector_income = at.sector_income + step * d.sector_income;
  if (at.labour.size() > 0) next.labour = at.labour + step * d.labour;
  return next;
}

/// A world under every instrument with random options, and a point that solves nothing.
struct Point {
  Calibration calibration;
  const World& world;
  TradePolicy policy;
  Problem problem;
  EquationSystem system;
  State state;

  Point(unsigned seed, bool input_output, bool export_taxes)
      : calibration(random_family_calibration(
            seed, {kCountries, kSectors, input_output, true, export_taxes, false, 0.1, 2.0})),
        world(*calibration.world),
        policy(apply_policy(world, lines(seed, world, export_taxes)).policy.average),
        problem{world, make_kernel(world, calibration.parameters, policy), world.deficit,
                calibration.parameters} {
    system.set(problem);
    state = with_unknowns(system.family(),
                          {random(kCountries, 1), random(kCountries, kSectors),
                           world.expenditure.array() * (1 + random(kCountries, kSectors).array())});
    if (state.sector_income.size() > 0) state.sector_income = random(kCountries, kSectors);
    if (state.labour.size() > 0) state.labour = random(kCountries, 1);
  }
  Point(const Point&) = delete;

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

  State none() const {
    State zero =
        with_unknowns(system.family(), {Vector::Zero(kCountries), Table::Zero(kCountries, kSectors),
                                        Table::Zero(kCountries, kSectors)});
    return zero;
  }
  /// One direction for each kind of unknown, and one in all of them.
  std::vector<State> directions() const {
    State all = none();
    std::vector<State> each(3, none());
    each[0].log_wage = all.log_wage = random(kCountries, 1);
    each[1].log_price = all.log_price = random(kCountries, kSectors);
    each[2].expenditure = all.expenditure =
        random(kCountries, kSectors).cwiseProduct(world.expenditure);
    if (system.family().sector_income_moves) {
      each.push_back(none());
      each.back().sector_income = all.sector_income = random(kCountries, kSectors);
    }
    if (system.family().labour_moves) {
      each.push_back(none());
      each.back().labour = all.labour = random(kCountries, 1);
    }
    each.push_back(all);
    return each;
  }
};

void check_digits(const char* gap, const Table& found, const Table& up, const Table& down) {
  CAPTURE(gap);
  REQUIRE(found.size() == up.size());
  if (found.size() == 0) return;
  const Table expected = (up - down) / (2 * kStep);
  const double largest = expected.cwiseAbs().maxCoeff();
  CHECK((found - expected).cwiseAbs().maxCoeff() <= kSixDigits * std::max(largest, 1e-3));
}

}  // namespace

TEST_CASE("the derivative of every option's equations equals central differences", "[solver]") {
  for (unsigned seed = 1; seed <= 24; ++seed) {
    const bool input_output = seed % 3 != 0, export_taxes = seed % 2 == 0;
    CAPTURE(seed, input_output, export_taxes);
    std::srand(seed);
    Point p(seed, input_output, export_taxes);
    if (!p.system.family().extended) continue;
    for (const State& v : p.directions()) {
      p.gaps_at(p.state);
      const Gaps found = p.system.apply_jacobian(v);
      const Gaps up = p.gaps_at(plus(p.state, v, kStep)),
                 down = p.gaps_at(plus(p.state, v, -kStep));
      check_digits("clearance", found.clearance, up.clearance, down.clearance);
      check_digits("price", found.price, up.price, down.price);
      check_digits("spending", found.spending, up.spending, down.spending);
      check_digits("sector income", found.sector_income, up.sector_income, down.sector_income);
      check_digits("labour", found.labour, up.labour, down.labour);
    }
  }
}
