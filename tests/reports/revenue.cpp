// Revenue in the reports: what is shown, and what is said of its assumptions.
#include "prose/revenue.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "files/comparison_files.hpp"
#include "files/csv.hpp"
#include "files/markdown.hpp"
#include "files/record_tables.hpp"
#include "studies/comparison.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::test::Solved;

namespace {

RevenueTerms terms_of_2000() {
  RevenueTerms terms;
  terms.first_year = terms.price_year = terms.customs_year = 2000;
  return terms;
}

/// Ten years with every assumption.
RevenueTerms all_terms() {
  RevenueTerms terms = terms_of_2000();
  terms.years = 10;
  terms.first_year = 2001;
  terms.growth = 0.04;
  terms.offset = 0.25;
  terms.not_collected = 0.05;
  return terms;
}

Solved asking(const RevenueTerms& terms) {
  Solved solved = solve_two_countries(0.25);
  solved.record.price_year = 2000;
  solved.record.revenue = terms;
  return solved;
}

bool says(const std::vector<std::string>& notes, const std::string& part) {
  return std::any_of(notes.begin(), notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

std::string terminal_text(const Solved& solved) {
  return run_report(solved.record, {{}, solved.result, {}}, "", false);
}

}  // namespace

TEST_CASE("revenue is of those who change a levy of their own, and of the groups reported") {
  Solved solved = asking(terms_of_2000());
  std::vector<RevenueRow> rows = revenue_shown(solved.record, solved.result);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].economy == "BBB");
  solved.record.groups = {{"BOTH", {0, 1}}};
  rows = revenue_shown(solved.record, solved.result);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].economy == "BOTH");
  solved.record.revenue = std::nullopt;
  CHECK(revenue_shown(solved.record, solved.result).empty());
  CHECK(revenue_tables(solved.record, {{}, solved.result, {}}).empty());
  CHECK(terminal_text(solved).find("Revenue") == std::string::npos);
}

TEST_CASE("each assumption on revenue is said, and that none is made") {
  const Solved bare = asking(terms_of_2000());
  const auto notes = revenue_notes(bare.record, revenue_shown(bare.record, bare.result));
  CHECK(says(notes, "border taxes a year in USD of 2000"));
  CHECK(says(notes, "no 'offset' is given"));
  CHECK(says(notes, "all that the rates say is taken as collected"));
  CHECK_FALSE(says(notes, "added up"));
  const Solved full = asking(all_terms());
  const auto all = revenue_notes(full.record, revenue_shown(full.record, full.result));
  CHECK(says(all, "5.00 % is assumed not to be collected"));
  CHECK(says(all, "net: less 25.0 %"));
  CHECK(says(all,
             "2001 to 2010: added up, nominal, not discounted; growing by 4.00 % a year from "
             "2000 on"));
  Solved flat = asking(all_terms());
  flat.record.revenue->growth = 0;
  flat.record.revenue->years = 1;
  const auto one = revenue_notes(flat.record, revenue_shown(flat.record, flat.result));
  CHECK(says(one, "2001: added up, nominal, not discounted; no growth"));
}

TEST_CASE("columns of revenue are those that were asked for") {
  const auto titles = [](const RevenueTerms& terms) {
    const Solved solved = asking(terms);
    const std::vector<TitledTable> tables = revenue_tables(solved.record, {{}, solved.result, {}});
    std::vector<std::string> out;
    for (const auto& column : tables.front().table.columns()) out.push_back(column.title);
    return out;
  };
  CHECK(titles(terms_of_2000()).back() == "of GDP");
  CHECK(titles(terms_of_2000()).size() == 8);
  const auto all = titles(all_terms());
  REQUIRE(all.size() == 12);
  CHECK(all[10] == "2001 to 2010");
  CHECK(all[11] == "net");
}

TEST_CASE("at customs value a country has a line of its own") {
  Solved solved = asking(all_terms());
  solved.record.revenue->customs["BBB"] = {30, 0};  // of 20 here
  const auto notes = revenue_notes(solved.record, revenue_shown(solved.record, solved.result));
  CHECK(says(notes, "at customs value"));
  CHECK(says(notes, "1.50 times those here"));
}

TEST_CASE("terminal, Markdown and files tell of revenue") {
  const Solved solved = asking(all_terms());
  CHECK(terminal_text(solved).find("\nRevenue\n") != std::string::npos);
  const std::vector<SolvedStep> steps{{{}, solved.result, {}}};
  CHECK(markdown_report(solved.record, steps).find("## Revenue") != std::string::npos);
  const std::string csv = csv_of(table_of(TableKind::revenue, solved.record, solved.result));
  CHECK(csv.starts_with("economy,name,revenue_base_musd,"));
  const auto summary =
      nlohmann::json::parse(summary_json(solved.record, *solved.result.outcome, solved.result));
  CHECK(summary["revenue"]["offset"] == 0.25);
  CHECK(summary["revenue"]["from"] == 2001);
  CHECK(summary["revenue"]["growth_from"] == 2000);
  REQUIRE(summary["revenue"]["economies"].size() == 2);
  const auto bare = nlohmann::json::parse(
      summary_json(asking(terms_of_2000()).record, *solved.result.outcome, solved.result));
  CHECK(bare["revenue"]["offset"].is_null());
  CHECK(bare["revenue"]["years"].is_null());
}

TEST_CASE("the steps of a timeline have their revenue one below the other") {
  const Solved one = asking(all_terms());
  const std::vector<SolvedStep> steps{
      {{"one", "2001-01-01", "First"}, one.result, {}},
      {{"two", "2001-02-01", "Second"}, solve_two_countries(0.1).result, {}}};
  const ResultTable all = table_of(TableKind::revenue, one.record, steps);
  CHECK(all.name == "revenue_steps");
  CHECK(all.rows() == 4);
  const std::string text = timeline_report(one.record, steps, false);
  CHECK(text.find("Revenue, change a year while each step lasts, net, USD of 2000") !=
        std::string::npos);
}

TEST_CASE("runs that ask for revenue are compared by it, and one that does not has no figure") {
  const SolvedStep step{{}, solve_two_countries(0.25).result, {}};
  RunRecord with = asking(all_terms()).record, without = solve_two_countries(0.25).record;
  RunRecord other = with;
  other.revenue->offset = 0.2;
  const Comparison comparison =
      compare({compared_run(with, step), compared_run(other, step), compared_run(without, step)});
  const auto row =
      std::find_if(comparison.rows.begin(), comparison.rows.end(), [](const ComparedRow& one) {
        return one.key.key == "BBB" && one.measure == "revenue_net_musd";
      });
  REQUIRE(row != comparison.rows.end());
  CHECK(row->key.kind == "country");
  CHECK(row->values[1] / row->values[0] == Approx(0.8 / 0.75));
  CHECK(std::isnan(row->values[2]));
  CHECK(says(comparison.notes,
             "counts revenue otherwise, set beside two-run: an offset of revenue of 20 % instead "
             "of 25 %"));
}

TEST_CASE("money has its part of GDP beside it, and the year of its prices") {
  Solved solved = solve_two_countries(0.25);
  solved.record.price_year = 1999;
  const std::string text = terminal_text(solved);
  CHECK(text.find("in money (of GDP)") != std::string::npos);
  CHECK(text.find("in USD of 1999; GDP is value added and border taxes") != std::string::npos);
  const std::vector<SolvedStep> steps{{{}, solved.result, {}}};
  const std::string page = markdown_report(solved.record, steps);
  CHECK(page.find("| In money | Of GDP |") != std::string::npos);
  CHECK(page.find("in USD of 1999; GDP is value added and border taxes") != std::string::npos);
  CHECK(page.find("USD of 1999 a year (") != std::string::npos);
}
