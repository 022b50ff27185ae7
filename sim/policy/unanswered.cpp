#include "policy/unanswered.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

double tariff(const LeviedCells& cells, const CellPlace& at) {
  return cells.levels().tariff(at.exporter, at.importer, at.sector);
}

bool is_unanswered(const LeviedCells& cells, const CellPlace& at) {
  if (const CellParts* parts = cells.parts(at))
    return std::any_of(parts->all().begin(), parts->all().end(), [](const LevyPart& part) {
      return part.policy.level(WedgeKind::tariff) > part.answered;
    });
  return tariff(cells, at) > cells.answered(at);
}

/// Of a cell with parts.
std::vector<AddedDuty> take_of_parts(CellParts& parts, Index sector) {
  std::vector<AddedDuty> added;
  for (LevyPart& part : parts.all()) {
    const double rate = part.policy.level(WedgeKind::tariff);
    if (rate > part.answered)
      added.push_back(
          {sector, part.policy.before.place, part.policy.before.flow_share, rate - part.answered});
    part.answered = std::max(part.answered, rate);
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
      const std::vector<AddedDuty> more = take_of_parts(*parts, s);
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
