// When a search may stop, in a world of which every residual fits in the head: two countries make
// one good of nine parts of it and one of labour, and each sells half to the other. At the baseline
// each spends 2000 on it, 1800 of which as producers, and earns 200.
#include "equilibrium/stopping.hpp"

#include <catch2/catch.hpp>

#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kTolerance = 1e-10;
/// Residuals are sums of a few terms near one.
constexpr double kResidualRounding = 1e-14;
const Eigen::Vector2d kSameSigns{1, 1}, kOpposite{1, -1};

/// So many goods, each made of itself and of labour.
Calibration mills(Index goods = 1, double inputs = 0.9) {
  Baseline b = random_baseline(1, {.countries = 2, .sectors = goods, .tariffs = false});
  b.input_share = InputShares(2, goods);
  for (Index s = 0; s < goods; ++s) {
    b.flow.sector(s).setConstant(1000);
    for (Index n = 0; n < 2; ++n) b.input_share(n, s, s) = inputs;
  }
  return calibrate(b, {{Vector::Constant(goods, 4.0)}, true});
}

struct Judged {
  Standing standing;
  Progress progress;
};

/// Where log prices and, as parts of themselves, spending have moved from the baseline, those of
/// every good by the same.
Judged judged(const Vector& log_price, const Vector& spending, Index goods = 1) {
  const Calibration c = mills(goods);
  const World& w = *c.world;
  const Problem problem{w, make_kernel(w, c.parameters, baseline_policy(w)), w.deficit,
                        c.parameters};
  EquationSystem system;
  system.set(problem);
  system.state() = {Vector::Zero(2), log_price.replicate(1, goods),
                    w.expenditure.array().colwise() * (1 + spending.array())};
  REQUIRE(system.evaluate());
  Table gap, scratch;
  system.spending_gap(system.money().output, gap);
  Judged out;
  out.standing = judge(system, {gap, w.expenditure}, {kTolerance, 60}, out.progress, scratch);
  return out;
}

Judged spent(const Vector& change) { return judged(Vector::Zero(2), change); }

void check_missed(const Judged& judged, const std::string& name, double residual, double allowed) {
  CHECK(judged.standing == Standing::open);
  CHECK(judged.progress.residual <= kTolerance);
  REQUIRE(judged.progress.missed);
  CHECK(judged.progress.missed->name == name);
  CHECK(judged.progress.missed->residual == near(residual, kResidualRounding));
  CHECK(judged.progress.missed->allowed == allowed);
}

}  // namespace

TEST_CASE("a search goes on to half of what a condition allows") {
  // Both spend a part e more: they sell as much more, so that clearing misses by e. Of that
  // producers use nine tenths: the tenth that is left is e of income, and within the bound of a
  // cell, a tenth of the tolerance.
  for (const double part : {0.4, 0.6, 0.9}) {
    CAPTURE(part);
    const Judged more = spent(part * kTolerance * kSameSigns);
    CHECK(more.standing == (part < 0.5 ? Standing::solved : Standing::holds));
    CHECK(more.progress.residual == near(part * kTolerance, kResidualRounding));
    CHECK_FALSE(more.progress.missed);
  }
}

TEST_CASE("the condition that fails is named, with its residual and what is allowed") {
  // One spends a part e more, the other as much less: both sell what they did, and what they spend
  // is off by 2000 e, ten times e of income. The budget is off by the same, of which it allows
  // more.
  check_missed(spent(0.5 * kTolerance * kOpposite), "spending", 5 * kTolerance, kTolerance);
  CHECK(spent(0.09 * kTolerance * kOpposite).standing == Standing::holds);
  CHECK(spent(0.04 * kTolerance * kOpposite).standing == Standing::solved);
  // Prices that rise by a part e raise costs by nine tenths of it: a tenth of e is missing.
  check_missed(judged(1e-9 * kSameSigns, Vector::Zero(2)), "zero_profit", 1e-10, 1e-11);
  CHECK(judged(0.5e-10 * kSameSigns, Vector::Zero(2)).standing == Standing::holds);
}

TEST_CASE("a budget that fails would hold at a tenth of its residual") {
  // Twelve goods, of each of which one country spends a part e more, the other as much less: each
  // is off by 10 e / 12 of income, and the budget, which allows ten times as much, by their sum.
  const double part = 1.5 * kTolerance;
  const Judged twelve = judged(Vector::Zero(2), part * kOpposite, 12);
  check_missed(twelve, "budget", 10 * part, 10 * kTolerance);
  CHECK(twelve.progress.missed->least_tolerance == near(part, kResidualRounding));
}

TEST_CASE("at a tolerance of nothing a residual of nothing will do") {
  // Of halves alone, so that nothing is rounded.
  const Calibration c = mills(1, 0.5);
  const SolveResult found =
      solve(*c.world, c.parameters, baseline_policy(*c.world), c.world->deficit, {0, 60});
  CHECK(found.max_residual == 0);
  CHECK(found.message == "residual 0.0e+00 <= 0e+00");
}

TEST_CASE("where markets do not clear no other condition is named") {
  const Judged more = spent(1.5 * kTolerance * kSameSigns);
  CHECK(more.standing == Standing::open);
  CHECK(more.progress.residual == near(1.5 * kTolerance, kResidualRounding));
  CHECK_FALSE(more.progress.missed);
}
