// Preferences that must be claimed, by hand.
#include "policy/claims.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "support/near.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

const ClaimShares kShares{{{0.025, 0.38}, {0.25, 0.85}}};

double sum(const std::vector<ClaimPart>& parts, double (*of)(const ClaimPart&)) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [&](double so_far, const ClaimPart& p) { return so_far + of(p); });
}

}  // namespace

TEST_CASE("shares that claim are linear between keys and constant beyond them") {
  CHECK(kShares.at(0) == 0.38);
  CHECK(kShares.at(0.025) == 0.38);
  CHECK(kShares.at(0.1375) == rounded(0.615));
  CHECK(kShares.at(0.25) == rounded(0.85));
  CHECK(kShares.at(2) == 0.85);
}

TEST_CASE("what is collected says the duty of those who do not claim") {
  CHECK(unclaimed_duty(kShares, 0) == 0);
  CHECK(unclaimed_duty(kShares, 0.0124) == rounded(0.02));
  // Beyond the first key more claim: (1 - G) m rises to its top and falls again.
  const double duty = unclaimed_duty(kShares, 0.04);
  CHECK(duty > 0.025);
  CHECK(duty < 0.25);
  CHECK((1 - kShares.at(duty)) * duty == rounded(0.04));
  CHECK(unclaimed_duty(kShares, 0.15) == rounded(1.0));
  CHECK(unclaimed_duty({{{0.1, 1.0}}}, 0.01) < 0);  // everybody claims: nothing is collected
}

TEST_CASE("a duty that rises makes three kinds of goods: claimed before, claimed now, never") {
  const std::vector<ClaimPart> parts = claim_parts(kShares, 0.02, 0.27);
  CHECK(sum(parts, [](const ClaimPart& p) { return p.share; }) == rounded(1));
  CHECK(sum(parts, [](const ClaimPart& p) { return p.share * p.before; }) ==
        rounded((1 - 0.38) * 0.02));
  CHECK(parts.front().share == 0.38);
  CHECK(parts.front().trade_cost == 1);
  CHECK(parts.back().share == rounded(0.15));
  CHECK(parts.back().after == 0.27);
  // Costs of those who begin are even between 2.5 and 25 %: integral of (1 + x)^-theta.
  constexpr double kTheta = 6;
  const auto power = [](double x) { return std::pow(1 + x, 1 - kTheta) / (1 - kTheta); };
  const double expected = 0.47 / 0.225 * (power(0.25) - power(0.025));
  double found = 0;
  for (const ClaimPart& part : parts)
    if (part.trade_cost != 1) {
      CHECK(part.before == 0.02);
      CHECK(part.after == 0);
      found += part.share * std::pow(part.trade_cost, -kTheta);
    }
  CHECK(found == rounded(expected));
}

TEST_CASE("a duty that falls frees those of the cost who cease to claim") {
  const std::vector<ClaimPart> rising = claim_parts(kShares, 0.05, 0.2);
  const std::vector<ClaimPart> falling = claim_parts(kShares, 0.2, 0.05);
  REQUIRE(rising.size() == falling.size());
  for (std::size_t j = 0; j < rising.size(); ++j) {
    CHECK(falling[j].share == rising[j].share);
    CHECK(falling[j].trade_cost * rising[j].trade_cost == rounded(1));
    CHECK(falling[j].before == rising[j].after);
    CHECK(falling[j].after == rising[j].before);
  }
}

TEST_CASE("a duty that stays changes nothing") {
  for (const ClaimPart& part : claim_parts(kShares, 0.1, 0.1)) {
    CHECK(part.before == part.after);
    CHECK(part.trade_cost == 1);
  }
}
