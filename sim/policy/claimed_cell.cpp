#include "policy/claimed_cell.hpp"

#include <algorithm>
#include <utility>

namespace tariffsim {

LevyPart unclaimed_cell(const PolicyPart& whole, const CellClaims& claims) {
  LevyPart part;
  part.policy = whole;
  part.policy.level(WedgeKind::tariff) = claims.before;
  part.start = part.answered = claims.before;
  return part;
}

double margin_of(const LevyPart& part) {
  return std::max(0.0, part.policy.level(WedgeKind::tariff) - part.claimed.now);
}

std::vector<PolicyPart> by_claims(const LevyPart& part, const CellClaims& claims) {
  const PartPlace& all = part.policy.before.place;
  const std::vector<ClaimPart> kinds = claim_parts(claims.shares, claims.before, margin_of(part));
  std::vector<PolicyPart> parts;
  double from = all.from;
  for (const ClaimPart& kind : kinds) {
    PolicyPart piece = part.policy;
    const double to = &kind == &kinds.back() ? all.to : from + kind.share * (all.to - all.from);
    piece.before.place = {from, to, all.products};
    piece.before.flow_share *= kind.share;
    piece.before.tariff = kind.before;
    piece.before.claims = kind.claimed;
    piece.flow_share *= kind.share;
    piece.claiming = {kind.claimed, kind.claims, kind.trade_cost};
    if (kind.claims) piece.level(WedgeKind::tariff) = part.claimed.now;
    piece.level(WedgeKind::trade_cost) *= kind.trade_cost;
    parts.push_back(std::move(piece));
    from = to;
  }
  return parts;
}

std::vector<ClaimMove> claim_moves(const LevyPart& part, double unclaimed_before,
                                   double claimed_before, const CellClaims& claims) {
  const double unclaimed = part.policy.level(WedgeKind::tariff), claimed = part.claimed.now;
  const double then = claims.shares.at(std::max(0.0, unclaimed_before - claimed_before));
  const double now = claims.shares.at(margin_of(part));
  const bool begin = now > then;
  const std::vector<ClaimMove> all{{std::min(then, now), claimed_before, claimed},
                                   {std::abs(now - then), begin ? unclaimed_before : claimed_before,
                                    begin ? claimed : unclaimed},
                                   {1 - std::max(then, now), unclaimed_before, unclaimed}};
  std::vector<ClaimMove> moves;
  for (const ClaimMove& move : all)
    if (move.share > 0) moves.push_back(move);
  return moves;
}

}  // namespace tariffsim
