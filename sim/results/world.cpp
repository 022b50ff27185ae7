// The measures of the world.
#include <array>

#include "results/rows.hpp"
#include "results/shared_texts.hpp"

namespace tariffsim {
namespace {

using WorldRecord = MeasureRecord<WorldRow, WorldOutcome>;
using W = WorldOutcome;

/// In the order of `world` in summary.json: a new measure stands at the end.
std::span<const WorldRecord> world_records() {
  using Row = WorldRow;
  static constexpr auto kRecords = std::to_array<WorldRecord>(
      {{{"real_income_pct", "change of world real income, weighted by value added"},
        &Row::real_income_pct,
        [](const W& w) { return 100 * w.real_income; }},
       {{"trade_base_musd", "world trade before"},
        &Row::trade_base_musd,
        [](const W& w) { return w.trade_base; }},
       {{"trade_musd", "world trade after"}, &Row::trade_musd, [](const W& w) { return w.trade; }},
       {{"trade_value_pct", "change of the value of world trade"},
        &Row::trade_value_pct,
        [](const W& w) { return 100 * w.trade_value; }},
       {{"trade_volume_pct", "change of the volume of world trade"},
        &Row::trade_volume_pct,
        [](const W& w) { return 100 * w.trade_volume; }},
       {shared::kAverageTariffBase, &Row::average_tariff_base_pct,
        [](const W& w) { return 100 * w.average_tariff_base; }},
       {shared::kAverageTariff, &Row::average_tariff_pct,
        [](const W& w) { return 100 * w.average_tariff; }},
       {shared::kTaxRevenueBase, &Row::tax_revenue_base_musd,
        [](const W& w) { return w.tax_revenue_base; }},
       {shared::kTaxRevenue, &Row::tax_revenue_musd, [](const W& w) { return w.tax_revenue; }},
       {shared::kAverageTariffGoodsBase, &Row::average_tariff_goods_base_pct,
        [](const W& w) { return 100 * w.average_tariff_goods_base; }},
       {shared::kAverageTariffGoods, &Row::average_tariff_goods_pct,
        [](const W& w) { return 100 * w.average_tariff_goods; }},
       {shared::kEffectiveTariffGoods, &Row::effective_tariff_goods_pct,
        [](const W& w) { return 100 * w.effective_tariff_goods; }},
       {shared::kVariation, &Row::ev_musd, [](const W& w) { return w.equivalent_variation; }},
       {shared::kGdpBase, &Row::gdp_base_musd, [](const W& w) { return w.gdp.before; }},
       {shared::kVariationOfGdp, &Row::ev_gdp_pct,
        [](const W& w) { return 100 * w.equivalent_variation / w.gdp.before; }},
       {shared::kRevenueOfGdpBase, &Row::tax_revenue_gdp_base_pct,
        [](const W& w) { return 100 * w.tax_revenue_base / w.gdp.before; }},
       {shared::kRevenueOfGdp, &Row::tax_revenue_gdp_pct,
        [](const W& w) { return 100 * w.tax_revenue / w.gdp.after; }}});
  return kRecords;
}

}  // namespace

const std::vector<Measure<WorldRow>>& world_measures() {
  static const auto measures = measures_of_one(world_records());
  return measures;
}

WorldRow world_row(const Outcome& outcome) {
  return measured(WorldRow{}, outcome.world(), world_records());
}

}  // namespace tariffsim
