#include "policy/levied_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace tariffsim {
namespace {

/// Whether nothing tells the parts of a cell apart.
bool are_alike(const std::vector<PolicyPart>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const PolicyPart& part) {
    const PolicyPart& first = parts.front();
    return part.levels == first.levels && part.before.tariff == first.before.tariff &&
           part.before.export_tax == first.before.export_tax && part.contents.empty();
  });
}

}  // namespace

LeviedCells::LeviedCells(const World& world) : world_(world), levels_(baseline_policy(world)) {
  PartedPolicy levied = baseline_levies(world);
  for (auto& [place, cell] : levied.parts) {
    if (cell.claimed) claimed_in_world_.insert(place);
    std::vector<LevyPart> parts;
    for (PolicyPart& part : cell.parts)
      parts.push_back({part, part.before.tariff, part.before.tariff});
    cells_.emplace(place,
                   CellParts(std::move(parts), std::move(cell.names), std::move(cell.lists)));
  }
}

Cube& LeviedCells::levels_of(WedgeKind kind) {
  const Wedge& wedge = wedge_of(kind);
  Cube& levels = levels_.*wedge.levels;
  if (levels.countries() == 0)
    levels = Cube(world_.n_countries(), world_.n_sectors(), wedge.neutral);
  return levels;
}

CellParts* LeviedCells::parts(const CellPlace& at) {
  const auto found = cells_.find(at);
  return found == cells_.end() ? nullptr : &found->second;
}

const CellParts* LeviedCells::parts(const CellPlace& at) const {
  const auto found = cells_.find(at);
  return found == cells_.end() ? nullptr : &found->second;
}

CellParts& LeviedCells::divided(const CellPlace& at) {
  if (CellParts* known = parts(at)) return *known;
  LevyPart whole;
  whole.policy = whole_cell(world_, levels_, at);
  whole.start = start(at);
  whole.answered = answered(at);
  return cells_.emplace(at, CellParts({whole}, {}, {})).first->second;
}

void LeviedCells::begin_claims(const CellPlace& at, CellClaims claims) {
  const LevyPart whole = unclaimed_cell(whole_cell(world_, levels_, at), claims);
  cells_.emplace(at, CellParts({whole}, {}, {}));
  claims_.emplace(at, std::move(claims));
}

const CellClaims* LeviedCells::claims(const CellPlace& at) const {
  if (claims_.empty()) return nullptr;
  const auto found = claims_.find(at);
  return found == claims_.end() ? nullptr : &found->second;
}

std::vector<PolicyPart> LeviedCells::parts_levied(const CellPlace& at) const {
  const CellClaims* claimed = claims(at);
  std::vector<PolicyPart> levied;
  for (const LevyPart& part : parts(at)->all()) {
    if (claimed == nullptr) {
      levied.push_back(part.policy);
      continue;
    }
    std::vector<PolicyPart> pieces = by_claims(part, *claimed);
    std::move(pieces.begin(), pieces.end(), std::back_inserter(levied));
  }
  return levied;
}

void LeviedCells::take_means(const CellPlace& at, WedgeKind changed) {
  const std::vector<PolicyPart> levied = parts_levied(at);
  for (const Wedge& wedge : kWedges)
    if (wedge.kind == changed)
      levels_of(changed)(at.exporter, at.importer, at.sector) = average_level(wedge, levied);
    else if (claims(at) != nullptr)
      set_level(levels_, wedge.kind, at, average_level(wedge, levied));
}

void LeviedCells::begin_scenario() {
  start_ = answered_ = levels_.tariff;
  for (auto& [place, cell] : cells_)
    for (LevyPart& part : cell.all()) {
      part.start = part.answered = part.policy.level(WedgeKind::tariff);
      part.claimed.start = part.claimed.answered = part.claimed.now;
      part.policy.contents.begin_scenario();
    }
}

void LeviedCells::set_answered(const CellPlace& at, double tariff) {
  if (answered_.countries() == 0) answered_ = world_.tariff;
  answered_(at.exporter, at.importer, at.sector) = tariff;
}

const ProductValues* LeviedCells::products(const CellPlace& at) const {
  return world_.products == nullptr
             ? nullptr
             : world_.products->trade().cell(at.exporter, at.importer, at.sector);
}

std::string LeviedCells::name(const CellPlace& at) const {
  const auto code = [](const auto& labels, Index position) {
    return labels[static_cast<std::size_t>(position)].code;
  };
  return fmt::format("{} from {} to {}", code(world_.sectors, at.sector),
                     code(world_.countries, at.exporter), code(world_.countries, at.importer));
}

PartedPolicy LeviedCells::take(std::vector<Quota> quotas) {
  PartedPolicy policy{std::move(levels_)};
  policy.quotas = std::move(quotas);
  const auto is_divided_by = [](const Quota& quota, const CellPlace& at) {
    return quota.goods.count(at) > 0;
  };
  for (const auto& [at, cell] : cells_) {
    const CellPlace& place = at;
    std::vector<PolicyPart> levied_parts = parts_levied(place);
    if (cell.names().empty() && are_alike(levied_parts) &&
        std::none_of(policy.quotas.begin(), policy.quotas.end(),
                     [&](const Quota& quota) { return is_divided_by(quota, place); })) {
      if (!cell.lists().empty())
        policy.named_products[{place.sector, place.importer}].insert(cell.lists().begin(),
                                                                     cell.lists().end());
      continue;
    }
    PolicyCell& levied = policy.parts[place];
    levied.names = cell.names();
    levied.lists = cell.lists();
    levied.claimed = claims(place) != nullptr || is_claimed_in_world(place);
    levied.parts = std::move(levied_parts);
  }
  return policy;
}

}  // namespace tariffsim
