// What reports/formats.md says of files is what the program writes.
#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "data/baseline_metadata.hpp"
#include "files/comparison_files.hpp"
#include "files/result_files.hpp"
#include "outcomes/kept_measures.hpp"
#include "prose/study_files.hpp"
#include "results/field_meaning.hpp"
#include "support/program.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::tests::read_text;
using tariffsim::tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = TARIFFSIM_SOURCE_DIR;
const fs::path kFormats = kRoot / "reports/formats.md";
/// Columns of codes, names and texts, which the page explains in words.
const std::set<std::string> kKeys{"country", "name",  "exporter", "importer",    "sector",
                                  "group",   "order", "line",     "sector_group"};

using Columns = std::vector<std::string>;

/// Of the first line of a CSV file.
Columns header(const std::string& csv) {
  std::istringstream line(csv.substr(0, csv.find('\n')));
  Columns columns;
  for (std::string column; std::getline(line, column, ',');) columns.push_back(column);
  return columns;
}

std::string column_table(const Columns& columns) {
  std::string out = "| column | unit | meaning |\n|---|---|---|\n";
  for (const std::string& column : columns) {
    if (kKeys.contains(column)) continue;
    CAPTURE(column);
    CHECK(meaning_of(column) != column);  // every column has words
    out += fmt::format("| `{}` | {} | {} |\n", column, unit_of(column, "USD"), meaning_of(column));
  }
  return out;
}

std::string file_section(const std::string& file, const Columns& columns) {
  std::string keys;
  for (const std::string& column : columns)
    if (kKeys.contains(column)) keys += fmt::format("{}`{}`", keys.empty() ? "" : ", ", column);
  const std::string first = keys.empty() ? "" : fmt::format("First {}, then:\n\n", keys);
  return fmt::format("\n### {}\n\n{}{}", file, first, column_table(columns));
}

std::string result_columns() {
  Columns world;
  for (const Field<WorldRow>& field : world_fields()) world.emplace_back(field.name);
  return file_section("countries.csv", header(countries_csv({}))) +
         file_section("sectors.csv", header(sectors_csv({}))) +
         file_section("flows.csv", header(flows_csv({}, {}))) +
         file_section("pairs.csv", header(pairs_csv({}))) +
         file_section("groups.csv", header(groups_csv({}))) +
         file_section("sector_groups.csv", header(sector_groups_csv({}))) +
         file_section("contributions.csv", header(contributions_csv({}))) +
         file_section("the world (`world` of summary.json)", world) + "\n";
}

std::string study_columns() {
  return "\n" + column_table({kKeptMeasures.begin(), kKeptMeasures.end()}) + "\n";
}

/// " `net-of-duty` or `duty-inclusive`."
std::string choices(const KeySpec& key) {
  if (key.choices.empty()) return "";
  return fmt::format(" `{}`.", fmt::join(key.choices, "` or `"));
}

std::string baseline_keys() {
  std::string out = "\n| key | meaning |\n|---|---|\n";
  for (const KeySpec& key : metadata_keys())
    out += fmt::format("| `{}`{} | {}{} |\n", key.name, key.required ? "" : " (optional)",
                       key.description, choices(key));
  return out + "\n";
}

/// The parts of formats.md that the program writes, by their name in its markers.
std::vector<std::pair<std::string, std::string>> written_parts() {
  return {{"baseline keys", baseline_keys()},
          {"columns", result_columns()},
          {"study columns", study_columns()}};
}

/// Where the text between two markers begins and how long it is.
std::pair<std::size_t, std::size_t> part_of(const std::string& page, const std::string& name) {
  const std::string begin = fmt::format("<!-- begin {} -->\n", name);
  const std::size_t at = page.find(begin);
  const std::size_t end = page.find(fmt::format("<!-- end {} -->\n", name));
  REQUIRE((at < end && end != std::string::npos));
  return {at + begin.size(), end - at - begin.size()};
}

}  // namespace

TEST_CASE("formats.md explains the columns and keys that there are") {
  const std::string page = read_text(kFormats);
  for (const auto& [name, expected] : written_parts()) {
    const auto [at, size] = part_of(page, name);
    INFO("write it anew: build/tests/test_reports '[write-formats]'");
    CHECK(page.substr(at, size) == expected);
  }
}

TEST_CASE("write the columns and keys into formats.md", "[.write-formats]") {
  std::string page = read_text(kFormats);
  for (const auto& [name, text] : written_parts()) {
    const auto [at, size] = part_of(page, name);
    page.replace(at, size, text);
  }
  std::ofstream(kFormats, std::ios::binary) << page;
}

TEST_CASE("formats.md names the columns of comparisons and draws") {
  const std::string page = read_text(kFormats);
  const RunRecord record;
  const PointResult central;
  const StudyFindings findings;
  Study study;
  study.draws = DrawDesign{};
  const StudyReport report{record, study, {}, 0, central, findings};
  for (std::string csv : {percentiles_csv(report), sobol_csv(report), compare_csv({})}) {
    csv.pop_back();  // the end of its only line
    CAPTURE(csv);
    CHECK(page.find(fmt::format("`{}`", csv)) != std::string::npos);
  }
}

TEST_CASE("formats.md names what summary.json holds") {
  const std::string page = read_text(kFormats);
  const auto solved = solve_two_countries(0.25);
  REQUIRE(solved.result.outcome);
  const auto summary =
      nlohmann::json::parse(summary_json(solved.record, *solved.result.outcome, solved.result));
  for (const auto& [member, value] : summary.items()) {
    CAPTURE(member);
    CHECK(page.find(fmt::format("`{}`", member)) != std::string::npos);
  }
}

TEST_CASE("the scenario that formats.md shows is valid") {
  const std::string page = read_text(kFormats);
  const auto [at, size] = part_of(page, "scenario");
  const TemporaryFolder folder;
  folder.write("s.yaml", std::regex_replace(page.substr(at, size), std::regex("(^|\n)    "), "$1"));
  const tests::Ran ran = tests::run({"validate", "s.yaml"}, {.folder = folder.path()});
  INFO(ran.err);
  CHECK(ran.status == 0);
}
