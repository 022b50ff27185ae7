// New values for the goods of a cell, and what the audit says of them.
#pragma once

#include <utility>
#include <vector>

#include "policy/levied_cells.hpp"
#include "policy/line_audit.hpp"
#include "policy/rate_move.hpp"

namespace tariffsim {

/// Writes the changes that one line after another makes to cells.
class CellChanges {
 public:
  /// Both must outlive it.
  CellChanges(LeviedCells& cells, AuditTrail& audit) : cells_(cells), audit_(audit) {}

  /// Those that follow are of this line, which must outlive them.
  void begin(const PolicyLine& line);

  /// Gives the goods in question, a PartScope or a PartPlace, a new value of a wedge:
  /// change(value, tariff at the start of the scenario). Throws InputError naming line and cell if
  /// a rate falls to -100 % or less, goods do not fit, or what claiming a preference saves falls
  /// below 0, or changes in a cell of which some claim in the world. In a cell with claims the rate
  /// of those who claim changes too, unless the line is the one with `claims`.
  template <class Goods, class Change>
  void change_cell(WedgeKind kind, const CellPlace& at, const Goods& goods, const Change& change) {
    ++audit_.entry().cells_covered;
    CellParts* parts = parts_of(at, goods);
    if (parts == nullptr) {
      const auto [i, n, s] = at;
      double& level = cells_.levels_of(kind)(i, n, s);
      const double before = level;
      level = moved_or_same(before, change(level, cells_.start(at)));
      require_above_minus_one(at, kind, level);
      audit_.record(
          {before, level, cells_.flow(at), trade_cost_at(cells_.levels(), i, n, s), true});
      if (is_moved(before, level)) ++audit_.entry().cells;
      audit_.count_move(at, before, level, cells_.flow(at));
      return;
    }
    change_parts(kind, at, *parts, parts_hit(*parts, at, goods),
                 [&](std::size_t, LevyPart& part) { return changed_whole(kind, part, change); });
  }

  /// As change_cell for goods that are not all of a cell; returns where they lie.
  template <class Change>
  std::vector<PartPlace> change_goods(WedgeKind kind, const CellPlace& at, const PartScope& scope,
                                      const Change& change) {
    ++audit_.entry().cells_covered;
    CellParts& cell = cells_.divided(at);
    const std::vector<std::size_t> list_of = parts_hit(cell, at, scope);
    change_parts(kind, at, cell, list_of,
                 [&](std::size_t, LevyPart& part) { return changed_whole(kind, part, change); });
    std::vector<PartPlace> places;
    for (std::size_t j = 0; j < list_of.size(); ++j)
      if (list_of[j] != CellParts::kInNoList) places.push_back(cell.all()[j].policy.before.place);
    return places;
  }

  /// Gives a share of the products on each of several lists, of which no two have one in common,
  /// in the first part `upto` of the cell, new values at once: change(list, value, tariff at the
  /// start). Throws as change_cell does.
  template <class Change>
  void change_lists(WedgeKind kind, const CellPlace& at,
                    const std::vector<const std::vector<Index>*>& lists,
                    const std::vector<double>& shares, double upto, const Change& change) {
    ++audit_.entry().cells_covered;
    CellParts& cell = cells_.divided(at);
    if (upto < 1) require_no_stretch(at);
    const std::vector<std::size_t> list_of =
        cell.split_by(lists, shares, upto, cells_.products(at));
    change_parts(kind, at, cell, list_of, [&](std::size_t list, LevyPart& part) {
      return changed_whole(kind, part,
                           [&](double value, double start) { return change(list, value, start); });
    });
  }

  /// Gives goods new values at once, of a share `covered` of all of them: of several layers that
  /// lie on a good the last counts. change(layer, value, tariff at the start). Throws as
  /// change_cell does.
  template <class Change>
  void change_layers(WedgeKind kind, const CellPlace& at, const std::vector<GoodsLayer>& layers,
                     double covered, const Change& change) {
    ++audit_.entry().cells_covered;
    CellParts& cell = cells_.divided(at);
    for (const GoodsLayer& layer : layers) hit_by(cell, at, layer.scope);
    const std::vector<std::size_t> list_of = cell.split_by(layers, covered, cells_.products(at));
    change_parts(kind, at, cell, list_of, [&](std::size_t layer, LevyPart& part) {
      return changed_whole(kind, part,
                           [&](double value, double start) { return change(layer, value, start); });
    });
  }

  /// Gives contents of products a new tariff, of a share of them in the first part `upto` of the
  /// cell: change(value, tariff at the start of the scenario). Throws as change_cell does, and
  /// where contents are together more than there is of a product.
  void change_contents(const CellPlace& at, const ContentScope& content, double share, double upto,
                       const PartContents::Change& change);

  /// Several changes of parts of one cell, which apply() makes and the audit counts as one.
  template <class Apply>
  void change_at_once(WedgeKind kind, const CellPlace& at, const Apply& apply) {
    CellParts& cell = cells_.divided(at);
    for (LevyPart& part : cell.all()) {
      part.before = part.policy.level(kind);
      part.claimed.before = part.claimed.now;
    }
    const LineAudit so_far = audit_.entry();
    apply();
    count_as_one(kind, at, cell, so_far);
  }

  static bool is_all(const PartScope& scope) { return scope.is_whole(); }
  static bool is_all(const PartPlace& place) { return place == PartPlace{}; }

 private:
  /// A value that rounding alone has moved stays, but for one that is to be none.
  static double moved_or_same(double before, double after) {
    return after == 0 || is_moved(before, after) ? after : before;
  }

  /// The value of a wedge after change(value, tariff at the start) of all that units are made of.
  template <class Change>
  static double changed_whole(WedgeKind kind, LevyPart& part, const Change& change) {
    const double value = part.policy.level(kind);
    if (kind != WedgeKind::tariff || part.policy.contents.empty()) return change(value, part.start);
    return part.policy.contents.change_whole(value, part.start, change);
  }

  /// A change of a cell with parts, of those that lie in a list: change(list, part) is the value
  /// after.
  template <class Change>
  void change_parts(WedgeKind kind, const CellPlace& at, CellParts& cell,
                    const std::vector<std::size_t>& list_of, const Change& change) {
    const CellClaims* claims = kind == WedgeKind::tariff ? cells_.claims(at) : nullptr;
    bool changed = false, moved = false;
    OneIncrease increase;
    for (std::size_t j = 0; j < cell.all().size(); ++j) {
      LevyPart& part = cell.all()[j];
      const double before = part.policy.level(kind), claimed_before = part.claimed.now;
      const bool is_hit = list_of[j] != CellParts::kInNoList;
      if (is_hit && claims != nullptr && !has_claims_)
        part.claimed.now =
            of_those_who_claim(part, [&](LevyPart& one) { return change(list_of[j], one); });
      if (is_hit) part.policy.level(kind) = moved_or_same(before, change(list_of[j], part));
      const double after = part.policy.level(kind);
      require_above_minus_one(at, kind, after);
      if (claims != nullptr) require_preference(at, part);
      if (is_hit) increase.see(after - before);
      record_part(kind, at, part, {before, claimed_before}, is_hit);
      changed = changed || after != before || part.claimed.now != claimed_before;
      moved = moved || is_moved(before, after) || is_moved(claimed_before, part.claimed.now);
      if (is_hit) audit_.count_move(at, before, after, cells_.flow(at));
    }
    if (kind == WedgeKind::tariff && !increase.is_one) require_no_claims_in_world(at);
    if (moved) ++audit_.entry().cells;
    if (changed) cells_.take_means(at, kind);
  }

  /// Whether all changes are the same, so that what claiming saves stays.
  struct OneIncrease {
    bool is_one = true, begun = false;
    double by = 0;
    void see(double more);
  };

  /// What change(part) makes of the tariff of those who claim.
  template <class Change>
  static double of_those_who_claim(const LevyPart& part, const Change& change) {
    LevyPart one = part;
    one.policy.level(WedgeKind::tariff) = part.claimed.now;
    one.start = part.claimed.start;
    return change(one);
  }

  /// Those of a cell that has any, or needs them now; else nullptr.
  template <class Goods>
  CellParts* parts_of(const CellPlace& at, const Goods& goods) {
    if (!is_all(goods)) return &cells_.divided(at);
    return cells_.has_parts() ? cells_.parts(at) : nullptr;
  }

  /// The goods in question as the one list that there is, part by part.
  template <class Goods>
  std::vector<std::size_t> parts_hit(CellParts& cell, const CellPlace& at, const Goods& goods) {
    const std::vector<std::size_t> hit = hit_by(cell, at, goods);
    std::vector<std::size_t> list_of(cell.all().size(), CellParts::kInNoList);
    for (const std::size_t j : hit) list_of[j] = 0;
    return list_of;
  }
  std::vector<std::size_t> hit_by(CellParts& cell, const CellPlace& at, const PartScope& scope);
  std::vector<std::size_t> hit_by(CellParts& cell, const CellPlace& at,
                                  const PartPlace& place) const;
  void count_parts(const CellPlace& at, std::size_t more);
  void count_as_one(WedgeKind kind, const CellPlace& at, const CellParts& cell, LineAudit so_far);
  /// The rates of a part that a line found: of who does not claim, and who does.
  struct RatesBefore {
    double unclaimed, claimed;
  };
  void record_part(WedgeKind kind, const CellPlace& at, const LevyPart& part,
                   const RatesBefore& before, bool is_hit);
  void require_no_claims_in_world(const CellPlace& at) const;
  void require_no_stretch(const CellPlace& at) const;
  void require_preference(const CellPlace& at, const LevyPart& part) const;
  void require_above_minus_one(const CellPlace& at, WedgeKind kind, double rate) const;

  LeviedCells& cells_;
  AuditTrail& audit_;
  const PolicyLine* line_ = nullptr;
  std::size_t parts_made_ = 0;  // by shares that are independent of others
  bool has_claims_ = false;     // the line changes the duty of those who do not claim only
};

}  // namespace tariffsim
