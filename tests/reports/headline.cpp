#include "prose/headline.hpp"
#include "prose/welfare_forces.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "base/numbers.hpp"
#include "files/markdown.hpp"
#include "outcomes/diversion.hpp"
#include "prose/buyers_prices.hpp"
#include "prose/sector_moves.hpp"
#include "results/rows.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using tariffsim::test::export_tax_line;
using tariffsim::test::solve_two_countries;
using tariffsim::test::tariff_line;

namespace {

Headline headline_of(const RunRecord& record, const ExperimentResult& result) {
  const std::vector<SolvedStep> only{{{}, result, {}}};
  return headline(record, only);
}

std::string moves(double percent) {
  return std::string(percent > 0 ? "rises by " : "falls by ") + plain_percent(std::abs(percent));
}

}  // namespace

TEST_CASE("the headline says what the policy is and follows gains and losses alike") {
  const double rate = GENERATE(0.25, 2.0, -0.05);
  const auto solved = solve_two_countries(rate);
  REQUIRE(solved.result.outcome);
  const Outcome& outcome = *solved.result.outcome;
  const Headline words = headline_of(solved.record, solved.result);
  const std::vector<CountryRow> rows = country_rows(outcome);
  INFO(rate);
  REQUIRE(words.policy.size() == (rate > 0 ? 1 : 2));  // a rate of zero becomes a subsidy
  CHECK_THAT(words.policy[0], Catch::Contains(rate > 0 ? "raises its tariffs on Aland, the first"
                                                       : "lowers its tariffs on Aland, the first"));
  CHECK_THAT(words.policy[0], Catch::Contains(rate > 0 ? "20.0 m USD of trade in 2 of 2 sectors"
                                                       : "20.0 m USD of trade in 1 of 2 sectors"));
  REQUIRE(words.figures.size() == 6);
  // Income, trade, world, prices, the sectors of the one in focus; one more for each whose sign
  // hangs on the rebate of border taxes.
  const auto hanging = std::count_if(rows.begin(), rows.end(), hangs_on_rebate);
  REQUIRE(words.sentences.size() == static_cast<std::size_t>(5 + hanging));
  CHECK_THAT(words.sentences[0],
             Catch::Contains("Real income " + moves(rows[1].welfare_pct) + " in B"));
  const bool same_way = (rows[0].welfare_pct > 0) == (rows[1].welfare_pct > 0);
  CHECK_THAT(words.sentences[0],
             Catch::Contains((same_way ? "and by " + plain_percent(std::abs(rows[0].welfare_pct))
                                       : "and " + moves(rows[0].welfare_pct)) +
                             " in Aland"));
  CHECK_THAT(words.sentences[1], Catch::Contains(rate > 0 ? "falls by" : "rises by"));
  CHECK((words.figures[0].change > 0) == (rows[1].welfare_pct > 0));
}

namespace {

/// A measure without a range, its parts as a scenario's reader leaves them.
Expectation measure_of(const std::string& country, const std::string& importer,
                       const std::string& sector, const std::string& name) {
  Expectation asked;
  asked.country.text = country;
  asked.importer.text = importer;
  asked.sector.text = sector;
  asked.measure.text = name;
  return asked;
}

}  // namespace

TEST_CASE("figures that a scenario asks for stand in place of the usual ones") {
  auto solved = solve_two_countries(0.25);
  REQUIRE(solved.result.outcome);
  const World& world = solved.result.outcome->base();
  const std::string first = world.countries[0].code, second = world.countries[1].code,
                    sector = world.sectors[0].code;
  solved.record.shown = {measure_of(second, "", "", "imports_pct"),
                         measure_of(second, "", "", "average_tariff_goods_pct"),
                         measure_of(first, second, "", "flow_pct"),
                         measure_of(first, "", sector, "volume_pct"),
                         measure_of("world", "", "", "real_income_pct")};
  const std::vector<HeadlineFigure> figures = headline_of(solved.record, solved.result).figures;
  const std::vector<CountryRow> rows = country_rows(*solved.result.outcome);
  REQUIRE(figures.size() == 5);
  CHECK(figures[0].label == "Imports, " + world.countries[1].name);
  CHECK(figures[0].value == signed_percent(rows[1].imports_pct));
  CHECK(figures[1].value == plain_percent(rows[1].average_tariff_goods_pct));  // a level: no sign
  CHECK_THAT(figures[1].detail,
             Catch::StartsWith(plain_percent(rows[1].average_tariff_goods_base_pct) + " before: "));
  CHECK_THAT(figures[2].label, Catch::Contains(world.countries[0].name + " to "));
  CHECK(figures[2].value.starts_with("-"));  // what is taxed at 25 % falls
  CHECK_THAT(figures[3].label, Catch::Contains(world.sectors[0].name + ", "));
  CHECK(figures[4].label == "Real income, world");
  CHECK(figures[4].value == signed_percent(world_row(*solved.result.outcome).real_income_pct));
}

TEST_CASE("the taxing country's prices, and who pays, stand among the first figures") {
  const auto solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  const CountryRow importer = country_rows(outcome)[1];
  const std::vector<HeadlineFigure> figures = headline_of(solved.record, solved.result).figures;
  REQUIRE(figures.size() == 6);
  CHECK(figures[4].label == "Consumer prices, B \"the second\"");
  CHECK(figures[4].value == signed_percent(importer.price_at_own_wages_pct));
  // P^s / w: the price of the first good to its buyers over the wage there.
  const double dearer = outcome.equilibrium().price()(1, 0) / outcome.equilibrium().wage()(1) - 1;
  CHECK_THAT(figures[4].detail, Catch::Contains("First " + signed_percent(100 * dearer)));
  const double sellers = importer.exporters_share_of_duty;
  CHECK(figures[5].value == "buyers " + plain_percent(100 * (1 - sellers)));
  CHECK_THAT(figures[5].detail,
             Catch::StartsWith("sellers abroad " + plain_percent(100 * sellers)));
}

TEST_CASE("where duties fall it is told who gains", "[regression]") {
  // Cause: 'sellers abroad bear 1.69 %, through lower prices' was said of a cut, by which they sell
  // at higher prices.
  const auto solved = solve_two_countries(-0.05);  // all of it
  const CountryRow importer = country_rows(*solved.result.outcome)[1];
  CHECK(importer.duty_borne_by_exporters_musd < 0);  // they gain
  CHECK(importer.duty_borne_by_buyers_musd < 0);
  const HeadlineFigure payers = headline_of(solved.record, solved.result).figures[5];
  CHECK(payers.label == "Who gains from lower duties, B \"the second\"");
  CHECK_THAT(payers.detail, Catch::StartsWith("sellers abroad ") &&
                                Catch::Contains("through higher prices at the border"));
}

TEST_CASE("a loss is told in the latest prices too, by the economy's own deflator") {
  auto solved = solve_two_countries(0.25, {20, 10});
  solved.record.price_year = 2000;
  const auto detail = [&] {
    return headline_of(solved.record, solved.result).figures.front().detail;
  };
  CHECK_THAT(detail(), !Catch::Contains("in its prices"));
  solved.record.deflators = {{"BBB", {{{2000, 80}, {2003, 100}, {2004, 110}}, 2003}}};
  const CountryRow importer = country_rows(*solved.result.outcome)[1];
  CHECK_THAT(
      detail(),
      Catch::Contains("in its prices and at the exchange rate of 2003 (price of its GDP in USD): " +
                      signed_money(1.25 * importer.ev_musd) + " USD, " +
                      signed_amount(1.25 * importer.ev_per_person_usd) + " a person"));
}

TEST_CASE("what trade moves by is told at unchanged prices as well") {
  const auto solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  const Cube volumes = flows_at_old_prices(outcome);
  const std::vector<PairRow> pairs = pair_rows(outcome);
  for (const PairRow& pair : pairs) {
    const Index i = find_country(outcome.base().countries, pair.exporter),
                n = find_country(outcome.base().countries, pair.importer);
    CHECK(volumes(i, n, 0) + volumes(i, n, 1) - pair.flow_base_musd ==
          test::near(gain_in_volume(pair.flow_base_musd, pair.flow_volume_pct), 1e-9));
  }
  // The targeted pair, then domestic producers: nobody else sells.
  CHECK_THAT(headline_of(solved.record, solved.result).sentences[1],
             Catch::Contains("At unchanged prices it is " + money(20 - volumes(0, 1, 0)) +
                             " USD less; domestic producers sell " + money(volumes(1, 1, 0) - 200) +
                             " USD more."));
}

TEST_CASE("the sectors of the one economy in focus stand among the sentences") {
  auto solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  const auto said = [&] {
    const std::vector<std::string> all = headline_of(solved.record, solved.result).sentences;
    return std::count_if(all.begin(), all.end(),
                         [](const std::string& one) { return one.starts_with("Output of "); });
  };
  CHECK(said() == 1);
  solved.record.focus = {"AAA", "BBB"};
  CHECK(said() == 0);
  const std::string both = sectors_sentence(outcome, "Both", {0, 1}, "USD");
  for (Index s = 0; s < 2; ++s) {
    double before = 0, gained = 0;
    for (Index n = 0; n < 2; ++n) {
      before += outcome.sector(n, s).output_base;
      gained += outcome.sector(n, s).output_base * outcome.sector(n, s).volume;
    }
    CHECK_THAT(both, Catch::Contains(outcome.base().sectors[static_cast<std::size_t>(s)].name +
                                     " (" + signed_percent(100 * gained / before) + ", " +
                                     signed_money(gained) + " USD)"));
  }
}

TEST_CASE("a run without policy has a headline too") {
  const auto solved = solve_two_countries(0);
  const Headline words = headline_of(solved.record, solved.result);
  CHECK_THAT(words.policy[0], Catch::Contains("the baseline as it is"));
  CHECK(words.figures.size() == 5);
  REQUIRE(words.sentences.size() == 3);
  CHECK_THAT(words.sentences[0], Catch::Contains("hardly changes"));
  CHECK_THAT(words.sentences[2], Catch::Contains("no economy gains; no economy loses"));
}

TEST_CASE("countries stand in sentences with their articles") {
  CHECK(name_in_sentence("United States") == "the United States");
  CHECK(name_in_sentence("China") == "China");
  CHECK(name_in_sentence("Rest of the world") == "the rest of the world");
  CHECK(name_in_sentence("Other EU") == "other EU");
}

TEST_CASE("countries that do the same are told of in one sentence") {
  const Calibration calibration = test::random_calibration(7, {.countries = 8});
  const World& world = *calibration.world;
  const PolicyLine line = test::tariff_line(test::all_cells(world), RateChange::add, 0.1);
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const std::vector<std::string> words = policy_prose(*result.outcome, "USD");
  REQUIRE(words.size() == 1);
  CHECK(words[0].starts_with("8 economies raise their tariffs on all other economies from "));
}

TEST_CASE("rates of several countries are told on average before and after", "[regression]") {
  // Cause: an average before stood beside the lowest and the highest country after.
  const Calibration calibration = test::random_calibration(7, {.countries = 8});
  const World& world = *calibration.world;
  const PolicyLine line = test::tariff_line(test::all_cells(world), RateChange::add, 0.01);
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  double trade = 0, duty = 0, least = HUGE_VAL, most = 0;
  for (Index n = 0; n < world.n_countries(); ++n) {
    double own_trade = 0, own_duty = 0;
    for (Index i = 0; i < world.n_countries(); ++i)
      for (Index s = 0; i != n && s < world.n_sectors(); ++s) {
        own_trade += world.flow(i, n, s);
        own_duty += world.flow(i, n, s) * world.tariff(i, n, s);
      }
    trade += own_trade;
    duty += own_duty;
    least = std::min(least, own_duty / own_trade);
    most = std::max(most, own_duty / own_trade);
  }
  REQUIRE(most - least > 0.1 * (duty / trade + 0.01));
  const auto percent = [](double rate) { return plain_percent(100 * rate); };
  CHECK_THAT(
      policy_prose(*result.outcome, "USD")[0],
      Catch::Contains("from " + percent(duty / trade) + " to " + percent(duty / trade + 0.01) +
                      " on average (" + percent(least + 0.01) + " to " + percent(most + 0.01) +
                      " by country)"));
}

TEST_CASE("all that are not in a group are all other economies", "[regression]") {
  // The members of the EU27 raised their tariffs "on 42 economies".
  const Calibration calibration = test::random_calibration(7, {.countries = 9, .zero_flows = 0});
  const PolicyLine line =
      test::tariff_line({{2, 3, 4, 5, 6, 7, 8}, {0, 1}, {0}}, RateChange::add, 0.5);
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const std::vector<std::string> words = policy_prose(*result.outcome, "USD", {{"BOTH", {0, 1}}});
  REQUIRE(words.size() == 1);
  CHECK_THAT(words[0], Catch::StartsWith(
                           "The members of BOTH raise their tariffs on all other economies from "));
}

TEST_CASE("one rate for all is told of in one sentence, whatever the rate", "[regression]") {
  // At rates such as 6.25 % rounding told half of the partners apart from the others.
  const Calibration calibration = test::random_calibration(7, {.countries = 8});
  for (const double rate : {0.0005, 0.0025, 0.0625, 0.0875, 0.1235, 1.4505}) {
    const PolicyLine line =
        test::tariff_line(test::all_cells(*calibration.world), RateChange::add, rate);
    const ExperimentResult result =
        run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
    REQUIRE(result.outcome);
    CAPTURE(rate);
    CHECK(policy_prose(*result.outcome, "USD").size() == 1);
  }
}

namespace {

/// Four countries, three sectors, all trade; the policy in sentences.
std::vector<std::string> told(const std::vector<PolicyLine>& policy,
                              const std::vector<NamedGroup>& groups = {}) {
  const Calibration calibration =
      test::random_calibration(9, {.countries = 4, .sectors = 3, .zero_flows = 0});
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  return policy_prose(*result.outcome, "USD", groups);
}

bool has(const std::vector<std::string>& sentences, const std::string& start,
         const std::string& end) {
  return std::any_of(sentences.begin(), sentences.end(), [&](const std::string& one) {
    return one.starts_with(start) && one.ends_with(end);
  });
}

PolicyLine embargo_line(Cells cells) { return {Embargo{{std::move(cells)}}, "embargo", {}}; }

}  // namespace

TEST_CASE("rates that differ by sector are told by sector", "[regression]") {
  // Steel at 50 %, cars at 20 % and medicines at 100 % were told as one mean.
  const auto on = [](Index sector, RateChange change, double rate) {
    return test::tariff_line({{0, 1, 2}, {3}, {sector}}, change, rate);
  };
  const std::vector<std::string> set =
      told({on(0, RateChange::set, 0.5), on(1, RateChange::set, 0.75), on(2, RateChange::set, 1)});
  REQUIRE(set.size() == 1);
  CHECK_THAT(set[0], Catch::StartsWith("CAD raises its tariffs on CAA, CAB and CAC from ") &&
                         Catch::Contains("to 50.0 % on S0") && Catch::Contains("to 75.0 % on S1") &&
                         Catch::Contains("to 100.0 % on S2"));
  const std::vector<std::string> added = told(
      {on(0, RateChange::add, 0.25), on(1, RateChange::add, 0.25), on(2, RateChange::add, 0.5)});
  REQUIRE(added.size() == 1);
  CHECK_THAT(added[0], Catch::Contains("by 25.0 points on S0 and S1") &&
                           Catch::Contains("by 50.0 points on S2"));
  // Also of levies that there were none of before.
  const std::vector<std::string> levied =
      told({test::export_tax_line({{3}, {0, 1, 2}, {0}}, RateChange::set, 0.3),
            test::export_tax_line({{3}, {0, 1, 2}, {1}}, RateChange::set, 0.1)});
  REQUIRE(levied.size() == 1);
  CHECK_THAT(levied[0], Catch::Contains("to 30.0 % on S0") && Catch::Contains("to 10.0 % on S1"));
  // One rate, one number of points or one factor for all sectors is one policy.
  for (const auto& [change, rate] : std::vector<std::pair<RateChange, double>>{
           {RateChange::set, 0.5}, {RateChange::add, 0.25}, {RateChange::multiply, 0.5}})
    for (const std::string& one :
         told({on(0, change, rate), on(1, change, rate), on(2, change, rate)}))
      CHECK_THAT(one, !Catch::Contains(" on S"));
}

TEST_CASE("embargoes of different scope are told of apart", "[regression]") {
  // They were one sentence: all that the partners sell was said to end.
  const auto words = told({embargo_line({{1}, {0}, {0, 1, 2}}), embargo_line({{2, 3}, {0}, {1}})});
  REQUIRE(words.size() == 2);
  CHECK(has(words, "Trade from CAB to CAA ends: ", "of trade in 3 of 3 sectors."));
  CHECK(has(words, "Trade from CAC and CAD to CAA ends in 1 of 3 sectors (S1): ", "of trade."));
}

TEST_CASE("a line on a part of the goods is told as one", "[regression]") {
  // Cause: of an embargo on a tenth all trade was said to end; of a tariff on a part only the part
  // was told, as if it were all.
  PolicyLine embargo = embargo_line({{1}, {0}, {0, 1, 2}});
  std::get<Embargo>(embargo.instrument).scope.coverage = 0.1;
  const auto ended = told({embargo});
  REQUIRE(ended.size() == 1);
  CHECK_THAT(ended[0], Catch::StartsWith("Trade from CAB to CAA ends in part: ") &&
                           Catch::Contains(" of trade in 3 of 3 sectors."));
  const Calibration calibration =
      test::random_calibration(9, {.countries = 4, .sectors = 3, .zero_flows = 0});
  double all = 0;
  for (Index s = 0; s < 3; ++s) all += calibration.world->flow(1, 0, s);
  const std::string trade = money(0.1 * all) + " of " + money(all) + " USD of trade";
  CHECK_THAT(ended[0], Catch::Contains(trade));
  PolicyLine tariff = test::tariff_line({{1}, {0}, {0, 1, 2}}, RateChange::add, 0.5);
  std::get<LevyChange>(tariff.instrument).scope.coverage = 0.1;
  const auto levied = told({tariff});
  REQUIRE(levied.size() == 1);
  CHECK_THAT(levied[0], Catch::Contains(" on average, on a part of the goods: " + trade));
}

TEST_CASE("one rate for all raises tariffs on some partners and lowers them on others",
          "[regression]") {
  // Cause: 8 % for all were told as a rise of the mean of 7.3 %, where half of the trade falls.
  const Calibration calibration =
      test::random_calibration(9, {.countries = 4, .sectors = 3, .zero_flows = 0});
  double trade = 0, duty = 0;
  for (Index i = 1; i < 4; ++i)
    for (Index s = 0; s < 3; ++s) {
      trade += calibration.world->flow(i, 0, s);
      duty += calibration.world->flow(i, 0, s) * calibration.world->tariff(i, 0, s);
    }
  const auto words =
      told({test::tariff_line({{1, 2, 3}, {0}, {0, 1, 2}}, RateChange::set, duty / trade)});
  const auto says = [&](const char* what) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& one) { return one.find(what) != std::string::npos; });
  };
  CHECK(says("CAA raises its tariffs on"));
  CHECK(says("CAA lowers its tariffs on"));
}

TEST_CASE("taxes and subsidies, rises and cuts are told of apart", "[regression]") {
  // A tax on one sector and a subsidy on another were said to be a tax on both.
  const auto words = told({export_tax_line({{0}, {1, 2, 3}, {0}}, RateChange::add, 0.2),
                           export_tax_line({{0}, {1, 2, 3}, {1}}, RateChange::add, -0.05),
                           tariff_line({{0}, {3}, {2}}, RateChange::add, 0.3),
                           tariff_line({{0}, {3}, {0}}, RateChange::multiply, 0.5)});
  REQUIRE(words.size() == 4);
  CHECK(has(words, "CAA raises its taxes on exports to CAB, CAC and CAD from 0.00 % to 20.0 % on ",
            "in 1 of 3 sectors (S0)."));
  CHECK(has(words, "CAA raises its subsidies on exports to CAB, CAC and CAD from 0.00 % to 5.00 %",
            "in 1 of 3 sectors (S1)."));
  CHECK(has(words, "CAD raises its tariffs on CAA", "in 1 of 3 sectors (S2)."));
  CHECK(has(words, "On other goods, CAD lowers its tariffs on CAA", "in 1 of 3 sectors (S0)."));
}

TEST_CASE("where every pair has sectors of its own they are counted") {
  const std::vector<std::vector<Index>> sets{{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}, {0, 1, 2}};
  std::vector<PolicyLine> policy;
  for (Index n = 0; n < 4; ++n)
    for (Index i = 0; i < 4; ++i)
      if (i != n)
        policy.push_back(tariff_line({{i}, {n}, sets[static_cast<std::size_t>((4 * i + n) % 7)]},
                                     RateChange::add, 0.1));
  const auto words = told(policy);
  CHECK(words.size() == 4);  // by importer, of twelve pairs
  for (const std::string& sentence : words)
    CHECK_THAT(sentence,
               Catch::Contains("raises its tariffs on") && Catch::EndsWith("of 3 sectors each."));
}

TEST_CASE("countries that make up a group are called by its name") {
  const std::vector<NamedGroup> groups{{"UNION", {2, 1}}, {"PAIR", {0, 1}}};
  const auto words = told({tariff_line({{0}, {1, 2}, {0, 1, 2}}, RateChange::add, 0.1)}, groups);
  REQUIRE(words.size() == 1);
  CHECK(words[0].starts_with("The members of UNION raise their tariffs on CAA from "));
}

TEST_CASE("many countries are named by the groups that are wholly among them") {
  // Canada and the EU were "19 economies".
  const Calibration calibration = test::random_calibration(9, {.countries = 13, .zero_flows = 0});
  const std::vector<PolicyLine> policy{
      tariff_line({{0}, {1, 2, 3, 4, 5, 6, 7, 9}, {0, 1}}, RateChange::add, 0.1),
      tariff_line({{1, 2, 3, 4, 5, 6, 7, 9}, {0}, {0, 1}}, RateChange::add, 0.1)};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const std::vector<NamedGroup> groups{
      {"FEW", {4, 5}}, {"UNION", {7, 6, 5, 4, 3, 2}}, {"OTHERS", {8, 9}}};
  const auto words = policy_prose(*result.outcome, "USD", groups);
  REQUIRE(words.size() == 2);
  CHECK(has(words, "CAB, CAJ and the members of UNION raise their tariffs on CAA from ", "."));
  CHECK(has(words, "CAA raises its tariffs on CAB, CAJ and UNION from ", "."));
  CHECK(has(policy_prose(*result.outcome, "USD", {{"FEW", {4, 5}}}),
            "8 economies raise their tariffs on CAA from ", "."));
}

TEST_CASE("a partner that is treated otherwise is told of apart", "[regression]") {
  // Ten percent on all and sixty on one were "raises its tariffs on all other economies".
  const Calibration calibration = test::random_calibration(9, {.countries = 9, .zero_flows = 0});
  std::vector<PolicyLine> policy{
      tariff_line(test::all_cells(*calibration.world), RateChange::add, 0)};
  auto& cells = std::get<OneRate>(std::get<LevyChange>(policy[0].instrument).rates);
  cells.rate = 0.1;
  cells.cells.importers = {0};
  policy.push_back(policy[0]);
  auto& more = std::get<OneRate>(std::get<LevyChange>(policy[1].instrument).rates);
  more.rate = 0.5;
  more.cells.exporters = {4};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const auto words = policy_prose(*result.outcome, "USD");
  REQUIRE(words.size() == 2);
  CHECK(has(words, "CAA raises its tariffs on all other economies but CAE from ", "sectors."));
  CHECK(has(words, "CAA raises its tariffs on CAE from ", "sectors."));
}

TEST_CASE("suppliers whose barriers change too are no third parties", "[regression]") {
  // A free trade area's members were "other suppliers", and hid what outsiders lost.
  const Calibration calibration = test::random_calibration(9, {.countries = 4, .zero_flows = 0});
  const std::vector<PolicyLine> policy{tariff_line({{1, 2}, {0}, {0}}, RateChange::multiply, 0.1)};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const Diversion pair = diversions(*result.outcome, 1).front();
  const Index partner = 3 - pair.exporters.front();  // of 1 and 2 the other
  CHECK(other_targeted_suppliers(*result.outcome, pair) == std::vector<Index>{partner});
  RunRecord record = solve_two_countries(0).record;
  record.focus = {};
  CHECK_THAT(headline_of(record, result).sentences[1],
             Catch::Contains("suppliers whose barriers change too sell ") &&
                 Catch::Contains(", all others "));
  const std::vector<PolicyLine> all{tariff_line({{1, 2, 3}, {0}, {0}}, RateChange::add, 0.1)};
  const ExperimentResult on_all = run_experiment(calibration, all, DeficitClosure::fixed, {});
  REQUIRE(on_all.outcome);
  CHECK_THAT(headline_of(record, on_all).sentences[1],
             Catch::Contains("other suppliers, whose barriers change too, sell ") &&
                 !Catch::Contains("all others"));
}

TEST_CASE("figures and sentences follow the focus in its order", "[regression]") {
  // They were of both ends of the trade that moves most, in focus or not.
  auto solved = solve_two_countries(0.25);
  solved.record.focus = {"AAA", "BBB"};
  Headline words = headline_of(solved.record, solved.result);
  CHECK(words.figures[0].label == "Real income, Aland, the first");
  CHECK(words.figures[1].label == "Real income, B \"the second\"");
  CHECK(words.figures[3].label == "Border tax revenue, B \"the second\"");  // who levies
  CHECK_THAT(words.figures[3].detail, Catch::Contains("on goods from"));
  CHECK(words.sentences[0].find("Aland") < words.sentences[0].find("B \"the"));
  solved.record.groups = {{"BOTH", {0, 1}}};
  solved.record.in_focus_first = {"BOTH"};
  words = headline_of(solved.record, solved.result);
  CHECK(words.figures[0].label == "Real income, BOTH");
  // Cause: a member beside its group was left out, in which it may lose while the group gains.
  solved.record.in_focus_first = {"BOTH", "AAA"};
  words = headline_of(solved.record, solved.result);
  CHECK(words.figures[1].label == "Real income, Aland, the first");
  CHECK_THAT(words.sentences[0], Catch::Contains("BOTH") && Catch::Contains("Aland"));
}

TEST_CASE("trade that is forbidden ends") {
  const Calibration calibration = test::random_calibration(9, {.countries = 4, .sectors = 3});
  const PolicyLine line = embargo_line({{1}, {0}, {0, 1, 2}});
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  RunRecord record = solve_two_countries(0).record;
  record.focus = {};
  const Headline words = headline_of(record, result);
  CHECK_THAT(words.sentences[1], Catch::StartsWith("What CAB sells to CAA in the sectors "
                                                   "concerned ends ("));
}

TEST_CASE("a group in focus is told of to people, too", "[regression]") {
  // Latest prices, a household's loss and the prices of goods were those of single economies alone,
  // and nothing said so.
  test::Solved solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  solved.record.groups = {{"BOTH", {0, 1}}};
  solved.record.in_focus_first = {"BOTH"};
  solved.record.price_year = 2000;
  const double first = outcome.countries()[0].equivalent_variation,
               second = outcome.countries()[1].equivalent_variation;
  solved.record.deflators = {{"AAA", {{{2000, 50}, {2002, 55}}, 2002}},
                             {"BBB", {{{2000, 100}, {2002, 130}}, 2002}}};
  const auto detail = [&] { return headline_of(solved.record, solved.result).figures[0].detail; };
  CHECK_THAT(detail(),
             Catch::Contains("; in its members' prices and at the exchange rates of 2002 (price of "
                             "each one's GDP in USD): " +
                             signed_money(1.1 * first + 1.3 * second) + " USD"));
  solved.record.deflators.erase("BBB");
  CHECK_THAT(detail(), Catch::Contains("; for single economies only: in latest prices (no later "
                                       "price of GDP for B \"the second\")") &&
                           !Catch::Contains("2002"));

  // Each good's price is the mean over what households of the members spend on it.
  const std::vector<Index> both{0, 1};
  std::vector<std::string> expected;
  for (const Index s : sectors_that_move_prices(outcome, both)) {
    double spent = 0, added = 0;
    for (const Index n : both) {
      const double bought = outcome.base().final_share(n, s) * outcome.base().income(n);
      spent += bought;
      added += bought * outcome.sector(n, s).buyer_price_at_own_wages;
    }
    const Sector& sector = outcome.base().sectors[static_cast<std::size_t>(s)];
    if (sector.kind == SectorKind::goods)
      expected.push_back(sector.name + " " + signed_percent(100 * added / spent));
  }
  REQUIRE(!expected.empty());
  CHECK(priced_goods(outcome, both) == expected);
  CHECK_THAT(
      consumer_prices_figure(outcome, group_rows(outcome, solved.record.groups).front(), both)
          .detail,
      Catch::Contains("in the mean over spending; most by " + expected.front()));
}

TEST_CASE("annual figures of a step that ends are those while it lasts, in every output",
          "[regression]") {
  // Page and report.md said so in part, the terminal not.
  test::Solved solved = solve_two_countries(0.25);
  solved.record.price_year = 2000;
  const SolvedStep ending{{"one", "2025-02-04", "", "2025-07-01"}, solved.result, {}},
      staying{{"one", "2025-02-04", "", ""}, solved.result, {}};
  const std::string lasts = ", while it lasts (until 2025-07-01)";
  for (const SolvedStep& step : {ending, staying}) {
    const bool ends = !step.step.ends.empty();
    const auto says = [&](const std::string& text, const std::string& told) {
      CAPTURE(text);
      CHECK((text.find(told + lasts) != std::string::npos) == ends);
    };
    const std::string terminal = run_report(solved.record, step, "", false);
    says(terminal, "in money: what welfare is worth a year");
    says(terminal, "equivalent variation, a year");
    says(terminal, " of 2000 a year");
    const std::string page = markdown_report(solved.record, std::vector{step});
    says(page, "is worth in a year");
    says(headline(solved.record, std::vector{step}).sentences[0], " USD a year");
  }
}
