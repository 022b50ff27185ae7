#include "files/result_files.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "files/csv.hpp"
#include "files/json_rows.hpp"
#include "files/record_tables.hpp"
#include "reports/written.hpp"
#include "results/rows.hpp"
#include "support/near.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::test::Solved;

// An unsolved equilibrium cannot be rendered: nobody but the solver and make_outcome can make
// these, and the renderers take nothing else.
static_assert(!std::is_default_constructible_v<Equilibrium>);
static_assert(!std::is_default_constructible_v<Outcome>);
static_assert(std::is_same_v<decltype(country_rows), std::vector<CountryRow>(const Outcome&)>);
static_assert(std::is_same_v<decltype(sector_rows), std::vector<SectorRow>(const Outcome&)>);
static_assert(std::is_same_v<decltype(flow_rows), std::vector<FlowRow>(const Outcome&)>);
static_assert(std::is_same_v<decltype(pair_rows), std::vector<PairRow>(const Outcome&)>);
static_assert(!std::is_invocable_v<decltype(run_report), RunRecord, std::nullopt_t,
                                   ExperimentResult, std::string, bool>);
static_assert(!std::is_invocable_v<decltype(summary_json), RunRecord, std::optional<Outcome>,
                                   ExperimentResult>);

namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("the files have the contract's names and columns") {
  const Solved solved = solve_two_countries(0.25);
  REQUIRE(solved.result.outcome);
  const auto files = test::files_of(solved);
  REQUIRE(files.size() == 5);
  CHECK(files[0].name == "summary.json");
  CHECK(files[1].name == "countries.csv");
  CHECK(first_line(files[1].bytes) ==
        "country,name,welfare_pct,ev_musd,real_wage_pct,consumer_price_pct,nominal_wage_pct,"
        "value_added_pct,terms_of_trade_pct,exports_pct,imports_pct,tax_revenue_base_musd,"
        "tax_revenue_musd,average_tariff_base_pct,average_tariff_pct,tot_first_order_pct,"
        "vot_first_order_pct,income_base_musd,deficit_base_musd,exports_base_musd,exports_musd,"
        "imports_base_musd,imports_musd,tariff_faced_base_pct,tariff_faced_pct,"
        "simple_average_tariff_base_pct,simple_average_tariff_pct,"
        "revenue_lost_to_base_musd,imports_targeted_change_musd,imports_other_change_musd,"
        "domestic_sales_change_musd,trade_cost_first_order_pct,average_tariff_goods_base_pct,"
        "average_tariff_goods_pct,effective_tariff_goods_pct,production_pct,producer_price_pct,"
        "tax_revenue_share_base_pct,tax_revenue_share_pct,average_export_tax_base_pct,"
        "average_export_tax_pct,trade_openness_base_pct,trade_openness_pct,population,"
        "ev_per_person_usd,real_gdp_pct,exporters_share_of_duty,gdp_base_musd,ev_gdp_pct,"
        "tax_revenue_gdp_base_pct,tax_revenue_gdp_pct,employment_pct,welfare_without_rebate_pct,"
        "real_spending_pct,real_wage_after_tax_pct,rent_musd,price_at_own_wages_pct,exports_volume_"
        "pct,"
        "imports_volume_pct,goods_balance_base_musd,goods_balance_musd,"
        "services_balance_base_musd,services_balance_musd,households,ev_per_household_usd,gdp_musd,"
        "real_gdp_laspeyres_pct,real_gdp_paasche_pct,duty_borne_by_exporters_musd,"
        "duty_borne_by_buyers_musd");
  CHECK(files[2].name == "sectors.csv");
  CHECK(first_line(files[2].bytes) ==
        "country,sector,output_base_musd,output_musd,output_pct,volume_pct,price_pct,"
        "value_added_pct,exports_pct,imports_pct,buyer_price_pct,tariff_base_pct,tariff_pct,"
        "wage_pct,employment_pct,persons_base,persons,real_wage_pct,selling_labour_base_pct,"
        "selling_labour_pct,buyer_price_at_own_wages_pct");
  CHECK(files[3].name == "flows.csv");
  CHECK(first_line(files[3].bytes) ==
        "exporter,importer,sector,flow_base_musd,flow_musd,flow_pct,tariff_base,tariff,"
        "export_tax_base,export_tax,trade_cost_pct,embargoed,border_price_pct,tariff_effective");
  CHECK(files[4].name == "pairs.csv");
  CHECK(first_line(files[4].bytes) ==
        "exporter,importer,flow_base_musd,flow_musd,flow_pct,tariff_base_pct,tariff_pct,"
        "export_tax_base_pct,export_tax_pct,trade_cost_pct,embargoed_pct,"
        "goods_balance_base_musd,goods_balance_musd,border_price_pct,exporters_share_of_duty,"
        "flow_volume_pct,goods_flow_musd,goods_duty_musd,duty_borne_by_exporters_musd,"
        "duty_borne_by_buyers_musd");
}

TEST_CASE("without CSV only the summary is made") {
  const Solved solved = solve_two_countries(0.25);
  CHECK(test::names_of(test::files_of(solved, {"json"})) ==
        std::vector<std::string>{"summary.json"});
}

TEST_CASE("flows hold every cell with trade, and pairs weight tariffs by base flows") {
  const Solved solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  const std::string flows = csv_of(table_of(TableKind::flows, solved.record, solved.result));
  CHECK(count_lines(flows) == 1 + 7);  // of eight cells one has no trade
  CHECK(flows.find("\nAAA,BBB,S1,20,") != std::string::npos);
  CHECK(flows.find("AAA,BBB,S2") == std::string::npos);
  const std::vector<PairRow> pairs = pair_rows(outcome);
  REQUIRE(pairs.size() == 4);
  CHECK(pairs[1].exporter == "AAA");
  CHECK(pairs[1].importer == "BBB");
  CHECK(pairs[1].flow_base_musd == 20);
  CHECK(pairs[1].tariff_base_pct == test::written(5));
  CHECK(pairs[1].tariff_pct == test::written(30));
}

TEST_CASE("names with commas and quotes survive the way through CSV") {
  const Solved solved = solve_two_countries(0.25);
  const auto source = std::make_shared<const SourceText>(SourceText{
      "countries.csv", csv_of(table_of(TableKind::countries, solved.record, solved.result))});
  const CsvTable table(source, {{"country", "name"}, {}, true});
  REQUIRE(table.rows() == 2);
  CHECK(table.field(0, table.column("name")) == "Aland, the first");
  CHECK(table.field(1, table.column("name")) == "B \"the second\"");
}

TEST_CASE("the summary says what was run and how well it is solved") {
  const Solved solved = solve_two_countries(0.25);
  const auto json =
      nlohmann::json::parse(summary_json(solved.record, *solved.result.outcome, solved.result));
  CHECK(json["id"] == "two-run");
  CHECK(json["scenario"]["text"] == "abc");
  // FIPS 180-2, appendix B.1
  CHECK(json["scenario"]["sha256"] ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(json["baseline"]["id"] == "two");
  CHECK(json["solver"]["converged"] == true);
  CHECK(json["solver"]["status"] == "converged");
  CHECK(json["solver"]["method"] == "quick search");
  for (const char* key : {"message", "iterations", "evaluations", "max_residual", "wall_ms"})
    CHECK(json["solver"].contains(key));
  CHECK(json["certificate"]["residuals"].size() == solved.result.certificate.residuals.size());
  for (const auto& residual : json["certificate"]["residuals"]) {
    CHECK(residual["value"] <= residual["tolerance"]);
    for (const char* key : {"name", "meaning", "where"}) CHECK(residual[key].is_string());
  }
  CHECK(json["countries"].size() == 2);
  CHECK(json["countries"][0]["country"] == "AAA");
  CHECK(json["world"]["trade_base_musd"] == 40);
  CHECK(json["audit"][0]["cells"] == 2);
  CHECK(json["audit"][0]["trade_musd"] == 20);
}

TEST_CASE("what is not defined is null in JSON and empty in CSV") {
  const double none = std::nan("");
  const ResultTable table{"pairs",
                          {{"exporter", 2}, {"importer", 2}},
                          {{"exporter", 0, {"AAA", "BBB"}}, {"importer", 1, {"AAA", "BBB"}}},
                          {{"before", ""}, {"after", ""}, {"change", ""}, {"rate", ""}},
                          {0, 1},
                          {0, 5, none, none}};
  CHECK(csv_of(table) == "exporter,importer,before,after,change,rate\nAAA,BBB,0,5,,\n");
  CHECK(table_json(table)["rows"].dump() == "[[0.0,5.0,null,null]]");
  CHECK(std::isnan(percent_change(0, 5)));
  CHECK(percent_change(4, 5) == 25);
}

TEST_CASE("the report shows titles harmlessly and reads in full") {
  const Solved solved = solve_two_countries(0.25);
  const std::string report =
      run_report(solved.record, {{}, solved.result, {}}, "out/two-run/", false);
  CHECK(report.find('\x1b') == std::string::npos);
  CHECK(report.find("Two ␛[31mcountries") == 0);
  for (const char* part :
       {"Policy", "In focus", "Largest", "Trade that moves most", "Sectors that move most", "World",
        "Solver", "Certificate", "Written to   out/two-run/", "5.00 % -> 30.0 %", "AAA -> BBB"})
    CHECK_THAT(report, Catch::Contains(part));
  const std::string colored = run_report(solved.record, {{}, solved.result, {}}, "", true);
  CHECK(colored.find("\x1b[31m") != std::string::npos);
}
