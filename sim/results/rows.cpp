#include "results/rows.hpp"

#include "outcomes/measures.hpp"

namespace tariffsim {

const std::vector<Field<SectorRow>>& sector_fields() {
  using Row = SectorRow;
  static const std::vector<Field<Row>> fields{{"output_base_musd", &Row::output_base_musd},
                                              {"output_musd", &Row::output_musd},
                                              {"output_pct", &Row::output_pct},
                                              {"volume_pct", &Row::volume_pct},
                                              {"price_pct", &Row::price_pct},
                                              {"value_added_pct", &Row::value_added_pct},
                                              {"exports_pct", &Row::exports_pct},
                                              {"imports_pct", &Row::imports_pct},
                                              {"buyer_price_pct", &Row::buyer_price_pct},
                                              {"tariff_base_pct", &Row::tariff_base_pct},
                                              {"tariff_pct", &Row::tariff_pct}};
  return fields;
}

const std::vector<Field<FlowRow>>& flow_fields() {
  using Row = FlowRow;
  static const std::vector<Field<Row>> fields{{"flow_base_musd", &Row::flow_base_musd},
                                              {"flow_musd", &Row::flow_musd},
                                              {"flow_pct", &Row::flow_pct},
                                              {"tariff_base", &Row::tariff_base},
                                              {"tariff", &Row::tariff},
                                              {"export_tax_base", &Row::export_tax_base},
                                              {"export_tax", &Row::export_tax},
                                              {"trade_cost_pct", &Row::trade_cost_pct},
                                              {"embargoed", &Row::embargoed}};
  return fields;
}

const std::vector<Field<PairRow>>& pair_fields() {
  using Row = PairRow;
  static const std::vector<Field<Row>> fields{
      {"flow_base_musd", &Row::flow_base_musd},
      {"flow_musd", &Row::flow_musd},
      {"flow_pct", &Row::flow_pct},
      {"tariff_base_pct", &Row::tariff_base_pct},
      {"tariff_pct", &Row::tariff_pct},
      {"export_tax_base_pct", &Row::export_tax_base_pct},
      {"export_tax_pct", &Row::export_tax_pct},
      {"trade_cost_pct", &Row::trade_cost_pct},
      {"embargoed_pct", &Row::embargoed_pct},
      {"goods_balance_base_musd", &Row::goods_balance_base_musd},
      {"goods_balance_musd", &Row::goods_balance_musd}};
  return fields;
}

const std::vector<Field<WorldRow>>& world_fields() {
  using Row = WorldRow;
  static const std::vector<Field<Row>> fields{
      {"real_income_pct", &Row::real_income_pct},
      {"trade_base_musd", &Row::trade_base_musd},
      {"trade_musd", &Row::trade_musd},
      {"trade_value_pct", &Row::trade_value_pct},
      {"trade_volume_pct", &Row::trade_volume_pct},
      {"average_tariff_base_pct", &Row::average_tariff_base_pct},
      {"average_tariff_pct", &Row::average_tariff_pct},
      {"tax_revenue_base_musd", &Row::tax_revenue_base_musd},
      {"tax_revenue_musd", &Row::tax_revenue_musd},
      {"average_tariff_goods_base_pct", &Row::average_tariff_goods_base_pct},
      {"average_tariff_goods_pct", &Row::average_tariff_goods_pct},
      {"effective_tariff_goods_pct", &Row::effective_tariff_goods_pct},
      {"ev_musd", &Row::ev_musd}};
  return fields;
}

namespace {

SectorRow sector_row(const std::string& country, const std::string& sector,
                     const SectorOutcome& s) {
  return {.country = country,
          .sector = sector,
          .output_base_musd = s.output_base,
          .output_musd = s.output,
          .output_pct = 100 * s.output_change,
          .volume_pct = 100 * s.volume,
          .price_pct = 100 * s.price,
          .value_added_pct = 100 * s.value_added,
          .exports_pct = 100 * s.exports,
          .imports_pct = 100 * s.imports,
          .buyer_price_pct = 100 * s.buyer_price,
          .tariff_base_pct = 100 * s.average_tariff_base,
          .tariff_pct = 100 * s.average_tariff};
}

/// Sums over the sectors of a pair, weighted by base flows where they are of rates.
struct PairSums {
  double before = 0, after = 0;
  double duty_base = 0, duty = 0, export_tax_base = 0, export_tax = 0;
  double allowed = 0, extra_cost = 0;  // base flows without embargo, and their costlier trade
  double goods_base = 0, goods = 0;
};

PairSums pair_sums(const Outcome& outcome, Index i, Index n) {
  const World& base = outcome.base();
  const TradePolicy& policy = outcome.policy();
  PairSums sums;
  for (Index s = 0; s < base.n_sectors(); ++s) {
    const double flow = base.flow(i, n, s), after = outcome.after().flow(i, n, s);
    const double cost = trade_cost_at(policy, i, n, s) - 1;
    sums.before += flow;
    sums.after += after;
    sums.duty_base += rate_at(base, Collector::importer, i, n, s) * flow;
    sums.duty += rate_at(policy, Collector::importer, i, n, s) * flow;
    sums.export_tax_base += rate_at(base, Collector::exporter, i, n, s) * flow;
    sums.export_tax += rate_at(policy, Collector::exporter, i, n, s) * flow;
    if (!std::isinf(cost)) {
      sums.allowed += flow;
      sums.extra_cost += cost * flow;
    }
    if (base.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods) {
      sums.goods_base += flow;
      sums.goods += after;
    }
  }
  return sums;
}

double share_pct(double part, double whole) {
  return whole > 0 ? 100 * part / whole : std::nan("");
}

PairRow pair_row(const Outcome& outcome, Index exporter, Index importer) {
  const World& base = outcome.base();
  const PairSums sums = pair_sums(outcome, exporter, importer);
  const PairSums back = pair_sums(outcome, importer, exporter);
  return {.exporter = base.countries[static_cast<std::size_t>(exporter)].code,
          .importer = base.countries[static_cast<std::size_t>(importer)].code,
          .flow_base_musd = sums.before,
          .flow_musd = sums.after,
          .flow_pct = percent_change(sums.before, sums.after),
          .tariff_base_pct = share_pct(sums.duty_base, sums.before),
          .tariff_pct = share_pct(sums.duty, sums.before),
          .export_tax_base_pct = share_pct(sums.export_tax_base, sums.before),
          .export_tax_pct = share_pct(sums.export_tax, sums.before),
          .trade_cost_pct = sums.allowed > 0 ? 100 * sums.extra_cost / sums.allowed : 0,
          .embargoed_pct = share_pct(sums.before - sums.allowed, sums.before),
          .goods_balance_base_musd = sums.goods_base - back.goods_base,
          .goods_balance_musd = sums.goods - back.goods};
}

FlowRow flow_row(const Outcome& outcome, Index i, Index n, Index s) {
  const World& base = outcome.base();
  const TradePolicy& policy = outcome.policy();
  const double before = base.flow(i, n, s), after = outcome.after().flow(i, n, s);
  const double cost = trade_cost_at(policy, i, n, s) - 1;
  return {.exporter = i,
          .importer = n,
          .sector = s,
          .flow_base_musd = before,
          .flow_musd = after,
          .flow_pct = percent_change(before, after),
          .tariff_base = rate_at(base, Collector::importer, i, n, s),
          .tariff = rate_at(policy, Collector::importer, i, n, s),
          .export_tax_base = rate_at(base, Collector::exporter, i, n, s),
          .export_tax = rate_at(policy, Collector::exporter, i, n, s),
          .trade_cost_pct = std::isinf(cost) ? 0 : 100 * cost,
          .embargoed = std::isinf(cost) ? 1.0 : 0.0};
}

}  // namespace

std::vector<SectorRow> sector_rows(const Outcome& outcome) {
  const World& base = outcome.base();
  std::vector<SectorRow> rows;
  for (Index n = 0; n < base.n_countries(); ++n)
    for (Index s = 0; s < base.n_sectors(); ++s)
      rows.push_back(sector_row(base.countries[static_cast<std::size_t>(n)].code,
                                base.sectors[static_cast<std::size_t>(s)].code,
                                outcome.sector(n, s)));
  return rows;
}

std::vector<FlowRow> flow_rows(const Outcome& outcome) {
  const World& base = outcome.base();
  std::vector<FlowRow> rows;
  rows.reserve(base.flow.values().size());
  for (Index i = 0; i < base.n_countries(); ++i)
    for (Index n = 0; n < base.n_countries(); ++n)
      for (Index s = 0; s < base.n_sectors(); ++s) {
        if (base.flow(i, n, s) != 0 || outcome.after().flow(i, n, s) != 0)
          rows.push_back(flow_row(outcome, i, n, s));
      }
  return rows;
}

std::vector<PairRow> pair_rows(const Outcome& outcome) {
  std::vector<PairRow> rows;
  const Index n_countries = outcome.base().n_countries();
  for (Index i = 0; i < n_countries; ++i)
    for (Index n = 0; n < n_countries; ++n) {
      PairRow row = pair_row(outcome, i, n);
      if (row.flow_base_musd != 0 || row.flow_musd != 0) rows.push_back(std::move(row));
    }
  return rows;
}

WorldRow world_row(const Outcome& outcome) {
  const WorldOutcome& w = outcome.world();
  return {.real_income_pct = 100 * w.real_income,
          .trade_base_musd = w.trade_base,
          .trade_musd = w.trade,
          .trade_value_pct = 100 * w.trade_value,
          .trade_volume_pct = 100 * w.trade_volume,
          .average_tariff_base_pct = 100 * w.average_tariff_base,
          .average_tariff_pct = 100 * w.average_tariff,
          .tax_revenue_base_musd = w.tax_revenue_base,
          .tax_revenue_musd = w.tax_revenue,
          .average_tariff_goods_base_pct = 100 * w.average_tariff_goods_base,
          .average_tariff_goods_pct = 100 * w.average_tariff_goods,
          .effective_tariff_goods_pct = 100 * w.effective_tariff_goods,
          .ev_musd = w.equivalent_variation};
}

}  // namespace tariffsim
