// Who still trades with whom, and what has no equilibrium because of it.
#include <catch2/catch.hpp>

#include "equilibrium/feasibility.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Five countries that trade in one good but for these cells, with the deficits given.
struct Links {
  Calibration calibration;
  World world;  // whose deficits tests set
  TradePolicy policy;

  explicit Links(const std::vector<Cells>& embargoed)
      : calibration(random_calibration(2, {.countries = 5,
                                           .sectors = 1,
                                           .input_output = false,
                                           .balanced = true,
                                           .zero_flows = 0})),
        world(*calibration.world),
        policy(apply_policy(world, std::vector<PolicyLine>{{Embargo{embargoed}, "embargo", {}}})
                   .policy.average) {}

  Problem problem() const {
    return {world, make_kernel(world, calibration.parameters, policy), world.deficit,
            calibration.parameters};
  }
  TradeLinks links() const { return TradeLinks(problem()); }
  std::string reason() const {
    const auto found = find_infeasibility(problem(), links());
    return found ? found->message : "";
  }
};

Cells among(std::vector<Index> exporters, std::vector<Index> importers) {
  return {std::move(exporters), std::move(importers), {0}};
}

}  // namespace

TEST_CASE("without an embargo every country reaches every other") {
  const TradeLinks links = Links({}).links();
  CHECK(links.complete());
  CHECK(links.components() == std::vector<Index>{0, 0, 0, 0, 0});
  CHECK(Links({}).reason() == "");
}

TEST_CASE("goods travel through others, in the direction in which they are sold") {
  // 0 sells to 1, 1 to 2, 2 to 3, and nobody else abroad; 4 is alone.
  const Links chain({among({0}, {2, 3, 4}), among({1}, {0, 3, 4}), among({2}, {0, 1, 4}),
                     among({3}, {0, 1, 2, 4}), among({4}, {0, 1, 2, 3})});
  const TradeLinks links = chain.links();
  CHECK_FALSE(links.complete());
  for (Index from = 0; from < 5; ++from)
    for (Index to = 0; to < 5; ++to) {
      CAPTURE(from, to);
      CHECK(links.reaches(from, to) == (from == to || (from < to && to < 4)));
    }
  CHECK(links.components() == std::vector<Index>{0, 0, 0, 0, 4});
}

TEST_CASE("countries are joined by trade in either direction, whatever their order") {
  // 4 sells to 1; 3 sells to 0 and 0 to 3; 2 is alone.
  const Links apart({among({0}, {1, 2, 4}), among({1}, {0, 2, 3, 4}), among({2}, {0, 1, 3, 4}),
                     among({3}, {1, 2, 4}), among({4}, {0, 2, 3})});
  CHECK(apart.links().components() == std::vector<Index>{0, 1, 2, 0, 1});
}

TEST_CASE("groups that no longer trade with each other are fine where each is in balance") {
  // Balanced trade among 0 and 1, and among 2, 3 and 4: deficits to be paid are set by hand.
  Links two({among({0, 1}, {2, 3, 4}), among({2, 3, 4}, {0, 1})});
  two.world.deficit << 5, -5, 1, 2, -3;
  CHECK(two.reason() == "");
  two.world.deficit << 5, -4, 1, 1, -3;
  CHECK(two.reason() ==
        "CAA, CAB no longer trade with the rest of the world but would have to receive 1 "
        "million a year (deficits: fixed); use deficits: none");
}

TEST_CASE("who may only sell has to give, who may only buy has to receive") {
  // 0 sells to the others and buys from none of them.
  Links sells({among({1, 2, 3, 4}, {0})});
  sells.world.deficit << -4, 1, 1, 1, 1;
  CHECK(sells.reason() == "");
  sells.world.deficit << 4, -1, -1, -1, -1;
  CHECK(sells.reason() ==
        "CAA can still sell abroad but no longer buy there, so that trade cannot balance");
  Links buys({among({0}, {1, 2, 3, 4})});
  buys.world.deficit << 4, -1, -1, -1, -1;
  CHECK(buys.reason() == "");
  buys.world.deficit << -4, 1, 1, 1, 1;
  CHECK(buys.reason() ==
        "CAA can still buy abroad but no longer sell there, so that trade cannot balance");
}
