#include "policy/instrument.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace tariffsim {
namespace {

/// Calls visit(exporter, importer, sector) for each cell but a country's trade with itself.
template <typename Visit>
void for_each_cell(const Cells& cells, const Visit& visit) {
  for (const Index s : cells.sectors) {
    for (const Index n : cells.importers) {
      for (const Index i : cells.exporters) {
        if (i != n) visit(i, n, s);
      }
    }
  }
}

template <typename Visit>  // visit(exporter, importer, sector, rate)
void for_each_rate(const Rates& rates, const Visit& visit) {
  if (const auto* one = std::get_if<OneRate>(&rates)) {
    for_each_cell(one->cells, [&](Index i, Index n, Index s) { visit(i, n, s, one->rate); });
    return;
  }
  for (const CellRate& cell : std::get<std::vector<CellRate>>(rates)) {
    if (cell.exporter != cell.importer) {
      visit(cell.exporter, cell.importer, cell.sector, cell.rate);
    }
  }
}

double changed_rate(RateChange change, double old_rate, double rate) {
  switch (change) {
    case RateChange::set:
      return rate;
    case RateChange::add:
      return old_rate + rate;
    case RateChange::multiply:
      return old_rate * rate;
    case RateChange::at_least:
      return std::max(old_rate, rate);
    case RateChange::at_most:
      return std::min(old_rate, rate);
  }
  return old_rate;
}

/// Applies one line after another to a policy, keeping the audit of each.
class Application {
 public:
  explicit Application(const World& world) : world_(world), policy_(baseline_policy(world)) {}

  LineAudit apply(const PolicyLine& line) {
    audit_ = {};
    audit_.text = line.text;
    weight_before_ = weight_after_ = 0;
    place_ = line.place;
    std::visit([this](const auto& instrument) { write(instrument); }, line.instrument);
    if (audit_.trade > 0) {
      audit_.average_before = weight_before_ / audit_.trade;
      audit_.average_after = weight_after_ / audit_.trade;
    }
    return audit_;
  }

  TradePolicy take() { return std::move(policy_); }

 private:
  void write(const TariffChange& line) { write_rates(line.change, line.rates, policy_.tariff); }

  void write(const ExportTaxChange& line) {
    if (policy_.export_tax.countries() == 0) policy_.export_tax = empty_cube(0.0);
    write_rates(line.change, line.rates, policy_.export_tax);
  }

  void write(const TradeCostChange& line) {
    trade_cost();
    for_each_cell(line.cells, [&](Index i, Index n, Index s) {
      double& cost = policy_.trade_cost(i, n, s);
      const double before = cost;
      cost *= 1.0 + line.change;
      record(i, n, s, before - 1.0, cost - 1.0);
    });
  }

  void write(const Embargo& line) {
    trade_cost();
    for (const Cells& cells : line.cells) {
      for_each_cell(cells, [&](Index i, Index n, Index s) {
        double& cost = policy_.trade_cost(i, n, s);
        const double before = cost;
        cost = std::numeric_limits<double>::infinity();
        record(i, n, s, before - 1.0, cost - 1.0);
      });
    }
  }

  void write_rates(RateChange change, const Rates& rates, Cube& levels) {
    for_each_rate(rates, [&](Index i, Index n, Index s, double rate) {
      double& level = levels(i, n, s);
      const double before = level;
      level = changed_rate(change, before, rate);
      require_above_minus_one(i, n, s, level);
      if (level < 0) ++audit_.negative;
      record(i, n, s, before, level);
    });
  }

  void record(Index i, Index n, Index s, double before, double after) {
    if (after != before) ++audit_.cells;
    const double flow = world_.flow(i, n, s);
    if (flow <= 0) return;
    audit_.trade += flow;
    weight_before_ += flow * before;
    weight_after_ += flow * after;
  }

  void require_above_minus_one(Index i, Index n, Index s, double rate) const {
    if (rate > -1.0) return;
    const auto code = [](const auto& labels, Index at) {
      return labels[static_cast<std::size_t>(at)].code;
    };
    throw InputError(place_,
                     fmt::format("the rate of {} from {} to {} becomes {:g} %: it must stay "
                                 "above -100 %",
                                 code(world_.sectors, s), code(world_.countries, i),
                                 code(world_.countries, n), 100 * rate));
  }

  void trade_cost() {
    if (policy_.trade_cost.countries() == 0) policy_.trade_cost = empty_cube(1.0);
  }
  Cube empty_cube(double value) const { return {world_.n_countries(), world_.n_sectors(), value}; }

  const World& world_;
  TradePolicy policy_;
  LineAudit audit_;
  Place place_;
  double weight_before_ = 0;
  double weight_after_ = 0;
};

}  // namespace

AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines) {
  Application application(world);
  AppliedPolicy applied;
  for (const PolicyLine& line : lines) applied.audit.push_back(application.apply(line));
  applied.policy = application.take();
  return applied;
}

}  // namespace tariffsim
