// What each line of a policy adds: the measures of contributions.csv, and those of the world.
#include "results/contributions.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace tariffsim {
namespace {

/// What a line adds to a level, in `unit` of it: 100 = points of percent of a fraction.
template <class Row>
struct AddedRecord {
  MeasureText text;
  double Row::*value;
  double unit;
  Index level;  // CountryLevel or WorldLevel
};

using CountryAdded = AddedRecord<ContributionRow>;
using WorldAdded = AddedRecord<WorldContributionRow>;

constexpr double kPoints = 100, kMillion = 1;
constexpr MeasureText kWelfareAdded{"welfare_added_pct",
                                    "percentage points that the line, or the change of the rate, "
                                    "adds to the change of welfare (real income)"};
constexpr MeasureText kRevenueAdded{"tax_revenue_added_musd", "border taxes that the line adds"};
constexpr MeasureText kAverageTariffAdded{"average_tariff_added_pct",
                                          "percentage points that the line adds to the average "
                                          "tariff on goods and services, weighted by trade before"};
constexpr MeasureText kAverageTariffGoodsAdded{"average_tariff_goods_added_pct",
                                               "percentage points that the line adds to the "
                                               "average tariff on goods, weighted by trade before"};

/// In the order of contributions.csv: a new measure stands at the end.
std::span<const CountryAdded> country_records() {
  using Row = ContributionRow;
  using Level = CountryLevel;
  static constexpr auto kRecords = std::to_array<CountryAdded>(
      {{kWelfareAdded, &Row::welfare_added_pct, kPoints, Level::welfare},
       {{"real_wage_added_pct",
         "percentage points that the line adds to the change of the real wage"},
        &Row::real_wage_added_pct,
        kPoints,
        Level::real_wage},
       {{"consumer_price_added_pct",
         "percentage points that the line adds to the change of consumer prices"},
        &Row::consumer_price_added_pct,
        kPoints,
        Level::consumer_price},
       {{"exports_added_pct", "percentage points that the line adds to the change of exports"},
        &Row::exports_added_pct,
        kPoints,
        Level::exports},
       {{"imports_added_pct", "percentage points that the line adds to the change of imports"},
        &Row::imports_added_pct,
        kPoints,
        Level::imports},
       {kRevenueAdded, &Row::tax_revenue_added_musd, kMillion, Level::revenue},
       {kAverageTariffAdded, &Row::average_tariff_added_pct, kPoints, Level::average_tariff},
       {kAverageTariffGoodsAdded, &Row::average_tariff_goods_added_pct, kPoints,
        Level::average_tariff_goods}});
  return kRecords;
}

std::span<const WorldAdded> world_added_records() {
  using Row = WorldContributionRow;
  using Level = WorldLevel;
  static constexpr auto kRecords = std::to_array<WorldAdded>(
      {{{"real_income_added_pct",
         "percentage points that the line adds to the change of world real income"},
        &Row::real_income_added_pct,
        kPoints,
        Level::real_income},
       {{"trade_value_added_pct",
         "percentage points that the line adds to the change of the value of world trade"},
        &Row::trade_value_added_pct,
        kPoints,
        Level::trade_value},
       {{"trade_volume_added_pct",
         "percentage points that the line adds to the change of the volume of world trade"},
        &Row::trade_volume_added_pct,
        kPoints,
        Level::trade_volume},
       {kRevenueAdded, &Row::tax_revenue_added_musd, kMillion, Level::revenue},
       {kAverageTariffAdded, &Row::average_tariff_added_pct, kPoints, Level::average_tariff},
       {kAverageTariffGoodsAdded, &Row::average_tariff_goods_added_pct, kPoints,
        Level::average_tariff_goods}});
  return kRecords;
}

template <class Row>
std::vector<Measure<Row>> measures_added(std::span<const AddedRecord<Row>> records) {
  std::vector<Measure<Row>> out;
  for (const auto& record : records) out.push_back({record.text, record.value});
  return out;
}

/// `row` with what is added to levels.
template <class Row, class Levels>
Row added(Row row, const Levels& adds, std::span<const AddedRecord<Row>> records) {
  for (const auto& record : records) row.*record.value = record.unit * adds(record.level);
  return row;
}

ContributionRow country_row(const AddedLine& line, Index country) {
  ContributionRow row =
      added(ContributionRow{}, line.adds.countries.row(country), country_records());
  row.welfare_added_se_pct =
      line.error ? kPoints * line.error->countries(country, CountryLevel::welfare) : std::nan("");
  return row;
}

}  // namespace

const std::vector<Measure<ContributionRow>>& contribution_measures() {
  static const auto measures = [] {
    auto all = measures_added(country_records());
    all.push_back({{"welfare_added_se_pct",
                    "standard error of `welfare_added_pct`, points; empty where nothing was drawn"},
                   &ContributionRow::welfare_added_se_pct});
    return all;
  }();
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
      ContributionRow& row =
          rows.emplace_back(country_row(by_line.added[at], static_cast<Index>(n)));
      row.order = at + 1;
      row.line = by_line.added[at].text;
      row.country = base.countries[n].code;
      row.name = base.countries[n].name;
    }
  return rows;
}

std::vector<WorldContributionRow> world_contribution_rows(const LineByLine& by_line) {
  std::vector<WorldContributionRow> rows;
  for (const AddedLine& line : by_line.added) {
    WorldContributionRow& row =
        rows.emplace_back(added(WorldContributionRow{}, line.adds.world, world_added_records()));
    row.order = rows.size();
    row.line = line.text;
  }
  return rows;
}

const std::vector<Measure<PathRow>>& path_measures() {
  static const std::vector<Measure<PathRow>> measures{{kWelfareAdded, &PathRow::welfare_added_pct}};
  return measures;
}

std::vector<PathRow> path_rows(const PathAttribution& path) {
  std::vector<PathRow> rows;
  rows.reserve(path.countries.size() * path.cells.size());
  for (std::size_t country = 0; country < path.countries.size(); ++country)
    for (std::size_t cell = 0; cell < path.cells.size(); ++cell)
      rows.push_back(
          {cell, country, path.adds(static_cast<Index>(cell), static_cast<Index>(country))});
  return rows;
}

}  // namespace tariffsim
