#include "policy/claimed_cell.hpp"

#include <utility>

namespace tariffsim {

CellParts claimed_cell(const LeviedCells& cells, const CellPlace& at,
                       const std::vector<ClaimPart>& claims) {
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
              cells.world().export_tax.value_or(i, n, s, 0),
              claim.claimed};
    from = before.place.to;
    part.policy.flow_share = claim.share;
    part.policy.claiming = {claim.claimed, claim.claims, claim.trade_cost};
    for (const Wedge& wedge : kWedges)
      part.policy.level(wedge.kind) = value_at(wedge, cells.levels(), i, n, s);
    part.policy.level(WedgeKind::tariff) = claim.after;
    part.policy.level(WedgeKind::trade_cost) *= claim.trade_cost;
    part.start = part.answered = claim.before;
    parts.push_back(std::move(part));
  }
  return {std::move(parts), {}, {}};
}

}  // namespace tariffsim
