// Answers that stand above what they should answer.
#include <catch2/catch.hpp>

#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kBy = 1, kAgainst = 3;

/// Whether an answer of one to another is told to come too early, of a line below it that puts
/// 20 % on what `importer` buys of `sector` from `exporter`.
bool is_too_early(Index exporter, Index importer, Index sector) {
  const World world =
      *random_calibration(4, {.countries = 4, .sectors = 4, .tariffs = false}).world;
  const std::vector<PolicyLine> lines{
      {Retaliation{{kBy}, {kAgainst}, 1, {}, false}, "answer", {}},
      tariff_line({{exporter}, {importer}, {sector}}, RateChange::add, 0.2)};
  const AppliedPolicy applied = apply_policy(world, lines);
  CHECK(applied.policy.average.tariff(kAgainst, kBy, sector) ==
        (exporter == kAgainst && importer == kBy ? 0.2 : 0));
  return applied.audit.front().too_early;
}

}  // namespace

TEST_CASE("an answer is too early if a line below it adds what it would answer") {
  for (Index s = 0; s < 4; ++s) {
    CAPTURE(s);
    CHECK(is_too_early(kBy, kAgainst, s));
    CHECK_FALSE(is_too_early(kAgainst, kBy, s));  // its own tariff on the other
    CHECK_FALSE(is_too_early(kBy, 0, s));         // of one that it does not answer
    CHECK_FALSE(is_too_early(kBy, 2, s));
    CHECK_FALSE(is_too_early(0, kAgainst, s));  // on another
  }
}
