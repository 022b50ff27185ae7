#include "policy/apply_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "policy/agreement.hpp"
#include "policy/retaliation.hpp"

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

  void apply(const PolicyLine& line) {
    line_ = &line;
    if (line.begins_scenario) start_ = answered_ = policy_.tariff;
    std::visit([this](const auto& instrument) { write(instrument); }, line.instrument);
  }

  AppliedPolicy take() {
    for (LineAudit& entry : audit_) average(entry);
    for (const IdleAnswer& idle : idle_answers_)
      audit_[idle.entry].too_early = has_unanswered(*idle.line);
    return {std::move(policy_), std::move(audit_)};
  }

 private:
  void write(const LevyChange& line) {
    begin_entry(line.wedge);
    if (line.wedge == WedgeKind::tariff && line.change == RateChange::set) count_moves(line.rates);
    write_rates(line.change, line.rates, line.coverage, levels_of(line.wedge));
  }

  void write(const Exemption& line) {
    begin_entry(WedgeKind::tariff);
    for_each_cell(line.cells, [&](Index i, Index n, Index s) {
      move_rate(policy_.tariff, {i, n, s, start()(i, n, s)}, 1.0);
    });
  }

  void write(const TradeCostChange& line) {
    begin_entry(WedgeKind::trade_cost);
    change_costs(line.cells, line.change);
  }

  void write(const Embargo& line) {
    begin_entry(WedgeKind::trade_cost);
    audit_.back().ends_trade = true;
    Cube& costs = levels_of(WedgeKind::trade_cost);
    for (const Cells& cells : line.cells) {
      for_each_cell(cells, [&](Index i, Index n, Index s) {
        double& cost = costs(i, n, s);
        const double before = cost;
        cost = std::numeric_limits<double>::infinity();
        record(i, n, s, before - 1.0, cost - 1.0);
      });
    }
  }

  void write(const Agreement& line) {
    if (line.tariff || !line.customs_union.empty()) begin_entry(WedgeKind::tariff);
    if (line.tariff) {
      for (const auto& [from, to] : line.routes)
        write_rates(RateChange::at_most, OneRate{{from, to, line.tariff_sectors}, *line.tariff},
                    1.0, policy_.tariff);
    }
    if (!line.customs_union.empty())
      write_rates(
          RateChange::set,
          common_external_tariff(world_, policy_.tariff, line.customs_union, line.tariff_sectors),
          1.0, policy_.tariff);
    if (line.trade_cost == 0) return;
    begin_entry(WedgeKind::trade_cost);
    for (const auto& [from, to] : line.routes)
      change_costs({from, to, line.cost_sectors}, line.trade_cost);
  }

  void write(const Retaliation& line) {
    begin_entry(WedgeKind::tariff);
    if (answered_.countries() == 0) answered_ = world_.tariff;
    if (!has_unanswered(line)) idle_answers_.push_back({audit_.size() - 1, &line});
    std::vector<CellRate> answers;
    for (const Index by : line.by) {
      for (const Index against : line.against) {
        if (by == against) continue;
        const std::vector<CellRate> more =
            answer(line, world_, take_unanswered(by, against), by, against);
        answers.insert(answers.end(), more.begin(), more.end());
      }
    }
    if (line.matched)
      for (const CellRate& cell : answers)
        audit_.back().matched = std::max(audit_.back().matched, cell.rate);
    write_rates(RateChange::add, answers, 1.0, policy_.tariff);
  }

  /// Which tariffs one rate for all raises, and which it lowers.
  void count_moves(const Rates& rates) {
    const auto* one = std::get_if<OneRate>(&rates);
    if (one == nullptr) return;
    LineAudit& entry = audit_.back();
    for_each_cell(one->cells, [&](Index i, Index n, Index s) {
      const double before = policy_.tariff(i, n, s);
      if (world_.flow(i, n, s) <= 0) return;
      if (one->rate > before) ++entry.raised;
      if (one->rate >= before) return;
      if (++entry.lowered == 1 || before > entry.highest_lowered.rate)
        entry.highest_lowered = {i, n, s, before};
    });
  }

  /// An answer that found nothing to answer.
  struct IdleAnswer {
    std::size_t entry;  // of audit_
    const Retaliation* line;
  };

  bool has_unanswered(const Retaliation& line) const {
    for (const Index by : line.by)
      for (const Index against : line.against)
        for (Index s = 0; by != against && s < world_.n_sectors(); ++s)
          if (policy_.tariff(by, against, s) > answered_(by, against, s)) return true;
    return false;
  }

  /// Makes averages of the sums.
  static void average(LineAudit& entry) {
    const double trade = entry.of_rates() ? entry.trade : entry.trade - entry.embargoed;
    if (entry.trade <= 0) return;
    if (trade <= 0) {
      entry.average_before = entry.average_after = std::numeric_limits<double>::infinity();
      return;
    }
    entry.average_before /= trade;
    entry.average_after /= trade;
  }

  const Cube& start() const { return start_.countries() == 0 ? world_.tariff : start_; }

  /// Points by sector that `against` has added on `by` since the start or the last answer, which
  /// are answered from now on.
  Vector take_unanswered(Index by, Index against) {
    Vector added(world_.n_sectors());
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      double& answered = answered_(by, against, s);
      added(s) = std::max(0.0, policy_.tariff(by, against, s) - answered);
      answered = std::max(answered, policy_.tariff(by, against, s));
    }
    return added;
  }

  void begin_entry(WedgeKind wedge) {
    audit_.emplace_back();
    audit_.back().text = line_->text;
    audit_.back().place = line_->place;
    audit_.back().wedge = wedge;
  }

  void change_costs(const Cells& cells, double change) {
    Cube& costs = levels_of(WedgeKind::trade_cost);
    for_each_cell(cells, [&](Index i, Index n, Index s) {
      double& cost = costs(i, n, s);
      const double before = cost;
      cost *= 1.0 + line_->in_force * change;
      record(i, n, s, before - 1.0, cost - 1.0);
    });
  }

  void write_rates(RateChange change, const Rates& rates, double coverage, Cube& levels) {
    for_each_rate(rates, [&](Index i, Index n, Index s, double rate) {
      move_rate(levels, {i, n, s, changed_rate(change, levels(i, n, s), rate)}, coverage);
    });
  }

  /// Moves a rate towards a new one, as far as coverage and schedule go.
  void move_rate(Cube& levels, const CellRate& target, double coverage) {
    const auto [i, n, s, rate] = target;
    double& level = levels(i, n, s);
    const double before = level;
    const double part = coverage * line_->in_force;
    level = part == 1.0 ? rate : before + part * (rate - before);
    require_above_minus_one(i, n, s, level);
    if (level < 0) ++audit_.back().negative;
    record(i, n, s, before, level);
  }

  void record(Index i, Index n, Index s, double before, double after) {
    LineAudit& entry = audit_.back();
    const double flow = world_.flow(i, n, s);
    ++entry.cells_covered;
    if (after != before) {
      ++entry.cells;
      entry.trade_changed += flow;
    }
    if (flow <= 0) return;
    entry.trade += flow;
    if (entry.of_rates() ? no_trade(i, n, s) : std::isinf(before)) entry.embargoed += flow;
    if (std::isinf(before)) return;
    entry.average_before += flow * before;  // a sum until take()
    entry.average_after += flow * after;
  }

  bool no_trade(Index i, Index n, Index s) const {
    return std::isinf(trade_cost_at(policy_, i, n, s));
  }

  void require_above_minus_one(Index i, Index n, Index s, double rate) const {
    if (rate > -1.0) return;
    const auto code = [](const auto& labels, Index at) {
      return labels[static_cast<std::size_t>(at)].code;
    };
    throw InputError(line_->place,
                     fmt::format("the rate of {} from {} to {} becomes {:g} %: it must stay "
                                 "above -100 %",
                                 code(world_.sectors, s), code(world_.countries, i),
                                 code(world_.countries, n), 100 * rate));
  }

  /// To be written to, and so there from now on.
  Cube& levels_of(WedgeKind kind) {
    const Wedge& wedge = wedge_of(kind);
    Cube& levels = policy_.*wedge.levels;
    if (levels.countries() == 0)
      levels = Cube(world_.n_countries(), world_.n_sectors(), wedge.neutral);
    return levels;
  }

  const World& world_;
  TradePolicy policy_;
  Cube start_;     // tariffs at the last PolicyLine::begins_scenario; empty: those of the world
  Cube answered_;  // tariff of `against` on `by` (exporter = by) up to which it has been answered
  std::vector<LineAudit> audit_;
  std::vector<IdleAnswer> idle_answers_;
  const PolicyLine* line_ = nullptr;
};

}  // namespace

AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines) {
  Application application(world);
  for (const PolicyLine& line : lines) application.apply(line);
  return application.take();
}

}  // namespace tariffsim
