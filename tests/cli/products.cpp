// What results say of products and of preferences that must be claimed.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/csv_rows.hpp"
#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;

namespace {

/// A scenario of this policy on a baseline, run; its summary.json, and report.md.
struct Results {
  nlohmann::json summary;
  std::string page;
  Ran ran;
};

Results results(const std::string& baseline, const std::string& policy) {
  const TemporaryFolder folder;
  folder.write("s.yaml", "tariffsim: 1\nbaseline: " + baseline + "\npolicy:\n  - " + policy + "\n");
  Ran ran = run({"run", "s.yaml", "-f", "csv,md", "-o", "out"}, {.folder = folder.path()});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return {nlohmann::json::parse(read_text(folder.path() / "out/s/summary.json")),
          read_text(folder.path() / "out/s/report.md"), std::move(ran)};
}

}  // namespace

TEST_CASE("results say of which year the trade is by which lists of products weigh") {
  const char* const steel = "tariff: {importer: USA, exporter: DEU, products: [7208], add: 25%}";
  const Results later = results("world-2022", steel);
  CHECK(later.summary["baseline"]["year"] == 2022);
  CHECK(later.summary["baseline"]["products_year"] == 2024);
  CHECK_THAT(later.page, Contains("products are weighted by the trade of 2024"));
  CHECK_THAT(later.ran.err, Contains("products are weighted by the trade of 2024, but "
                                     "world-2022 is of 2022"));
  CHECK_THAT(results("world-2024", steel).ran.err, !Contains("products are weighted"));
  const Results without =
      results("world-2022", "tariff: {importer: USA, exporter: DEU, sectors: C24A, add: 25%}");
  CHECK_FALSE(without.summary["baseline"].contains("products_year"));
}

TEST_CASE("results say who claims a preference, and what that burns") {
  // No duty is collected by Mexico on services: nobody claims; 9 of 29 claim at a duty of 10 %.
  const Results found = results("world-2024",
                                "tariff: {importer: MEX, exporter: USA, sectors: SRV, add: 10%, "
                                "claims: {1%: 0%, 30%: 100%}}");
  REQUIRE(found.summary["claims"].size() == 1);
  const nlohmann::json& pair = found.summary["claims"][0];
  CHECK(pair["exporter"] == "USA");
  CHECK(pair["importer"] == "MEX");
  CHECK(pair["claimed_base_pct"] == 0);
  // Who claims bears less than 10 %, and so keeps more of the trade than that.
  CHECK(pair["claimed_pct"] > 100 * 9.0 / 29);
  CHECK(pair["claimed_pct"] < 50);
  CHECK(pair["burnt_musd"] > 0);
  CHECK(pair["burnt_musd"].get<double>() <
        0.1 / 1.1 * pair["claimed_pct"].get<double>() / 100 * pair["trade_musd"].get<double>());
  CHECK_THAT(found.page, Contains("## Who claims a preference"));
  CHECK_THAT(found.ran.out, Contains("Who claims a preference"));
  CHECK_FALSE(results("world-2024", "tariff: {importer: MEX, exporter: USA, add: 1%}")
                  .summary.contains("claims"));
}

TEST_CASE("a baseline without products says where the share of a list can be seen") {
  const TemporaryFolder folder;
  folder.write("s.yaml",
               "tariffsim: 1\nbaseline: world-2017\npolicy:\n  - tariff: {importer: USA, exporter: "
               "CHN, products: us-301-list-1, add: 25%}\n");
  const Ran ran = run({"validate", "s.yaml"}, {.folder = folder.path()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("world-2017 has no products.csv"));
  CHECK_THAT(ran.err, Contains("write 'sectors', with 'coverage' for the share of their trade"));
  CHECK_THAT(ran.err, Contains("'validate -v' tells the share that a list has"));
}

TEST_CASE("what a list leaves out is told of each line's partners once, and with its codes") {
  const Results found = results("world-2024",
                                "tariff: {importer: USA, exporter: CHE, products: us-232-pharma, "
                                "add: 1%}\n  - tariff: {importer: USA, exporter: CHE, products: "
                                "us-232-pharma, add: 2%}");
  const std::string said = "us-232-pharma: of ";
  const std::size_t first = found.ran.err.find(said);
  REQUIRE(first != std::string::npos);
  CHECK(found.ran.err.find(said, first + 1) == std::string::npos);
  CHECK_THAT(run({"list", "products", "us-232-pharma"}).out,
             Contains("293711") && Contains("300490") && Contains("s232_pharma_products.csv"));
}

TEST_CASE("a list whose measure falls on a content of its goods says so") {
  CHECK_THAT(run({"list", "products", "us-232-copper"}).out, Contains("'content: copper'"));
  CHECK_THAT(run({"list", "products", "us-232-steel"}).out, !Contains("'content:"));
  const Results whole = results("world-2024",
                                "tariff: {importer: USA, exporter: DEU, products: "
                                "us-232-aluminum-derivatives, add: 25%}");
  CHECK_THAT(whole.ran.err, Contains("the measure falls on the aluminum in these goods"));
  CHECK_THAT(whole.ran.err, Contains("add 'content: aluminum'"));
}

TEST_CASE("a duty on two fifths of every unit is two fifths of the duty on all of it") {
  const auto with = [](const std::string& duty) {
    return results("world-2024",
                   "tariff: {importer: USA, exporter: DEU, products: [8703], " + duty + "}")
        .summary["world"];
  };
  const nlohmann::json content = with("content: 40%, add: 50%"), all = with("add: 20%");
  REQUIRE(content.is_object());
  constexpr double kTolerance = 1e-7;  // solved to 1e-10, printed with ten digits
  for (const auto& [measure, value] : content.items()) {
    INFO(measure);
    CHECK(value.get<double>() == Approx(all[measure].get<double>()).epsilon(kTolerance));
  }
}

TEST_CASE("a line of 0 % on products with nests apart says what it does", "[regression]") {
  // Cause: it was told to change nothing, and did not set them apart, so that sweeps jumped at 0 %.
  const Workspace workspace;
  workspace.folder.write("baseline/products.csv",
                         "exporter,importer,product,sector,value\n"
                         "CHN,USA,850110,GDS,60\nCHN,USA,850120,GDS,40\n"
                         "VNM,USA,850110,GDS,10\nVNM,USA,850120,GDS,90\n");
  const auto said_of = [&](const std::string& model) {
    workspace.folder.write(
        "x.yaml", "tariffsim: 1\nbaseline: ./baseline\n" + model +
                      "policy:\n  - tariff: {importer: USA, exporter: VNM, add: 10%}\n"
                      "  - tariff: {importer: USA, exporter: CHN, products: [850110], add: 0%}\n");
    return workspace({"validate", "x.yaml", "-q"}).err;
  };
  CHECK_THAT(said_of(""), Contains("this line changes nothing"));
  const std::string apart = said_of("model: {nests: separate}\n");
  CHECK_THAT(apart, Contains("this line changes no rate; with 'nests: separate' its products are a "
                             "market of their own all the same"));
  CHECK_THAT(apart, !Contains("'nests: separate' has no effect"));
}

TEST_CASE("a reference keeps what contents of products pay", "[regression]") {
  // Cause: the world of a reference held the mean of their rates alone.
  const Workspace workspace;
  workspace.folder.write("baseline/products.csv",
                         "exporter,importer,product,sector,value\n"
                         "CHN,USA,850110,GDS,100\n");
  const std::string begin = "tariffsim: 1\nbaseline: ./baseline\n";
  const std::string add =
      "[{tariff: {importer: USA, exporter: CHN, products: [8501], content: 40%, add: 50%}}]\n";
  const std::string halve =
      "[{tariff: {importer: USA, exporter: CHN, products: [8501], content: 40%, multiply: 50%}}]\n";
  workspace.folder.write("behind.yaml",
                         begin + "id: behind\nreference: " + add + "policy: " + halve);
  const Ran ran = workspace({"run", "behind.yaml", "-q", "-f", "csv"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  for (const CsvRow& row : csv_rows(workspace.text("out/behind/flows.csv")))
    if (row.at("exporter") == "CHN" && row.at("importer") == "USA" && row.at("sector") == "GDS") {
      const double before = number(row, "tariff_base") - 0.4 * 0.5;  // of the data
      CHECK(number(row, "tariff") ==
            tariffsim::test::near(0.4 * 0.5 * (before + 0.5) + 0.6 * before, 1e-9));
    }
}

TEST_CASE("names in 'expect' and of 'describe --products' were only refused", "[regression]") {
  const TemporaryFolder folder;
  folder.write("s.yaml",
               "tariffsim: 1\nbaseline: world-2024\n"
               "policy: [{tariff: {importer: USA, exporter: GBR, sectors: C24A, add: 10%}}]\n"
               "expect: [\"UK.welfare_pct < 0\", \"USA[steel].output_pct > 0\"]\n");
  const Ran ran = run({"run", "--check", "s.yaml", "-o", "out"}, {.folder = folder.path()});
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("'UK' as 'GBR'") && Contains("'steel' as 'C24A'"));

  const Ran cell = run({"describe", "world-2024", "--products", "USA", "China", "Motor vehicles"});
  INFO(cell.err);
  CHECK(cell.status == 0);
  CHECK_THAT(cell.err, Contains("'China' as 'CHN'"));
  const Ran member = run({"describe", "world-2024", "--products", "USA", "KHM", "C13T15"});
  CHECK(member.status == 0);
  CHECK_THAT(member.err, Contains("'KHM' (Cambodia) is part of 'XSE'"));
}

TEST_CASE("products of a group are those of its members together", "[regression]") {
  // A group was refused, with one of its members as a hint.
  const auto traded = [](const std::string& exporter, const std::string& sector) {
    const Ran ran =
        run({"describe", "world-2024", "--products", "USA", exporter, sector, "-f", "csv"});
    REQUIRE(ran.status == 0);
    std::map<std::string, double> values;
    std::istringstream lines(ran.out);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      std::istringstream fields(line);
      std::vector<std::string> cells;
      for (std::string cell; std::getline(fields, cell, ',');) cells.push_back(cell);
      values[cells.at(3)] = std::stod(cells.at(4));
    }
    return values;
  };
  std::map<std::string, double> sum = traded("JPN", "C24A");
  for (const char* exporter : {"CAN", "GBR", "FRA", "DEU", "ITA"})
    for (const auto& [product, value] : traded(exporter, "C24A")) sum[product] += value;
  std::map<std::string, double> together = traded("G7", "C24A");
  CHECK(together.size() == sum.size());
  for (const auto& [product, value] : sum)
    CHECK(together[product] == Approx(value).epsilon(1e-8));  // ten digits each
}

TEST_CASE("data check called a folder with unknown products sound", "[regression]") {
  // products.csv is read when a line first asks for it: the check never did.
  const TemporaryFolder folder;
  const auto checked = [&](const std::string& product, const std::string& sector) {
    folder.write("b/baseline.yaml",
                 "id: b\ntitle: t\nyear: 2022\nunit: million USD\nvaluation: net-of-duty\n"
                 "sources: [own]\n");
    folder.write("b/countries.csv", "code\nUSA\nCHN\n");
    folder.write("b/sectors.csv", "code,kind\nC26,goods\n");
    folder.write("b/flows.csv",
                 "exporter,importer,sector,value\nUSA,USA,C26,100\nCHN,CHN,C26,100\n"
                 "USA,CHN,C26,10\nCHN,USA,C26,10\n");
    folder.write("b/products.csv", "exporter,importer,product,sector,value\nCHN,USA," + product +
                                       "," + sector + ",10\n");
    return run({"data", "check", "b"}, {.folder = folder.path()});
  };
  CHECK(checked("854231", "C26").status == 0);
  CHECK(checked("85423", "C26").status == 2);
  CHECK_THAT(checked("85423", "C26").err, Contains("'85423' is not a product"));
  CHECK(checked("854231", "C27").status == 2);
  CHECK_THAT(checked("854231", "C27").err, Contains("unknown sector 'C27'"));
}
