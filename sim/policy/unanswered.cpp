#include "policy/unanswered.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

double tariff(const LeviedCells& cells, const CellPlace& at) {
  return cells.levels().tariff(at.exporter, at.importer, at.sector);
}

/// Of a cell whose parts are told apart by product; else nullptr.
const ProductValues* products_of(const LeviedCells& cells, const CellParts& parts,
                                 const CellPlace& at) {
  return parts.lists().empty() ? nullptr : cells.products(at);
}

bool is_unanswered(const LeviedCells& cells, const CellPlace& at) {
  if (const CellParts* parts = cells.parts(at))
    return std::any_of(parts->all().begin(), parts->all().end(), [](const LevyPart& part) {
      return part.policy.level(WedgeKind::tariff) > part.answered ||
             part.claimed.now > part.claimed.answered;
    });
  return tariff(cells, at) > cells.answered(at);
}

/// What was added to the rate of some goods: a share of a part, which begins where those below end.
struct Added {
  double below, share, rate;
};

/// Of those who claim, and those who do not.
std::vector<Added> added_to(const LevyPart& part, const CellClaims* claims) {
  const double claim = claims == nullptr ? 0 : claims->shares.at(margin_of(part));
  return {{0, claim, part.claimed.now - part.claimed.answered},
          {claim, 1 - claim, part.policy.level(WedgeKind::tariff) - part.answered}};
}

/// Of a cell with parts. A part that is divided leaves its own in its place: so what is lined up
/// stays where it was.
std::vector<AddedDuty> take_of_parts(CellParts& parts, Index sector, const ProductValues* traded,
                                     const CellClaims* claims) {
  std::vector<AddedDuty> added;
  double from = 0;
  for (LevyPart& part : parts.all()) {
    const PartPlace& place = part.policy.before.place;
    const double to = std::min(1.0, from + share_in_data(place, traded));
    const auto within = [](double low, double high, double share) {
      return share == 1 ? high : low + share * (high - low);
    };
    for (const auto& [below, share, rate] : added_to(part, claims))
      if (rate > 0 && share > 0)
        added.push_back({sector,
                         {within(place.from, place.to, below),
                          within(place.from, place.to, below + share), place.products},
                         part.policy.before.flow_share * share,
                         rate,
                         {within(from, to, below), within(from, to, below + share), {}}});
    part.answered = std::max(part.answered, part.policy.level(WedgeKind::tariff));
    part.claimed.answered = std::max(part.claimed.answered, part.claimed.now);
    from = to;
  }
  return added;
}

}  // namespace

bool has_unanswered(const LeviedCells& cells, const Retaliation& line) {
  for (const Index by : line.by)
    for (const Index against : line.against)
      for (Index s = 0; by != against && s < cells.world().n_sectors(); ++s)
        if (is_unanswered(cells, {by, against, s})) return true;
  return false;
}

std::vector<AddedDuty> take_unanswered(LeviedCells& cells, Index by, Index against) {
  std::vector<AddedDuty> added;
  for (Index s = 0; s < cells.world().n_sectors(); ++s) {
    const CellPlace at{by, against, s};
    if (CellParts* parts = cells.parts(at)) {
      const std::vector<AddedDuty> more =
          take_of_parts(*parts, s, products_of(cells, *parts, at), cells.claims(at));
      added.insert(added.end(), more.begin(), more.end());
      continue;
    }
    const double answered = cells.answered(at), rate = tariff(cells, at);
    if (rate <= answered) continue;
    added.push_back({s, {}, 1, rate - answered});
    cells.set_answered(at, rate);
  }
  return added;
}

}  // namespace tariffsim
