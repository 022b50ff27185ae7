// What stands between an exporter and an importer: one record for each kind of wedge, and the one
// way to walk them. A kind that is added here is solved, certified and reported, and a tax has its
// line of a policy. What data hold of it is read and calibrated for tariffs and export taxes only.
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "policy/trade_policy.hpp"

namespace tariffsim {

enum class WedgeKind { tariff, export_tax, trade_cost };

/// Who gets what a wedge takes from the buyer. If it is nobody, it is burnt.
enum class Collector { importer, exporter, nobody };

struct Wedge {
  WedgeKind kind;
  const char* key;   ///< its line of a policy: "export_tax"
  const char* name;  ///< "export tax"
  Collector collector;
  double neutral;  ///< the value that changes nothing: 0 of a rate, 1 of a cost factor. A cube that
                   ///< would hold nothing else may be empty, but that of tariffs is full.
  Cube TradePolicy::*levels;  ///< new values
  Cube World::*base;          ///< old values; nullptr if the world has none, since they are part of
                              ///< what was observed
  const char* tax_on;         ///< before the partners, in sentences: "taxes on exports to "
  const char* subsidy_on;     ///< the same if rates are below zero
  const char* meaning;  ///< of its line, in the key reference; empty: the line has keys of its own
  const char* line_meaning;  ///< the longer text there
};

inline constexpr std::array kWedges{
    Wedge{WedgeKind::tariff, "tariff", "tariff", Collector::importer, 0, &TradePolicy::tariff,
          &World::tariff, "tariffs on ", "subsidies on imports from ", "Duties on imports.",
          "Duties that importers levy. A rate is `25%` or `0.25`, or a CSV file with the column "
          "`rate` and any of `exporter`, `importer` and `sector`; the selectors cover what the "
          "file's columns do not, and choose among its rows. With a column `date` rows hold from "
          "that day on, until a later one of the same cell; `on` chooses the day. With `increase` "
          "in place of `rate`, `set` makes the rate the one of the data (that of the baseline or "
          "`in_data`) plus the increase. A tariff on oneself is ignored."},
    Wedge{WedgeKind::export_tax, "export_tax", "export tax", Collector::exporter, 0,
          &TradePolicy::export_tax, &World::export_tax, "taxes on exports to ",
          "subsidies on exports to ", "Taxes on exports; negative ones are subsidies.",
          "Taxes that exporters levy, with rates and files of rates as for a tariff."},
    Wedge{WedgeKind::trade_cost, "trade_cost", "trade cost", Collector::nobody, 1,
          &TradePolicy::trade_cost, nullptr, "", "", "", ""},
};

constexpr const Wedge& wedge_of(WedgeKind kind) {
  for (const Wedge& wedge : kWedges)
    if (wedge.kind == kind) return wedge;
  return kWedges.front();
}

/// 1 + rate of what is collected; of a cost the value itself.
constexpr double factor_of(const Wedge& wedge, double value) { return value + (1 - wedge.neutral); }

/// The cube of a wedge, or nullptr if it is neutral in every cell.
inline const Cube* stored(const Wedge& wedge, const TradePolicy& policy) {
  const Cube& cube = policy.*wedge.levels;
  return cube.countries() == 0 ? nullptr : &cube;
}
inline const Cube* stored(const Wedge& wedge, const World& world) {
  if (wedge.base == nullptr || (world.*wedge.base).countries() == 0) return nullptr;
  return &(world.*wedge.base);
}

/// `in` is a TradePolicy or a World, here and below.
template <class Levels>
double value_at(const Wedge& wedge, const Levels& in, Index exporter, Index importer,
                Index sector) {
  const Cube* cube = stored(wedge, in);
  return cube == nullptr ? wedge.neutral : (*cube)(exporter, importer, sector);
}

/// Whether anything is collected by `who`, be it at a rate of zero.
template <class Levels>
bool collects(const Levels& in, Collector who) {
  return std::any_of(kWedges.begin(), kWedges.end(), [&](const Wedge& wedge) {
    return wedge.collector == who && stored(wedge, in) != nullptr;
  });
}

/// (1 + r1)(1 + r2)... - 1 over the rates that `who` collects: the tax on a value that does not
/// include it.
template <class Levels>
double rate_at(const Levels& in, Collector who, Index exporter, Index importer, Index sector) {
  double rate = 0;
  for (const Wedge& wedge : kWedges) {
    if (wedge.collector != who || stored(wedge, in) == nullptr) continue;
    rate += (*stored(wedge, in))(exporter, importer, sector) * (1 + rate);
  }
  return rate;
}

/// The same of all exporters to one importer of one sector, N.
template <class Levels>
void compute_rates(const Levels& in, Collector who, Index importer, Index sector,
                   Eigen::ArrayXd& rates) {
  bool first = true;
  for (const Wedge& wedge : kWedges) {
    if (wedge.collector != who || stored(wedge, in) == nullptr) continue;
    const auto more = stored(wedge, in)->sector(sector).col(importer).array();
    if (std::exchange(first, false))
      rates = more;
    else
      rates += more * (1 + rates);
  }
  if (first) rates.setZero(in.tariff.countries());
}

/// d': the product of all costs that nobody collects; infinity if there is no trade.
inline double trade_cost_at(const TradePolicy& policy, Index exporter, Index importer,
                            Index sector) {
  double cost = 1;
  for (const Wedge& wedge : kWedges)
    if (wedge.collector == Collector::nobody)
      cost *= value_at(wedge, policy, exporter, importer, sector);
  return cost;
}

/// T = (1+t')(1+e')d' / ((1+t)(1+e)) (sim/model.md, section 2.1) of all exporters to one importer
/// of one sector, N: the product over wedges of new over old; exactly 1 where nothing changed.
void compute_wedge_changes(const World& world, const TradePolicy& policy, Index importer,
                           Index sector, Eigen::ArrayXd& changes);

/// The part of it that somebody collects, (1+t')(1+e') / ((1+t)(1+e)), N.
void compute_tax_changes(const World& world, const TradePolicy& policy, Index importer,
                         Index sector, Eigen::ArrayXd& changes);

/// Whether any wedge has another value than in the world.
bool is_changed(const World& world, const TradePolicy& policy, Index exporter, Index importer,
                Index sector);
/// The same of any exporter to one importer of one sector.
bool is_column_changed(const World& world, const TradePolicy& policy, Index importer, Index sector);

}  // namespace tariffsim
