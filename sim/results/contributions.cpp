// What each line of a policy adds: the measures of contributions.csv, and those of the world.
#include "results/contributions.hpp"

#include <array>
#include <utility>

namespace tariffsim {
namespace {

/// What a line adds is the difference of a level with it and without it, in `unit` of a level:
/// 100 = points of percent of a fraction.
template <class Row, class Outcome>
struct AddedRecord {
  MeasureText text;
  double Row::*value;
  double unit;
  double (*level)(const Outcome&);
};

using CountryAdded = AddedRecord<ContributionRow, CountryOutcome>;
using WorldAdded = AddedRecord<WorldContributionRow, WorldOutcome>;

constexpr double kPoints = 100, kMillion = 1;
constexpr MeasureText kRevenueAdded{"tax_revenue_added_musd", "border taxes that the line adds"};
constexpr MeasureText kAverageTariffAdded{
    "average_tariff_added_pct",
    "points that the line adds to the average tariff on goods and services, weighted by trade "
    "before"};
constexpr MeasureText kAverageTariffGoodsAdded{
    "average_tariff_goods_added_pct",
    "points that the line adds to the average tariff on goods, weighted by trade before"};

/// In the order of contributions.csv: a new measure stands at the end.
std::span<const CountryAdded> country_records() {
  using Row = ContributionRow;
  using C = CountryOutcome;
  static constexpr auto kRecords = std::to_array<CountryAdded>(
      {{{"welfare_added_pct", "points that the line adds to the change of welfare (real income)"},
        &Row::welfare_added_pct,
        kPoints,
        [](const C& c) { return c.welfare; }},
       {{"real_wage_added_pct", "points that the line adds to the change of the real wage"},
        &Row::real_wage_added_pct,
        kPoints,
        [](const C& c) { return c.real_wage; }},
       {{"consumer_price_added_pct", "points that the line adds to the change of consumer prices"},
        &Row::consumer_price_added_pct,
        kPoints,
        [](const C& c) { return c.consumer_price; }},
       {{"exports_added_pct", "points that the line adds to the change of exports"},
        &Row::exports_added_pct,
        kPoints,
        [](const C& c) { return c.exports; }},
       {{"imports_added_pct", "points that the line adds to the change of imports"},
        &Row::imports_added_pct,
        kPoints,
        [](const C& c) { return c.imports; }},
       {kRevenueAdded, &Row::tax_revenue_added_musd, kMillion,
        [](const C& c) { return c.tax_revenue; }},
       {kAverageTariffAdded, &Row::average_tariff_added_pct, kPoints,
        [](const C& c) { return c.average_tariff; }},
       {kAverageTariffGoodsAdded, &Row::average_tariff_goods_added_pct, kPoints,
        [](const C& c) { return c.average_tariff_goods; }}});
  return kRecords;
}

std::span<const WorldAdded> world_added_records() {
  using Row = WorldContributionRow;
  using W = WorldOutcome;
  static constexpr auto kRecords = std::to_array<WorldAdded>(
      {{{"real_income_added_pct", "points that the line adds to the change of world real income"},
        &Row::real_income_added_pct,
        kPoints,
        [](const W& w) { return w.real_income; }},
       {{"trade_value_added_pct",
         "points that the line adds to the change of the value of world trade"},
        &Row::trade_value_added_pct,
        kPoints,
        [](const W& w) { return w.trade_value; }},
       {{"trade_volume_added_pct",
         "points that the line adds to the change of the volume of world trade"},
        &Row::trade_volume_added_pct,
        kPoints,
        [](const W& w) { return w.trade_volume; }},
       {kRevenueAdded, &Row::tax_revenue_added_musd, kMillion,
        [](const W& w) { return w.tax_revenue; }},
       {kAverageTariffAdded, &Row::average_tariff_added_pct, kPoints,
        [](const W& w) { return w.average_tariff; }},
       {kAverageTariffGoodsAdded, &Row::average_tariff_goods_added_pct, kPoints,
        [](const W& w) { return w.average_tariff_goods; }}});
  return kRecords;
}

template <class Row, class Outcome>
std::vector<Measure<Row>> measures_added(std::span<const AddedRecord<Row, Outcome>> records) {
  std::vector<Measure<Row>> out;
  for (const auto& record : records) out.push_back({record.text, record.value});
  return out;
}

/// `row` with what is added between two outcomes.
template <class Row, class Outcome>
Row added(Row row, const Outcome& before, const Outcome& after,
          std::span<const AddedRecord<Row, Outcome>> records) {
  for (const auto& record : records)
    row.*record.value = record.unit * (record.level(after) - record.level(before));
  return row;
}

const LinesInForce& above(const LineByLine& by_line, std::size_t at) {
  return at == 0 ? by_line.none : by_line.added[at - 1].in_force;
}

}  // namespace

const std::vector<Measure<ContributionRow>>& contribution_measures() {
  static const auto measures = measures_added(country_records());
  return measures;
}

const std::vector<Measure<WorldContributionRow>>& world_contribution_measures() {
  static const auto measures = measures_added(world_added_records());
  return measures;
}

std::vector<ContributionRow> contribution_rows(const LineByLine& by_line, const World& base) {
  std::vector<ContributionRow> rows;
  for (std::size_t at = 0; at < by_line.added.size(); ++at)
    for (std::size_t n = 0; n < base.countries.size(); ++n) {
      ContributionRow row{};
      row.order = at + 1;
      row.line = by_line.added[at].text;
      row.country = base.countries[n].code;
      row.name = base.countries[n].name;
      rows.push_back(added(std::move(row), above(by_line, at).countries[n],
                           by_line.added[at].in_force.countries[n], country_records()));
    }
  return rows;
}

std::vector<WorldContributionRow> world_contribution_rows(const LineByLine& by_line) {
  std::vector<WorldContributionRow> rows;
  for (std::size_t at = 0; at < by_line.added.size(); ++at) {
    WorldContributionRow row{};
    row.order = at + 1;
    row.line = by_line.added[at].text;
    rows.push_back(added(std::move(row), above(by_line, at).world, by_line.added[at].in_force.world,
                         world_added_records()));
  }
  return rows;
}

}  // namespace tariffsim
