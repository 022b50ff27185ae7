#include "writers/report_files.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/diagnostic.hpp"
#include "files/markdown.hpp"
#include "page/page.hpp"
#include "prose/map_places.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::test::Solved;

namespace {

constexpr const char* kPage = "<head>@TARIFFSIM_DATA@</head>";

std::vector<SolvedStep> one_point(Solved& solved) {
  std::vector<SolvedStep> steps(1);
  steps[0].result = std::move(solved.result);
  return steps;
}

std::vector<std::string> names(const std::vector<ResultFile>& files) {
  std::vector<std::string> out;
  for (const ResultFile& file : files) out.push_back(file.name);
  return out;
}

const std::string& bytes(const std::vector<ResultFile>& files, const std::string& name) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const ResultFile& file) { return file.name == name; });
  REQUIRE(found != files.end());
  return found->bytes;
}

}  // namespace

TEST_CASE("the formats asked for are written, the page only where it was built") {
  Solved solved = solve_two_countries(0.25);
  const auto steps = one_point(solved);
  const Formats all{.xlsx = true, .netcdf = true, .md = true};
  CHECK(names(report_files(solved.record, steps, all, kPage)) ==
        std::vector<std::string>{"summary.json", "countries.csv", "sectors.csv", "flows.csv",
                                 "pairs.csv", "report.html", "report.md", "results.xlsx",
                                 "results.nc"});
  const Formats page_only{.csv = false, .json = false};
  CHECK(names(report_files(solved.record, steps, page_only, kPage)) ==
        std::vector<std::string>{"summary.json", "report.html"});
  CHECK(names(report_files(solved.record, steps, page_only, std::nullopt)) ==
        std::vector<std::string>{"summary.json"});
}

TEST_CASE("a timeline's page and workbook stand at the top, its tables in the steps' folders") {
  Solved solved = solve_two_countries(0.25);
  std::vector<SolvedStep> steps(2);
  const std::vector<RunOption> four{{"model.elasticities", "4", false}};
  steps[0] = {{"one", "2025-01-01", "First"}, solve_two_countries(0.1).result, four};
  steps[1] = {{"two", "2025-02-01", "Second"}, std::move(solved.result), four};
  const auto files = report_files(solved.record, steps, {.xlsx = true, .netcdf = true}, kPage);
  const std::vector<std::string> have = names(files);
  for (const char* name : {"summary.json", "steps.csv", "report.html", "results.xlsx", "results.nc",
                           "one/countries.csv", "two/summary.json"})
    CHECK(std::count(have.begin(), have.end(), name) == 1);
  const std::string& page = bytes(files, "report.html");
  const auto data = nlohmann::json::parse(page.substr(6, page.size() - 13));
  REQUIRE(data["steps"].size() == 2);
  CHECK(data["steps"][0]["date"] == "2025-01-01");
  CHECK(data["steps"][1]["countries"]["rows"] == data["results"]["countries"]["rows"]);
  CHECK(data["steps"][0]["countries"]["rows"] != data["results"]["countries"]["rows"]);
}

TEST_CASE("the same result makes the same bytes in every format") {
  Solved solved = solve_two_countries(0.25);
  const auto steps = one_point(solved);
  const Formats all{.xlsx = true, .netcdf = true, .md = true};
  const auto first = report_files(solved.record, steps, all, kPage);
  const auto second = report_files(solved.record, steps, all, kPage);
  for (std::size_t at = 0; at < first.size(); ++at) {
    INFO(first[at].name);
    CHECK(first[at].bytes == second[at].bytes);
  }
}

TEST_CASE("no text in the data can end the block that holds it") {
  Solved solved = solve_two_countries(0.25);
  const std::string title =
      "</script><script>alert(1)</script><!-- & \" ' \xE2\x80\xAE עברית " + std::string(10000, 'x');
  solved.record.title = title;
  const auto steps = one_point(solved);
  const std::string page = fill_page(kPage, run_page_data(solved.record, steps));
  const std::string data = page.substr(6, page.size() - 13);
  CHECK(page.starts_with("<head>{"));
  CHECK(page.ends_with("}</head>"));
  CHECK(data.find_first_of("<>&") == std::string::npos);
  CHECK(nlohmann::json::parse(data)["summary"]["title"] == title);
  CHECK_THROWS_AS(fill_page("no place", "{}"), InputError);
}

TEST_CASE("Markdown shows texts as they are") {
  CHECK(markdown_text("<script>") == "\\<script\\>");
  CHECK(markdown_text("a|b *c* _d_ `e` [f](g) &amp; @h") ==
        "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\&amp; \\@h");
  CHECK(markdown_text("- a") == "\\- a");
  CHECK(markdown_text("-0.43 %") == "-0.43 %");
  CHECK(markdown_text("http://a") == "http\\://a");
  CHECK(markdown_text("a\nb\x1b") == "a␊b␛");
}

TEST_CASE("report.md holds the headline, the tables and the certificate") {
  Solved solved = solve_two_countries(0.25);
  const auto steps = one_point(solved);
  const std::string text = markdown_report(solved.record, steps);
  CHECK(text.starts_with("# Two ␛\\[31mcountries\n"));
  for (const char* part : {"raises its tariffs", "## Winners and losers", "| Aland, the first |",
                           "## Trade that moves most", "| AAA → BBB |", "certificate: all 8"})
    CHECK_THAT(text, Catch::Contains(part));
}

TEST_CASE("an economy that stands for several is painted on its members") {
  const Groups regions{{"XYZ", {"DEU", "FRA"}}};
  CHECK(iso_numbers({"XYZ", "Two", 0}, regions) == std::vector<int>{276, 250});
  CHECK(iso_numbers({"USA", "United States", 840}, regions) == std::vector<int>{840});
  CHECK(iso_numbers({"USA", "United States", 0}, {}) == std::vector<int>{840});
  CHECK(iso_numbers({"A1", "Nowhere", 0}, {}).empty());
}
