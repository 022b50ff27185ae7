#include "runs/replaced_lines.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "scenario/study_text.hpp"
#include "studies/chosen_rates.hpp"

namespace tariffsim {
namespace {

using ReplacedCells = std::set<std::pair<WedgeKind, CellPlace>>;

/// Takes `key`, with its position in a list, from the front of a path; nothing if it begins with
/// another.
std::optional<std::size_t> taken_position(std::span<const PathStep>& path, std::string_view key) {
  if (path.empty() || path.front().key != key) return std::nullopt;
  std::optional<std::size_t> position = path.front().position;
  path = path.subspan(1);
  if (position || path.empty() || !path.front().key.empty()) return position;
  position = path.front().position;
  path = path.subspan(1);
  return position;
}

/// A line of the scenario, or of one of its steps; nullptr if the path leads elsewhere.
const PolicyText* line_on(std::span<const PathStep> path, const Scenario& scenario) {
  const std::vector<PolicyText>* lines = &scenario.policy;
  if (const std::optional<std::size_t> step = taken_position(path, "steps")) {
    if (*step >= scenario.steps.size()) return nullptr;
    lines = &scenario.steps[*step].policy;
  }
  const std::optional<std::size_t> line = taken_position(path, "policy");
  return line && *line < lines->size() ? &(*lines)[*line] : nullptr;
}

bool all_chosen(const LevyChange& levy, const World& world, const ReplacedCells& chosen) {
  bool any = false;
  const auto is_chosen = [&](Index i, Index n, Index s) {
    if (i == n || !(world.flow(i, n, s) > 0)) return true;
    any = true;
    return chosen.contains({levy.wedge, CellPlace{i, n, s}});
  };
  if (const auto* rates = std::get_if<std::vector<CellRate>>(&levy.rates)) {
    return std::all_of(rates->begin(), rates->end(),
                       [&](const CellRate& one) {
                         return is_chosen(one.exporter, one.importer, one.sector);
                       }) &&
           any;
  }
  const Cells& cells = std::get<OneRate>(levy.rates).cells;
  for (const Index i : cells.exporters)
    for (const Index n : cells.importers)
      for (const Index s : cells.sectors)
        if (!is_chosen(i, n, s)) return false;
  return any;
}

bool is_one_of(const std::vector<Place>& places, const Place& place) {
  return std::any_of(places.begin(), places.end(), [&](const Place& one) {
    return one.source == place.source && one.line == place.line && one.column == place.column;
  });
}

}  // namespace

std::vector<Place> varied_lines(const Scenario& scenario) {
  std::vector<Place> places;
  const auto add = [&](const SweepAxis& axis) {
    if (const PolicyText* line = line_on(axis.path, scenario)) places.push_back(line->place);
  };
  if (scenario.sweep != nullptr)
    for (const SweepAxis& axis : scenario.sweep->axes) add(axis);
  if (scenario.goal != nullptr) add(scenario.goal->axis());
  return places;
}

std::vector<Place> lines_chosen_anew(const std::vector<PolicyLine>& lines,
                                     const StrategyRequest& request, const World& world,
                                     const TradePolicy& given) {
  ReplacedCells chosen;
  for (const StrategyPlayer& player : request.players)
    for (const RateChoice& choice : player.choices)
      for (const ChosenRate& rate : rates_of(choice, player.members, world, given))
        for (const CellPlace& cell : rate.cells) chosen.insert({rate.wedge, cell});
  std::vector<Place> places;
  for (const PolicyLine& line : lines)
    if (const auto* levy = std::get_if<LevyChange>(&line.instrument);
        levy != nullptr && all_chosen(*levy, world, chosen))
      places.push_back(line.place);
  return places;
}

std::vector<std::vector<LineAudit>> audits_without(std::vector<std::vector<LineAudit>> audits,
                                                   const std::vector<Place>& places) {
  for (std::vector<LineAudit>& audit : audits)
    std::erase_if(audit, [&](const LineAudit& line) {
      return line.cells_covered > 0 && line.nobody.empty() && is_one_of(places, line.place);
    });
  return audits;
}

}  // namespace tariffsim
