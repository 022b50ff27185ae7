#include "writers/written_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/diagnostic.hpp"
#include "files/comparison_files.hpp"
#include "files/markdown.hpp"
#include "page/page.hpp"
#include "prose/map_places.hpp"
#include "reports/written.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// The block of a page that holds its data, which ends where the first tag after it begins.
std::string data_of(const std::string& page) {
  const std::string opening = "<script type=\"application/json\" id=\"data\">";
  const std::size_t from = page.find(opening);
  REQUIRE(from != std::string::npos);
  const std::size_t begin = from + opening.size(), end = page.find('<', begin);
  REQUIRE(page.substr(end, 9) == "</script>");
  return page.substr(begin, end - begin);
}

std::vector<SolvedStep> one_point(Solved& solved) {
  std::vector<SolvedStep> steps(1);
  steps[0].result = std::move(solved.result);
  return steps;
}

const std::string& bytes(const std::vector<ResultFile>& files, const std::string& name) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const ResultFile& file) { return file.name == name; });
  REQUIRE(found != files.end());
  return found->bytes;
}

}  // namespace

TEST_CASE("the formats asked for are written, and the summary whatever is asked for") {
  const Solved solved = solve_two_countries(0.25);
  CHECK(names_of(files_of(solved, format_names())) ==
        std::vector<std::string>{"summary.json", "countries.csv", "sectors.csv", "flows.csv",
                                 "pairs.csv", "report.html", "report.md", "results.xlsx",
                                 "results.nc"});
  CHECK(names_of(files_of(solved, {"html"})) ==
        std::vector<std::string>{"summary.json", "report.html"});
  CHECK(names_of(files_of(solved, {})) == std::vector<std::string>{"summary.json"});
}

TEST_CASE("every format is written of runs, and what it lacks is refused by its name") {
  const Solved solved = solve_two_countries(0.25);
  const Comparison comparison =
      compare({compared_run(files_of(solved), "a"), compared_run(files_of(solved), "b")});
  for (const Writer& writer : writers()) {
    INFO(writer.name);
    CHECK((writer.of_result || writer.report));
    const Formats alone = formats_named({std::string(writer.name)});
    if (writer.of_comparison)
      CHECK(comparison_files(comparison, alone).size() == (writer.always ? 1 : 2));
    else
      CHECK_THROWS_WITH(
          check_formats_of_comparisons(alone),
          Catch::Contains(fmt::format("comparisons are not written as {}", writer.name)));
    if (!writer.of_study)
      CHECK_THROWS_WITH(check_formats_of_studies(alone, "s"),
                        Catch::Contains(fmt::format(
                            "s is a study, and studies are not written as {}", writer.name)));
  }
  CHECK_NOTHROW(check_formats_of_comparisons(default_formats()));
  CHECK_NOTHROW(check_formats_of_studies(default_formats(), "s"));
}

TEST_CASE("a timeline's page and workbook stand at the top, its tables in the steps' folders") {
  Solved solved = solve_two_countries(0.25);
  std::vector<SolvedStep> steps(2);
  const std::vector<RunOption> four{{"model.elasticities", "4", false}};
  steps[0] = {{"one", "2025-01-01", "First"}, solve_two_countries(0.1).result, four};
  steps[1] = {{"two", "2025-02-01", "Second"}, std::move(solved.result), four};
  const auto files = run_files(solved.record, steps, all_formats());
  const std::vector<std::string> have = names_of(files);
  for (const char* name : {"summary.json", "steps.csv", "report.html", "results.xlsx", "results.nc",
                           "one/countries.csv", "two/summary.json"})
    CHECK(std::count(have.begin(), have.end(), name) == 1);
  const auto data = nlohmann::json::parse(data_of(bytes(files, "report.html")));
  REQUIRE(data["steps"].size() == 2);
  CHECK(data["steps"][0]["date"] == "2025-01-01");
  CHECK(data["steps"][1]["countries"]["rows"] == data["results"]["countries"]["rows"]);
  CHECK(data["steps"][0]["countries"]["rows"] != data["results"]["countries"]["rows"]);
}

TEST_CASE("the same result makes the same bytes in every format") {
  const Solved solved = solve_two_countries(0.25);
  const auto first = files_of(solved, format_names());
  const auto second = files_of(solved, format_names());
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
  const std::string data = data_of(page_with(run_page_data(solved.record, steps)));
  CHECK(data.find_first_of("<>&") == std::string::npos);
  std::string seen = title;
  seen.replace(seen.find("\xE2\x80\xAE"), 3, "<U+202E>");
  CHECK(nlohmann::json::parse(data)["summary"]["title"] == seen);
}

TEST_CASE("Markdown shows texts as they are") {
  CHECK(markdown_text("<script>") == "\\<script\\>");
  CHECK(markdown_text("a|b *c* _d_ `e` [f](g) &amp; @h") ==
        "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\&amp; \\@h");
  CHECK(markdown_text("- a") == "\\- a");
  CHECK(markdown_text("-0.43 %") == "-0.43 %");
  CHECK(markdown_text("http://a") == "http\\://a");
  CHECK(markdown_text("a\nb\x1b") == "a b␛");
  CHECK(markdown_text("one\r\n  two \n\nthree\n") == "one two three");
}

TEST_CASE("report.md holds the headline, the tables and the certificate") {
  Solved solved = solve_two_countries(0.25);
  const auto steps = one_point(solved);
  const std::string text = markdown_report(solved.record, steps);
  CHECK(text.starts_with("# Two ␛\\[31mcountries\n"));
  for (const char* part : {"raises its tariffs", "## Winners and losers", "| Aland, the first |",
                           "## Trade that moves most", "| Aland, the first → B \"the second\" |",
                           "certificate: all 10"})
    CHECK_THAT(text, Catch::Contains(part));
}

TEST_CASE("an economy that stands for several is painted on its members") {
  const Groups regions{{"XYZ", {"DEU", "FRA"}}};
  CHECK(iso_numbers({"XYZ", "Two", 0}, regions) == std::vector<int>{276, 250});
  CHECK(iso_numbers({"USA", "United States", 840}, regions) == std::vector<int>{840});
  CHECK(iso_numbers({"USA", "United States", 0}, {}) == std::vector<int>{840});
  CHECK(iso_numbers({"A1", "Nowhere", 0}, {}).empty());
}
