// What trials found to be told in a way that only its author understands, or not at all.
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;

namespace {

constexpr const char* kHead = "tariffsim: 1\nbaseline: world-2024\n";

/// A run on a baseline of the library.
struct LibraryRun {
  TemporaryFolder folder;
  Ran ran;

  LibraryRun(const std::string& text, const std::string& formats) {
    folder.write("s.yaml", kHead + text);
    ran = run({"run", "s.yaml", "-f", formats}, {.folder = folder.path()});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
  }
  std::string text(const std::string& file) const {
    return read_text(folder.path() / "out/s" / file);
  }
};

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("small policies came out as columns of zeros, and cells not changed without a word",
          "[regression]") {
  // Causes: percentages were written by their own size, never by what stands beside them; of "36 of
  // 72" nothing said what the others are.
  const LibraryRun told(
      "policy:\n"
      "  - tariff: {importer: USA, exporter: NZL, sectors: C10T12, add: 5%}\n"
      "  - tariff: {importer: NZL, exporter: USA, sectors: goods, at_most: 2%}\n"
      "report: {focus: [USA], range: none}\n",
      "csv,md");
  for (const std::string& text : {told.ran.out, told.text("report.md")}) {
    const std::size_t lines = text.find("What each line adds to welfare");
    REQUIRE(lines != std::string::npos);
    // One million of a trade of a few billion is no 0.00 % beside another.
    CHECK(text.find("0.000", lines) < text.find("Figures are of", lines));
  }
  CHECK_THAT(told.ran.out, Contains(" of 22 ") && Contains("in the others that a line is about it "
                                                           "finds what it asks for"));
}

TEST_CASE("what an economy lacks is told with why", "[regression]") {
  // Cause: a household, or later prices, were missing without a word.
  const LibraryRun told(
      "policy: [{tariff: {importer: USA, exporter: [CHE, IND], sectors: goods, add: 10%}}]\n"
      "report: {focus: [CHE, IND, USA], range: none}\n",
      "csv");
  CHECK_THAT(told.ran.out,
             Contains("not told for a household: the source of household sizes has none for it") &&
                 Contains("not told in later prices: its source has only estimates of the price of "
                          "its GDP"));
  CHECK(count_of(told.ran.out, "not told for") == 1);
  CHECK(count_of(told.ran.out, "not told in") == 1);
}

TEST_CASE("a group in focus had no table of jobs by sector", "[regression]") {
  // Cause: names that are no country's were passed over.
  const LibraryRun told(
      "policy: [{tariff: {importer: EU27, exporter: CHN, sectors: C29, add: 20%}}]\n"
      "report: {focus: [EU27], range: none}\n",
      "csv,md");
  for (const std::string& text : {told.ran.out, told.text("report.md")})
    CHECK_THAT(text, Contains("Employment by sector, the EU27"));
}

TEST_CASE("a run with stuck labour was called a long run", "[regression]") {
  // Cause: a run without a horizon stands in the column of the long run, whatever it sets itself.
  const Workspace workspace;
  workspace.folder.write("baseline/elasticities.csv", "sector,first,second\nGDS,4,2.5\nSRV,5,3\n");
  const std::string source = "elasticities: first";
  workspace.scenario("stuck", "model: {labour_mobility: 0, " + source + "}\n");
  workspace.scenario("free", "model: {" + source + "}\n");
  workspace.scenario("short", "model: {horizon: short, " + source + "}\n");
  CHECK_THAT(workspace({"run", "stuck.yaml"}).out,
             Contains("long run but for the labour mobility (as here)"));
  CHECK_THAT(workspace({"run", "free.yaml"}).out, Contains("long run (as here)"));
  CHECK_THAT(workspace({"run", "short.yaml"}).out, Contains("short run (as here)"));
}

TEST_CASE(
    "what the horizons of steps change was told in a note for each option, before the results",
    "[regression]") {
  // Causes: a note for each step, and for each option that a horizon sets; notes stood on top.
  const Workspace workspace;
  workspace.scenario("t",
                     "steps:\n"
                     "  - {id: one, model: {horizon: short}}\n"
                     "  - {id: two, model: {horizon: medium}}\n"
                     "  - {id: three}\n");
  const Ran ran = workspace({"run", "t.yaml", "-f", "csv,json,md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(count_of(ran.err, "note: ") == 1);
  CHECK_THAT(ran.err,
             Contains("at different horizons (one: short; two: medium; three: none), so that") &&
                 Contains("alone. Horizon short: trade elasticities fall") &&
                 Contains(". Horizon medium: ") && !Contains("at different labour mobilities"));
  const std::string page = workspace.text("out/t/report.md");
  CHECK(page.find("## Figures") < page.find("## Notes"));
  CHECK(page.find("at different horizons") > page.find("## Notes"));
  // What a step sets beside its horizon is told.
  workspace.scenario("own",
                     "steps:\n"
                     "  - {id: one, model: {horizon: short}}\n"
                     "  - {id: two, model: {labour_mobility: 2}}\n");
  CHECK_THAT(workspace({"run", "own.yaml"}).err,
             Contains("at different horizons (one: short; two: none) and labour mobilities (one: "
                      "0; two: 2), so that"));
}

TEST_CASE("studies called quotas by codes", "[regression]") {
  // Cause: the name of a quota in files stood in tables and sentences too.
  const Workspace workspace;
  workspace.scenario("s",
                     "  - quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%}\n"
                     "sweep: {\"policy[1].quota.amount\": [40%, 60%]}\n");
  const Ran ran = workspace({"run", "s.yaml", "-f", "csv,md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  for (const std::string& text : {ran.out, workspace.text("out/s/report.md")})
    CHECK_THAT(text, Contains("Goods from China into the United States") &&
                         !Contains("GDS from CHN into USA"));
  CHECK_THAT(workspace.text("out/s/figures.csv"), Contains("GDS from CHN into USA"));
}

TEST_CASE("compare.json has a row in a line", "[regression]") {
  // Cause: each number and brace of a hundred thousand rows had a line of its own.
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"compare", "a.yaml", "b.yaml", "-q"}).status == 0);
  const std::string text = workspace.text("out/compare/compare.json");
  const std::size_t rows = workspace.json("out/compare/compare.json")["rows"].size();
  CHECK(rows > 100);
  CHECK(count_of(text, "\n  {\"kind\":") == rows);
}

TEST_CASE("imports of a group that are not known by product were told as those of one member",
          "[regression]") {
  // Cause: the sentence named the first country of the importers.
  const Ran ran = run({"describe", "world-2024", "--products", "EU27", "CHN", "C29"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Contains("imports into EU27 are not known by product in world-2024: those into USA "
                      "are"));
}
