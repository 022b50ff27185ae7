// The range around a result: other horizons and other sources of elasticities. Each figure of it
// must be that of the scenario which says so itself.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <sstream>

#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
using tariffsim::test::near;

namespace {

/// Points of percent: both are solved to residuals of 1e-10, from different starts.
constexpr double kSameFromOtherStart = 1e-7;

/// The small baseline with four sources of elasticities and input shares.
struct Sources : Workspace {
  Sources() {
    folder.write("baseline/elasticities.csv",
                 "sector,first,second,third,fourth\nGDS,4,2.5,7,9\nSRV,5,3,6,9\n");
    folder.write("baseline/inputs.csv",
                 "country,input,sector,share\nUSA,GDS,GDS,0.3\nCHN,SRV,GDS,0.2\nVNM,GDS,SRV,0.1\n");
  }

  Ran run_as(const std::string& id, const std::string& more,
             const std::vector<std::string>& arguments = {}) const {
    scenario(id, more);
    std::vector<std::string> all{"run", id + ".yaml", "-q", "-f", "csv,json"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return (*this)(all);
  }

  /// Column by name, row by the columns before it and, in a range, its closure.
  std::map<std::string, std::string> row(const std::string& file, const std::string& begins,
                                         const std::string& closure = "") const {
    std::istringstream lines(text(file));
    std::string head, line;
    std::getline(lines, head);
    while (std::getline(lines, line)) {
      if (line.rfind(begins, 0) != 0) continue;
      auto found = fields(head, line);
      if (closure.empty() || found.at("deficits") == closure) return found;
    }
    return {};
  }

 private:
  static std::map<std::string, std::string> fields(const std::string& head,
                                                   const std::string& line) {
    std::istringstream names(head), values(line);
    std::map<std::string, std::string> out;
    for (std::string name, value; std::getline(names, name, ',');) {
      std::getline(values, value, ',');
      out[name] = value;
    }
    return out;
  }
};

constexpr const char* kReference =
    "reference: [{tariff: {importer: CHN, exporter: USA, sectors: GDS, add: 10%}}]\n";

}  // namespace

TEST_CASE("a figure of the range is that of the scenario at this horizon with this source") {
  const std::string more =
      GENERATE(std::string(), std::string("model: {deficits: none}\n"), std::string(kReference),
               std::string("model: {horizon: medium, labour_supply: 0.4}\n"));
  CAPTURE(more);
  const bool none = more.find("deficits: none") != std::string::npos;
  const Sources at;
  REQUIRE(at.run_as("all", more).status == 0);
  for (const std::string horizon : {"short", "medium", "long"})
    for (const std::string source : {"first", "second", "third"}) {
      CAPTURE(horizon, source);
      REQUIRE(at.run_as("one", more + "",
                        {"--set", "model.horizon=" + horizon, "--set",
                         "model.elasticities=" + source, "--set", "report.range=none"})
                  .status == 0);
      for (const std::string country : {"USA", "CHN", "VNM"}) {
        const auto in_range =
            at.row("out/all/range.csv", horizon + "," + source + "," + country + ",",
                   none ? "none" : "fixed");
        const auto alone = at.row("out/one/countries.csv", country + ",");
        for (const char* measure : {"welfare_pct", "welfare_without_rebate_pct", "real_wage_pct",
                                    "consumer_price_pct", "employment_pct"}) {
          CAPTURE(country, measure);
          REQUIRE(in_range.count(measure) == 1);
          CHECK(std::stod(in_range.at(measure)) ==
                near(std::stod(alone.at(measure)), kSameFromOtherStart));
        }
      }
    }
}

TEST_CASE("a figure of the range with another closure is that of the scenario which says so") {
  const std::string own = GENERATE("fixed", "none", "proportional");
  const auto [horizon, more] = GENERATE(table<std::string, std::string>(
      {{"long", ""},
       {"long", kReference},
       {"short", "model: {horizon: short, labour_supply: 0.4}\n"}}));
  CAPTURE(own, horizon, more);
  const Sources at;
  const std::string of_file = "model.deficits=" + own;
  REQUIRE(at.run_as("all", more, {"--set", of_file}).status == 0);
  for (const std::string closure : {"fixed", "none", "proportional"}) {
    CAPTURE(closure);
    REQUIRE(
        at.run_as("one", more, {"--set", "model.deficits=" + closure, "--set", "report.range=none"})
            .status == 0);
    for (const std::string country : {"USA", "CHN", "VNM"}) {
      const auto in_range =
          at.row("out/all/range.csv", horizon + ",first," + country + ",", closure);
      const auto alone = at.row("out/one/countries.csv", country + ",");
      for (const char* measure : {"welfare_pct", "real_wage_pct", "exports_pct"}) {
        CAPTURE(country, measure);
        REQUIRE(in_range.count(measure) == 1);
        REQUIRE(alone.count(measure) == 1);
        CHECK(std::stod(in_range.at(measure)) ==
              near(std::stod(alone.at(measure)), kSameFromOtherStart));
      }
    }
  }
}

TEST_CASE("the range has the run's own source and the first two others, at three horizons") {
  const Sources at;
  REQUIRE(at.run_as("a", "model: {elasticities: third}\n").status == 0);
  const auto range = at.json("out/a/summary.json")["range"];
  REQUIRE(range.size() == 9 + 2);
  std::vector<std::string> sources;
  for (std::size_t point = 0; point < 9; point += 3)
    sources.push_back(range[point]["elasticities"]);
  CHECK(sources == std::vector<std::string>{"third", "first", "second"});
  CHECK(range[2]["horizon"] == "long");
  CHECK(range[2]["is_the_result"] == true);
  CHECK(range[1]["is_the_result"] == false);
  for (const std::size_t point : {9, 10}) {
    CHECK(range[point]["horizon"] == "long");
    CHECK(range[point]["elasticities"] == "third");
    CHECK(range[point]["is_the_result"] == false);
  }
  CHECK(range[2]["deficits"] == "fixed");
  CHECK(range[9]["deficits"] == "none");
  CHECK(range[10]["deficits"] == "proportional");
}

TEST_CASE("the range can be left out, and then leaves no file and no trace") {
  const Sources at;
  REQUIRE(at.run_as("a", "report: {range: none}\n").status == 0);
  CHECK_FALSE(at.has("out/a/range.csv"));
  CHECK(at.json("out/a/summary.json").count("range") == 0);
}

TEST_CASE("what a scenario sets itself stays at every horizon") {
  const Sources at;
  REQUIRE(at.run_as("a", "model: {substitution: {inputs: 2}, labour_mobility: 3}\n").status == 0);
  // Labour that moves in part cannot be as well off in the long run as where it moves freely.
  REQUIRE(at.run_as("b", "").status == 0);
  const auto own = at.row("out/a/range.csv", "long,first,VNM,");
  const auto free = at.row("out/b/range.csv", "long,first,VNM,");
  CHECK(own.at("welfare_pct") != free.at("welfare_pct"));
  CHECK(own.at("welfare_pct") == at.row("out/a/countries.csv", "VNM,").at("welfare_pct"));
}

TEST_CASE("goods that do not compete have their figures at every horizon") {
  const Sources at;
  REQUIRE(at.run_as("a", "model: {nests: separate}\n").status == 0);
  for (const auto& horizon : at.json("out/a/summary.json")["range"]) {
    CHECK(horizon["not_solved"].is_null());
    CHECK_FALSE(horizon["economies"].empty());
  }
}

TEST_CASE("'others' of economies of scale are all sectors that are not named", "[regression]") {
  // Cause: the name was passed over, and printed as if it were applied.
  const Sources at;
  for (const auto& [id, scale] : {std::pair{"others", "{others: 0.05}"}, std::pair{"all", "0.05"},
                                  std::pair{"named", "{GDS: 0.05, others: 0.05}"}})
    REQUIRE(at.run_as(id, std::string("model: {scale: ") + scale + "}\nreport: {range: none}\n")
                .status == 0);
  CHECK(at.text("out/others/countries.csv") == at.text("out/all/countries.csv"));
  CHECK(at.text("out/named/countries.csv") == at.text("out/all/countries.csv"));
}

TEST_CASE("sources that are drawn move what follows from them", "[regression]") {
  // Cause: economies of scale of `krugman` stayed those of the scenario's own source.
  const Sources at;
  const std::string model = "model: {scale: krugman, labour_mobility: 2, horizon: short}\n";
  REQUIRE(at.run_as("drawn", model + "uncertainty: {draws: 8, elasticities: {sources: [first, "
                                     "second]}}\nreport: {focus: VNM}\n")
              .status == 0);
  REQUIRE(
      at.run_as("one", model + "report: {range: none}\n", {"--set", "model.elasticities=second"})
          .status == 0);
  const double alone = std::stod(at.row("out/one/countries.csv", "VNM,").at("welfare_pct"));
  bool found = false;
  std::istringstream lines(at.text("out/drawn/study.csv"));
  for (std::string line; std::getline(lines, line);)
    if (line.find(",VNM,") != std::string::npos) {
      const auto begin = line.find(",VNM,") + 5;
      found = found || std::abs(std::stod(line.substr(begin)) - alone) < kSameFromOtherStart;
    }
  CHECK(found);
}
