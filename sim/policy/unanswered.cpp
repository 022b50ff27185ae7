#include "policy/unanswered.hpp"

#include <algorithm>
#include <numeric>

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

/// Whether anything has been added since the start of the scenario, answered or not.
bool is_raised(const LeviedCells& cells, const CellPlace& at) {
  if (const CellParts* parts = cells.parts(at))
    return std::any_of(parts->all().begin(), parts->all().end(), [](const LevyPart& part) {
      return part.policy.level(WedgeKind::tariff) > part.start;
    });
  return tariff(cells, at) > cells.start(at);
}

/// Calls found(cell) for each cell into one of `against` from one of `by`; true once it is.
template <class Found>
bool any_cell(const LeviedCells& cells, const std::vector<Index>& by,
              const std::vector<Index>& against, const Found& found) {
  for (const Index i : by)
    for (const Index n : against)
      for (Index s = 0; i != n && s < cells.world().n_sectors(); ++s)
        if (found(CellPlace{i, n, s})) return true;
  return false;
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
  return any_cell(cells, line.by, line.against,
                  [&](const CellPlace& at) { return is_unanswered(cells, at); });
}

Unprovoked why_unprovoked(const LeviedCells& cells, const Retaliation& line) {
  const auto raised = [&](const CellPlace& at) { return is_raised(cells, at); };
  if (has_unanswered(cells, line)) return Unprovoked::no;
  if (any_cell(cells, line.by, line.against, raised)) return Unprovoked::answered;
  std::vector<Index> everybody(static_cast<std::size_t>(cells.world().n_countries()));
  std::iota(everybody.begin(), everybody.end(), Index{0});
  return any_cell(cells, everybody, line.against, raised) ? Unprovoked::elsewhere
                                                          : Unprovoked::never;
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
