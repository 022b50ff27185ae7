#include "studies/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string_view>

#include "files/compared_groups.hpp"
#include "files/comparison_files.hpp"
#include "prose/comparison_sentences.hpp"
#include "prose/comparison_tables.hpp"
#include "prose/policy_differences.hpp"
#include "reports/written.hpp"
#include "results/rows.hpp"
#include "results/tables.hpp"
#include "studies/comparison_reasons.hpp"
#include "studies/options_apart.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::test::Solved;

namespace {

MeasureKey country(const std::string& code) { return {"country", code, "", ""}; }

ComparedRun run(const std::string& id, std::vector<MeasureKey> keys, std::vector<double> values) {
  ComparedRun out;
  out.id = id;
  out.baseline = "base";
  out.baseline_hash = "h";
  out.currency = "USD";
  out.tables = {{{"welfare_pct"}, std::move(keys), std::move(values)}};
  return out;
}

}  // namespace

TEST_CASE("runs are lined up over the union of their countries") {
  const Comparison comparison = compare({run("a", {country("USA"), country("CHN")}, {1, 2}),
                                         run("b", {country("CHN"), country("DEU")}, {2.5, 3})});
  CHECK(compare_csv(comparison) ==
        "kind,key,exporter,importer,measure,a,b,b_minus_a,differs_also_by\n"
        "country,USA,,,welfare_pct,1,,,\n"
        "country,CHN,,,welfare_pct,2,2.5,0.5,\n"
        "country,DEU,,,welfare_pct,,3,,\n");
  CHECK(comparison.notes.empty());
}

TEST_CASE("runs of one id are told apart") {
  const Comparison comparison =
      compare({run("a", {country("USA")}, {1}), run("a", {country("USA")}, {1}),
               run("a-2", {country("USA")}, {1})});
  CHECK(comparison.runs[0].id == "a");
  CHECK(comparison.runs[1].id == "a-2");
  CHECK(comparison.runs[2].id == "a-2-2");
}

TEST_CASE("different baselines are compared with a note") {
  ComparedRun other = run("b", {country("USA")}, {1});
  other.baseline = "elsewhere";
  const Comparison comparison = compare({run("a", {country("USA")}, {1}), other});
  REQUIRE(comparison.notes.size() == 1);
  CHECK_THAT(comparison.notes[0], Catch::Contains("elsewhere"));
}

TEST_CASE("runs of different models are compared with a note", "[regression]") {
  // Other deficits and other links between sectors were compared without a word.
  ComparedRun first = run("a", {country("USA")}, {1}), other = run("b", {country("USA")}, {2});
  first.deficits = "fixed";
  other.deficits = "none";
  first.input_output = true;
  other.input_output = false;
  const Comparison comparison = compare({first, other});
  REQUIRE(comparison.notes.size() == 1);
  CHECK(comparison.notes[0] ==
        "b is solved otherwise, set beside a: no input-output links instead of such links, "
        "deficits removed instead of kept");
}

TEST_CASE("a comparison in Markdown has the tables of the terminal") {
  const std::string text =
      comparison_markdown(compare({run("a", {country("USA"), country("C|N")}, {1, 2}),
                                   run("b", {country("USA"), country("C|N")}, {1.5, 3})}));
  CHECK_THAT(text, Catch::Contains("## Welfare\n\n| welfare | a | b | difference |\n"));
  CHECK_THAT(text, Catch::Contains("| USA | +1.00 % | +1.50 % | +0.50 pp |"));
  CHECK_THAT(text, Catch::Contains("| C\\|N | "));
}

TEST_CASE("a result compared with itself read back differs in nothing") {
  const Solved solved = solve_two_countries(0.25);
  const auto files = test::files_of(solved);
  const Comparison comparison =
      compare({compared_run(files, "first"), compared_run(files, "second")});
  CHECK(comparison.rows.size() == measures_of(TableKind::world).size() +
                                      2 * measures_of(TableKind::countries).size() +
                                      4 * measures_of(TableKind::pairs).size() +
                                      2 * solved.result.outcome->base().sectors.size() *
                                          measures_of(TableKind::sectors).size());
  for (const ComparedRow& row : comparison.rows)
    CHECK((row.differences[0] == 0 || std::isnan(row.values[0])));
  const std::string report = comparison_report(comparison, "", false);
  CHECK_THAT(report, Catch::Contains("two-run-2"));
}

TEST_CASE("a folder without what a comparison needs is refused with the file's name") {
  const Solved solved = solve_two_countries(0.25);
  const auto files = test::files_of(solved, {"json"});
  CHECK_THROWS_WITH(compared_run(files, "here"), Catch::Contains("here holds no countries.csv"));
  CHECK_THROWS_WITH(compared_run({}, "here"), Catch::Contains("here is not a folder of a result"));
  CHECK_THROWS_WITH(compared_run({{"summary.json", "[1"}}, "here"),
                    Catch::Contains("not the summary of a result"));
  CHECK_THROWS_WITH(compared_run({{"summary.json", "{}"}}, "here"),
                    Catch::Contains("not the summary of a result"));
}

TEST_CASE("differences of average rates that are due to their weights say so", "[regression]") {
  // Two scenarios with one policy showed 4.84 and 5.05 % without a word: weights are trade before,
  // and one counted from a solved reference.
  ComparedRun first = run("a", {country("USA")}, {}), other = run("b", {country("USA")}, {});
  const std::vector<std::string> measures{"average_tariff_goods_pct", "exports_pct", "exports_musd",
                                          "simple_average_tariff_pct"};
  first.tables[0] = {measures, {country("USA")}, {4.84, 5, 100, 6}};
  other.tables[0] = {measures, {country("USA")}, {5.05, 7, 100, 6}};
  first.focus = {"USA"};
  first.policy = {"tariff: {importer: USA, set: 5%}"};
  other.policy = {"tariff: {importer: USA, at_least: 5%}"};
  CHECK(compare({first, other}).rows[0].reasons.empty());
  other.reference = "status quo";
  const Comparison comparison = compare({first, other});
  REQUIRE(comparison.rows[0].reasons.size() == 1);
  CHECK(comparison.rows[0].reasons[0] ==
        "the rates are the same, their weights, trade before, are not: a counts from the baseline, "
        "b from 'status quo'");
  CHECK(comparison.rows[1].reasons[0] ==
        "the level after is the same: a counts from the baseline, b from 'status quo'");
  CHECK(comparison.rows[2].reasons.empty());
  const std::string report = comparison_report(comparison, "", false);
  CHECK_THAT(report,
             Catch::Contains("+0.21 pp (1)") && Catch::Contains("(1) the rates are the same"));

  // With other rates the weights are not the reason; with one policy the rates before are.
  other.tables[0].values[3] = 7;
  CHECK_THAT(comparison_report(compare({first, other}), "", false),
             Catch::Contains("+0.21 pp") && !Catch::Contains("+0.21 pp (1)"));
  other.policy = first.policy;
  CHECK(compare({first, other}).rows[0].reasons[0] ==
        "the policy is the same, the rates before are not: a counts from the baseline, b from "
        "'status quo'");
  other.reference = "";
  other.baseline = "elsewhere";
  other.baseline_hash = "i";
  CHECK(compare({first, other}).rows[0].reasons[0] ==
        "the policy is the same, the rates before are not: a counts from the baseline (base), b "
        "from the baseline (elsewhere)");
}

TEST_CASE("options of the model are the reason only where a solved start has them") {
  ComparedRun first = run("a", {country("USA")}, {}), other = run("b", {country("USA")}, {});
  const std::vector<std::string> measures{"exports_base_musd", "average_tariff_pct",
                                          "simple_average_tariff_pct"};
  first.tables[0] = {measures, {country("USA")}, {100, 5, 6}};
  other.tables[0] = {measures, {country("USA")}, {90, 5.1, 6}};
  first.policy = other.policy = {"tariff: {importer: USA, add: 5%}"};
  first.elasticities = "4";
  other.elasticities = "8";
  CHECK(compare({first, other}).rows[1].reasons.empty());
  first.reference = other.reference = "status quo";
  const auto rows = compare({first, other}).rows;
  CHECK(rows[0].reasons[0] ==
        "the start is another: a counts from 'status quo' with trade elasticities 4, b from "
        "'status quo' with trade elasticities 8");
  CHECK_THAT(rows[1].reasons[0], Catch::StartsWith("the rates are the same, their weights"));
}

TEST_CASE("what differs by other options too has a mark beside each figure", "[regression]") {
  // Reasons stood beside levels and average tariffs alone, and compare.csv had none.
  ComparedRun first = run("a", {country("USA")}, {}), other = run("b", {country("USA")}, {});
  const std::vector<std::string> measures{"welfare_pct", "ev_musd", "average_tariff_goods_pct",
                                          "population"};
  first.tables[0] = {measures, {country("USA")}, {1, 100, 5, 7}};
  other.tables[0] = {measures, {country("USA")}, {1.5, 150, 6, 7}};
  first.focus = {"USA"};
  first.other_options = {
      {"model.horizon", "none"}, {"model.substitution", "1"}, {"model.labour_mobility", "perfect"}};
  other.other_options = {{"model.horizon", "short"},
                         {"model.substitution", "{value_added: 0.5, inputs: 0.2}"},
                         {"model.labour_mobility", "0"}};
  first.set_by_horizon = {"model.substitution", "model.labour_mobility"};
  other.set_by_horizon = {"model.labour_mobility"};  // but inputs are its own
  const Comparison comparison = compare({first, other});
  const std::string why =
      "a short horizon instead of a long one, value added and inputs replaced at 0.5 instead of 1, "
      "inputs replaced at 0.2 instead of 1";
  CHECK(comparison.differs_also_by == std::vector<std::string>{why});
  // Averages of rates are weighted by trade before, which is the data's; persons do not differ.
  CHECK(compare_csv(comparison) ==
        "kind,key,exporter,importer,measure,a,b,b_minus_a,differs_also_by\n"
        "country,USA,,,welfare_pct,1,1.5,0.5,\"" +
            why +
            "\"\n"
            "country,USA,,,ev_musd,100,150,50,\"" +
            why +
            "\"\n"
            "country,USA,,,average_tariff_goods_pct,5,6,1,\n"
            "country,USA,,,population,7,7,0,\n");
  for (const std::string& text :
       {comparison_report(comparison, "", false), comparison_markdown(comparison)})
    CHECK_THAT(text,
               Catch::Contains("(a) beside a difference: another reason than the policy: " + why) &&
                   Catch::Contains("+0.50 pp (a)") && Catch::Contains("+50.0 m (a)") &&
                   Catch::Contains("+1.00 pp") && !Catch::Contains("+1.00 pp (a)"));
  std::string json;
  write_compare_json(comparison, [&](std::string_view piece) { json += piece; });
  CHECK_THAT(json, Catch::Contains("\"differs_also_by\":{\"b\":\"a\"}"));
}

TEST_CASE("another start, other data and other terms of revenue are told of what they move",
          "[regression]") {
  // Only levels before and average tariffs had a reason.
  ComparedRun first = run("a", {country("USA")}, {}), second = run("b", {country("USA")}, {}),
              third = run("c", {country("USA")}, {});
  const std::vector<std::string> measures{"welfare_pct", "revenue_net_musd"};
  first.tables[0] = {measures, {country("USA")}, {1, 10}};
  second.tables[0] = {measures, {country("USA")}, {2, 20}};
  third.tables[0] = {measures, {country("USA")}, {3, 30}};
  second.reference = "status quo";
  third.baseline = "elsewhere";
  third.baseline_hash = "i";
  first.revenue = {{"offset", "0.25"}};
  third.revenue = {{"offset", "none"}};
  const Comparison comparison = compare({first, second, third});
  CHECK(why_beside_policy(comparison, comparison.rows[0], 1) ==
        "changes counted from 'status quo' instead of the baseline");
  CHECK(why_beside_policy(comparison, comparison.rows[0], 2) ==
        "baseline elsewhere instead of base");
  CHECK(all_beside_policy(comparison, comparison.rows[1]) ==
        "b: changes counted from 'status quo' instead of the baseline; c: baseline elsewhere "
        "instead of base, no offset of revenue instead of 25 %");
  CHECK(letter_of(27) == "ab");
}

TEST_CASE("policies that are solved otherwise are not ranked with each other", "[regression]") {
  // "short-run is best": a horizon was told as if it were a choice, beside other policies.
  const std::vector<MeasureKey> both{country("USA"), country("CHN")};
  ComparedRun long_one = run("a", both, {0.5, -1}), long_two = run("b", both, {0.1, -3}),
              short_one = run("c", both, {9, 9});
  for (ComparedRun* one : {&long_one, &long_two, &short_one})
    one->other_options = {{"model.horizon", "long"}};
  short_one.other_options["model.horizon"] = "short";
  long_two.policy = {"tariff: {add: 10%}"};
  const auto told = comparison_sentences(compare({long_one, long_two, short_one}));
  REQUIRE(told.size() == 3);
  CHECK(told[0] == "Among those solved with a long horizon (a and b):");
  CHECK_THAT(told[1], Catch::StartsWith("b instead of a: "));
  CHECK(told[2] ==
        "c alone is solved with a short horizon: it is neither best nor worst beside policies that "
        "are not.");
  short_one.policy = {"embargo: {between: [IND, PAK]}"};
  CHECK(comparison_sentences(compare({long_one, short_one}))[0] ==
        "Which run is best for whom cannot be said: the policies differ, and so does how they are "
        "solved (a with a long horizon; c with a short horizon).");
}

TEST_CASE("economies whose gaps are shown alike are a tie", "[regression]") {
  const std::vector<MeasureKey> both{country("USA"), country("CHN")};
  const auto told =
      comparison_sentences(compare({run("a", both, {0, 0}), run("b", both, {0.1001, 0.1002})}));
  CHECK_THAT(told[0], Catch::Contains("better for 2 of 2 economies, most for USA and CHN (+0.10"));
}

TEST_CASE("sectors and pairs of a group by hand: sums without the trade among its members") {
  // A and B are WE. In thousands of nothing: A sells 10 -> 20 to B and buys 30 -> 15 from it; A
  // sells 40 -> 50 to C, which sells 20 -> 10 to A (10 -> 50 %) and 60 -> 30 to B (0 -> 20 %).
  ComparedRun one = run("a", {}, {});
  one.tables.assign(kComparedTables, {});
  for (const char* code : {"A", "B", "C"}) one.places.push_back({code, code});
  one.sectors = {"G"};
  one.goods = {"G"};
  one.tables[kOfCountries] = {
      {"welfare_pct"}, {country("A"), country("B"), country("C")}, {1, 2, 3}};
  one.tables[kOfPairs].measures = {"flow_base_musd", "flow_musd", "goods_balance_base_musd",
                                   "goods_balance_musd"};
  const auto pair = [&](const std::string& from, const std::string& to, double before, double after,
                        double balance_before, double balance) {
    one.tables[kOfPairs].keys.push_back({"pair", from + "->" + to, from, to});
    for (const double value : {before, after, balance_before, balance})
      one.tables[kOfPairs].values.push_back(value);
  };
  pair("A", "B", 10, 20, -20, 5);
  pair("B", "A", 30, 15, 20, -5);
  pair("A", "C", 40, 50, 20, 40);
  pair("C", "A", 20, 10, -20, -40);
  pair("C", "B", 60, 30, 60, 30);
  one.tables[kOfSectors].measures = {"output_base_musd", "output_musd", "volume_pct",
                                     "buyer_price_pct"};
  for (const char* code : {"A", "B", "C"})
    one.tables[kOfSectors].keys.push_back({"sector", sector_key(code, "G"), "", ""});
  one.tables[kOfSectors].values = {150, 165, 5, 10, 230, 230, -10, -10, 380, 390, 0, 0};
  const ComparedTrade trade{{"G"},
                            {{0, 0, 0, 100, 100, 0, 0},
                             {0, 1, 0, 10, 20, 0, 0},
                             {1, 0, 0, 30, 15, 0, 0},
                             {0, 2, 0, 40, 50, 0, 0},
                             {2, 0, 0, 20, 10, 0.1, 0.5},
                             {2, 1, 0, 60, 30, 0, 0.2},
                             {1, 1, 0, 200, 200, 0, 0},
                             {2, 2, 0, 300, 330, 0, 0}}};
  add_rows_from_cells({{"WE", {"A", "B"}}}, trade, one);
  const Comparison comparison = compare({one, one});
  const auto value = [&](const std::string& key, const std::string& measure) {
    for (const ComparedRow& row : comparison.rows)
      if (row.key.key == key && row.measure == measure) return row.values[0];
    return std::nan("");
  };
  CHECK(value("WE[G]", "exports_base_musd") == Approx(40));
  CHECK(value("WE[G]", "exports_pct") == Approx(25));
  CHECK(value("WE[G]", "imports_musd") == Approx(40));
  CHECK(value("WE[G]", "imports_pct") == Approx(-50));
  CHECK(value("WE[G]", "tariff_base_pct") == Approx(100 * 2.0 / 80));
  CHECK(value("WE[G]", "tariff_pct") == Approx(100 * (10.0 + 12) / 80));
  CHECK(value("WE[G]", "output_pct") == Approx(100 * (395.0 / 380 - 1)));
  CHECK(value("WE[G]", "volume_pct") == Approx(100 * ((157.5 + 207) / 380 - 1)));
  // Buyers spent 100 + 30 + 22 in A and 200 + 10 + 60 in B, duties with them.
  CHECK(value("WE[G]", "buyer_price_pct") == Approx(100 * (15.2 - 27) / 422));
  CHECK(value("WE->C", "flow_base_musd") == Approx(40));
  CHECK(value("C->WE", "flow_pct") == Approx(-50));
  // C sells to B, and B nothing to it: WE's balance with C counts that too.
  CHECK(value("WE->C", "goods_balance_base_musd") == Approx(20 - 60));
  CHECK(value("WE->C", "goods_balance_musd") == Approx(40 - 30));
  CHECK(value("C->WE", "goods_balance_musd") == Approx(-10));
  CHECK(std::isnan(value("WE->A", "flow_musd")));
  CHECK(value("A[G]", "exports_base_musd") == Approx(50));
}

TEST_CASE("levels stand in place of changes where they are asked for, with those before") {
  ComparedRun first = run("a", {country("USA")}, {}), other = run("b", {country("USA")}, {});
  const std::vector<std::string> measures{"exports_base_musd", "exports_musd", "exports_pct"};
  first.tables[0] = {measures, {country("USA")}, {1000, 1100, 10}};
  other.tables[0] = {measures, {country("USA")}, {2000, 1900, -5}};
  first.focus = {"USA"};
  Comparison comparison = compare({first, other});
  CHECK_THAT(comparison_markdown(comparison), Catch::Contains("| USA | +10.0 % | -5.00 % |"));
  comparison.view.levels = true;
  CHECK_THAT(comparison_markdown(comparison),
             Catch::Contains("before, a | before, b | a | b | difference |") &&
                 Catch::Contains("| USA | 1.0 bn | 2.0 bn | 1.1 bn | 1.9 bn | +0.80 bn |"));
}

TEST_CASE("a sentence says for whom each run is best and worst, and ties are no maximum",
          "[regression]") {
  // "Largest welfare 0.00 %" was told of a tie.
  const std::vector<MeasureKey> both{country("USA"), country("CHN"), country("VNM")};
  ComparedRun first = run("a", both, {0.5, -1, 0}), second = run("b", both, {0.1, -3, 0.001}),
              third = run("c", both, {-0.2, -2, 0.002});
  first.focus = {"USA", "VNM"};
  const auto told = comparison_sentences(compare({first, second, third}));
  REQUIRE(told.size() == 5);
  CHECK(told[0] ==
        "a is best for 2 of 3 economies, most clearly for CHN (at -1.00 %, 1.00 points from the "
        "next), and worst for no economy.");
  CHECK(told[1] ==
        "b is best for no economy, and worst for 1 of 3 economies, most clearly for CHN (at -3.00 "
        "%, 1.00 points from the next).");
  CHECK(told[3] == "For USA a (+0.50 %) is best and c (-0.20 %) is worst.");
  CHECK(told[4] == "For VNM the runs hardly differ (0.00 %).");
  const auto two = comparison_sentences(compare({first, second}));
  CHECK(two[0] ==
        "b instead of a: world real income not known; better for no economy; worse for 2 of 3 "
        "economies, most for CHN (-2.00 points).");
}

TEST_CASE("figures that look alike are a tie", "[regression]") {
  // "eu-steel-trq and plain-quota (about 0.00 %) are best and tariff-only (0.00 %) is worst".
  const std::vector<MeasureKey> one{country("DEU")};
  ComparedRun first = run("a", one, {0.004}), second = run("b", one, {-0.004}),
              third = run("c", one, {0.0049});
  first.focus = {"DEU"};
  const auto told = comparison_sentences(compare({first, second, third}));
  REQUIRE(told.size() == 1);  // nobody is best or worst for anybody
  CHECK(told[0] == "For DEU the runs hardly differ (0.00 %).");
}

TEST_CASE("runs that count from another start are not ranked with the others", "[regression]") {
  // "section-301 is best for 11 of 60 economies" was told of changes from other tariffs.
  const std::vector<MeasureKey> both{country("USA"), country("CHN")};
  ComparedRun first = run("a", both, {0.5, -1}), second = run("b", both, {0.1, -3}),
              third = run("c", both, {9, 9});
  third.reference = "Status quo";
  const auto told = comparison_sentences(compare({first, second, third}));
  CHECK(told[0] ==
        "c counts changes from another start than a, and is left out of what is best for whom.");
  for (const std::string& sentence : told)
    CHECK_THAT(sentence, !Catch::Contains("c is best") && !Catch::Contains("+9.00"));
  CHECK_THAT(told[1], Catch::StartsWith("b instead of a"));
  CHECK_THAT(comparison_sentences(compare({first, third}))[0],
             Catch::Contains("cannot be said: a counts its changes from another start than c."));
}

TEST_CASE("one code of two economies is no economy to compare", "[regression]") {
  // XEU is the European Union in one baseline, the rest of it in another.
  const std::vector<MeasureKey> keys{
      country("USA"), country("XEU"), {"pair", "XEU->USA", "XEU", "USA"}};
  ComparedRun first = run("a", keys, {1, 2, 3}), second = run("b", keys, {1.5, 2.5, 3.5});
  first.places = {{"USA", "United States"}, {"XEU", "European Union"}};
  second.places = {{"USA", "United States"}, {"XEU", "Other EU"}};
  const Comparison comparison = compare({first, second});
  const std::string csv = compare_csv(comparison);
  CHECK_THAT(csv, Catch::Contains("country,USA,,,welfare_pct,1,1.5,0.5,\n") &&
                      Catch::Contains("country,XEU,,,welfare_pct,2,,,\n") &&
                      Catch::Contains("pair,XEU->USA,XEU,USA,welfare_pct,3,,,\n"));
  REQUIRE(comparison.notes.size() == 1);
  CHECK(comparison.notes[0] ==
        "b has other economies under the same codes as a, which are not compared: XEU (Other EU)");
}

TEST_CASE("runs that differ in options of the model alone are neither best nor worst",
          "[regression]") {
  // A horizon is no choice: "short-run is best for 49 of 60 economies".
  const std::vector<MeasureKey> both{country("USA"), country("CHN")};
  ComparedRun first = run("a", both, {0.5, -1}), second = run("b", both, {0.1, -3}),
              third = run("c", both, {-0.2, -2});
  first.focus = {"USA"};
  for (ComparedRun* one : {&first, &second, &third}) one->policy = {"tariff: {add: 10%}"};
  second.other_options = {{"model.horizon", "short"}};
  const auto told = comparison_sentences(compare({first, second, third}));
  REQUIRE(told.size() == 4);
  CHECK(told[0] ==
        "Welfare is highest in a for 2 of 2 economies, most clearly for CHN (at -1.00 %, 1.00 "
        "points from the next), and lowest for no economy.");
  CHECK(told[3] == "For USA welfare is highest in a (+0.50 %) and lowest in c (-0.20 %).");
  CHECK_THAT(comparison_sentences(compare({first, second}))[0],
             Catch::StartsWith("b set beside a: ") && Catch::Contains("lower for 2 of 2"));
  third.policy = {};
  CHECK_THAT(comparison_sentences(compare({first, second, third}))[0], Catch::Contains("is best"));
}

TEST_CASE("what policies differ in is said in words") {
  ComparedRun first = run("a", {country("USA")}, {1}), second = run("b", {country("USA")}, {2}),
              third = run("c", {country("USA")}, {2});
  first.policy = {"tariff: {importer: USA, exporter: [CHN, VNM], add: 145%}",
                  "embargo: {between: [IND, PAK]}"};
  second.policy = {"tariff: {importer: USA, exporter: [CHN, VNM], add: 60%}",
                   "exempt: {importer: USA, exporter: CHN, sectors: C26}"};
  third.policy = first.policy;
  const auto told = policy_differences(compare({first, second, third}));
  REQUIRE(told.size() == 2);
  CHECK(told[0] ==
        "b, set beside a: in 'tariff: {importer: USA, exporter: [CHN, VNM], add: 145%}' it has "
        "add: 60% in place of add: 145%; it adds 'exempt: {importer: USA, exporter: CHN, sectors: "
        "C26}'; it leaves out 'embargo: {between: [IND, PAK]}'.");
  CHECK(told[1] == "c has the policy of a, line for line.");

  first.policy = {"tariff: {importer: USA, add: 145%, label: \"Tit for tat\"}", first.policy[1]};
  first.labels = {{first.policy[0], "Tit for tat"}, {first.policy[1], "Closed border"}};
  second.policy[0] = "tariff: {importer: USA, add: 60%, label: \"A truce\"}";
  second.labels = {{second.policy[1], "Chips are free"}};
  CHECK(policy_differences(compare({first, second}))[0] ==
        "b, set beside a: in 'Tit for tat' it has add: 60% in place of add: 145%; it adds 'Chips "
        "are free'; it leaves out 'Closed border'.");
}

namespace {

ComparedRun timeline(const std::string& id, std::vector<Step> steps, std::vector<double> values) {
  ComparedRun out = run(id, {country("USA")}, {values.back()});
  out.steps = {std::move(steps), {"USA"}, {"welfare_pct"}, std::move(values)};
  return out;
}

std::string csv_of_steps(const Comparison& comparison) {
  const std::string csv = compare_csv(comparison);
  return csv.substr(csv.find("step,"));
}

}  // namespace

TEST_CASE("timelines stand beside each other by date, each as its last step left it") {
  const Comparison comparison =
      compare({timeline("a", {{"one", "2025-02-04", ""}, {"two", "2025-04-09", ""}}, {1, 2}),
               timeline("b", {{"only", "2025-03-04", ""}}, {5})});
  CHECK(csv_of_steps(comparison) ==
        "step,2025-02-04/USA,,,welfare_pct,1,,,\n"
        "step,2025-03-04/USA,,,welfare_pct,1,5,4,\n"
        "step,2025-04-09/USA,,,welfare_pct,2,5,3,\n");
  const Comparison undated = compare({timeline("a", {{"one", "", ""}, {"two", "", ""}}, {1, 2}),
                                      timeline("b", {{"two", "", ""}, {"three", "", ""}}, {5, 6})});
  CHECK(csv_of_steps(undated) ==
        "step,one/USA,,,welfare_pct,1,,,\n"
        "step,two/USA,,,welfare_pct,2,5,3,\n"
        "step,three/USA,,,welfare_pct,,6,,\n");
}

TEST_CASE("behind the end of part of a step there are no figures, and the reason", "[regression]") {
  // Cause: a step stood until the next one, whatever of its policy had ended.
  const Comparison comparison = compare(
      {timeline("a", {{"on", "2025-02-01", "", "2025-08-01"}, {"off", "2026-01-01", ""}}, {1, 2}),
       timeline("b",
                {{"one", "2025-03-01", ""},
                 {"two", "2025-08-01", ""},
                 {"three", "2025-10-01", ""},
                 {"four", "2026-06-01", ""}},
                {5, 6, 7, 8})});
  const std::string csv = csv_of_steps(comparison);
  CHECK_THAT(csv, Catch::Contains("step,2025-03-01/USA,,,welfare_pct,1,5,4,\n") &&
                      Catch::Contains("step,2025-08-01/USA,,,welfare_pct,,6,,\"a has no figures "
                                      "from 2025-08-01 until its next step (2026-01-01)") &&
                      Catch::Contains("step,2025-10-01/USA,,,welfare_pct,,7,,\"a has no") &&
                      Catch::Contains("step,2026-01-01/USA,,,welfare_pct,2,7,5,\n"));
  const std::string report = comparison_report(comparison, "", false);
  CHECK_THAT(report, Catch::Contains("- (1)") &&
                         Catch::Contains("(1) a has no figures from 2025-08-01 until its next "
                                         "step (2026-01-01)"));
}

TEST_CASE("steps that are solved otherwise have marks of their own", "[regression]") {
  // Cause: marks were decided by how the last steps are solved.
  ComparedRun first = timeline("a", {{"one", "2025-02-01", ""}, {"two", "2026-01-01", ""}}, {1, 2});
  ComparedRun other = timeline("b", {{"one", "2025-02-01", ""}, {"two", "2026-02-01", ""}}, {5, 6});
  const auto solved = [](const char* horizon) {
    SolvedAs out;
    out.other_options = {{"model.horizon", horizon}};
    return out;
  };
  first.steps.solved_as = {solved("long"), solved("long")};
  other.steps.solved_as = {solved("short"), solved("long")};
  first.date = "2026-01-01";
  other.date = "2026-02-01";
  first.id = "a/two";
  other.id = "b/two";
  const Comparison comparison = compare({first, other});
  CHECK(csv_of_steps(comparison) ==
        "step,2025-02-01/USA,,,welfare_pct,1,5,4,a short horizon instead of a long one\n"
        "step,2026-01-01/USA,,,welfare_pct,2,5,3,a short horizon instead of a long one\n"
        "step,2026-02-01/USA,,,welfare_pct,2,6,4,\n");
  CHECK(comparison.notes ==
        std::vector<std::string>{"steps of different dates are set beside each other: a/two is of "
                                 "2026-01-01, b/two is of 2026-02-01"});
}

TEST_CASE("a timeline beside what is none has no steps to compare") {
  const Comparison comparison =
      compare({timeline("a", {{"one", "2025-02-04", ""}}, {1}), run("b", {country("USA")}, {2})});
  CHECK_THAT(compare_csv(comparison), !Catch::Contains("step,"));
}

namespace {

/// A run of which nothing is known but its quotas: price, fill and rent of each.
ComparedRun with_quotas(const std::string& id, const std::vector<std::string>& names,
                        std::vector<double> values, std::map<std::string, std::string> regimes) {
  ComparedRun out = run(id, {country("USA")}, {1});
  MeasureTable table{{"licence_price", "fill", "rent_musd"}, {}, std::move(values)};
  for (const std::string& name : names) table.keys.push_back({"quota", name, "", ""});
  out.tables.push_back(std::move(table));
  out.regimes = std::move(regimes);
  return out;
}

}  // namespace

TEST_CASE("quotas stand side by side, and a run without one has no figure for it") {
  const Comparison comparison = compare(
      {with_quotas("a", {"S from X into Y"}, {0.25, 1, 5000}, {{"S from X into Y", "binding"}}),
       with_quotas("b", {"S from X into Y", "T from X into Y"}, {0, 0.5, 0, 0.1, 1.5, 100},
                   {{"S from X into Y", "slack"}, {"T from X into Y", "over"}})});
  CHECK_THAT(compare_csv(comparison),
             Catch::Contains("quota,S from X into Y,,,licence_price,0.25,0,-0.25,\n") &&
                 Catch::Contains("quota,T from X into Y,,,rent_musd,,100,,\n"));
  const std::string text = comparison_markdown(comparison);
  CHECK_THAT(text,
             Catch::Contains("| S from X into Y | regime | binding | slack |  |") &&
                 Catch::Contains("|  | a licence costs | 25.0 % | 0.00 % | -25.0 pp |") &&
                 Catch::Contains("|  | traded of its amount | 100.0 % | 50.0 % | -50.0 pp |") &&
                 Catch::Contains("|  | rent | 5.0 bn | 0.0 bn | -5.0 bn |") &&
                 Catch::Contains("| T from X into Y | regime | - | over |  |") &&
                 Catch::Contains("|  | a licence costs | - | 10.0 % | - |"));
  CHECK_THAT(comparison_report(comparison, "", false), Catch::Contains("a licence costs"));
  std::string json;
  write_compare_json(comparison, [&](std::string_view piece) { json += piece; });
  CHECK_THAT(json, Catch::Contains("\"S from X into Y\": \"slack\""));
}

TEST_CASE("a balance between two economies is told once", "[regression]") {
  // A->B and B->A stood below each other with opposite signs.
  const auto pair = [](const std::string& from, const std::string& to) {
    return MeasureKey{"pair", from + "->" + to, from, to};
  };
  const auto balances = [&](const std::string& id, double size) {
    ComparedRun out = run(id, {country("USA"), country("CHN")}, {1, 2});
    out.focus = {"USA", "CHN"};
    out.tables.push_back({{"goods_balance_musd"},
                          {pair("CHN", "USA"), pair("USA", "CHN"), pair("USA", "DEU")},
                          {size, -size, 3 * size}});
    return out;
  };
  const std::string text =
      comparison_report(compare({balances("a", 1000), balances("b", 2000)}), "", false);
  CHECK_THAT(text, Catch::Contains("USA -> CHN") && Catch::Contains("USA -> DEU") &&
                       !Catch::Contains("CHN -> USA"));
}

TEST_CASE("pairs with a small group are told beside those with a large one", "[regression]") {
  // The pairs furthest apart were all the EU's.
  const auto with_pairs = [&](const std::string& id, double size) {
    ComparedRun out = run(id, {country("USA")}, {1});
    out.tables.push_back(
        {{"welfare_pct"}, {{"group", "EU27", "", ""}, {"group", "ANDES", "", ""}}, {1, 1}});
    MeasureTable pairs{{"flow_musd"}, {}, {}};
    for (int at = 0; at < 12; ++at) {
      const std::string partner = "P" + std::to_string(at);
      pairs.keys.push_back({"group_pair", "EU27->" + partner, "EU27", partner});
      pairs.values.push_back(1000 * size);
    }
    pairs.keys.push_back({"group_pair", "ANDES->USA", "ANDES", "USA"});
    pairs.values.push_back(size);
    out.tables.push_back(std::move(pairs));
    return out;
  };
  CHECK_THAT(comparison_report(compare({with_pairs("a", 1), with_pairs("b", 2)}), "", false),
             Catch::Contains("ANDES -> USA"));

  // Cause: groups stood first whether anybody asked for them or not.
  const auto told = [&](const std::vector<std::string>& focus) {
    std::vector<ComparedRun> runs{with_pairs("a", 1), with_pairs("b", 2)};
    for (ComparedRun& one : runs) {
      one.focus = focus;
      one.tables.push_back({{"flow_musd"}, {{"pair", "CHN->USA", "CHN", "USA"}}, {}});
      one.tables.back().values = {one.id == "a" ? 5.0 : 6.0};
    }
    return comparison_report(compare(std::move(runs)), "", false);
  };
  const std::string unasked = told({"USA"}), asked = told({"EU27"});
  CHECK(unasked.find("CHN -> USA") < unasked.find("ANDES -> USA"));
  CHECK(asked.find("CHN -> USA") > asked.find("ANDES -> USA"));
}

TEST_CASE("base tariffs without a name are called that", "[regression]") {
  // Cause: the name of a column, "rate", was told as if it were one.
  SolvedAs unnamed, named;
  unnamed.other_options = {{"model.tariffs", "rate"}};
  named.other_options = {{"model.tariffs", "applied-2024"}};
  CHECK(instead_of(options_apart(unnamed, named)[0]) ==
        "base tariffs without a name instead of applied-2024");
  CHECK(instead_of(options_apart(named, unnamed)[0]) ==
        "base tariffs applied-2024 instead of those without a name");
}

TEST_CASE("long names are told whole", "[regression]") {
  // They ended in "…" after 28 columns, and stood nowhere else in the output.
  const std::string id = "the-tariffs-of-november-with-all-of-their-exemptions",
                    name = "The economies of the Caribbean and of Central America together";
  ComparedRun first = run(id, {country("XCC")}, {1}), second = run("b", {country("XCC")}, {2});
  first.places = second.places = {{"XCC", name}};
  const Comparison comparison = compare({first, second});
  for (const std::string& text :
       {comparison_report(comparison, "", false), comparison_markdown(comparison)})
    CHECK_THAT(text, Catch::Contains(id) && Catch::Contains(name) && !Catch::Contains("…"));
}

TEST_CASE("a variant without a title is called by what it changes", "[regression]") {
  // It was called by keys: "policy[+]={tariff: ...}".
  ComparedRun first = run("vary", {country("USA")}, {1}), low = run("low", {country("USA")}, {2}),
              own = run("own", {country("USA")}, {3});
  first.title = "Tariffs";
  low.title = "Tariffs: low";
  own.title = "The high one";
  low.variant_of = own.variant_of = "vary";
  first.policy = {"tariff: {importer: USA, add: 25%}"};
  low.policy = {first.policy[0], "tariff: {importer: USA, add: 5%, label: Five on steel}"};
  low.labels = {{low.policy[1], "Five on steel"}};
  low.overrides = {"policy[+]={tariff: {importer: USA, add: 5%, label: Five on steel}}",
                   "aggregate.name=x"};
  const Comparison comparison = compare({first, low, own});
  CHECK(title_in_words(comparison, comparison.runs[0]) == "Tariffs");
  CHECK(title_in_words(comparison, comparison.runs[1]) == "adds 'Five on steel'; aggregate.name=x");
  CHECK(title_in_words(comparison, comparison.runs[2]) == "The high one");
}

TEST_CASE("all that groups.csv has of a group is summed from the files of its members",
          "[regression]") {
  // Real GDP, the effective tariff, who pays duties and border taxes over GDP were left out, and
  // welfare where hours move.
  std::size_t compared = 0;
  for (const double labour_supply : {0.0, 0.5}) {
    Calibration calibration = test::random_calibration(7, {.countries = 5, .sectors = 3});
    calibration.parameters.labour_supply = labour_supply;
    const ExperimentResult result = run_experiment(
        calibration, test::random_policy(7, *calibration.world, 0.8), DeficitClosure::fixed, {});
    REQUIRE(result.outcome);
    const Outcome& outcome = *result.outcome;
    Solved solved{solve_two_countries(0).record, result};
    solved.record.focus = {};
    ComparedRun run = compared_run(test::files_of(solved, {"csv", "json"}), "here");
    ComparedTrade trade{sectors_of(run), {}};
    for (const FlowRow& row : flow_rows(outcome))
      trade.cells.push_back({static_cast<std::uint32_t>(row.exporter),
                             static_cast<std::uint32_t>(row.importer),
                             static_cast<std::uint32_t>(row.sector), row.flow_base_musd,
                             row.flow_musd, row.tariff_base, row.tariff});
    add_rows_from_cells({{"G", {"CAA", "CAC", "CAD"}}}, trade, run);
    const GroupRow expected = group_rows(outcome, {{"G", {0, 2, 3}}}).front();
    const MeasureTable& table = run.tables[kOfGroups];
    REQUIRE(table.keys.size() == 1);
    for (const Measure<GroupRow>& measure : group_measures()) {
      CAPTURE(labour_supply, measure.name);
      const auto found = std::find(table.measures.begin(), table.measures.end(), measure.name);
      REQUIRE(found != table.measures.end());
      const double summed = table.values[static_cast<std::size_t>(found - table.measures.begin())],
                   told = expected.*measure.value;
      CHECK(std::isnan(summed) == std::isnan(told));
      if (std::isnan(told)) continue;  // persons: nobody counted them
      ++compared;
      // Files have ten digits: of trade in money, of which balances are differences, and of
      // changes.
      const bool money = std::string_view(measure.name).ends_with("_musd");
      const double scale =
          money ? std::max(std::abs(told), expected.exports_musd) : std::max(std::abs(told), 1.0);
      CHECK(summed == test::near(told, (money ? 1e-9 : 1e-8) * scale));
    }
  }
  CHECK(compared > 80);
}

TEST_CASE("figures of quotas have the marks of those of economies") {
  ComparedRun first = with_quotas("a", {"S"}, {0.25, 1, 5000}, {{"S", "binding"}}),
              other = with_quotas("b", {"S"}, {0.5, 1, 9000}, {{"S", "binding"}});
  first.other_options = {{"model.horizon", "long"}};
  other.other_options = {{"model.horizon", "short"}};
  CHECK_THAT(comparison_report(compare({first, other}), "", false),
             Catch::Contains("+25.0 pp (a)") && Catch::Contains("+4.0 bn (a)") &&
                 Catch::Contains("0.00 pp\n"));
}
