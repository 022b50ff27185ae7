// Quotas in sweeps, draws, goals, timelines and included files, as a user runs them: each point is
// what a scenario of its own with that number gives.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "support/csv_rows.hpp"
#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
using tariffsim::test::kSamePercent;
using tariffsim::test::near;

namespace {

/// Two solutions of one policy to the default tolerance of 1e-10, amplified by elasticities, in
/// figures of ten digits: of a licence price.
constexpr double kSamePrice = 1e-8;

const std::string kQuotaName = "GDS from CHN into USA";

struct QuotaWorkspace : Workspace {
  /// Writes ID.yaml with this policy line, and what comes after it.
  void write(const std::string& id, const std::string& line, const std::string& more = "") const {
    folder.write(id + ".yaml", "tariffsim: 1\nid: " + id + "\nbaseline: ./baseline\npolicy:\n  - " +
                                   line + "\n" + more);
  }
  std::vector<CsvRow> csv(const std::string& file) const { return csv_rows(text("out/" + file)); }
  void runs(const std::string& id) const {
    const Ran ran = (*this)({"run", id + ".yaml", "-q"});
    INFO(id << ": " << ran.err);
    REQUIRE(ran.status == 0);
  }
  double welfare(const std::string& id, const std::string& country) const {
    for (const CsvRow& row : csv(id + "/countries.csv"))
      if (row.at("country") == country) return number(row, "welfare_pct");
    FAIL("no " + country);
    return 0;
  }
};

std::string quota(const std::string& amount) {
  return "quota: {importer: USA, exporter: CHN, sectors: GDS, amount: " + amount + "}";
}

}  // namespace

TEST_CASE("a sweep over a quota's amount has at each point the run with that amount") {
  const QuotaWorkspace workspace;
  const std::vector<std::string> amounts{"40%", "70%", "99%", "150%"};
  workspace.write("grid", quota("60%"),
                  "sweep: {\"policy[0].quota.amount\": [40%, 70%, 99%, 150%]}\n");
  const Ran ran = workspace({"run", "grid.yaml", "-f", "csv,md,json,html,xlsx"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto points = workspace.csv("grid/study.csv"), figures = workspace.csv("grid/figures.csv");
  CHECK(figures.size() == 4 * 3);
  double before = 1;
  for (std::size_t at = 0; at < amounts.size(); ++at) {
    CAPTURE(amounts[at]);
    workspace.write("one", quota(amounts[at]));
    workspace.runs("one");
    const CsvRow single = workspace.csv("one/quotas.csv").front();
    CHECK(single.at("quota") == kQuotaName);
    const std::string point = std::to_string(at);
    for (const char* measure : {"licence_price", "fill"})
      CHECK(figure_of(figures, point, kQuotaName, measure) ==
            near(number(single, measure), kSamePrice));
    CHECK(figure_of(figures, point, kQuotaName, "rent_musd") ==
          near(number(single, "rent_musd"), kSamePrice * 450));
    for (const CsvRow& row : points)
      if (row.at("point") == point)
        CHECK(number(row, "welfare_pct") ==
              near(workspace.welfare("one", row.at("country")), kSamePercent));
    const double price = figure_of(figures, point, kQuotaName, "licence_price");
    CHECK(price < before);  // the more may come in, the less a licence is worth
    before = price;
  }
  CHECK(before == 0);  // more than is traded
  const std::string in_words = "Goods from China into the United States";
  CHECK_THAT(ran.out, Contains("a licence costs") && Contains(in_words));
  CHECK_THAT(workspace.text("out/grid/report.md"),
             Contains("## Quotas") && Contains("The price of a licence under the quota on " +
                                               in_words + " lies between"));
  const auto summary = workspace.json("out/grid/summary.json");
  CHECK(summary["figures"][0]["smallest"]["point"] == 3);
  CHECK(summary["figures"][0]["largest"]["point"] == 0);
}

TEST_CASE("a quota keeps its name where its coverage is swept", "[regression]") {
  // Cause: the share was part of the name by which its figures are found.
  const QuotaWorkspace workspace;
  workspace.write("shares",
                  "quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%, coverage: 50%}",
                  "sweep: {\"policy[0].quota.coverage\": [30%, 60%, 100%]}\n");
  const Ran ran = workspace({"run", "shares.yaml", "-f", "csv"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  int prices = 0;
  for (const CsvRow& row : workspace.csv("shares/figures.csv"))
    if (row.at("measure") == "licence_price") {
      CHECK(row.at("of") == "part of GDS from CHN into USA");
      CHECK(number(row, "value") > 0);
      ++prices;
    }
  CHECK(prices == 3);
  workspace.write("label",
                  "quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%, label: Goods}");
  workspace.runs("label");
  CHECK(workspace.csv("label/quotas.csv")[0].at("quota") == "Goods");
}

TEST_CASE("an amount that is next to nothing is warned of", "[regression]") {
  // `amount: 53` was 53 million of 46.6 billion, without a word.
  const QuotaWorkspace workspace;
  workspace.write("few", quota("4"));
  CHECK_THAT(workspace({"validate", "few.yaml"}).err,
             Contains("few.yaml:5:5: warning: the amount of this quota is 0.") &&
                 Contains("for a share write 53%"));
  workspace.write("more", quota("40"));
  CHECK_THAT(workspace({"validate", "more.yaml"}).err, !Contains("next to nothing"));
}

TEST_CASE("a quota on products counts their trade, and is the tariff on them that it implies") {
  const QuotaWorkspace workspace;
  workspace.folder.write("baseline/products.csv",
                         "exporter,importer,product,sector,value\n"
                         "CHN,USA,720810,GDS,30\nCHN,USA,850110,GDS,70\n");
  workspace.write("few", "quota: {importer: USA, exporter: CHN, products: [7208], amount: 50%}");
  workspace.runs("few");
  const std::vector<CsvRow> quotas = workspace.csv("few/quotas.csv");
  REQUIRE(quotas.size() == 1);
  CHECK(quotas[0].at("quota") == "[7208] from CHN into USA");
  CHECK(quotas[0].at("regime") == "binding");
  double traded = 0;
  for (const CsvRow& row : workspace.csv("few/flows.csv"))
    if (row.at("exporter") == "CHN" && row.at("importer") == "USA" && row.at("sector") == "GDS")
      traded = number(row, "flow_base_musd");
  REQUIRE(traded > 0);
  CHECK(number(quotas[0], "amount_base") == near(0.3 * traded, kSamePrice * traded));
  CHECK(number(quotas[0], "amount") == near(0.15 * traded, kSamePrice * traded));
  workspace.write("rate", "tariff: {importer: USA, exporter: CHN, products: [7208], add: " +
                              quotas[0].at("licence_price") + "}");
  workspace.runs("rate");
  for (const char* country : {"USA", "CHN"})
    CHECK(workspace.welfare("few", country) ==
          near(workspace.welfare("rate", country), kSamePercent));
  // What is in force in a part of the cell is written in the words of the line.
  workspace.write("share",
                  "quota: {importer: USA, exporter: CHN, sectors: GDS, coverage: 40%, "
                  "amount: 50%, side: export}");
  workspace.runs("share");
  CHECK(workspace.csv("share/quotas.csv")[0].at("quota") == "part of GDS from CHN into USA");
}

TEST_CASE("draws of elasticities beside a quota are the runs with these elasticities") {
  const QuotaWorkspace workspace;
  workspace.write("draws", quota("60%"),
                  "uncertainty: {draws: 8, elasticities: {sources: [made-up, other]}}\n");
  workspace.runs("draws");
  std::vector<double> prices;
  for (const std::string source : {"made-up", "other"}) {
    workspace.write("one", quota("60%"), "model: {elasticities: " + source + "}\n");
    workspace.runs("one");
    prices.push_back(number(workspace.csv("one/quotas.csv").front(), "licence_price"));
  }
  REQUIRE(std::abs(prices[0] - prices[1]) > 1e-3);
  std::vector<int> met(2, 0);
  const auto figures = workspace.csv("draws/figures.csv");
  for (int point = 0; point < 8; ++point) {
    const double price = figure_of(figures, std::to_string(point), kQuotaName, "licence_price");
    for (std::size_t source = 0; source < 2; ++source)
      if (std::abs(price - prices[source]) <= kSamePrice) ++met[source];
  }
  CHECK(met[0] > 0);
  CHECK(met[1] > 0);
  CHECK(met[0] + met[1] == 8);
  std::size_t told = 0;
  for (const CsvRow& row : workspace.csv("draws/percentiles.csv")) {
    if (row.at("country") != kQuotaName) continue;
    ++told;
    if (row.at("measure") == "fill") CHECK(number(row, "p50") == near(1, kSamePrice));
    if (row.at("measure") == "licence_price") CHECK(number(row, "above_zero") == 1);
  }
  CHECK(told == 3);
}

TEST_CASE("the amount of a value at which trade has a value is that value") {
  // Of value a quota's amount is what is traded: 270 of the 450 of the baseline are 60 %.
  const QuotaWorkspace workspace;
  workspace.write(
      "seek", "quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 90%, measure: value}",
      "goal: {vary: \"policy[0].quota.amount\", between: 10..200%, until: "
      "\"CHN->USA[GDS].flow_musd = 270\"}\n");
  workspace.runs("seek");
  const auto roots = workspace.csv("seek/goal.csv");
  REQUIRE(roots.size() == 1);
  CHECK(roots.front().at("root") == "1");
  CHECK(number(roots.front(), "value") == near(0.6, 1e-8));
  CHECK(number(roots.front(), "outcome") == near(270, 1e-6));
  CHECK(workspace.csv("seek/quotas.csv").front().at("regime") == "binding");
}

TEST_CASE("an amount that is found, and a rate beside a quota, give what was sought in a run") {
  const QuotaWorkspace workspace;
  workspace.write("seek", quota("60%"),
                  "goal: {vary: \"policy[0].quota.amount\", between: 20..150%, until: "
                  "\"VNM.welfare_pct = 0.02\"}\n");
  workspace.runs("seek");
  const auto roots = workspace.csv("seek/goal.csv");
  REQUIRE(roots.front().at("root") == "1");
  const double amount = number(roots.front(), "value");
  CHECK(amount > 0.2);
  CHECK(amount < 1);
  workspace.write("one", quota(std::to_string(100 * amount) + "%"));
  workspace.runs("one");
  CHECK(workspace.welfare("one", "VNM") == near(0.02, 1e-6));  // six decimals of the amount

  const std::string rate = "tariff: {importer: USA, exporter: VNM, sectors: GDS, add: 10%}\n  - ";
  workspace.write("seek2", rate + quota("60%"),
                  "goal: {vary: \"policy[0].tariff.add\", between: 0..100%, until: "
                  "\"VNM->USA[GDS].flow_musd = 50% of baseline\"}\n");
  workspace.runs("seek2");
  const auto rates = workspace.csv("seek2/goal.csv");
  REQUIRE(rates.front().at("root") == "1");
  CHECK(number(rates.front(), "outcome") == near(50, 1e-5));
  CHECK(workspace.csv("seek2/quotas.csv").front().at("regime") == "binding");
}

TEST_CASE("a quota that begins and ends is in force in between") {
  const QuotaWorkspace workspace;
  const std::string rate = "tariff: {importer: USA, exporter: CHN, sectors: GDS, add: 5%}";
  workspace.write("t", rate,
                  "steps:\n"
                  "  - {id: before, date: 2025-01-01}\n"
                  "  - id: within\n    date: 2025-02-01\n    ends: 2025-03-01\n    policy: [{" +
                      quota("60%") +
                      "}]\n"
                      "  - {id: after, date: 2025-03-01}\n");
  const Ran ran = workspace({"run", "t.yaml", "-f", "csv,json,md,html,xlsx,netcdf"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  workspace.write("without", rate);
  workspace.write("with", rate + "\n  - " + quota("60%"));
  workspace.runs("without");
  workspace.runs("with");
  for (const std::string country : {"USA", "CHN", "VNM"}) {
    CAPTURE(country);
    for (const std::string step : {"before", "after"})
      CHECK(workspace.welfare("t/" + step, country) ==
            near(workspace.welfare("without", country), kSamePercent));
    CHECK(workspace.welfare("t/within", country) ==
          near(workspace.welfare("with", country), kSamePercent));
  }
  CHECK_FALSE(workspace.has("out/t/before/quotas.csv"));
  CHECK_FALSE(workspace.has("out/t/after/quotas.csv"));
  CHECK_THAT(ran.out, Contains("Quotas, step by step"));
  CHECK_THAT(workspace.text("out/t/report.md"), Contains("## Quotas, step by step"));
  const auto steps = workspace.csv("t/quota_steps.csv");
  REQUIRE(steps.size() == 1);
  CHECK(steps.front().at("step") == "within");
  CHECK(number(steps.front(), "licence_price") ==
        near(number(workspace.csv("with/quotas.csv").front(), "licence_price"), kSamePrice));
}

TEST_CASE("quotas are told in words, those on most trade first, in one unit", "[regression]") {
  // Cause: they stood by their codes in the order of the lines, and bn beside m in one column.
  const QuotaWorkspace workspace;
  workspace.folder.write("two.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\npolicy:\n"
                         "  - quota: {importer: USA, exporter: VNM, sectors: GDS, amount: 40%}\n"
                         "  - quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%}\n");
  const Ran ran = workspace({"run", "two.yaml", "-f", "csv,md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const std::string china = "Goods from China into the United States",
                    viet_nam = "Goods from Viet Nam into the United States";
  for (const std::string& text : {ran.out, workspace.text("out/two/report.md")}) {
    INFO(text);
    REQUIRE(text.find(viet_nam) != std::string::npos);
    CHECK(text.find(china) < text.find(viet_nam));
    CHECK_THAT(text, Contains("225.0 m (50.0 %)") && Contains("40.0 m (40.0 %)"));
  }
  CHECK_THAT(workspace.text("out/two/report.md"), Contains("The quota on " + china + " holds"));
  // Files keep the names by codes, in the order of the lines.
  CHECK(workspace.csv("two/quotas.csv").front().at("quota") == "GDS from VNM into USA");
}

TEST_CASE("a quota in a file that is included is the same as one that is written") {
  const QuotaWorkspace workspace;
  workspace.write("deal", quota("60%"));
  workspace.write("whole", "tariff: {importer: USA, exporter: VNM, sectors: GDS, add: 10%}",
                  "include: [deal.yaml]\n");
  workspace.write(
      "same",
      quota("60%") + "\n  - tariff: {importer: USA, exporter: VNM, sectors: GDS, add: 10%}");
  workspace.runs("whole");
  workspace.runs("same");
  CHECK(workspace.text("out/whole/quotas.csv") == workspace.text("out/same/quotas.csv"));
  CHECK(workspace.text("out/whole/countries.csv") == workspace.text("out/same/countries.csv"));
  // A later agreement frees what is under it of duty; the quota stays, and its licence is dearer.
  workspace.write("freed", "agreement: {members: [USA, CHN], tariffs: 0%}",
                  "include: [deal.yaml]\n");
  workspace.write("kept",
                  "tariff: {importer: USA, exporter: CHN, sectors: GDS, set: 0%}\n  - "
                  "tariff: {importer: CHN, exporter: USA, sectors: GDS, set: 0%}",
                  "include: [deal.yaml]\n");
  for (const char* id : {"freed", "kept", "deal"}) workspace.runs(id);
  CHECK(workspace.text("out/freed/quotas.csv") == workspace.text("out/kept/quotas.csv"));
  CHECK(number(workspace.csv("freed/quotas.csv").front(), "licence_price") >
        number(workspace.csv("deal/quotas.csv").front(), "licence_price"));
}

TEST_CASE("a study is not resumed with another quota in a file that it includes", "[regression]") {
  // Digests of what points depend on had rates and no quotas.
  const QuotaWorkspace workspace;
  const std::string rate = "tariff: {importer: USA, exporter: VNM, sectors: GDS, add: 10%}";
  workspace.write("deal", quota("60%"));
  workspace.write("grid", rate,
                  "include: [deal.yaml]\nsweep: {\"policy[0].tariff.add\": [10%, 20%]}\n");
  workspace.runs("grid");
  const double before =
      figure_of(workspace.csv("grid/figures.csv"), "0", kQuotaName, "licence_price");
  workspace.write("deal", quota("40%"));
  const Ran ran = workspace({"run", "grid.yaml", "-q", "--resume"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(figure_of(workspace.csv("grid/figures.csv"), "0", kQuotaName, "licence_price") >
        before + 0.01);
}

TEST_CASE("runs with and without a quota are compared, from scenarios and from folders") {
  const QuotaWorkspace workspace;
  workspace.write("narrow", quota("40%"));
  workspace.write("wide", quota("150%"));
  workspace.scenario("none", "");
  const Ran ran =
      workspace({"compare", "narrow.yaml", "wide.yaml", "none.yaml", "-f", "csv,json,md,html"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  for (const char* id : {"narrow", "wide", "none"}) workspace.runs(id);
  const std::string csv = workspace.text("out/compare/compare.csv");
  CHECK_THAT(csv, Contains("\nquota," + kQuotaName + ",,,licence_price,"));
  const auto summary = workspace.json("out/compare/compare.json");
  CHECK(summary["runs"][0]["quotas"][kQuotaName] == "binding");
  CHECK(summary["runs"][1]["quotas"][kQuotaName] == "slack");
  CHECK_FALSE(summary["runs"][2].contains("quotas"));
  CHECK_THAT(
      workspace.text("out/compare/compare.md"),
      Contains("| Goods from China into the United States | regime | binding | slack | - |"));
  CHECK_THAT(ran.out, Contains("a licence costs"));
  REQUIRE(
      workspace({"compare", "out/narrow", "out/wide", "out/none", "-o", "again", "-q"}).status ==
      0);
  CHECK(workspace.text("again/compare/compare.csv") == csv);
}
