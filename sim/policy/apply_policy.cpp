#include "policy/apply_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "policy/agreement.hpp"
#include "policy/cell_parts.hpp"
#include "policy/claims.hpp"
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

template <typename Visit>  // visit(exporter, importer, sector, rate, the entry of a file or
                           // nullptr)
void for_each_rate(const Rates& rates, const Visit& visit) {
  if (const auto* one = std::get_if<OneRate>(&rates)) {
    for_each_cell(one->cells,
                  [&](Index i, Index n, Index s) { visit(i, n, s, one->rate, nullptr); });
    return;
  }
  for (const CellRate& cell : std::get<std::vector<CellRate>>(rates)) {
    if (cell.exporter != cell.importer) {
      visit(cell.exporter, cell.importer, cell.sector, cell.rate, &cell);
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
  explicit Application(const World& world) : world_(world), policy_(baseline_policy(world)) {
    PartedPolicy levied = baseline_levies(world);
    for (auto& [place, cell] : levied.parts) {
      std::vector<LevyPart> parts;
      for (PolicyPart& part : cell.parts)
        parts.push_back({part, part.before.tariff, part.before.tariff});
      cells_.emplace(place,
                     CellParts(std::move(parts), std::move(cell.names), std::move(cell.lists)));
    }
  }

  void apply(const PolicyLine& line) {
    line_ = &line;
    if (line.begins_scenario) begin_scenario();
    std::visit([this](const auto& instrument) { write(instrument); }, line.instrument);
  }

  AppliedPolicy take() {
    for (LineAudit& entry : audit_) average(entry);
    for (const IdleAnswer& idle : idle_answers_)
      audit_[idle.entry].too_early = has_unanswered(*idle.line);
    PartedPolicy policy{std::move(policy_)};
    for (const auto& [place, cell] : cells_) {
      if (is_whole(cell)) continue;
      PolicyCell& levied = policy.parts[place];
      levied.names = cell.names();
      levied.lists = cell.lists();
      for (const LevyPart& part : cell.all()) levied.parts.push_back(part.policy);
    }
    return {std::move(policy), std::move(audit_)};
  }

 private:
  void write(const LevyChange& line) {
    begin_entry(line.wedge);
    if (line.wedge == WedgeKind::tariff && line.change == RateChange::set &&
        std::holds_alternative<OneRate>(line.rates))
      counts_moves_ = true;
    if (line.claims)
      for_each_rate(line.rates, [&](Index i, Index n, Index s, double rate, const CellRate*) {
        claim({i, n, s}, *line.claims, line.change, rate);
      });
    else
      write_rates(line.wedge, line.change, line.rates, line.scope);
  }

  void write(const Exemption& line) {
    begin_entry(WedgeKind::tariff);
    for_each_cell(line.cells, [&](Index i, Index n, Index s) {
      change_cell(WedgeKind::tariff, {i, n, s}, line.scope,
                  [&](double rate, double start) { return in_part(rate, start); });
    });
  }

  void write(const TradeCostChange& line) {
    begin_entry(WedgeKind::trade_cost);
    change_costs(line.cells, line.change, line.scope);
  }

  void write(const Embargo& line) {
    begin_entry(WedgeKind::trade_cost);
    audit_.back().ends_trade = true;
    for (const Cells& cells : line.cells) {
      for_each_cell(cells, [&](Index i, Index n, Index s) {
        change_cell(WedgeKind::trade_cost, {i, n, s}, line.scope,
                    [](double, double) { return std::numeric_limits<double>::infinity(); });
      });
    }
  }

  void write(const Agreement& line) {
    if (line.tariff || !line.customs_union.empty()) begin_entry(WedgeKind::tariff);
    if (line.tariff) {
      for (const auto& [from, to] : line.routes)
        write_rates(WedgeKind::tariff, RateChange::at_most,
                    OneRate{{from, to, line.tariff_sectors}, *line.tariff}, {});
    }
    if (!line.customs_union.empty())
      write_rates(
          WedgeKind::tariff, RateChange::set,
          common_external_tariff(world_, policy_.tariff, line.customs_union, line.tariff_sectors),
          {});
    if (line.trade_cost == 0) return;
    begin_entry(WedgeKind::trade_cost);
    for (const auto& [from, to] : line.routes)
      change_costs({from, to, line.cost_sectors}, line.trade_cost, {});
  }

  void write(const Retaliation& line) {
    begin_entry(WedgeKind::tariff);
    if (answered_.countries() == 0) answered_ = world_.tariff;
    if (!has_unanswered(line)) idle_answers_.push_back({audit_.size() - 1, &line});
    std::vector<Answer> answers;
    for (const Index by : line.by) {
      for (const Index against : line.against) {
        if (by == against) continue;
        const std::vector<Answer> more =
            answer(line, world_, take_unanswered(by, against), by, against);
        answers.insert(answers.end(), more.begin(), more.end());
      }
    }
    std::map<CellPlace, std::vector<const Answer*>> by_cell;
    for (const Answer& one : answers) {
      if (line.matched) audit_.back().matched = std::max(audit_.back().matched, one.rate);
      by_cell[one.cell].push_back(&one);
    }
    for (const auto& [at, of_cell] : by_cell)
      if (of_cell.size() == 1)
        add_answer(*of_cell.front());
      else
        add_answers(at, of_cell);
  }

  void add_answer(const Answer& one) {
    change_cell(WedgeKind::tariff, one.cell, one.goods,
                [&](double rate, double) { return in_part(rate, rate + one.rate); });
  }

  /// Several on goods of one cell.
  void add_answers(const CellPlace& at, const std::vector<const Answer*>& answers) {
    count_once(WedgeKind::tariff, at, *parts_of(at, answers.front()->goods), [&] {
      for (const Answer* one : answers) add_answer(*one);
    });
  }

  /// Several changes of the parts of one cell, which the audit counts as one.
  template <class Apply>
  void count_once(WedgeKind kind, const CellPlace& at, CellParts& cell, const Apply& apply) {
    for (LevyPart& part : cell.all()) part.before = part.policy.level(kind);
    LineAudit so_far = audit_.back();
    apply();
    so_far.negative = audit_.back().negative;
    so_far.raised = audit_.back().raised;
    so_far.lowered = audit_.back().lowered;
    so_far.highest_lowered = audit_.back().highest_lowered;
    audit_.back() = std::move(so_far);
    ++audit_.back().cells_covered;
    bool changed = false;
    for (const LevyPart& part : cell.all()) {
      const double level = part.policy.level(kind);
      record({part.before, level,
              world_.flow(at.exporter, at.importer, at.sector) * part.policy.before.flow_share,
              part_trade_cost(part.policy), level != part.before});
      changed = changed || level != part.before;
    }
    if (changed) ++audit_.back().cells;
  }

  /// Whether nothing tells the parts of a cell apart.
  static bool is_whole(const CellParts& cell) {
    const auto same = [&](const LevyPart& part) {
      const PolicyPart &a = part.policy, &b = cell.all().front().policy;
      return a.levels == b.levels && a.before.tariff == b.before.tariff &&
             a.before.export_tax == b.before.export_tax;
    };
    return cell.names().empty() && std::all_of(cell.all().begin(), cell.all().end(), same);
  }

  void begin_scenario() {
    start_ = answered_ = policy_.tariff;
    for (auto& [place, cell] : cells_)
      for (LevyPart& part : cell.all())
        part.start = part.answered = part.policy.level(WedgeKind::tariff);
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
          if (is_unanswered({by, against, s})) return true;
    return false;
  }

  bool is_unanswered(CellPlace at) const {
    if (const auto cell = cells_.find(at); cell != cells_.end()) {
      const std::vector<LevyPart>& parts = cell->second.all();
      return std::any_of(parts.begin(), parts.end(), [](const LevyPart& part) {
        return part.policy.level(WedgeKind::tariff) > part.answered;
      });
    }
    const auto [i, n, s] = at;
    return policy_.tariff(i, n, s) > answered_(i, n, s);
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
  double answered_at(CellPlace at) const {
    const Cube& answered = answered_.countries() == 0 ? world_.tariff : answered_;
    return answered(at.exporter, at.importer, at.sector);
  }

  /// What `against` has added on `by` since the start or the last answer, which is answered from
  /// now on.
  std::vector<AddedDuty> take_unanswered(Index by, Index against) {
    std::vector<AddedDuty> added;
    const auto take = [&](Index s, const PartPlace& goods, double share, double rate,
                          double& answered) {
      if (rate > answered) added.push_back({s, goods, share, rate - answered});
      answered = std::max(answered, rate);
    };
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      const auto cell = cells_.find({by, against, s});
      if (cell == cells_.end()) {
        take(s, {}, 1, policy_.tariff(by, against, s), answered_(by, against, s));
        continue;
      }
      for (LevyPart& part : cell->second.all())
        take(s, part.policy.before.place, part.policy.before.flow_share,
             part.policy.level(WedgeKind::tariff), part.answered);
    }
    return added;
  }

  void begin_entry(WedgeKind wedge) {
    audit_.emplace_back();
    audit_.back().text = line_->text;
    audit_.back().place = line_->place;
    audit_.back().wedge = wedge;
    counts_moves_ = false;
  }

  void change_costs(const Cells& cells, double change, const PartScope& scope) {
    for_each_cell(cells, [&](Index i, Index n, Index s) {
      change_cell(WedgeKind::trade_cost, {i, n, s}, scope,
                  [&](double cost, double) { return cost * (1.0 + line_->in_force * change); });
    });
  }

  void write_rates(WedgeKind wedge, RateChange change, const Rates& rates, const PartScope& scope) {
    std::map<CellPlace, std::vector<const CellRate*>> of_goods;  // entries for some goods of a cell
    const auto write_rate = [&](const CellPlace& at, double rate, const PartScope& goods) {
      change_cell(wedge, at, goods, [&](double level, double) {
        return in_part(level, changed_rate(change, level, rate));
      });
    };
    for_each_rate(rates, [&](Index i, Index n, Index s, double rate, const CellRate* entry) {
      if (entry != nullptr && !is_all(scope_of(*entry, scope)))
        of_goods[{i, n, s}].push_back(entry);
      else
        write_rate({i, n, s}, rate, scope);
    });
    for (const auto& [at, entries] : of_goods) {
      const auto write_entries = [&, at = at, &entries = entries] {
        for (const CellRate* entry : entries) write_rate(at, entry->rate, scope_of(*entry, scope));
      };
      if (entries.size() == 1)
        write_entries();
      else
        count_once(wedge, at, *parts_of(at, scope_of(*entries.front(), scope)), write_entries);
    }
  }

  /// Of an entry of a line with this scope.
  static PartScope scope_of(const CellRate& entry, const PartScope& scope) {
    PartScope own = scope;
    if (!entry.products.empty()) own.products = entry.products;
    if (!entry.part.empty()) {
      own.name = entry.part;
      own.coverage = entry.share;
    }
    return own;
  }

  /// A rate on its way to another, as far as the schedule goes.
  double in_part(double before, double target) const {
    return line_->in_force == 1.0 ? target : before + line_->in_force * (target - before);
  }

  /// A tariff that the preference of a line saves those who claim it: the cell falls into parts.
  void claim(const CellPlace& at, const ClaimShares& shares, RateChange change, double rate) {
    const auto [i, n, s] = at;
    const double paid = world_.tariff(i, n, s);
    if (cells_.count(at) > 0 || policy_.tariff(i, n, s) != paid)
      throw InputError(
          line_->place,
          fmt::format("{}: 'claims' needs rates that no other line has changed", cell_name(at)),
          "put this line first, and not behind a reference that changes them");
    const double before = unclaimed_duty(shares, paid);
    if (before < 0)
      throw InputError(
          line_->place,
          fmt::format("{}: {:g} % is collected, which no duty brings where as many claim "
                      "the preference as 'claims' says",
                      cell_name(at), 100 * paid));
    const double after = in_part(before, changed_rate(change, before, rate));
    ++audit_.back().cells_covered;
    if (after < 0)
      throw InputError(line_->place,
                       fmt::format("{}: the duty of those who do not claim becomes {:g} %: with "
                                   "'claims' it cannot be below 0",
                                   cell_name(at), 100 * after));
    CellParts cell(parts_of_claims(at, claim_parts(shares, before, after)), {}, {});
    for (const LevyPart& part : cell.all())
      record({part.policy.before.tariff, part.policy.level(WedgeKind::tariff),
              world_.flow(i, n, s) * part.policy.before.flow_share, 1, true});
    if (after != before) ++audit_.back().cells;
    std::vector<PolicyPart> parts;
    for (const LevyPart& part : cell.all()) parts.push_back(part.policy);
    for (const Wedge& wedge : kWedges)
      if (stored(wedge, policy_) != nullptr || wedge.kind == WedgeKind::trade_cost)
        levels_of(wedge.kind)(i, n, s) = average_level(wedge, parts);
    cells_.emplace(at, std::move(cell));
    claimed_.insert(at);
  }

  /// Who claims is found for the duty that one line brings.
  void require_no_claims(const CellPlace& at, WedgeKind kind) const {
    if (kind == WedgeKind::tariff && claimed_.count(at) > 0)
      throw InputError(
          line_->place,
          fmt::format("{}: a line above with 'claims' says what is paid there", cell_name(at)),
          "say all of the duty in that line");
  }

  std::vector<LevyPart> parts_of_claims(const CellPlace& at,
                                        const std::vector<ClaimPart>& claims) const {
    const auto [i, n, s] = at;
    std::vector<LevyPart> parts;
    double from = 0;
    for (const ClaimPart& claim : claims) {
      LevyPart part;
      TradePart& before = part.policy.before;
      const bool last = &claim == &claims.back();
      before = {{from, last ? 1 : from + claim.share, {}},
                claim.share,
                claim.before,
                world_.export_tax.value_or(i, n, s, 0)};
      from = before.place.to;
      part.policy.flow_share = claim.share;
      for (const Wedge& wedge : kWedges)
        part.policy.level(wedge.kind) = value_at(wedge, policy_, i, n, s);
      part.policy.level(WedgeKind::tariff) = claim.after;
      part.policy.level(WedgeKind::trade_cost) *= claim.trade_cost;
      part.start = part.answered = claim.before;
      parts.push_back(std::move(part));
    }
    return parts;
  }

  /// Gives the goods in question a new value of a wedge: change(value, tariff at the start).
  template <class Goods, class Change>
  void change_cell(WedgeKind kind, const CellPlace& at, const Goods& goods, const Change& change) {
    const auto [i, n, s] = at;
    require_no_claims(at, kind);
    Cube& levels = levels_of(kind);
    ++audit_.back().cells_covered;
    double& level = levels(i, n, s);
    CellParts* parts = parts_of(at, goods);
    if (parts == nullptr) {
      const double before = std::exchange(level, change(level, start()(i, n, s)));
      require_above_minus_one(at, kind, level);
      record({before, level, world_.flow(i, n, s), trade_cost_at(policy_, i, n, s), true});
      if (level != before) ++audit_.back().cells;
      count_move(at, before, level);
      return;
    }
    level = change_parts(kind, at, *parts, goods, change);
  }

  /// The same of a cell with parts; returns the mean after.
  template <class Goods, class Change>
  double change_parts(WedgeKind kind, const CellPlace& at, CellParts& cell, const Goods& goods,
                      const Change& change) {
    const auto [i, n, s] = at;
    const std::vector<std::size_t> hit = hit_by(cell, at, goods);
    std::vector<PolicyPart> parts;
    bool changed = false;
    for (std::size_t j = 0; j < cell.all().size(); ++j) {
      LevyPart& part = cell.all()[j];
      double& level = part.policy.level(kind);
      const double before = level;
      const bool is_hit = std::binary_search(hit.begin(), hit.end(), j);
      if (is_hit) level = change(level, part.start);
      require_above_minus_one(at, kind, level);
      record({before, level, world_.flow(i, n, s) * part.policy.before.flow_share,
              part_trade_cost(part.policy), is_hit});
      changed = changed || level != before;
      if (is_hit) count_move(at, before, level);
      parts.push_back(part.policy);
    }
    if (!changed) return levels_of(kind)(i, n, s);
    ++audit_.back().cells;
    return average_level(wedge_of(kind), parts);
  }

  /// Those of a cell that has any, or needs them now; else nullptr.
  template <class Goods>
  CellParts* parts_of(const CellPlace& at, const Goods& goods) {
    if (cells_.empty() && is_all(goods)) return nullptr;
    const auto found = cells_.find(at);
    if (found != cells_.end()) return &found->second;
    if (is_all(goods)) return nullptr;
    const auto [i, n, s] = at;
    LevyPart whole;
    whole.policy.before.tariff = world_.tariff(i, n, s);
    whole.policy.before.export_tax = world_.export_tax.value_or(i, n, s, 0);
    for (const Wedge& wedge : kWedges)
      whole.policy.level(wedge.kind) = value_at(wedge, policy_, i, n, s);
    whole.start = start()(i, n, s);
    whole.answered = answered_at(at);
    return &cells_.emplace(at, CellParts({whole}, {}, {})).first->second;
  }

  static bool is_all(const PartScope& scope) { return scope.is_whole(); }
  static bool is_all(const PartPlace& place) { return place == PartPlace{}; }

  std::vector<std::size_t> hit_by(CellParts& cell, const CellPlace& at,
                                  const PartScope& scope) const {
    if (const std::string conflict = cell.conflict(scope); !conflict.empty())
      throw InputError(line_->place, fmt::format("{}: {}", cell_name(at), conflict));
    return cell.hit(scope, scope.products ? products_of(at) : nullptr);
  }
  std::vector<std::size_t> hit_by(CellParts& cell, const CellPlace& at,
                                  const PartPlace& place) const {
    return cell.hit(place, place.products.empty() ? nullptr : products_of(at));
  }

  /// Asked only for a line that names products, so that they are seldom read.
  const ProductValues* products_of(const CellPlace& at) const {
    return world_.products == nullptr
               ? nullptr
               : world_.products->trade().cell(at.exporter, at.importer, at.sector);
  }

  /// Of one cell, or a part of it.
  struct Move {
    double before, after;  // of the wedge
    double flow;           // million
    double trade_cost;     // after
    bool hit;
  };

  void record(const Move& move) {
    LineAudit& entry = audit_.back();
    if (move.after != move.before) entry.trade_changed += move.flow;
    if (move.after < 0 && move.hit && entry.of_rates()) ++entry.negative;
    if (move.flow <= 0) return;
    entry.trade += move.flow;
    if (!move.hit) entry.trade_left += move.flow;
    if (entry.of_rates() ? std::isinf(move.trade_cost) : std::isinf(move.before))
      entry.embargoed += move.flow;
    if (std::isinf(move.before)) return;
    entry.average_before += move.flow * (move.before - wedge_of(entry.wedge).neutral);
    entry.average_after += move.flow * (move.after - wedge_of(entry.wedge).neutral);
    entry.least_after = std::min(entry.least_after.value_or(move.after), move.after);
    entry.most_after = std::max(entry.most_after.value_or(move.after), move.after);
  }

  /// Which tariffs one rate for all raises, and which it lowers.
  void count_move(const CellPlace& at, double before, double after) {
    LineAudit& entry = audit_.back();
    if (!counts_moves_ || world_.flow(at.exporter, at.importer, at.sector) <= 0) return;
    if (after > before) ++entry.raised;
    if (after >= before) return;
    if (++entry.lowered == 1 || before > entry.highest_lowered.rate)
      entry.highest_lowered = {at.exporter, at.importer, at.sector, before};
  }

  std::string cell_name(const CellPlace& at) const {
    const auto code = [](const auto& labels, Index position) {
      return labels[static_cast<std::size_t>(position)].code;
    };
    return fmt::format("{} from {} to {}", code(world_.sectors, at.sector),
                       code(world_.countries, at.exporter), code(world_.countries, at.importer));
  }

  void require_above_minus_one(const CellPlace& at, WedgeKind kind, double rate) const {
    if (rate > -1.0 || wedge_of(kind).collector == Collector::nobody) return;
    throw InputError(line_->place, fmt::format("the rate of {} becomes {:g} %: it must stay "
                                               "above -100 %",
                                               cell_name(at), 100 * rate));
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
  TradePolicy policy_;  // of a cell with parts their means
  std::map<CellPlace, CellParts> cells_;
  std::set<CellPlace> claimed_;  // those that a line with `claims` has divided
  Cube start_;     // tariffs at the last PolicyLine::begins_scenario; empty: those of the world
  Cube answered_;  // tariff of `against` on `by` (exporter = by) up to which it has been answered
  std::vector<LineAudit> audit_;
  std::vector<IdleAnswer> idle_answers_;
  const PolicyLine* line_ = nullptr;
  bool counts_moves_ = false;  // of the line
};

}  // namespace

AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines) {
  Application application(world);
  for (const PolicyLine& line : lines) application.apply(line);
  return application.take();
}

}  // namespace tariffsim
