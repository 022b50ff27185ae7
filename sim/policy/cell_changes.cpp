#include "policy/cell_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "policy/claimed_cell.hpp"

namespace tariffsim {
namespace {

bool lists(const std::vector<Index>& places, Index place) {
  return std::find(places.begin(), places.end(), place) != places.end();
}

bool is_named_in(const NamedGoods& goods, const CellPlace& at) {
  return goods.cells.count(at) > 0 ||
         std::any_of(goods.lists.begin(), goods.lists.end(), [&](const Cells& cells) {
           return lists(cells.exporters, at.exporter) && lists(cells.importers, at.importer) &&
                  lists(cells.sectors, at.sector);
         });
}

}  // namespace

void CellChanges::begin(const PolicyLine& line) {
  line_ = &line;
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  has_claims_ = levy != nullptr && levy->claims;
}

void CellChanges::OneIncrease::see(double more) {
  constexpr double kRounding = 1e-12;  // of differences of rates
  is_one = is_one && (!begun || std::abs(more - by) < kRounding);
  by = more;
  begun = true;
}

void CellChanges::record_part(WedgeKind kind, const CellPlace& at, const LevyPart& part,
                              const RatesBefore& before, bool is_hit) {
  const double flow = cells_.flow(at) * part.policy.before.flow_share;
  const double cost = part_trade_cost(part.policy);
  const CellClaims* claims = kind == WedgeKind::tariff ? cells_.claims(at) : nullptr;
  if (claims == nullptr) {
    audit_.record({before.unclaimed, part.policy.level(kind), flow, cost, is_hit});
    return;
  }
  for (const ClaimMove& move : claim_moves(part, before.unclaimed, before.claimed, *claims))
    audit_.record({move.before, move.after, flow * move.share, cost, is_hit});
}

std::vector<std::size_t> CellChanges::hit_by(CellParts& cell, const CellPlace& at,
                                             const PartScope& scope) {
  if (scope.named && !scope.name.empty() && !scope.from)
    for (std::size_t k = 0; k < scope.named_above; ++k)
      if (is_named_in((*scope.named)[k], at)) cell.keep_place((*scope.named)[k]);
  if (const std::string conflict = cell.conflict(scope); !conflict.empty())
    throw InputError(line_->place, fmt::format("{}: {}", cells_.name(at), conflict));
  if (!scope.name.empty() || (scope.coverage.value_or(1) < 1 && !scope.independent))
    require_no_stretch(at);
  if (scope.independent && scope.coverage.value_or(1) < 1) count_parts(at, cell.all().size());
  return cell.hit(scope, scope.products ? cells_.products(at) : nullptr);
}

std::vector<std::size_t> CellChanges::hit_by(CellParts& cell, const CellPlace& at,
                                             const PartPlace& place) const {
  if (place.from > 0 || place.to < 1) require_no_stretch(at);
  return cell.hit(place, place.products.empty() ? nullptr : cells_.products(at));
}

/// Parts that 'overlap: independent' has made so far, all cells together, and of one cell: each
/// line doubles them.
void CellChanges::count_parts(const CellPlace& at, std::size_t more) {
  constexpr std::size_t kMostOfCell = 4096, kMost = 400'000;
  parts_made_ += more;
  if (2 * more <= kMostOfCell && parts_made_ <= kMost) return;
  throw InputError(
      line_->place,
      2 * more > kMostOfCell
          ? fmt::format("{}: 'overlap: independent' would divide this cell into {} parts, over {}: "
                        "each line of this kind doubles them",
                        cells_.name(at), 2 * more, kMostOfCell)
          : fmt::format("'overlap: independent' would make over {} parts of cells, since each line "
                        "of this kind doubles them",
                        kMost),
      "where lines hit different goods write 'part: NAME', where they hit the same goods leave "
      "'overlap' out");
}

void CellChanges::count_as_one(WedgeKind kind, const CellPlace& at, const CellParts& cell,
                               LineAudit so_far) {
  so_far.negative = audit_.entry().negative;
  so_far.raised = audit_.entry().raised;
  so_far.lowered = audit_.entry().lowered;
  so_far.highest_lowered = audit_.entry().highest_lowered;
  so_far.from_zero = audit_.entry().from_zero;
  so_far.highest_from_zero = audit_.entry().highest_from_zero;
  audit_.entry() = std::move(so_far);
  ++audit_.entry().cells_covered;
  bool changed = false;
  for (const LevyPart& part : cell.all()) {
    const double level = part.policy.level(kind);
    const bool moved =
        is_moved(part.before, level) || is_moved(part.claimed.before, part.claimed.now);
    record_part(kind, at, part, {part.before, part.claimed.before}, moved);
    changed = changed || moved;
  }
  if (changed) ++audit_.entry().cells;
}

void CellChanges::change_contents(const CellPlace& at, const ContentScope& content, double share,
                                  double upto, const PartContents::Change& change) {
  if (cells_.claims(at) != nullptr || cells_.is_claimed_in_world(at))
    throw InputError(line_->place,
                     fmt::format("{}: 'content' cannot be used in a cell with 'claims': content "
                                 "tells the value of a good apart, claims the goods",
                                 cells_.name(at)),
                     "leave 'content' out and multiply the rate by the share of the content");
  ++audit_.entry().cells_covered;
  std::vector<const std::vector<Index>*> lists;
  lists.reserve(content.groups.size());
  for (const ContentScope::Group& group : content.groups) lists.push_back(&group.products);
  CellParts& cell = cells_.divided(at);
  const std::vector<std::size_t> list_of =
      cell.split_by(lists, std::vector<double>(lists.size(), share), upto, cells_.products(at));
  const auto changed = [&](std::size_t list, LevyPart& part) {
    const std::vector<double>& shares = content.groups[list].shares;
    if (!part.policy.contents.fit(content.names, shares))
      throw InputError(line_->place,
                       fmt::format("{}: this content of a product and those of the lines above are "
                                   "together more than 100 %",
                                   cells_.name(at)),
                       "where lines mean the same content, write the same 'content'");
    return part.policy.contents.change(content.names, shares, content.rest,
                                       part.policy.level(WedgeKind::tariff), part.start, change);
  };
  change_parts(WedgeKind::tariff, at, cell, list_of, changed);
}

/// Who claims in the world was found for the duty of then, and is found anew only where a line of
/// this policy says how: what claiming saves may not change.
void CellChanges::require_no_claims_in_world(const CellPlace& at) const {
  if (!cells_.is_claimed_in_world(at)) return;
  throw InputError(
      line_->place,
      fmt::format(
          "{}: a line of 'reference' or 'in_data' with 'claims' already sets the duty there, "
          "and this line would change what claiming saves",
          cells_.name(at)),
      "write 'add' on whole cells or 'products', or put the line with 'claims' into 'policy'");
}

/// The goods of such a cell lie in the order of what claiming costs them.
void CellChanges::require_no_stretch(const CellPlace& at) const {
  if (!cells_.is_claimed_in_world(at)) return;
  throw InputError(
      line_->place,
      fmt::format("{}: a line of 'reference' or 'in_data' with 'claims' already divides this cell, "
                  "and a share of its goods would be those who claim first",
                  cells_.name(at)),
      "write 'overlap: independent', or put the line with 'claims' into 'policy'");
}

void CellChanges::require_preference(const CellPlace& at, const LevyPart& part) const {
  constexpr double kRounded = 1e-12;  // of a duty that is a root
  const double unclaimed = part.policy.level(WedgeKind::tariff), claimed = part.claimed.now;
  if (unclaimed >= claimed - kRounded) return;
  throw InputError(
      line_->place,
      fmt::format(
          "{}: the duty of those who do not claim becomes {:g} %: with 'claims' it cannot "
          "be below {}",
          cells_.name(at), 100 * unclaimed,
          claimed == 0 ? "0" : fmt::format("that of those who claim, {:g} %", 100 * claimed)));
}

void CellChanges::require_above_minus_one(const CellPlace& at, WedgeKind kind, double rate) const {
  if (rate > -1.0 || wedge_of(kind).collector == Collector::nobody) return;
  throw InputError(line_->place, fmt::format("the rate of {} becomes {:g} %: it must stay "
                                             "above -100 %",
                                             cells_.name(at), 100 * rate));
}

}  // namespace tariffsim
