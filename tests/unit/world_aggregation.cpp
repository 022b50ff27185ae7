#include <catch2/catch.hpp>

#include "model/aggregation.hpp"
#include "model/calibration.hpp"
#include "support/near.hpp"
#include "support/small_world.hpp"

using namespace tariffsim;
using test::rounded;
using test::within;

namespace {

/// A product and a quotient by the same number.
constexpr double kCopied = 1e-14;
/// Sums of some hundreds of terms, in another order.
constexpr double kSum = 1e-13;
/// A tenth of such a sum, left of a difference.
constexpr double kDifference = 1e-12;

World calibrated(const Baseline& baseline) {
  return *calibrate(baseline, {{baseline.elasticities[0].trade_elasticity}, true}).world;
}

/// B and C joined to "R"; sectors s0 and s1 to "J".
Aggregation join_some(const Baseline& baseline) {
  Aggregation to = keep_all(baseline);
  to.countries.erase(to.countries.begin() + 2);
  to.countries[1] = {"R", "Region", 0};
  to.country_of = {0, 1, 1, 2};
  to.sectors.erase(to.sectors.begin() + 1);
  to.sectors[0] = {"J", "Joined", SectorKind::goods};
  to.sector_of = {0, 0, 1};
  return to;
}

}  // namespace

TEST_CASE("Keeping all changes nothing") {
  const Baseline before = tests::random_baseline(3, 2, 7, true);
  const Baseline after = aggregate(before, keep_all(before));
  for (std::size_t c = 0; c < before.flow.values().size(); ++c) {
    CHECK(after.flow.values()[c] == within(before.flow.values()[c], kCopied));
    CHECK(after.tariff.values()[c] == test::near(before.tariff.values()[c], kCopied));
    CHECK(after.export_tax.values()[c] == test::near(before.export_tax.values()[c], kCopied));
  }
  for (Index n = 0; n < 3; ++n)
    for (Index s = 0; s < 2; ++s)
      CHECK(after.input_share(n, 0, s) == within(before.input_share(n, 0, s), kCopied));
  CHECK(after.regions.empty());
}

TEST_CASE(
    "Joining countries and sectors keeps value added, revenue at the outer border and trade") {
  for (const bool export_taxes : {false, true}) {
    const Baseline before = tests::random_baseline(4, 3, 11, export_taxes);
    const World fine = calibrated(before);
    const World joined = calibrated(aggregate(before, join_some(before)));
    REQUIRE(joined.n_countries() == 3);
    REQUIRE(joined.n_sectors() == 2);
    CHECK(joined.value_added(0) == within(fine.value_added(0), kSum));
    CHECK(joined.value_added(1) == within(fine.value_added(1) + fine.value_added(2), kSum));
    CHECK(joined.tax_revenue(0) == within(fine.tax_revenue(0), kSum));
    CHECK(joined.tax_revenue(2) == within(fine.tax_revenue(3), kSum));
    CHECK(joined.output.sum() == within(fine.output.sum(), kSum));
    double inside = 0;  // taxes on trade between B and C lapse
    for (Index s = 0; s < 3; ++s)
      for (const auto& [i, n] : {std::pair<Index, Index>{1, 2}, {2, 1}}) {
        const double e = export_taxes ? before.export_tax(i, n, s) : 0;
        inside += before.flow(i, n, s) * (before.tariff(i, n, s) + e / (1 + e));
      }
    CHECK(joined.tax_revenue(1) ==
          within(fine.tax_revenue(1) + fine.tax_revenue(2) - inside, kDifference));
    CHECK(joined.deficit(0) == test::near(fine.deficit(0), 1e-10));
  }
}

TEST_CASE("Joining identical sectors leaves rates, shares and elasticities as they were") {
  Baseline before = tests::random_baseline(2, 2, 3);
  before.flow.sector(1) = 2 * before.flow.sector(0);
  before.tariff.sector(1) = before.tariff.sector(0);
  before.elasticities[0].trade_elasticity << 5, 5;
  for (Index n = 0; n < 2; ++n)
    for (Index k = 0; k < 2; ++k) before.input_share(n, k, 1) = before.input_share(n, k, 0);
  Aggregation to = keep_all(before);
  to.sectors.pop_back();
  to.sector_of = {0, 0};
  const Baseline after = aggregate(before, to);
  CHECK(after.flow(0, 1, 0) == rounded(3 * before.flow(0, 1, 0)));
  CHECK(after.tariff(0, 1, 0) == rounded(before.tariff(0, 1, 0)));
  CHECK(after.input_share(1, 0, 0) ==
        rounded(before.input_share(1, 0, 0) + before.input_share(1, 1, 0)));
  CHECK(after.elasticities[0].trade_elasticity(0) == rounded(5));
}

TEST_CASE("Persons of joined countries are added up, and unknown where those of one are") {
  Baseline before = tests::random_baseline(4, 3, 11, false);
  for (std::size_t n = 0; n < 4; ++n)
    before.countries[n].population = 10 * static_cast<double>(1 + n);
  const Baseline after = aggregate(before, join_some(before));
  CHECK(after.countries[0].population == 10);
  CHECK(after.countries[1].population == 20 + 30);
  CHECK(after.countries[2].population == 40);
  before.countries[2].population = 0;
  CHECK(aggregate(before, join_some(before)).countries[1].population == 0);
}

TEST_CASE("Elasticities are weighted by world flows") {
  Baseline before = tests::random_baseline(2, 2, 5);
  before.flow.sector(0).setConstant(1);
  before.flow.sector(1).setConstant(3);
  before.elasticities[0].trade_elasticity << 2, 6;
  Aggregation to = keep_all(before);
  to.sectors.pop_back();
  to.sector_of = {0, 0};
  CHECK(aggregate(before, to).elasticities[0].trade_elasticity(0) == rounded((2 + 3 * 6) / 4.0));
}

TEST_CASE("Given final shares are weighted by final spending") {
  Baseline before = tests::random_baseline(2, 2, 9);
  before.input_share = {};
  const World fine = calibrated(before);
  before.final_share = Table(fine.final_share);
  Aggregation to = keep_all(before);
  to.countries = {{"R", "Region", 0}};
  to.country_of = {0, 0};
  const Table joined = *aggregate(before, to).final_share;
  const Vector spent = fine.final_share.transpose() * fine.income;
  CHECK(joined(0, 0) == rounded(spent(0) / spent.sum()));
  CHECK(joined.row(0).sum() == rounded(1));
}

TEST_CASE("A group keeps a joined country only when all its members are in it") {
  Baseline before = tests::random_baseline(4, 3, 1);
  before.country_groups = {{"ALL", {"HALF", "C", "D"}}, {"HALF", {"A", "B"}}, {"R", {"D"}}};
  before.sector_groups = {{"goods2", {"s0", "s1"}}};
  const Baseline after = aggregate(before, join_some(before));
  CHECK(after.country_groups.at("ALL") == std::vector<std::string>{"A", "R", "D"});
  CHECK(after.country_groups.at("HALF") == std::vector<std::string>{"A"});
  CHECK(after.country_groups.count("R") == 0);  // now a country's code
  CHECK(after.sector_groups.at("goods2") == std::vector<std::string>{"J"});
}

TEST_CASE("Regions name the members of joined countries") {
  Baseline before = tests::random_baseline(4, 3, 1);
  before.countries = {{"USA", "", 840}, {"DEU", "", 276}, {"FRA", "", 250}, {"XSE", "", 0}};
  before.regions = {{"XSE", {"KHM", "LAO"}}};
  const Baseline after = aggregate(before, join_some(before));
  CHECK(after.regions == Groups{{"R", {"DEU", "FRA"}}, {"XSE", {"KHM", "LAO"}}});
}
