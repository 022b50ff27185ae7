// What reports/formats.md says of files is what the program writes.
#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "data/baseline_metadata.hpp"
#include "data/recipe_reader.hpp"
#include "files/comparison_files.hpp"
#include "files/result_files.hpp"
#include "files/study_files.hpp"
#include "importers/importers.hpp"
#include "results/study_figures.hpp"
#include "results/tables.hpp"
#include "support/program.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::tests::read_text;
using tariffsim::tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

const fs::path kFormats = fs::path(TARIFFSIM_SOURCE_DIR) / "reports/formats.md";
std::string measure_lines(const std::vector<MeasureText>& measures) {
  std::string out = "| column | unit | meaning |\n|---|---|---|\n";
  for (const MeasureText& measure : measures)
    out += fmt::format("| `{}` | {} | {} |\n", measure.name, unit_of(measure.name, "USD"),
                       measure.meaning);
  return out;
}

std::string table_section(const std::string& title, TableKind kind) {
  static const auto solved = solve_two_countries(0.25);
  std::string keys;
  for (const RowKey& key : result_table(kind, solved.result, {{}, {}}).keys)
    keys += fmt::format("{}`{}`", keys.empty() ? "" : ", ", key.name);
  const std::string first = keys.empty() ? "" : fmt::format("First {}, then:\n\n", keys);
  return fmt::format("\n### {}\n\n{}{}", title, first, measure_lines(measures_of(kind)));
}

std::string result_columns() {
  std::string out;
  for (const auto& [name, kind] :
       {std::pair{"countries", TableKind::countries}, std::pair{"sectors", TableKind::sectors},
        std::pair{"flows", TableKind::flows}, std::pair{"pairs", TableKind::pairs},
        std::pair{"groups", TableKind::groups}, std::pair{"range", TableKind::range},
        std::pair{"revenue", TableKind::revenue},
        std::pair{"sector_groups", TableKind::sector_groups},
        std::pair{"contributions", TableKind::contributions}, std::pair{"path", TableKind::path},
        std::pair{"goal", TableKind::goal}, std::pair{"quotas", TableKind::quotas},
        std::pair{"rates", TableKind::rates}, std::pair{"game", TableKind::game},
        std::pair{"payoffs", TableKind::payoffs}, std::pair{"reactions", TableKind::reactions},
        std::pair{"gradient", TableKind::gradient}})
    out += table_section(fmt::format("{}.csv", name), kind);
  return out + table_section("the world (`world` of summary.json)", TableKind::world) + "\n";
}

std::string study_columns() { return "\n" + measure_lines(kept_measures()) + "\n"; }

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

/// The keys of a recipe but those that baseline.yaml has, and under each mapping its own.
std::string recipe_keys_table() {
  std::string out = "\n| key | meaning |\n|---|---|\n";
  const auto add = [&](const std::string& name, const KeySpec& key) {
    out += fmt::format("| `{}`{} | {}{} |\n", name, key.required ? "" : " (optional)",
                       key.description, choices(key));
  };
  const std::size_t own = metadata_keys().size();
  for (std::size_t at = own; at < recipe_keys().keys.size(); ++at) {
    const KeySpec& key = recipe_keys().keys[at];
    add(key.name, key);
    if (key.mapping == nullptr) continue;
    for (const KeySpec& inner : key.mapping->keys) add(key.name + ": " + inner.name, inner);
  }
  return out + "\n";
}

std::string sources_table() {
  std::string out = "\n| source | reads | gives | unit |\n|---|---|---|---|\n";
  for (const ImporterRecord& record : importers())
    out += fmt::format("| `{}` | {} | {} | {} |\n", record.name, record.reads, record.gives,
                       record.unit);
  return out + "\n";
}

/// The parts of formats.md that the program writes, by their name in its markers.
std::vector<std::pair<std::string, std::string>> written_parts() {
  return {{"baseline keys", baseline_keys()},
          {"recipe keys", recipe_keys_table()},
          {"sources", sources_table()},
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
  // Between its first columns and its last stand those of the runs.
  const std::string compared = compare_csv({}), last = ",differs_also_by\n";
  REQUIRE(compared.ends_with(last));
  CHECK(page.find("`differs_also_by`") != std::string::npos);
  const std::string first = compared.substr(0, compared.size() - last.size()) + "\n";
  for (std::string csv : {percentiles_csv(report), sobol_csv(report), first}) {
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
