#include "policy/cell_changes.hpp"

#include <fmt/format.h>

#include "policy/claimed_cell.hpp"

namespace tariffsim {

void CellChanges::claim(const CellPlace& at, const ClaimShares& shares, double before,
                        double after) {
  const auto [i, n, s] = at;
  CellParts cell = claimed_cell(cells_, at, claim_parts(shares, before, after));
  ++audit_.entry().cells_covered;
  std::vector<PolicyPart> parts;
  for (const LevyPart& part : cell.all()) {
    audit_.record({part.policy.before.tariff, part.policy.level(WedgeKind::tariff),
                   cells_.flow(at) * part.policy.before.flow_share, 1, true});
    parts.push_back(part.policy);
  }
  if (after != before) ++audit_.entry().cells;
  for (const Wedge& wedge : kWedges)
    if (stored(wedge, cells_.levels()) != nullptr || wedge.kind == WedgeKind::trade_cost)
      cells_.levels_of(wedge.kind)(i, n, s) = average_level(wedge, parts);
  cells_.divide_by_claims(at, std::move(cell));
}

std::vector<std::size_t> CellChanges::hit_by(CellParts& cell, const CellPlace& at,
                                             const PartScope& scope) const {
  if (const std::string conflict = cell.conflict(scope); !conflict.empty())
    throw InputError(line_->place, fmt::format("{}: {}", cells_.name(at), conflict));
  return cell.hit(scope, scope.products ? cells_.products(at) : nullptr);
}

std::vector<std::size_t> CellChanges::hit_by(CellParts& cell, const CellPlace& at,
                                             const PartPlace& place) const {
  return cell.hit(place, place.products.empty() ? nullptr : cells_.products(at));
}

void CellChanges::count_as_one(WedgeKind kind, const CellPlace& at, const CellParts& cell,
                               LineAudit so_far) {
  so_far.negative = audit_.entry().negative;
  so_far.raised = audit_.entry().raised;
  so_far.lowered = audit_.entry().lowered;
  so_far.highest_lowered = audit_.entry().highest_lowered;
  audit_.entry() = std::move(so_far);
  ++audit_.entry().cells_covered;
  bool changed = false;
  for (const LevyPart& part : cell.all()) {
    const double level = part.policy.level(kind);
    audit_.record({part.before, level, cells_.flow(at) * part.policy.before.flow_share,
                   part_trade_cost(part.policy), level != part.before});
    changed = changed || level != part.before;
  }
  if (changed) ++audit_.entry().cells;
}

void CellChanges::change_contents(const CellPlace& at, const ContentScope& content, double share,
                                  double upto, const PartContents::Change& change) {
  const auto [i, n, s] = at;
  require_no_claims(at, WedgeKind::tariff);
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
  cells_.levels_of(WedgeKind::tariff)(i, n, s) =
      change_parts(WedgeKind::tariff, at, cell, list_of, changed);
}

/// Who claims is found for the duty that one line brings.
void CellChanges::require_no_claims(const CellPlace& at, WedgeKind kind) const {
  if (kind != WedgeKind::tariff || !cells_.is_claimed(at)) return;
  const bool in_world = cells_.world().parts.count(at) > 0;
  throw InputError(line_->place,
                   fmt::format("{}: a line {} with 'claims' already sets the duty there, and no "
                               "other line may change it",
                               cells_.name(at), in_world ? "of 'reference' or 'in_data'" : "above"),
                   "put the whole change of the duty into that line");
}

void CellChanges::require_above_minus_one(const CellPlace& at, WedgeKind kind, double rate) const {
  if (rate > -1.0 || wedge_of(kind).collector == Collector::nobody) return;
  throw InputError(line_->place, fmt::format("the rate of {} becomes {:g} %: it must stay "
                                             "above -100 %",
                                             cells_.name(at), 100 * rate));
}

}  // namespace tariffsim
