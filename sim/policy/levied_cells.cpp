#include "policy/levied_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace tariffsim {
namespace {

/// Whether nothing tells the parts of a cell apart.
bool is_whole(const CellParts& cell) {
  const auto same = [&](const LevyPart& part) {
    const PolicyPart &a = part.policy, &b = cell.all().front().policy;
    return a.levels == b.levels && a.before.tariff == b.before.tariff &&
           a.before.export_tax == b.before.export_tax && a.contents.empty();
  };
  return cell.names().empty() && std::all_of(cell.all().begin(), cell.all().end(), same);
}

}  // namespace

LeviedCells::LeviedCells(const World& world) : world_(world), levels_(baseline_policy(world)) {
  PartedPolicy levied = baseline_levies(world);
  for (auto& [place, cell] : levied.parts) {
    if (cell.claimed) claimed_.insert(place);
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

void LeviedCells::divide_by_claims(const CellPlace& at, CellParts parts) {
  cells_.emplace(at, std::move(parts));
  claimed_.insert(at);
}

void LeviedCells::begin_scenario() {
  start_ = answered_ = levels_.tariff;
  for (auto& [place, cell] : cells_)
    for (LevyPart& part : cell.all()) {
      part.start = part.answered = part.policy.level(WedgeKind::tariff);
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
    if (is_whole(cell) &&
        std::none_of(policy.quotas.begin(), policy.quotas.end(),
                     [&](const Quota& quota) { return is_divided_by(quota, place); }))
      continue;
    PolicyCell& levied = policy.parts[place];
    levied.names = cell.names();
    levied.lists = cell.lists();
    levied.claimed = is_claimed(place);
    for (const LevyPart& part : cell.all()) levied.parts.push_back(part.policy);
  }
  return policy;
}

}  // namespace tariffsim
