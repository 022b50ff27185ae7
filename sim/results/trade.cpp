// The measures of pairs of countries, and of flows: one cell of trade each.
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "outcomes/measures.hpp"
#include "policy/wedge.hpp"
#include "results/rows.hpp"
#include "results/shared_texts.hpp"

namespace tariffsim {
namespace {

constexpr MeasureText kFlowBase{"flow_base_musd", "sales before, before duty"};
constexpr MeasureText kFlow{"flow_musd", "sales after, before duty"};
constexpr MeasureText kFlowChange{"flow_pct", "change of sales before duty"};
constexpr MeasureText kTradeCost{
    "trade_cost_pct",
    "change of trade costs other than taxes, weighted by trade before; 0 under an embargo"};

constexpr MeasureText kBorderPrice{
    "border_price_pct",
    "change of the price at the importer's border before duty, weighted by trade before; under an "
    "embargo, of the price that the seller asks"};

/// Sums over the sectors of a pair, or of several; those of rates weighted by base flows.
struct PairSums {
  double before = 0, after = 0;
  double duty_base = 0, duty = 0, export_tax_base = 0, export_tax = 0;
  double allowed = 0, extra_cost = 0;  // base flows without embargo, and their costlier trade
  double closed = 0;                   // base flows under one
  double goods_base = 0, goods = 0;
  double goods_sold = 0, goods_duty = 0;  // after; `goods` counts for balances
  double at_new_prices = 0;               // base flows
  double at_old_prices = 0;               // flows after
  DutyIncidence incidence;
};

void add_part(const PartFlow& part, double unit_cost, PairSums& sums) {
  sums.duty_base += part.duty_rate_before * part.before;
  sums.duty += part.duty_rate * part.before;
  sums.export_tax_base += part.export_rate_before * part.before;
  sums.export_tax += part.export_tax_rate() * part.before;
  if (part.before > 0) {
    const double price = importer_border_price(unit_cost, part);
    sums.at_new_prices += part.before * price;
    sums.at_old_prices += part.after / price;
  }
  if (std::isinf(part.trade_cost)) {
    sums.closed += part.before;
    return;
  }
  sums.allowed += part.before;
  sums.extra_cost += (part.trade_cost - 1) * part.before;
}

void add_cell(const Outcome& outcome, Index i, Index n, Index s, PairSums& sums) {
  const World& base = outcome.base();
  const double flow = base.flow(i, n, s), after = outcome.after().flow(i, n, s);
  sums.before += flow;
  sums.after += after;
  const double unit_cost = outcome.equilibrium().unit_cost()(i, s);
  const bool is_goods = base.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods;
  for_each_part(base, outcome.parted_policy(), outcome.after(), i, n, s, [&](const PartFlow& part) {
    add_part(part, unit_cost, sums);
    if (is_goods) sums.goods_duty += part.duty_rate * part.after;
    if (i != n) sums.incidence.add(duty_incidence(unit_cost, part));
  });
  if (is_goods) {
    sums.goods_base += flow;
    sums.goods += after;
    sums.goods_sold += after;
  }
}

void add_pair(const Outcome& outcome, Index i, Index n, PairSums& sums) {
  for (Index s = 0; s < outcome.base().n_sectors(); ++s) add_cell(outcome, i, n, s, sums);
}

/// What the row of a pair was made from, as far as it tells; but its balance.
void add_row_of_pair(const PairRow& row, PairSums& sums) {
  const double before = row.flow_base_musd;
  sums.before += before;
  sums.after += row.flow_musd;
  if (!(before > 0)) return;
  const double allowed = before * (1 - row.embargoed_pct / 100);
  sums.duty_base += before * row.tariff_base_pct / 100;
  sums.duty += before * row.tariff_pct / 100;
  sums.export_tax_base += before * row.export_tax_base_pct / 100;
  sums.export_tax += before * row.export_tax_pct / 100;
  sums.closed += before - allowed;
  sums.allowed += allowed;
  sums.extra_cost += allowed * row.trade_cost_pct / 100;
  sums.at_new_prices += before * (1 + row.border_price_pct / 100);
  sums.at_old_prices += before * (1 + row.flow_volume_pct / 100);
  sums.goods_sold += row.goods_flow_musd;
  sums.goods_duty += row.goods_duty_musd;
  sums.incidence.add({row.duty_borne_by_exporters_musd, row.duty_borne_by_buyers_musd, before});
}

double share_pct(double part, double whole) {
  return whole > 0 ? 100 * part / whole : std::nan("");
}

/// What a pair trades, and what it trades the other way.
struct PairTrade {
  PairSums there, back;
};

using PairRecord = MeasureRecord<PairRow, PairTrade>;

/// In the order of pairs.csv: a new measure stands at the end.
std::span<const PairRecord> pair_records() {
  using Row = PairRow;
  using P = PairTrade;
  static constexpr auto kRecords = std::to_array<PairRecord>(
      {{kFlowBase, &Row::flow_base_musd, [](const P& p) { return p.there.before; }},
       {kFlow, &Row::flow_musd, [](const P& p) { return p.there.after; }},
       {kFlowChange, &Row::flow_pct,
        [](const P& p) { return percent_change(p.there.before, p.there.after); }},
       {{"tariff_base_pct", "tariff before, weighted by trade before"},
        &Row::tariff_base_pct,
        [](const P& p) { return share_pct(p.there.duty_base, p.there.before); }},
       {{"tariff_pct", "tariff after, weighted by trade before"},
        &Row::tariff_pct,
        [](const P& p) { return share_pct(p.there.duty, p.there.before); }},
       {{"export_tax_base_pct", "export tax before, weighted by trade before"},
        &Row::export_tax_base_pct,
        [](const P& p) { return share_pct(p.there.export_tax_base, p.there.before); }},
       {{"export_tax_pct", "export tax after, weighted by trade before"},
        &Row::export_tax_pct,
        [](const P& p) { return share_pct(p.there.export_tax, p.there.before); }},
       {kTradeCost, &Row::trade_cost_pct,
        [](const P& p) {
          return p.there.allowed > 0 ? 100 * p.there.extra_cost / p.there.allowed : 0;
        }},
       {{"embargoed_pct", "share of trade before that is not allowed after"},
        &Row::embargoed_pct,
        [](const P& p) { return share_pct(p.there.closed, p.there.before); }},
       {shared::kGoodsBalanceBase, &Row::goods_balance_base_musd,
        [](const P& p) { return p.there.goods_base - p.back.goods_base; }},
       {shared::kGoodsBalance, &Row::goods_balance_musd,
        [](const P& p) { return p.there.goods - p.back.goods; }},
       {kBorderPrice, &Row::border_price_pct,
        [](const P& p) { return percent_change(p.there.before, p.there.at_new_prices); }},
       {shared::kExportersShare, &Row::exporters_share_of_duty,
        [](const P& p) { return p.there.incidence.exporters_share(); }},
       {{"flow_volume_pct", "change of the volume of sales: after, at border prices before"},
        &Row::flow_volume_pct,
        [](const P& p) { return percent_change(p.there.before, p.there.at_old_prices); }},
       {{"goods_flow_musd", "sales of goods after, before duty"},
        &Row::goods_flow_musd,
        [](const P& p) { return p.there.goods_sold; }},
       {{"goods_duty_musd", "duties collected on goods after"},
        &Row::goods_duty_musd,
        [](const P& p) { return p.there.goods_duty; }},
       {shared::kDutyBorneByExporters, &Row::duty_borne_by_exporters_musd,
        [](const P& p) { return p.there.incidence.borne_by_exporters; }},
       {shared::kDutyBorneByBuyers, &Row::duty_borne_by_buyers_musd,
        [](const P& p) { return p.there.incidence.borne_by_buyers; }}});
  return kRecords;
}

/// One cell of trade: what is sold, and the factor d' on its cost.
struct FlowCell {
  const Outcome& outcome;
  Index exporter, importer, sector;
  double before, after;
  double trade_cost = 0;    // of the parts without embargo, weighted by trade before
  double border_price = 0;  // a hat, weighted so
  double embargoed = 0;     // share of the parts with it
  double to_exporters = 0;  // what importers' licences bring exporters, of the value before it

  double rate_before(Collector who) const {
    return rate_at(outcome.base(), who, exporter, importer, sector);
  }
  double rate_after(Collector who) const {
    return rate_at(outcome.policy(), who, exporter, importer, sector);
  }
  /// Duty over sales, and what licences cost.
  double buyers_rate() const {
    const double rate =
        rate_at(outcome.effective_policy(), Collector::importer, exporter, importer, sector);
    return to_exporters == 0 ? rate : (1 + rate) * (1 + to_exporters) - 1;
  }
};

FlowCell flow_cell(const Outcome& outcome, Index i, Index n, Index s) {
  FlowCell cell{outcome, i, n, s, outcome.base().flow(i, n, s), outcome.after().flow(i, n, s)};
  const double unit_cost = outcome.equilibrium().unit_cost()(i, s);
  const PolicyCell* parts = outcome.parted_policy().cell(i, n, s);
  cell.trade_cost = trade_cost_at(outcome.policy(), i, n, s);
  for_each_part(
      outcome.base(), outcome.parted_policy(), outcome.after(), i, n, s, [&](const PartFlow& part) {
        const double weight = parts == nullptr || cell.before <= 0 ? 1 : part.before / cell.before;
        cell.border_price += weight * importer_border_price(unit_cost, part);
        if (std::isinf(part.trade_cost)) cell.embargoed += weight;
        if (cell.after > 0) cell.to_exporters += part.licence.abroad * part.after / cell.after;
      });
  return cell;
}

using FlowRecord = MeasureRecord<FlowRow, FlowCell>;

/// In the order of flows.csv: a new measure stands at the end.
std::span<const FlowRecord> flow_records() {
  using Row = FlowRow;
  using F = FlowCell;
  static constexpr auto kRecords = std::to_array<FlowRecord>(
      {{kFlowBase, &Row::flow_base_musd, [](const F& f) { return f.before; }},
       {kFlow, &Row::flow_musd, [](const F& f) { return f.after; }},
       {kFlowChange, &Row::flow_pct, [](const F& f) { return percent_change(f.before, f.after); }},
       {{"tariff_base", "tariff before"},
        &Row::tariff_base,
        [](const F& f) { return f.rate_before(Collector::importer); }},
       {{"tariff", "tariff after"},
        &Row::tariff,
        [](const F& f) { return f.rate_after(Collector::importer); }},
       {{"export_tax_base", "export tax before"},
        &Row::export_tax_base,
        [](const F& f) { return f.rate_before(Collector::exporter); }},
       {{"export_tax", "export tax after; of a flow it is export_tax / (1 + export_tax)"},
        &Row::export_tax,
        [](const F& f) { return f.rate_after(Collector::exporter); }},
       {kTradeCost, &Row::trade_cost_pct,
        [](const F& f) { return std::isinf(f.trade_cost) ? 0 : 100 * (f.trade_cost - 1); }},
       {{"embargoed",
         "share of sales before that is forbidden after: 1 under an embargo, else 0; between 0 and "
         "1 if the embargo is on part of the goods"},
        &Row::embargoed,
        [](const F& f) { return f.embargoed; }},
       {kBorderPrice, &Row::border_price_pct,
        [](const F& f) { return 100 * (f.border_price - 1); }},
       {{"tariff_effective",
         "duty, and the price of licences under a quota, over sales after; differs from `tariff` "
         "under a quota, and where part of the goods pays another rate"},
        &Row::tariff_effective,
        [](const F& f) { return f.buyers_rate(); }}});
  return kRecords;
}

FlowRow flow_row(const Outcome& outcome, Index i, Index n, Index s) {
  FlowRow row{};
  row.exporter = i;
  row.importer = n;
  row.sector = s;
  const FlowCell cell = flow_cell(outcome, i, n, s);
  return measured(row, cell, flow_records());
}

PairRow pair_row(const Outcome& outcome, Index exporter, Index importer) {
  PairRow row{};
  row.exporter = outcome.base().countries[static_cast<std::size_t>(exporter)].code;
  row.importer = outcome.base().countries[static_cast<std::size_t>(importer)].code;
  PairTrade trade;
  add_pair(outcome, exporter, importer, trade.there);
  add_pair(outcome, importer, exporter, trade.back);
  return measured(std::move(row), trade, pair_records());
}

}  // namespace

PairRow pair_row(const Outcome& outcome, const NamedGroup& exporters, const NamedGroup& importers,
                 const std::vector<Index>* sectors) {
  const auto add = [&](Index i, Index n, PairSums& sums) {
    if (sectors == nullptr) return add_pair(outcome, i, n, sums);
    for (const Index s : *sectors) add_cell(outcome, i, n, s, sums);
  };
  PairRow row{};
  row.exporter = exporters.name;
  row.importer = importers.name;
  PairTrade trade;
  for (const Index i : exporters.members)
    for (const Index n : importers.members) {
      if (i == n) continue;
      add(i, n, trade.there);
      add(n, i, trade.back);
    }
  return measured(std::move(row), trade, pair_records());
}

PairRow pair_row(const std::string& exporters, const std::string& importers,
                 const std::vector<PairRow>& there, const std::vector<PairRow>& back) {
  PairRow row{};
  row.exporter = exporters;
  row.importer = importers;
  PairTrade trade;
  std::set<std::pair<std::string, std::string>> balanced;  // who sells to whom
  for (const PairRow& one : there) {
    add_row_of_pair(one, trade.there);
    balanced.emplace(one.exporter, one.importer);
    // A balance is of both directions: there it counts whole, and nothing the other way.
    trade.there.goods_base += one.goods_balance_base_musd;
    trade.there.goods += one.goods_balance_musd;
  }
  for (const PairRow& one : back) {
    add_row_of_pair(one, trade.back);
    if (balanced.count({one.importer, one.exporter}) > 0) continue;  // nothing is sold there
    trade.back.goods_base += one.goods_balance_base_musd;
    trade.back.goods += one.goods_balance_musd;
  }
  return measured(std::move(row), trade, pair_records());
}

const std::vector<Measure<PairRow>>& pair_measures() {
  static const auto measures = measures_of_one(pair_records());
  return measures;
}

const std::vector<Measure<FlowRow>>& flow_measures() {
  static const auto measures = measures_of_one(flow_records());
  return measures;
}

void for_each_flow(const Outcome& outcome, const std::function<void(const FlowRow&)>& take) {
  const World& base = outcome.base();
  for (Index i = 0; i < base.n_countries(); ++i)
    for (Index n = 0; n < base.n_countries(); ++n)
      for (Index s = 0; s < base.n_sectors(); ++s) {
        if (base.flow(i, n, s) != 0 || outcome.after().flow(i, n, s) != 0)
          take(flow_row(outcome, i, n, s));
      }
}

void for_each_pair(const Outcome& outcome, const std::function<void(Index, Index, PairRow)>& take) {
  const Index n_countries = outcome.base().n_countries();
  for (Index i = 0; i < n_countries; ++i)
    for (Index n = 0; n < n_countries; ++n) {
      PairRow row = pair_row(outcome, i, n);
      if (row.flow_base_musd != 0 || row.flow_musd != 0) take(i, n, std::move(row));
    }
}

std::vector<FlowRow> flow_rows(const Outcome& outcome) {
  std::vector<FlowRow> rows;
  rows.reserve(outcome.base().flow.values().size());
  for_each_flow(outcome, [&](const FlowRow& row) { rows.push_back(row); });
  return rows;
}

std::vector<PairRow> pair_rows(const Outcome& outcome) {
  std::vector<PairRow> rows;
  for_each_pair(outcome, [&](Index, Index, PairRow row) { rows.push_back(std::move(row)); });
  return rows;
}

}  // namespace tariffsim
