// Other rates for the same observations: sets of tariffs, and policy that was in force when the
// data were made.
#include "model/base_rates.hpp"

#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "data/baseline_folder.hpp"
#include "model/aggregation.hpp"
#include "model/calibration.hpp"
#include "policy/policy_in_data.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using test::rounded;

namespace {

constexpr double kTheta = 4;

/// Two countries and one sector without inputs. A buys 80 of its own and 20 of B, before a duty of
/// a quarter; B buys 10 of A, free, and 90 of its own.
Baseline two_by_one() {
  Baseline baseline;
  baseline.countries = {{"A", "A"}, {"B", "B"}};
  baseline.sectors = {{"s", "Sector", SectorKind::goods}};
  baseline.flow = Cube(2, 1);
  baseline.flow.sector(0) << 80, 10, 20, 90;  // rows: exporter
  baseline.tariff = Cube(2, 1);
  baseline.tariff(1, 0, 0) = 0.25;
  return baseline;
}

PolicyLine of_a_on_b(RateChange change, double rate) {
  return {LevyChange{WedgeKind::tariff, change, OneRate{{{1}, {0}, {0}}, rate}}, "the line", {}};
}

World one_sector_world(const Baseline& baseline) {
  return *calibrate(baseline, {{Vector::Constant(1, kTheta)}, true}).world;
}

}  // namespace

TEST_CASE("policy in the data replaces rates, and what was traded stays") {
  Baseline baseline = two_by_one();
  const std::vector<PolicyLine> lines{of_a_on_b(RateChange::set, 0.05)};
  const std::vector<LineAudit> audit = put_in_data(lines, baseline);
  REQUIRE(audit.size() == 1);
  CHECK(audit[0].average_before == rounded(0.25));
  CHECK(audit[0].average_after == rounded(0.05));
  CHECK(audit[0].cells == 1);
  const World world = one_sector_world(baseline);
  // F = 80, 20 as before; X = 80 + 20 x 1.05; pi = 21 / 101; R = 1; V = 80 + 10; D = 20 - 10.
  CHECK(world.flow(1, 0, 0) == 20);
  CHECK(world.tariff(1, 0, 0) == 0.05);
  CHECK(world.expenditure(0, 0) == rounded(101));
  CHECK(world.trade_share(1, 0, 0) == rounded(21.0 / 101));
  CHECK(world.tax_revenue(0) == rounded(1));
  CHECK(world.value_added(0) == rounded(90));
  CHECK(world.deficit(0) == rounded(10));
  CHECK(world.income(0) == rounded(101));
}

TEST_CASE("where spending was observed it stays, and the flow before duty follows") {
  Baseline baseline = two_by_one();
  baseline.duty_observed = true;  // A was seen to spend 20 x 1.25 = 25 on B
  const std::vector<PolicyLine> lines{of_a_on_b(RateChange::add, -0.20)};
  put_in_data(lines, baseline);
  // F = 25 / 1.05
  CHECK(baseline.flow(1, 0, 0) == rounded(25 / 1.05));
  const World world = one_sector_world(baseline);
  CHECK(world.expenditure(0, 0) == rounded(105));
  CHECK(world.trade_share(1, 0, 0) == rounded(25.0 / 105));
  CHECK(world.tax_revenue(0) == rounded(25 - 25 / 1.05));
  CHECK(baseline.flow(0, 0, 0) == 80);
  CHECK(baseline.flow(0, 1, 0) == 10);
}

TEST_CASE("lines in the data see those above, an exemption goes back to the baseline's rate") {
  Baseline baseline = two_by_one();
  const std::vector<PolicyLine> lines{
      of_a_on_b(RateChange::set, 0.10),
      of_a_on_b(RateChange::multiply, 2),
      {LevyChange{WedgeKind::export_tax, RateChange::set, OneRate{{{0}, {1}, {0}}, 0.5}}, "", {}}};
  put_in_data(lines, baseline);
  CHECK(baseline.tariff(1, 0, 0) == rounded(0.20));
  // A's producers receive 80 + 10 / 1.5, its government the rest.
  const World world = one_sector_world(baseline);
  CHECK(world.output(0, 0) == rounded(80 + 10 / 1.5));
  CHECK(world.tax_revenue(0) == rounded(20 * 0.20 + 10 - 10 / 1.5));
  Baseline exempt = two_by_one();
  const std::vector<PolicyLine> back{of_a_on_b(RateChange::set, 0.10),
                                     {Exemption{{{1}, {0}, {0}}}, "", {}}};
  put_in_data(back, exempt);
  CHECK(exempt.tariff(1, 0, 0) == 0.25);
}

TEST_CASE("no lines, and lines that say what is so, leave a baseline as it is") {
  const Baseline before = two_by_one();
  for (const bool duty_observed : {false, true}) {
    Baseline baseline = before;
    baseline.duty_observed = duty_observed;
    CHECK(put_in_data({}, baseline).empty());
    const std::vector<PolicyLine> same{of_a_on_b(RateChange::set, 0.25)};
    put_in_data(same, baseline);
    CHECK(baseline.tariff == before.tariff);
    CHECK(baseline.flow == before.flow);
  }
}

TEST_CASE("a set of tariffs is chosen by its name, and the one before can be chosen again") {
  Baseline baseline = two_by_one();
  baseline.tariff_name = baseline.default_tariff_name = "applied";
  Cube other(2, 1);
  other(0, 1, 0) = 0.5;
  baseline.tariff_sets = {{"bound", other}};
  CHECK(tariff_set_names(baseline) == std::vector<std::string>{"applied", "bound"});
  CHECK_FALSE(choose_tariffs(baseline, "rate"));
  CHECK(baseline.tariff(1, 0, 0) == 0.25);
  REQUIRE(choose_tariffs(baseline, "bound"));
  CHECK(baseline.tariff == other);
  CHECK(baseline.flow == two_by_one().flow);
  CHECK(baseline.tariff_name == "bound");
  CHECK(baseline.default_tariff_name == "applied");
  REQUIRE(choose_tariffs(baseline, "applied"));
  CHECK(baseline.tariff == two_by_one().tariff);
  CHECK(choose_tariffs(baseline, "applied"));
}

TEST_CASE("a set of tariffs under spending that was observed moves the flow before duty") {
  Baseline baseline = two_by_one();
  baseline.duty_observed = true;
  Cube other(2, 1);
  other(0, 1, 0) = 0.25;
  baseline.tariff_sets = {{"other", other}};
  REQUIRE(choose_tariffs(baseline, "other"));
  CHECK(baseline.flow(1, 0, 0) == rounded(25));  // 20 x 1.25 / 1
  CHECK(baseline.flow(0, 1, 0) == rounded(8));   // 10 x 1 / 1.25
}

TEST_CASE(
    "sets are weighted by trade when countries are joined, and customs' imports of these lost") {
  Baseline baseline;
  baseline.countries = {{"A", "A"}, {"B", "B"}, {"C", "C"}};
  baseline.sectors = {{"s", "Sector", SectorKind::goods}};
  baseline.flow = Cube(3, 1, 10.0);
  baseline.flow(1, 0, 0) = 30;
  baseline.tariff = Cube(3, 1);
  baseline.tariff_sets = {{"other", Cube(3, 1)}};
  baseline.tariff_sets[0].tariff(1, 0, 0) = 0.2;
  baseline.tariff_sets[0].tariff(2, 0, 0) = 0.4;
  baseline.tariff_name = "applied";
  baseline.duty_observed = true;
  baseline.customs = {{"A", {44.0, 2.0}}, {"B", {7.0, 0}}, {"C", {8.0, 0}}};
  Aggregation to = keep_all(baseline);
  to.countries = {{"A", "A"}, {"BC", "BC"}};
  to.country_of = {0, 1, 1};
  const Baseline joined = aggregate(baseline, to);
  REQUIRE(joined.tariff_sets.size() == 1);
  CHECK(joined.tariff_sets[0].name == "other");
  CHECK(joined.tariff_sets[0].tariff(1, 0, 0) == rounded((30 * 0.2 + 10 * 0.4) / 40));
  CHECK(joined.tariff_name == "applied");
  CHECK(joined.duty_observed);
  CHECK((joined.customs == CustomsByCountry{{"A", {44.0, 2.0}}}));
}

namespace {

/// A folder of a baseline with two sets beside its own.
struct FolderOfSets {
  test::TemporaryFolder folder;

  explicit FolderOfSets(
      const std::string& more =
          "tariffs: applied\ncustoms_imports: {A: 44.5}\ncustoms_duties: {A: 1.5}\n",
      const std::string& tariffs =
          "exporter,bound,importer,sector,rate,waived\nB,0.5,A,s,0.25,\nA,,B,s,0,0.1\n") {
    folder.write(
        "baseline.yaml",
        "id: b\ntitle: Two\nyear: 2020\nunit: million USD\nvaluation: net-of-duty\n" + more);
    folder.write("countries.csv", "code\nA\nB\n");
    folder.write("sectors.csv", "code\ns\n");
    folder.write("flows.csv",
                 "exporter,importer,sector,value\nA,A,s,80\nA,B,s,10\nB,A,s,20\nB,B,s,90\n");
    folder.write("tariffs.csv", tariffs);
  }
  Baseline read(const std::filesystem::path& path) const {
    Diagnostics diagnostics;
    Baseline baseline = read_baseline(path, diagnostics);
    CHECK(diagnostics.all().empty());
    return baseline;
  }
  std::string errors() const {
    Diagnostics diagnostics;
    try {
      read_baseline(folder.path(), diagnostics);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
};

}  // namespace

TEST_CASE("further columns of tariffs.csv are sets, written and read back") {
  const FolderOfSets files;
  const Baseline baseline = files.read(files.folder.path());
  CHECK(tariff_set_names(baseline) == std::vector<std::string>{"applied", "bound", "waived"});
  CHECK(baseline.default_tariff_name == "applied");
  CHECK(baseline.tariff(1, 0, 0) == 0.25);
  CHECK(baseline.tariff_sets[0].tariff(1, 0, 0) == 0.5);
  CHECK(baseline.tariff_sets[0].tariff(0, 1, 0) == 0);
  CHECK(baseline.tariff_sets[1].tariff(0, 1, 0) == 0.1);
  CHECK((baseline.customs == CustomsByCountry{{"A", {44.5, 1.5}}}));
  write_baseline(baseline, files.folder.path() / "again", {17});
  const Baseline again = files.read(files.folder.path() / "again");
  CHECK(again.tariff == baseline.tariff);
  CHECK(tariff_set_names(again) == tariff_set_names(baseline));
  for (std::size_t set = 0; set < 2; ++set)
    CHECK(again.tariff_sets[set].tariff == baseline.tariff_sets[set].tariff);
  CHECK((again.customs == baseline.customs));
}

TEST_CASE("rates of every set are checked, and each set has a name of its own") {
  using Catch::Contains;
  const std::string head = "exporter,importer,sector,rate,bound\n";
  CHECK_THAT(FolderOfSets("", head + "B,A,s,0,-1\n").errors(),
             Contains("tariffs.csv:2:9: error: a rate must be above -1, found -1"));
  CHECK_THAT(FolderOfSets("", head + "A,A,s,0,0.1\n").errors(),
             Contains("a country has no border with itself: the rate must be 0"));
  CHECK_THAT(FolderOfSets("", head + "B,A,s,,0.1\n").errors(), Contains("tariffs.csv:2:7: error"));
  CHECK_THAT(FolderOfSets("tariffs: bound\n", head + "B,A,s,0,0.1\n").errors(),
             Contains("tariffs.csv has a column 'bound', and baseline.yaml says that the column "
                      "'rate' is called that"));
  CHECK_THAT(FolderOfSets("customs_imports: {AB: 3}\n").errors(),
             Contains("baseline.yaml: customs_imports: unknown country 'AB'"));
  CHECK_THAT(FolderOfSets("customs_duties: {A: 3}\n").errors(),
             Contains("'customs_imports' gives no value for A"));
  CHECK_THAT(FolderOfSets("customs_imports: {A: 0}\n").errors(),
             Contains("imports must be above 0, not 0"));
}
