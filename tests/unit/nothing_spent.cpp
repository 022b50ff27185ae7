// A good that a country does not buy has no price that could change.
#include <catch2/catch.hpp>

#include "equilibrium/equilibrium.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

TEST_CASE("the price of what a country never buys stays one, whoever raises what") {
  for (const bool input_output : {false, true}) {
    CAPTURE(input_output);
    Baseline b = random_baseline(6, {.countries = 4, .sectors = 3, .input_output = input_output});
    for (Index i = 0; i < 4; ++i) b.flow(i, 2, 1) = 0;
    for (Index s = 0; s < 3 && input_output; ++s) b.input_share(2, 1, s) = 0;
    const Calibration calibration = calibrate(b, {{Vector::Constant(3, 4.0)}, input_output});
    const World& world = *calibration.world;
    REQUIRE(world.expenditure(2, 1) == 0);
    const std::vector<PolicyLine> lines{tariff_line(all_cells(world), RateChange::add, 0.5)};
    const SolveResult solved = solve(world, calibration.parameters,
                                     apply_policy(world, lines).policy.average, world.deficit);
    REQUIRE(solved.equilibrium);
    CHECK(solved.equilibrium->price()(2, 1) == 1);
    CHECK(solved.equilibrium->expenditure()(2, 1) == 0);
    CHECK(solved.equilibrium->price()(2, 0) != 1);
  }
}
