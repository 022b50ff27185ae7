// The rows of every result table, made from an outcome: each number that any report shows stands
// here under its name. What a measure means and how it is found is in the records of economies.cpp,
// sectors.cpp, trade.cpp and world.cpp.
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "outcomes/group.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/outcome.hpp"
#include "outcomes/sector_group.hpp"
#include "results/measure.hpp"
#include "studies/model_range.hpp"

namespace tariffsim {

/// A country, or a group of countries as one (trade among members left out), whose name is in both
/// texts. Million and percent as the names say; NaN = not defined, as some measures are not of
/// groups.
struct EconomyRow {
  std::string country, name;
  double welfare_pct, ev_musd, real_wage_pct, consumer_price_pct, nominal_wage_pct, value_added_pct;
  double terms_of_trade_pct, exports_pct, imports_pct, tax_revenue_base_musd, tax_revenue_musd;
  double average_tariff_base_pct, average_tariff_pct, tot_first_order_pct, vot_first_order_pct;
  double income_base_musd, deficit_base_musd;
  double exports_base_musd, exports_musd, imports_base_musd, imports_musd;
  double tariff_faced_base_pct, tariff_faced_pct;  // average on its exports
  double simple_average_tariff_base_pct, simple_average_tariff_pct;
  double revenue_lost_to_base_musd;  // new rates on the old trade, less what they bring
  double imports_targeted_change_musd, imports_other_change_musd, domestic_sales_change_musd;
  double trade_cost_first_order_pct;
  double average_tariff_goods_base_pct, average_tariff_goods_pct;  // weighted by base flows
  double effective_tariff_goods_pct;                               // collected, after
  double production_pct, producer_price_pct;                       // volume and price of output
  double tax_revenue_share_base_pct, tax_revenue_share_pct;        // of value added
  double average_export_tax_base_pct, average_export_tax_pct;      // on its exports
  double trade_openness_base_pct, trade_openness_pct;  // exports and imports over value added
  double population, ev_per_person_usd;                // persons; the currency itself
  double real_gdp_pct;               // volumes, Fisher's mean of those at old and at new prices
  double exporters_share_of_duty;    // of what its changed duties take: borne by sellers abroad
  double gdp_base_musd, ev_gdp_pct;  // GDP: value added and border taxes
  double tax_revenue_gdp_base_pct, tax_revenue_gdp_pct;  // each of GDP of its time
  double employment_pct, welfare_without_rebate_pct;
  double real_spending_pct, real_wage_after_tax_pct;
  double rent_musd;                               // for licences under quotas
  double price_at_own_wages_pct;                  // P^C / w
  double exports_volume_pct, imports_volume_pct;  // at prices before
  double goods_balance_base_musd, goods_balance_musd;
  double services_balance_base_musd, services_balance_musd;
  double households, ev_per_household_usd;  // the currency itself
  double gdp_musd, real_gdp_laspeyres_pct, real_gdp_paasche_pct;
  double duty_borne_by_exporters_musd, duty_borne_by_buyers_musd;  // DutyIncidence
  double members;                                                  // how many countries these are
};
using CountryRow = EconomyRow;
using GroupRow = EconomyRow;

/// A sector of a country, or a group of sectors as one, whose name is in `sector`; `country` may be
/// a group of countries, too (trade among members left out).
struct SectorRow {
  std::string country, sector;
  double output_base_musd, output_musd, output_pct, volume_pct, price_pct, value_added_pct;
  double exports_pct, imports_pct;
  double buyer_price_pct;              // duty included, all origins
  double tariff_base_pct, tariff_pct;  // on its imports, weighted by base flows
  double wage_pct, employment_pct;     // of its labour
  double persons_base, persons;        // who work there, where the source tells
  double real_wage_pct;                // at the country's consumer prices
  double exports_base_musd, exports_musd, imports_base_musd, imports_musd;  // of groups only
  double selling_labour_base_pct, selling_labour_pct;  // of its labour, with selling costs
  double buyer_price_at_own_wages_pct;                 // P_n^s / w_n
};
using SectorGroupRow = SectorRow;

/// One cell with trade before or after, domestic sales (exporter = importer) included; before duty.
struct FlowRow {
  Index exporter, importer, sector;
  double flow_base_musd, flow_musd, flow_pct;
  double tariff_base, tariff;          // fractions
  double export_tax_base, export_tax;  // fractions
  double trade_cost_pct;               // change; 0 under an embargo
  double embargoed;                    // share of base flow whose trade is not allowed
  double border_price_pct;             // at the importer's border, before duty
  double tariff_effective;             // fraction, of sales after
};

/// All sectors of a pair with trade before or after, domestic sales included; rates weighted by
/// base flows.
struct PairRow {
  std::string exporter, importer;
  double flow_base_musd, flow_musd, flow_pct, tariff_base_pct, tariff_pct;
  double export_tax_base_pct, export_tax_pct;
  double trade_cost_pct;                               // of the flows that are allowed
  double embargoed_pct;                                // share of base flows that is not
  double goods_balance_base_musd, goods_balance_musd;  // sales of goods less those the other way
  double border_price_pct;                             // as FlowRow's, weighted by base flows
  double exporters_share_of_duty;                      // as EconomyRow's
  double flow_volume_pct;                              // of sales, at border prices before
  double goods_flow_musd, goods_duty_musd;             // of goods, after
  double duty_borne_by_exporters_musd, duty_borne_by_buyers_musd;  // DutyIncidence
};

struct WorldRow {
  double real_income_pct, trade_base_musd, trade_musd, trade_value_pct, trade_volume_pct;
  double average_tariff_base_pct, average_tariff_pct, tax_revenue_base_musd, tax_revenue_musd;
  double average_tariff_goods_base_pct, average_tariff_goods_pct, effective_tariff_goods_pct;
  double ev_musd;
  double gdp_base_musd, ev_gdp_pct, tax_revenue_gdp_base_pct, tax_revenue_gdp_pct;
};

/// The columns of each table after its codes and names, in the order of the files.
const std::vector<Measure<CountryRow>>& country_measures();
const std::vector<Measure<GroupRow>>& group_measures();
const std::vector<Measure<SectorRow>>& sector_measures();
const std::vector<Measure<SectorGroupRow>>& sector_group_measures();
const std::vector<Measure<PairRow>>& pair_measures();
const std::vector<Measure<FlowRow>>& flow_measures();
const std::vector<Measure<WorldRow>>& world_measures();

/// In the baseline's order: countries; country by sector; exporter by importer (by sector).
std::vector<CountryRow> country_rows(const Outcome& outcome);
std::vector<SectorRow> sector_rows(const Outcome& outcome);
std::vector<FlowRow> flow_rows(const Outcome& outcome);
std::vector<PairRow> pair_rows(const Outcome& outcome);
/// Trade of several with several as of one pair, what an economy sells to itself left out; of all
/// sectors, or of those given.
PairRow pair_row(const Outcome& outcome, const NamedGroup& exporters, const NamedGroup& importers,
                 const std::vector<Index>* sectors = nullptr);
/// The same from rows of pairs: trade there, and that the other way.
PairRow pair_row(const std::string& exporters, const std::string& importers,
                 const std::vector<PairRow>& there, const std::vector<PairRow>& back);
WorldRow world_row(const Outcome& outcome);
/// The same one by one, so that they need not be kept; a pair with the positions of both countries.
void for_each_flow(const Outcome& outcome, const std::function<void(const FlowRow&)>& take);
void for_each_pair(const Outcome& outcome, const std::function<void(Index, Index, PairRow)>& take);
/// Country by group; the members of `groups` are sectors.
std::vector<SectorGroupRow> sector_group_rows(const Outcome& outcome,
                                              const std::vector<NamedGroup>& groups);
/// A sector, or several, of a country, or of several, as one.
SectorGroupRow sector_row(const std::string& economy, const std::string& sector,
                          const SectorGroupOutcome& of);
std::vector<GroupRow> group_rows(const Outcome& outcome, const std::vector<NamedGroup>& groups);

/// Countries in the baseline's order, then groups in theirs; none if the point has no figures.
/// Precondition: `groups` are those of the range.
std::vector<EconomyRow> economy_rows(const World& base, const std::vector<NamedGroup>& groups,
                                     const RangePoint& point);

/// The rows of `names`, codes of countries and names of groups, in their order. Names of neither
/// are passed over.
std::vector<EconomyRow> named_rows(const Outcome& outcome, const std::vector<std::string>& names,
                                   const std::vector<NamedGroup>& groups);

/// Whether any country's persons are known: only then do tables for people have a column of what
/// welfare is worth to a person.
bool counts_persons(const Outcome& outcome);
/// The cells of a row, `column` left out unless `shown`.
template <class Cell>
std::vector<Cell> with_column(bool shown, std::ptrdiff_t column, std::vector<Cell> cells) {
  if (!shown) cells.erase(cells.begin() + column);
  return cells;
}

/// Whether an amount moves by more than the solver's tolerance may.
inline bool has_moved(double before, double after) {
  constexpr double kNoise = 1e-8;
  return std::abs(after - before) > kNoise * std::abs(before);
}

/// What an amount before gains in volume, at prices before: million.
inline double gain_in_volume(double base_musd, double volume_pct) {
  return base_musd * volume_pct / 100;
}

/// In percent; NaN if there was nothing before.
inline double percent_change(double before, double after) {
  return 100 * relative_change(before, after);
}

}  // namespace tariffsim
