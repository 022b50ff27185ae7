// Lines that have no effect, or another than it seems.
#include <catch2/catch.hpp>

#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;

namespace {

/// What 'validate' says of a policy, with -q.
std::string said_of(const std::string& policy, const std::string& more = "") {
  const Workspace workspace;
  workspace.folder.write("x.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\n" + more + "policy:\n" + policy);
  return workspace({"validate", "x.yaml", "-q"}).err;
}

const std::string kAdd = "  - tariff: {importer: USA, exporter: CHN, add: 10%}\n";

}  // namespace

TEST_CASE("a line that another undoes is a warning, with -q too and in run") {
  CHECK_THAT(said_of(kAdd + "  - exempt: {importer: USA, exporter: CHN}\n"),
             Contains("x.yaml:4:5: warning: this line has no effect in the end") &&
                 Contains("line 5 takes its rates back"));
  CHECK_THAT(said_of(kAdd + "  - tariff: {importer: USA, exporter: CHN, set: 30%}\n"),
             Contains("x.yaml:4:5: warning") && Contains("line 5 puts other rates in the place"));
  CHECK_THAT(said_of(kAdd + "  - embargo: {importer: USA, exporter: CHN}\n"),
             Contains("x.yaml:4:5: warning") && Contains("line 5 ends the trade"));
  const std::string quota = "  - quota: {importer: USA, exporter: CHN, amount: ";
  CHECK_THAT(
      said_of(quota + "50%}\n" + quota + "40%}\n"),
      Contains("x.yaml:4:5: warning") && Contains("line 5 puts another amount in its place"));
  const Workspace workspace;
  workspace.scenario("both", "  - exempt: {importer: USA, exporter: CHN}\n");
  const Ran ran = workspace({"run", "both.yaml", "-q", "-f", "csv"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("warning: this line has no effect in the end"));
  CHECK_THAT(workspace.text("out/both/summary.json"), Contains("has no effect in the end"));
}

TEST_CASE("two lines that cancel, or seem to, are a warning") {
  CHECK_THAT(said_of(kAdd + "  - tariff: {importer: USA, exporter: CHN, add: -10%}\n"),
             Contains("x.yaml:5:5: warning: this line takes back what line 4 does"));
  const std::string cost = "  - trade_cost: {importer: USA, exporter: CHN, change: ";
  CHECK_THAT(said_of(cost + "+10%}\n" + cost + "-10%}\n"),
             Contains("x.yaml:5:5: warning: with line 4 this leaves a change of -1 %, not of 0") &&
                 Contains("-9.091%"));
}

TEST_CASE("what a step, a variant or a study makes of a line is no idle line") {
  const std::string exempt = "  - exempt: {importer: USA, exporter: CHN}\n";
  CHECK(
      said_of(kAdd, "vary: {without: {\"policy[+]\": {exempt: {importer: USA, exporter: CHN}}}}\n")
          .empty());
  CHECK(said_of(kAdd + exempt, "vary: {only: {\"policy[1]\": null}}\n").empty());
  const std::string two =
      "steps:\n  - {id: a, date: 2025-01-01}\n  - id: b\n    date: 2025-02-01\n"
      "    policy: [{exempt: {importer: USA, exporter: CHN}}]\n";
  CHECK(said_of(kAdd, two).empty());
  const std::string floor = "  - tariff: {importer: USA, exporter: CHN, at_least: 60%}\n";
  CHECK_THAT(said_of(kAdd + floor), Contains("x.yaml:4:5: warning: this line has no effect"));
  CHECK(said_of(kAdd + floor, "sweep: {\"policy[1].tariff.at_least\": 5%..60% by 55%}\n").empty());
  CHECK_THAT(said_of(kAdd + floor, "sweep: {\"policy[0].tariff.add\": 5%..10% by 5%}\n"),
             Contains("warning: this line has no effect"));
}

TEST_CASE("an answer that answers nothing says why") {
  const auto why = [](const std::string& policy, const std::string& more = "") {
    return said_of(policy, more);
  };
  const std::string answer = "  - retaliation: {by: CHN, against: USA}\n";
  CHECK_THAT(why(kAdd + "  - retaliation: {by: CHN, against: USA, share: 0%}\n"),
             Contains("^ its 'share' is 0%"));
  CHECK_THAT(why(kAdd + answer + answer),
             Contains("^ a retaliation above has answered the same tariffs already"));
  CHECK_THAT(why(kAdd + "  - retaliation: {by: VNM, against: USA}\n"),
             Contains("^ the tariffs that lines above have added do not hit those who answer"));
  CHECK_THAT(why(answer), Contains("there are none to answer"));
  const std::string steps =
      "steps:\n  - {id: a, date: 2025-04-01, ends: 2025-06-01, policy: [{tariff: {importer: USA, "
      "exporter: CHN, add: 10%}}]}\n  - {id: b, date: 2025-06-01, policy: [{retaliation: {by: CHN, "
      "against: USA, schedule: PARTS}}]}\n";
  const auto with = [&](const std::string& parts) {
    std::string text = steps;
    return text.replace(text.find("PARTS"), 5, parts);
  };
  CHECK_THAT(why("  - tariff: {importer: VNM, exporter: USA, add: 1%}\n", with("100%")),
             Contains("^ the tariffs that it could answer have ended by then"));
  CHECK_THAT(why("  - tariff: {importer: VNM, exporter: USA, add: 1%}\n", with("0%")),
             Contains("^ its 'schedule' has it at 0% in every step"));
}

TEST_CASE("a line that changes nothing names the key that makes it so") {
  CHECK_THAT(said_of("  - tariff: {importer: USA, exporter: CHN, add: 25%, coverage: 0%}\n"),
             Contains("warning: this line changes nothing") && Contains("^ its 'coverage' is 0%"));
  CHECK_THAT(
      said_of("  - agreement: {members: [USA, CHN], trade_cost: 0%}\n"),
      Contains("warning: this line changes nothing") && Contains("^ its 'trade_cost' is 0%"));
  CHECK_THAT(said_of("  - tariff: {importer: USA, exporter: CHN, add: 25%, except: CHN}\n"),
             Contains("^ 'except' leaves out all of its exporters"));
  const std::string exempt = "  - exempt: {importer: USA, exporter: CHN}\n";
  CHECK_THAT(said_of(exempt), Contains("^ an exemption returns to the rates of the baseline"));
  CHECK_THAT(said_of(exempt + kAdd), Contains("^ lines apply from top to bottom: move it below"));
  CHECK_THAT(said_of(exempt, "reference:\n" + kAdd),
             Contains("^ an exemption returns to the rates of 'reference'"));
}

TEST_CASE("an amount that holds nothing back is told of") {
  const auto quota = [](const std::string& amount) {
    return "  - quota: {importer: USA, exporter: CHN, amount: " + amount + "}\n";
  };
  CHECK_THAT(said_of(quota("200%")),
             Contains("x.yaml:4:5: warning: the amount of this quota is 200 % of what is traded, "
                      "and no other line raises it"));
  CHECK_THAT(said_of(quota("100%")),
             Contains("warning: the amount of this quota is what is traded"));
  CHECK_THAT(said_of(kAdd + quota("9000000")),
             Contains("times what is traded: it holds nothing back") &&
                 Contains("a bare number is million"));
  // Beside others it may bind: no more than a note, which -q leaves out.
  CHECK(said_of("  - tariff: {importer: USA, exporter: VNM, add: 50%}\n" + quota("110%")).empty());
  CHECK(said_of(quota("90%")).empty());
}

TEST_CASE("separate nests without parts of cells are a warning") {
  const std::string nests = "model: {nests: separate}\n";
  CHECK_THAT(said_of(kAdd, nests),
             Contains("x.yaml:3:16: warning: 'nests: separate' has no effect"));
  CHECK(said_of("  - tariff: {importer: USA, exporter: CHN, add: 10%, coverage: 50%}\n", nests)
            .empty());
}

TEST_CASE("a group that no line names is a warning, and one that a focus names is none",
          "[regression]") {
  // Cause: a note, which -q hides, where other things without effect are warnings.
  const std::string group = "groups: {WEST: [USA, VNM]}\n";
  CHECK_THAT(said_of(kAdd, group), Contains("warning: no line names the group 'WEST'") &&
                                       Contains("name it in 'report: {focus: [...]}'"));
  CHECK(said_of(kAdd, group + "report: {focus: [WEST]}\n").empty());
  CHECK(said_of("  - tariff: {importer: WEST, exporter: CHN, add: 10%}\n", group).empty());
}

TEST_CASE("a rate on trade that has ended is a warning", "[regression]") {
  // Cause: a note, as above.
  const std::string embargo = "  - embargo: {importer: USA, exporter: CHN}\n";
  CHECK_THAT(said_of(embargo + kAdd),
             Contains("warning: this line does nothing: all of the trade"));
  CHECK(said_of(embargo + "  - tariff: {importer: USA, exporter: [CHN, VNM], add: 10%}\n").empty());
}

TEST_CASE("a line on cells in which nothing is traded is a warning", "[regression]") {
  // Cause: it changed a rate, so it was no idle line, and counted as one cell of 0.0 bn.
  const std::string nothing = "this line does nothing: nothing is traded where it acts";
  const std::string begin = "  - tariff: {importer: VNM, exporter: ",
                    end = ", sectors: SRV, add: 10%}\n";
  CHECK_THAT(said_of(begin + "CHN" + end), Contains("x.yaml:4:5: warning: " + nothing));
  CHECK_THAT(said_of("  - embargo: {importer: VNM, exporter: CHN, sectors: SRV}\n"),
             Contains(nothing));
  CHECK(said_of(begin + "[USA, CHN]" + end).empty());
}

TEST_CASE("an agreement that makes its members' trade costlier is a warning", "[regression]") {
  // Cause: only changes of tariffs were looked at.
  CHECK_THAT(said_of("  - agreement: {members: [USA, VNM], trade_cost: 5%}\n"),
             Contains("x.yaml:4:") &&
                 Contains("an agreement that makes trade among its members costlier") &&
                 Contains("what makes it cheaper is '-5%'"));
  CHECK(said_of("  - agreement: {members: [USA, VNM], trade_cost: -5%}\n").empty());
}

TEST_CASE("run says what is doubtful in the data, as the check of data does", "[regression]") {
  // Cause: only what a country sells to itself was looked at.
  const Workspace workspace;
  workspace.folder.write("baseline/tariffs.csv", "exporter,importer,sector,rate\nCHN,USA,GDS,5\n");
  workspace.folder.write("x.yaml", "tariffsim: 1\nbaseline: ./baseline\npolicy:\n" + kAdd);
  CHECK_THAT(workspace({"validate", "x.yaml", "-q"}).err,
             Contains("tariffs of 300 % and more in 1 cell, the first 5 (500 %) of USA on GDS"));
}

TEST_CASE("a cost that more than doubles, and others of a list, are noted", "[regression]") {
  // Cause: who writes 130% means 1.3 times; whose list is no union misses the trade within it.
  const Workspace workspace;
  workspace.scenario("x",
                     "  - trade_cost: {importer: USA, exporter: CHN, change: 130%}\n"
                     "  - tariff: {importer: [USA, CHN], exporter: others, add: 10%}\n");
  const std::string said = workspace({"validate", "x.yaml"}).err;
  CHECK_THAT(said, Contains("a change of 130% makes the cost 2.3 times what it was") &&
                       Contains("for 1.3 times the cost, write +30%"));
  CHECK_THAT(said, Contains("'others' leaves out trade among USA, CHN") &&
                       Contains("write 'exporter: all'"));
}
