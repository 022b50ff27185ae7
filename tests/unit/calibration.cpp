#include "model/calibration.hpp"

#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Two countries, two sectors, numbers small enough to check by hand.
Baseline by_hand() {
  Baseline b = random_baseline(1, {2, 2, true, false, false, false, 0.0, 0.0});
  b.flow.sector(0) << 60, 20, 10, 50;  // rows: exporter
  b.flow.sector(1) << 30, 5, 15, 70;
  b.tariff(0, 1, 0) = 0.5;
  for (Index n = 0; n < 2; ++n) {
    b.input_share(n, 0, 0) = 0.25;
    b.input_share(n, 1, 0) = 0.25;
    b.input_share(n, 0, 1) = 0.0;
    b.input_share(n, 1, 1) = 0.2;
  }
  return b;
}

}  // namespace

TEST_CASE("accounts follow from flows, tariffs and input shares") {
  const World w = *calibrate(by_hand(), {{Vector::Constant(2, 4.0)}, true}).world;
  // X_n^s = sum (1 + t) F: country 1 buys 20 x 1.5 + 50 of sector 0.
  CHECK(w.expenditure(0, 0) == rounded(70));
  CHECK(w.expenditure(1, 0) == rounded(80));
  CHECK(w.trade_share(0, 1, 0) == rounded(30.0 / 80));
  // Y_i^s = sum_n F
  CHECK(w.output(0, 0) == rounded(80));
  CHECK(w.output(1, 1) == rounded(85));
  // V = 0.5 x 80 + 0.8 x 35 = 68; R of country 1 = 0.5 x 20; D = imports - exports = 25 - 25 = 0
  CHECK(w.value_added(0) == rounded(68));
  CHECK(w.tax_revenue(0) == 0);
  CHECK(w.tax_revenue(1) == rounded(10));
  CHECK(w.deficit(0) == near(0, 1e-12));
  CHECK(w.income(1) == rounded(0.5 * 60 + 0.8 * 85 + 10));
  // Final use of sector 0 in country 0: 70 - 0.25 x 80 = 50; of sector 1: 45 - (0.25 x 80 + 0.2 x
  // 35) = 18
  CHECK(w.final_share(0, 0) == rounded(50.0 / 68));
  CHECK(w.final_share(0, 1) == rounded(18.0 / 68));
}

TEST_CASE("without input-output all cost is value added") {
  const World w = *calibrate(by_hand(), {{Vector::Constant(2, 4.0)}, false}).world;
  CHECK(w.input_share.empty());
  CHECK(w.value_added(0) == rounded(115));
  CHECK(w.final_share(0, 0) == rounded(70.0 / 115));
}

TEST_CASE("export tax comes out of what producers receive") {
  Baseline b = by_hand();
  b.export_tax = Cube(2, 2);
  b.export_tax(0, 1, 0) = 0.25;
  const World w = *calibrate(b, {{Vector::Constant(2, 4.0)}, false}).world;
  CHECK(w.output(0, 0) == rounded(60 + 20 / 1.25));
  CHECK(w.tax_revenue(0) == rounded(4));
  CHECK(w.income.sum() == rounded(w.expenditure.sum()));
}

TEST_CASE("input shares are scaled down until final use is two per cent") {
  Baseline b = by_hand();
  b.input_share(0, 1, 0) =
      0.6;  // input use of sector 1 in country 0: 0.6 x 80 + 0.2 x 35 = 55 > 45
  const FinalUseAdjustment a = keep_final_use_positive(b);
  CHECK(a.cells == 1);
  CHECK(a.where == "CAA S1");
  CHECK(a.value == rounded(55 - 0.98 * 45));
  const World w = *calibrate(b, {{Vector::Constant(2, 4.0)}, true}).world;
  CHECK(w.final_share(0, 1) * w.income(0) == rounded(0.02 * 45));
  CHECK(w.value_added_share(0, 0) == rounded(1 - 0.25 - 0.6 * 0.98 * 45 / 55));
}

TEST_CASE("a world whose sectors nobody trades still calibrates") {
  Baseline b = by_hand();
  b.flow.sector(1).setZero();
  const World w = *calibrate(b, {{Vector::Constant(2, 4.0)}, true}).world;
  CHECK(w.trade_share.sector(1).sum() == 0);
  CHECK(w.final_share(0, 1) == 0);
  CHECK(w.input_share(0, 1, 0) == 0);  // what cannot be bought is not used
}

TEST_CASE("a country that produces nothing is refused by name") {
  Baseline b = by_hand();
  for (Index s = 0; s < 2; ++s) b.flow.sector(s).row(1).setZero();
  CHECK_THROWS_WITH(calibrate(b, {{Vector::Constant(2, 4.0)}, true}),
                    Catch::Contains("CAB has a value added of 0 million"));
}
