// The records of measures: one meaning for one name, and the tables that they make up.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "outcomes/kept_measures.hpp"
#include "results/rows.hpp"
#include "results/step_tables.hpp"
#include "results/study_figures.hpp"
#include "results/table_lookup.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;

namespace {

const TableKind kAll[] = {
    TableKind::world,         TableKind::countries,           TableKind::groups, TableKind::revenue,
    TableKind::sectors,       TableKind::sector_groups,       TableKind::pairs,  TableKind::flows,
    TableKind::contributions, TableKind::world_contributions, TableKind::path};

}  // namespace

TEST_CASE("a name has one meaning in all tables, and stands in each once") {
  std::map<std::string, std::string> meanings;
  for (const TableKind kind : kAll) {
    std::set<std::string> names;
    for (const MeasureText& measure : measures_of(kind)) {
      CAPTURE(measure.name);
      CHECK(names.insert(measure.name).second);
      CHECK_FALSE(std::string(measure.meaning).empty());
      CHECK(meanings.try_emplace(measure.name, measure.meaning).first->second == measure.meaning);
    }
  }
}

TEST_CASE("a measure's unit and title follow from its name, unless the record says another title") {
  CHECK(unit_of("welfare_pct", "EUR") == "%");
  CHECK(unit_of("ev_musd", "EUR") == "million EUR");
  CHECK(unit_of("ev_per_person_usd", "EUR") == "EUR");
  CHECK(unit_of("tariff", "EUR") == "1");
  CHECK(title_of({"real_wage_pct", ""}) == "real wage");
  CHECK(title_of({"population", ""}) == "population");
  CHECK(title_of({"ev_musd", "", "equivalent variation"}) == "equivalent variation");
}

TEST_CASE("studies keep measures of countries under their names") {
  REQUIRE(kept_measures().size() == kKeptMeasures.size());
  for (std::size_t at = 0; at < kKeptMeasures.size(); ++at)
    CHECK(std::string(kept_measures()[at].name) == kKeptMeasures[at]);
}

TEST_CASE("figures are found by the codes of their row") {
  const auto solved = solve_two_countries(0.25);
  const std::vector<NamedGroup> groups{{"BOTH", {0, 1}}}, none;
  const ReportedGroups reported{groups, none};
  const auto table = [&](TableKind kind) { return result_table(kind, solved.result, reported); };
  const Outcome& outcome = *solved.result.outcome;
  CHECK(figure_in(table(TableKind::countries), {"BBB"}, "welfare_pct") ==
        country_rows(outcome)[1].welfare_pct);
  CHECK(figure_in(table(TableKind::groups), {"BOTH"}, "members") == 2);
  CHECK(figure_in(table(TableKind::world), {}, "trade_base_musd") == 40);
  CHECK(figure_in(table(TableKind::flows), {"AAA", "BBB", "S1"}, "flow_base_musd") == 20);
  CHECK(figure_in(table(TableKind::pairs), {"BBB", "AAA"}, "flow_base_musd") == 20);
  CHECK(std::isnan(figure_in(table(TableKind::flows), {"AAA", "BBB", "S2"}, "flow_musd")));
  CHECK(std::isnan(figure_in(table(TableKind::countries), {"CCC"}, "welfare_pct")));
  CHECK(std::isnan(figure_in(table(TableKind::countries), {"BBB"}, "no_such_pct")));
}

TEST_CASE("the table of steps has the rows of each step's own table, one below the other") {
  const std::vector<SolvedStep> steps{
      {{"one", "2025-01-01", "First"}, solve_two_countries(0.1).result, {}},
      {{"two", "2025-02-01", "Second"}, solve_two_countries(0.2).result, {}}};
  const std::vector<NamedGroup> none;
  const ReportedGroups reported{none, none};
  const ResultTable all = table_of_steps(TableKind::countries, steps, reported);
  CHECK(all.name == "steps");
  REQUIRE(all.rows() == 4);
  const ResultTable second = result_table(TableKind::countries, steps[1].result, reported);
  for (std::size_t row = 0; row < 2; ++row) {
    CHECK(all.label(2 + row, all.keys[0]) == "two");
    CHECK(all.label(2 + row, all.keys[3]) == second.label(row, second.keys[0]));
    for (std::size_t measure = 0; measure < second.measures.size(); ++measure)
      CHECK((all.value(2 + row, measure) == second.value(row, measure) ||
             std::isnan(second.value(row, measure))));
  }
  CHECK(table_of_steps(TableKind::groups, steps, reported).rows() == 0);
}
