// What a report says of its own method: whose model, what rests on which assumption, what turns a
// sign.
#include <catch2/catch.hpp>

#include "base/numbers.hpp"
#include "prose/assumptions.hpp"
#include "prose/model_range.hpp"
#include "prose/papers.hpp"
#include "prose/range_sentences.hpp"
#include "prose/sector_labour.hpp"
#include "reports/written.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

RunRecord record_with(std::vector<RunOption> options, ModelParameters parameters = {}) {
  RunRecord record = solve_two_countries(0.1).record;
  record.options = std::move(options);
  record.parameters = std::move(parameters);
  return record;
}

std::string all_of(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& one : sentences) out += one + "\n";
  return out;
}

}  // namespace

TEST_CASE("who cites a run with options names their papers", "[regression]") {
  // Cause: the page cited Caliendo and Parro, and showed their equations, whatever the options.
  const RunRecord plain = record_with({{"model.labour_mobility", "perfect", true}});
  CHECK(model_cited(plain) ==
        "model of Caliendo and Parro (2015), Review of Economic Studies 82(1)");
  CHECK(whose_equations(plain) == "The equations of the long run without options.");
  CHECK(papers_of(plain).size() == 4);
  const RunRecord other = record_with({{"model.labour_mobility", "1.5", false},
                                       {"model.labour_supply", "0.4", false},
                                       {"model.revenue", "income_tax", false},
                                       {"model.scale", "krugman", false}});
  CHECK_THAT(model_cited(other), Contains("labour mobility (Galle, Rodríguez-Clare and Yi 2023)") &&
                                     Contains("scale (Krugman 1980)"));
  CHECK_THAT(whose_equations(other), Contains("differ by labour mobility, labour supply, the use "
                                              "of border taxes and economies of scale"));
  CHECK(papers_of(other).size() == 4 + 3);  // supply and revenue share one
  // The page has these words from here.
  Solved solved = solve_two_countries(0.1);
  solved.record.options = other.options;
  const auto files = files_of(solved, {"html"});
  CHECK(std::any_of(files.begin(), files.end(), [&](const ResultFile& file) {
    return file.bytes.find(model_cited(other)) != std::string::npos;
  }));
  CHECK_THAT(model_cited(plain, {"model.substitution.inputs"}), Contains("Baqaee and Farhi 2024"));
}

TEST_CASE("assumptions tell of no rigidity that is not there, and whose costs fall",
          "[regression]") {
  // Cause: sentences of the horizon and of scale were fixed texts.
  ModelParameters free{Vector::Constant(2, 1.0)};
  ModelParameters stuck = free;
  stuck.labour_mobility = 0;
  const auto told = [](const ModelParameters& p) {
    return all_of(assumptions(
        record_with({{"model.horizon", "short", false}, {"model.scale", "{S1: 0.1}", false}}, p)));
  };
  CHECK_THAT(told(free), Contains("less than in the long run.") && !Contains("listed below"));
  CHECK_THAT(told(stuck), Contains("other rigidities are listed below"));
  free.scale = Vector::Constant(2, 0.1);
  CHECK_THAT(told(free), Contains("(model.scale: {S1: 0.1})"));
}

TEST_CASE("rates of the scenario's own are not called those of a file", "[regression]") {
  // Cause: words that stand for a file's name were put between quotation marks like one.
  RunRecord record = solve_two_countries(0.1).record;
  record.in_data = kOwnInData;
  CHECK(counted_from(record) ==
        "the baseline two (2000) with the rates that the scenario's own 'in_data' sets");
  record.in_data = "other.yaml";
  CHECK(counted_from(record) == "the baseline two (2000) with the rates of 'other.yaml'");
}

TEST_CASE("the ends of a range differ by what is said to turn the sign", "[regression]") {
  // Cause: the largest figure, of another closure, stood as an end of what the horizon turns.
  Solved solved = solve_two_countries(0.25);
  const auto add = [&](const char* horizon, const char* source, DeficitClosure deficits,
                       double welfare) {
    RangePoint point;
    point.horizon = horizon;
    point.source = source;
    point.deficits = deficits;
    point.is_own_horizon = point.horizon == "short";
    point.is_own_source = point.source == "own";
    point.is_own_closure = deficits == DeficitClosure::fixed;
    keep_measures(*solved.result.outcome, {}, point);
    for (CountryOutcome& country : point.countries) country.welfare = welfare;
    solved.result.range.push_back(point);
  };
  add("short", "own", DeficitClosure::fixed, 0.01);
  add("long", "own", DeficitClosure::fixed, -0.005);
  add("long", "second", DeficitClosure::fixed, -0.02);
  add("short", "own", DeficitClosure::proportional, 0.03);
  std::string told = sign_sentence(range_summary(solved.record, solved.result, {"BBB"}));
  // From +1 to -2 % both horizon and source move; the horizon alone turns it.
  CHECK_THAT(told, Catch::StartsWith("Signs depend on the horizon: ") &&
                       Contains("between -0.50 % (long run, own) and +1.00 % (short run, own)"));
  add("short", "own", DeficitClosure::none, -0.04);
  told = sign_sentence(range_summary(solved.record, solved.result, {"BBB"}));
  CHECK_THAT(told, Contains("-4.00 % (short run, own, trade deficits removed) and +3.00 % (short "
                            "run, own, trade deficits in proportion to income)"));
}

TEST_CASE("where another horizon has a multiple of the figure, that is said", "[regression]") {
  // Cause: the sign of a bystander's second digit was told, and not that the loss of 4 % is one of
  // 28 % in the short run.
  Solved solved = solve_two_countries(0.25);
  const auto add = [&](const char* horizon, double welfare) {
    RangePoint point;
    point.horizon = horizon;
    point.source = "own";
    point.is_own_horizon = point.horizon == "long";
    point.is_own_source = point.is_own_closure = true;
    keep_measures(*solved.result.outcome, {}, point);
    for (CountryOutcome& country : point.countries) country.welfare = welfare;
    solved.result.range.push_back(point);
  };
  add("short", -0.28);
  add("long", -0.044);
  CHECK(size_sentence(range_summary(solved.record, solved.result, {"BBB"})) ==
        "Sizes depend on the horizon: real income in B \"the second\" is -4.40 % here, -28.0 % in "
        "the short run.");
  solved.result.range.clear();
  add("short", -0.1);
  add("long", -0.044);
  CHECK(size_sentence(range_summary(solved.record, solved.result, {"BBB"})).empty());
}

TEST_CASE("beside persons stands their own change, and equal changes are an assumption",
          "[regression]") {
  // Cause: persons, counted by heads, stood beside the change of hours, weighted by pay.
  Baseline b = two_countries();
  b.countries[1].name = "Bland";
  Employment employment{Table::Constant(2, 2, 1e6),
                        {EmploymentQuality::counted, EmploymentQuality::counted}};
  b.employment = std::make_shared<const Employment>(employment);
  const auto table = [&](double mobility) {
    ModelParameters p{Vector::Constant(2, 4.0)};
    p.labour_mobility = mobility;
    p.labour_supply = 0.5;
    const Calibration c = calibrate(b, {.parameters = p});
    const PolicyLine line = tariff_line({{0}, {1}, {0}}, RateChange::add, 0.3);
    const ExperimentResult result = run_experiment(c, {&line, 1}, DeficitClosure::fixed, {});
    REQUIRE(result.outcome);
    for (Index s = 0; s < 2; ++s) {  // of a million persons 1 % are 10,000
      const SectorOutcome& sector = result.outcome->sector(1, s);
      const std::string text =
          sector_labour_tables(*result.outcome, {"BBB"}, "USD")[0].table.render(false);
      CAPTURE(text);
      CHECK_THAT(text, Contains(signed_percent((sector.persons - 1e6) / 1e4)));
    }
    return all_of(sector_labour_tables(*result.outcome, {"BBB"}, "USD")[0].notes);
  };
  const std::string moving = table(1.5);
  CHECK_THAT(moving, Contains("against heads in every sector") && !Contains("by assumption"));
  const std::string stuck = table(0);
  CHECK_THAT(stuck, Contains("alike in all sectors by assumption") && !Contains("against heads"));
}
