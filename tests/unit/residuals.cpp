// Residuals are those of the country that misses most, whichever it is.
#include <catch2/catch.hpp>
#include <cmath>

#include "equilibrium/equation_system.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

TEST_CASE("the budget, spending and clearing of every country are looked at") {
  for (const bool export_taxes : {false, true}) {
    const Calibration c =
        random_calibration(8, {.countries = 3, .sectors = 2, .export_taxes = export_taxes});
    const World& world = *c.world;
    for (Index worst = 0; worst < 3; ++worst) {
      CAPTURE(export_taxes, worst);
      // At the baseline all holds; then one is promised three times its income.
      Vector deficit = world.deficit;
      deficit(worst) += 3 * world.income(worst);
      const Problem problem{world, make_kernel(world, c.parameters, baseline_policy(world)),
                            deficit, c.parameters};
      EquationSystem system;
      system.set(problem);
      system.state() = {Vector::Zero(3), Table::Zero(3, 2), world.expenditure};
      REQUIRE(system.evaluate());
      // Income is four times what it was, of which three do not come in over the border; of each
      // good, final use should be four times what it is.
      CHECK(system.budget_residual() == within(3.0 / 4, 1e-9));
      Table gap;
      CHECK(system.spending_residual(gap) ==
            within(3.0 / 4 * world.final_share.row(worst).maxCoeff(), 1e-9));
      Index where = -1;
      CHECK(system.clearing_residual(where) < 1e-12);
      // Its wage rises by a tenth, which its sales do not follow.
      system.state().log_wage(worst) = std::log(1.1);
      REQUIRE(system.evaluate());
      CHECK(system.clearing_residual(where) > 0.05);
      CHECK(where == worst);
    }
  }
}
