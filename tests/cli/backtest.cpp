// What happened beside what the model says, as a user asks for it. What was "observed" is made by
// hand or of the model's own flows.csv, so that every statistic is known.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;

namespace {

constexpr double kTenDigits = 1e-8;

/// The flows of a result: "CHN,USA,GDS" -> {before, after}.
std::map<std::string, std::pair<double, double>> flows(const std::string& csv) {
  std::map<std::string, std::pair<double, double>> out;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    std::string exporter, importer, sector, before, after;
    std::getline(fields, exporter, ',');
    std::getline(fields, importer, ',');
    std::getline(fields, sector, ',');
    std::getline(fields, before, ',');
    std::getline(fields, after, ',');
    out[exporter + "," + importer + "," + sector] = {std::stod(before), std::stod(after)};
  }
  return out;
}

struct Backtest : Workspace {
  nlohmann::json run_with(const std::string& rows, const std::string& more = "") {
    folder.write("happened.csv", "exporter,sector,before,after\n" + rows);
    folder.write("test.yaml", small_scenario("test", "25%") +
                                  "observed: {importer: USA, file: happened.csv}\n" + more);
    const Ran ran = (*this)({"run", "test.yaml", "-f", "csv,json,md,html"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return nlohmann::json::parse(text("out/test/summary.json"))["observed"];
  }
};

const nlohmann::json& fit_of(const nlohmann::json& observed, const std::string& cells,
                             bool within) {
  for (const auto& fit : observed["fits"])
    if (fit["cells"] == cells && fit["within_sectors"] == within) return fit;
  throw std::runtime_error("no fit of " + cells);
}

}  // namespace

TEST_CASE("what was observed is what was predicted: slope 1, no error") {
  Backtest test;
  test.run_with("CHN,GDS,1,2\n");
  const auto flow = flows(test.text("out/test/flows.csv"));
  std::ostringstream rows;
  rows.precision(17);
  for (const std::string exporter : {"CHN", "VNM"})
    for (const std::string sector : {"GDS", "SRV"}) {
      const auto [before, after] = flow.at(exporter + ",USA," + sector);
      rows << exporter << "," << sector << "," << 3 * before << "," << 3 * after << "\n";
    }
  const auto observed = test.run_with(rows.str());
  for (const bool within : {false, true}) {
    const auto& all = fit_of(observed, "all", within);
    CHECK(all["count"] == 4);
    CHECK(all["slope"].get<double>() == Approx(1).epsilon(kTenDigits));
    CHECK(all["correlation"].get<double>() == Approx(1).epsilon(kTenDigits));
    CHECK(all["intercept"].get<double>() == Approx(0).margin(kTenDigits));
    CHECK(all["error"].get<double>() == Approx(0).margin(kTenDigits));
  }
  CHECK(fit_of(observed, "hit", false)["count"] == 1);
  CHECK(fit_of(observed, "others", false)["count"] == 3);
  for (const auto& partner : observed["partners"])
    CHECK(partner["predicted_pct"].get<double>() ==
          Approx(partner["observed_pct"].get<double>()).epsilon(kTenDigits));
}

TEST_CASE("half of what was predicted, in logs: slope one half, and the cell of China is the hit") {
  Backtest test;
  test.run_with("CHN,GDS,1,2\n");
  const auto flow = flows(test.text("out/test/flows.csv"));
  std::ostringstream rows;
  rows.precision(17);
  for (const std::string exporter : {"CHN", "VNM"}) {
    const auto [before, after] = flow.at(exporter + ",USA,GDS");
    rows << exporter << ",GDS," << before << "," << 1.1 * before * std::sqrt(after / before)
         << "\n";
  }
  const auto observed = test.run_with(rows.str());
  const auto& all = fit_of(observed, "all", false);
  CHECK(all["slope"].get<double>() == Approx(0.5).epsilon(kTenDigits));
  CHECK(all["intercept"].get<double>() == Approx(std::log(1.1)).epsilon(kTenDigits));
  CHECK(all["rank_correlation"].get<double>() == Approx(1));
  // Of one sector: what all of it did is taken from both, which leaves the slope.
  CHECK(fit_of(observed, "all", true)["slope"].get<double>() == Approx(0.5).epsilon(kTenDigits));
  // Each partner has one cell here: its totals are those.
  CHECK(fit_of(observed, "partners", false)["count"] == 2);
  CHECK(fit_of(observed, "partners", false)["slope"].get<double>() ==
        Approx(0.5).epsilon(kTenDigits));
  CHECK(observed["missed_most"][0]["exporter"] == "CHN");
  CHECK(observed["missed_most"][0]["hit"] == true);
  CHECK(observed["missed_most"][0]["tariff_rise_pct"].get<double>() == Approx(25));
}

TEST_CASE("a group is one cell, of the sum of its flows") {
  Backtest test;
  const auto observed = test.run_with("ASIA,ALL,100,90\n",
                                      "groups: {ASIA: [CHN, VNM], sectors: {ALL: [GDS, SRV]}}\n");
  const auto flow = flows(test.text("out/test/flows.csv"));
  double before = 0, after = 0;
  for (const std::string exporter : {"CHN", "VNM"})
    for (const std::string sector : {"GDS", "SRV"}) {
      before += flow.at(exporter + ",USA," + sector).first;
      after += flow.at(exporter + ",USA," + sector).second;
    }
  const auto& cell = observed["missed_most"][0];
  CHECK(cell["predicted_pct"].get<double>() ==
        Approx(100 * (after / before - 1)).epsilon(kTenDigits));
  CHECK(cell["observed_pct"].get<double>() == Approx(-10));
  // 25 points on 450 of 590
  CHECK(cell["tariff_rise_pct"].get<double>() == Approx(25 * 450.0 / 590));
  CHECK_THAT(test.text("out/test/observed.csv"),
             Contains("importer,exporter,sector,predicted,observed,weight,tariff_rise_pct\n") &&
                 Contains("USA,ASIA,ALL,") && Contains(",-10,100,"));
}

TEST_CASE("small cells count in totals and are not compared; variants are told side by side") {
  Backtest test;
  test.folder.write(
      "happened.csv",
      "exporter,sector,before,after\nCHN,GDS,400,300\nVNM,GDS,100,150\nVNM,SRV,9,8\n");
  test.folder.write("test.yaml", small_scenario("test", "25%") +
                                     "observed: {importer: USA, file: happened.csv, at_least: 10}\n"
                                     "vary: {low: {model.elasticities: 1}}\n");
  const Ran ran = test({"run", "test.yaml", "-f", "csv,md,html"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto observed = nlohmann::json::parse(test.text("out/test/summary.json"))["observed"];
  CHECK(observed["too_small"] == 1);
  CHECK(fit_of(observed, "all", false)["count"] == 2);
  CHECK(observed["partners"][1]["observed_pct"].get<double>() ==
        Approx(100 * (158.0 / 109 - 1)).epsilon(kTenDigits));
  REQUIRE(observed["variants"].size() == 2);
  CHECK(observed["variants"][0]["id"] == "test");
  CHECK(observed["variants"][1]["id"] == "low");
  // A lower elasticity predicts less.
  const auto predicted = [&](int at) {
    return observed["variants"][at]["most_hit"]["predicted_pct"].get<double>();
  };
  CHECK(predicted(0) < predicted(1));
  CHECK(predicted(1) < 0);
  CHECK_THAT(ran.out, Contains("Back-test: what was predicted and what happened") &&
                          Contains("tariff up a point or more") &&
                          Contains("Back-test by variant"));
  CHECK_THAT(test.text("out/test/report.md"),
             Contains("## Back-test by partner") && Contains("| CHN | +25.00 |"));
  CHECK_THAT(test.text("out/test/report.html"), Contains("\"observed\":[{\"exporter\":\"CHN\""));
}

TEST_CASE("a cell without trade in the model is named, and not compared") {
  Backtest test;
  test.folder.write("happened.csv", "exporter,sector,before,after\nVNM,SRV,5,6\nUSA,GDS,1,2\n");
  test.folder.write("test.yaml", small_scenario("test", "25%") +
                                     "observed: {importer: CHN, file: happened.csv}\n");
  const Ran ran = test({"run", "test.yaml", "-f", "csv,md,html"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto observed = test.json("out/test/summary.json")["observed"];
  CHECK(observed["no_trade"] == nlohmann::json{"VNM SRV"});
  CHECK(fit_of(observed, "all", false)["count"] == 1);
  CHECK(fit_of(observed, "all", false)["slope"].is_null());
  CHECK(observed["partners"][0]["predicted_pct"].is_null());
  CHECK_THAT(ran.out, Contains("no trade in the model, and so no change to compare: VNM SRV"));
}

TEST_CASE("without anything observed nothing is said of it") {
  Backtest test;
  test.folder.write("plain.yaml", small_scenario("plain", "25%"));
  const Ran ran = test({"run", "plain.yaml", "-f", "csv"});
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, !Contains("Back-test"));
  CHECK_THAT(test.text("out/plain/summary.json"), !Contains("\"observed\""));
  CHECK(!std::filesystem::exists(test.folder.path() / "out/plain/observed.csv"));
}
