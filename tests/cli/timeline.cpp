// Timelines, variants, references and expectations as a user runs them.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "support/csv_rows.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

/// Its scenarios raise the tariff by 10 %.
struct LowWorkspace : Workspace {
  const LowWorkspace& with(const std::string& name, const std::string& text) const {
    scenario(name, text, "10%");
    return *this;
  }
};

const std::string kSteps =
    "steps:\n"
    "  - {id: feb, date: 2025-02-04, title: First}\n"
    "  - id: apr\n    date: 2025-04-10\n    title: Second\n"
    "    policy: [{tariff: {importer: USA, exporter: CHN, sectors: GDS, add: 20%}}]\n"
    "    model: {elasticities: other}\n";

}  // namespace

TEST_CASE("a timeline writes a folder per step and its table") {
  const LowWorkspace workspace;
  const Ran ran = workspace.with("t", kSteps)({"run", "t.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  for (const char* file :
       {"summary.json", "countries.csv", "sectors.csv", "flows.csv", "pairs.csv"})
    for (const char* step : {"feb", "apr"}) CHECK(workspace.has(fs::path("out/t") / step / file));
  CHECK(workspace.has("out/t/summary.json"));
  CHECK_FALSE(workspace.has("out/t/countries.csv"));
  const std::string steps = read_text(workspace.folder.path() / "out/t/steps.csv");
  CHECK_THAT(steps, Catch::StartsWith("step,date,title,country,name,welfare_pct,"));
  CHECK_THAT(steps, Contains("\nfeb,2025-02-04,First,USA,United States,"));
  CHECK_THAT(steps, Contains("\napr,2025-04-10,Second,VNM,Viet Nam,"));
  for (const char* part :
       {"Welfare, step by step", "Tax revenue at borders", "2025-04-10", "Second"})
    CHECK_THAT(ran.out, Contains(part));
}

TEST_CASE("a timeline has its groups by step, in the table and in the report") {
  const LowWorkspace workspace;
  const std::string groups = "groups: {EAST: [CHN, VNM]}\nreport: {focus: [EAST, USA]}\n";
  const Ran ran = workspace.with("t", kSteps + groups)({"run", "t.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const std::string steps = read_text(workspace.folder.path() / "out/t/group_steps.csv");
  CHECK_THAT(steps, Catch::StartsWith("step,date,title,group,members,welfare_pct,"));
  CHECK_THAT(steps, Contains("\nfeb,2025-02-04,First,EAST,2,"));
  // As the step's own file has it.
  const std::string own = read_text(workspace.folder.path() / "out/t/apr/groups.csv");
  CHECK_THAT(steps, Catch::EndsWith("\napr,2025-04-10,Second," + own.substr(own.find('\n') + 1)));
  REQUIRE(workspace({"run", "t.yaml", "-q", "-f", "md,csv"}).status == 0);
  CHECK_THAT(workspace.text("out/t/report.md"),
             Catch::Matches("[^]*Real income step by step, counted from the start: [+-][0-9.]+ % "
                            "\\(2025-02-04\\) and [+-][0-9.]+ % \\(2025-04-10\\) in EAST; "
                            "[+-][^]*"));
  CHECK_THAT(workspace.text("out/t/report.md"),
             Contains("- After the last step, 2025-04-10 Second:\n") &&
                 Contains("| EAST, average tariff on goods |") &&
                 Contains("| World trade, volume |"));
  const std::string by_step = ran.out.substr(ran.out.find("Welfare, step by step"));
  CHECK_THAT(by_step, Contains("step  date           EAST      USA    world"));
}

TEST_CASE("real GDP, border prices and who pays a duty can be expected") {
  // A duty on China: its price at the border falls, so that it bears a part, buyers the rest.
  const LowWorkspace workspace;
  const std::string text =
      "groups: {EAST: [CHN, VNM]}\nexpect: [USA.real_gdp_pct < 0, \"EAST.real_gdp_pct in [-1, "
      "1]\", "
      "CHN->USA.border_price_pct < 0, \"CHN->USA.exporters_share_of_duty in [0, 1]\", "
      "USA.exporters_share_of_duty > 0]\n";
  const Ran ran = workspace.with("e", text)({"run", "--check", "e.yaml"});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Contains("checked 5 expectations of 1 scenario: all hold"));
}

TEST_CASE("an expectation of a group is held against groups.csv") {
  const LowWorkspace workspace;
  const std::string text =
      "groups: {EAST-2: [CHN, VNM]}\nexpect: [EAST-2.welfare_pct < 0, \"EAST-2.members in [2, "
      "2]\"]\n";
  const Ran ran = workspace.with("e", text)({"run", "--check", "e.yaml"});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
  const Ran wrong =
      workspace.with("w", "groups: {EAST: [CHN, VNM]}\nexpect: EAST.nominal_wage_pct < 0\n")(
          {"validate", "w.yaml"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err,
             Contains("unknown measure 'nominal_wage_pct'") && Contains("members, welfare"));
}

TEST_CASE("trade with a group is that with its members, without what each sells to itself") {
  const LowWorkspace workspace;
  const std::string group = "groups: {EAST: [CHN, VNM]}\n";
  REQUIRE(workspace.with("p", "")({"run", "p.yaml", "-q", "-f", "csv"}).status == 0);
  const auto sold = [&](const std::vector<std::string>& from, const std::vector<std::string>& to) {
    double sum = 0;
    for (const CsvRow& row : csv_rows(workspace.text("out/p/pairs.csv")))
      for (const std::string& exporter : from)
        for (const std::string& importer : to)
          if (exporter != importer && row.at("exporter") == exporter &&
              row.at("importer") == importer)
            sum += number(row, "flow_musd");
    return sum;
  };
  const std::vector<std::string> usa{"USA"}, east{"CHN", "VNM"};
  // Figures in files have ten digits.
  const auto near = [](const std::string& pair, double value) {
    return fmt::format("\"{}.flow_musd in [{:.12g}, {:.12g}]\"", pair, value * (1 - 1e-8),
                       value * (1 + 1e-8));
  };
  const std::string expect =
      fmt::format("expect: [{}, {}, {}]\n", near("USA->EAST", sold(usa, east)),
                  near("EAST->USA", sold(east, usa)), near("EAST->EAST", sold(east, east)));
  const Ran ran = workspace.with("e", group + expect)({"run", "--check", "e.yaml"});
  INFO(expect << ran.out << ran.err);
  CHECK(ran.status == 0);
  const Ran derivative =
      workspace.with("d", group + "sensitivity: {of: [USA->EAST.flow_musd], in: tariffs}\n")(
          {"validate", "d.yaml"});
  CHECK(derivative.status == 2);
  CHECK_THAT(derivative.err, Contains("is available for one country, not for a group"));
}

TEST_CASE("the summaries of a timeline say which step, and the elasticities that it chose") {
  const LowWorkspace workspace;
  REQUIRE(workspace.with("t", kSteps)({"run", "t.yaml"}).status == 0);
  const nlohmann::json whole = workspace.json("out/t/summary.json");
  REQUIRE(whole["steps"].size() == 2);
  CHECK(whole["steps"][0]["id"] == "feb");
  CHECK(whole["steps"][0]["elasticities"] == "made-up");
  CHECK(whole["steps"][1]["elasticities"] == "other");
  CHECK(whole["steps"][1]["solver"]["converged"] == true);
  const nlohmann::json step = workspace.json("out/t/apr/summary.json");
  CHECK(step["step"]["date"] == "2025-04-10");
  CHECK(step["options"]["values"]["model.elasticities"] == "other");
  CHECK(step["world"] == whole["steps"][1]["world"]);
  CHECK(step["audit"].size() == 2);
}

TEST_CASE("reports of a timeline name the elasticities of its steps, and that they differ",
          "[regression]") {
  // They named those of the scenario, at which no step may have been solved.
  const LowWorkspace workspace;
  const Ran ran = workspace.with("t", kSteps)({"run", "t.yaml", "-f", "csv,md"});
  REQUIRE(ran.status == 0);
  const std::string told = "solved at different trade elasticities (feb: made-up; apr: other)";
  CHECK_THAT(ran.err, Contains("note: the steps are " + told));
  const std::string page = read_text(workspace.folder.path() / "out/t/report.md");
  CHECK_THAT(page, Contains("- model.elasticities: made-up, then other\n"));
  CHECK_THAT(page, Contains("## Notes\n\n- the steps are " + told));
  const nlohmann::json whole = workspace.json("out/t/summary.json");
  CHECK(whole["options"]["values"]["model.elasticities"] == "made-up, then other");
  CHECK(whole["options"]["not_default"][0] == "model.elasticities");
  REQUIRE(whole["notes"].size() == 1);
  CHECK_THAT(whole["notes"][0].get<std::string>(), Contains(told));
}

TEST_CASE("notes in reports name their lines, whatever else is in the call", "[regression]") {
  // They said "this line" of none, and those on a baseline stood in the first scenario's alone.
  const LowWorkspace workspace;
  workspace.folder.write("baseline/tarifs.csv", "exporter,importer,sector,rate\n");
  const std::string twice =
      "  - exempt: {importer: USA, exporter: VNM}\n  - exempt: {importer: USA, exporter: VNM}\n";
  workspace.with("a", "").with("b", twice);
  REQUIRE(workspace({"run", "a.yaml", "b.yaml", "-q"}).status == 0);
  const nlohmann::json both = workspace.json("out/b/summary.json")["notes"];
  REQUIRE(workspace({"run", "b.yaml", "-q"}).status == 0);
  CHECK(workspace.json("out/b/summary.json")["notes"] == both);
  REQUIRE(both.size() == 3);
  const auto note = [&](std::size_t at) { return both[at].get<std::string>(); };
  CHECK_THAT(note(0), Contains("tarifs.csv") && !Contains(workspace.folder.path().string()));
  CHECK_THAT(note(1), Catch::Matches("line [0-9]+: this line changes nothing; .*"));
  CHECK(note(1) != note(2));
}

TEST_CASE("a variant's page of Markdown says who set what") {
  const LowWorkspace workspace;
  const std::string vary = "vary:\n  four: {model.elasticities: 4}\n";
  REQUIRE(workspace.with("v", vary)({"run", "v.yaml", "-f", "md", "--set", "model.deficits=none"})
              .status == 0);
  const std::string variant = read_text(workspace.folder.path() / "out/v/four/report.md");
  CHECK_THAT(variant, Contains("- set by vary: model.elasticities=4\n"));
  CHECK_THAT(variant, Contains("- set on the command line: model.deficits=none\n"));
}

TEST_CASE("variants are written below their scenario and compared with it") {
  const LowWorkspace workspace;
  const std::string vary =
      "vary:\n  none: {\"policy[0]\": null}\n  four: {model.elasticities: 4}\n";
  const Ran ran = workspace.with("v", vary)({"run", "v.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  for (const char* file :
       {"countries.csv", "none/countries.csv", "four/summary.json", "compare.csv", "compare.json"})
    CHECK(workspace.has(fs::path("out/v") / file));
  CHECK(workspace.json("out/v/none/summary.json")["options"]["overrides"] ==
        nlohmann::json({"policy[0]=null"}));
  CHECK_THAT(read_text(workspace.folder.path() / "out/v/compare.csv"), Contains("none_minus_v"));
  CHECK_THAT(ran.out, Contains("none - first"));
  CHECK(workspace({"compare", "v.yaml", "out/v"}).status == 0);
}

TEST_CASE("changes from a reference are said to be that") {
  const LowWorkspace workspace;
  workspace.folder.write("old.yaml", small_scenario("old", "20%", "How it was"));
  const Ran ran = workspace.with("r", "reference: old.yaml\n")({"run", "r.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("changes from How it was"));
  CHECK_THAT(ran.out, Contains("24.0 % -> 34.0 %"));
  CHECK(workspace.json("out/r/summary.json")["reference"] == "How it was");
  const Ran checked = workspace({"validate", "-v", "r.yaml"});
  CHECK_THAT(checked.out, Contains("24.0 % -> 34.0 %"));
}

TEST_CASE("run --check reports expectations and fails where one does not hold") {
  const LowWorkspace workspace;
  const std::string holds = "expect:\n  - CHN->USA.flow_pct < 0\n  - CHN.welfare_pct in [-5, 0]\n";
  const Ran good = workspace.with("good", holds)({"run", "--check", "good.yaml"});
  CHECK(good.status == 0);
  CHECK_THAT(good.out, Contains("CHN->USA.flow_pct < 0"));
  CHECK_THAT(good.out, Contains("holds"));
  workspace.with("bad", "expect: [CHN->USA.flow_pct > 0]\n");
  const Ran bad = workspace({"run", "--check", "bad.yaml"});
  CHECK(bad.status == 1);
  CHECK_THAT(bad.err, Contains("bad: expected CHN->USA.flow_pct > 0, came out as -"));
  CHECK(workspace.has("out/bad/summary.json"));
  CHECK(workspace({"run", "bad.yaml"}).status == 0);
}

TEST_CASE("an unknown measure in expectations is an error with what was probably meant") {
  const LowWorkspace workspace;
  const Ran ran = workspace.with("e", "expect: [CHN.welfare < 0]\n")({"validate", "e.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("unknown measure 'welfare'"));
  CHECK_THAT(ran.err, Contains("did you mean 'welfare_pct'?"));
}

TEST_CASE("a step without a solution writes nothing and is named") {
  const LowWorkspace workspace;
  const std::string cut_off =
      "steps:\n  - {id: one}\n  - {id: two, policy: [{embargo: {importer: USA, exporter: all}}]}\n";
  const Ran ran = workspace.with("c", cut_off)({"run", "c.yaml"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("c, step two: not solved:"));
  CHECK_FALSE(workspace.has("out/c"));
}

TEST_CASE("among several files those of a library that are no scenarios are passed over") {
  const LowWorkspace workspace;
  workspace.with("s", "");
  const Ran ran = workspace({"run", "s.yaml", "baseline/baseline.yaml", "-q"});
  CHECK(ran.status == 0);
  CHECK(workspace({"run", "baseline/baseline.yaml"}).status == 2);
}
