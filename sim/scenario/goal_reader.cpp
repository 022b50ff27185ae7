#include "scenario/goal_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "scenario/expectation_reader.hpp"
#include "scenario/percent_signs.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/sweep_reader.hpp"

namespace tariffsim {
namespace {

constexpr const char* kBoundsHint = "bounds are written 0..300% or 2..8";

YamlNode bound(std::string text, const YamlNode& whole) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = std::move(text);
  node.place = whole.place;
  return node;
}

/// "0..300%" as a list of its ends; nothing, and said so, if it is none.
std::optional<YamlNode> read_bounds(const YamlNode& node, Diagnostics& diagnostics) {
  auto bounds = read_bounds_text(node, kBoundsHint, diagnostics);
  if (!bounds) return std::nullopt;
  YamlNode ends;
  ends.kind = YamlNode::Kind::sequence;
  ends.place = node.place;
  ends.items = {bound(std::move(bounds->least), node), bound(std::move(bounds->most), node)};
  return ends;
}

/// A sweep over the two bounds.
std::shared_ptr<const SweepText> range_of(const MappingReader& reader, YamlNode tree,
                                          const std::filesystem::path& path,
                                          Diagnostics& diagnostics) {
  const YamlNode* key = reader.find("vary");
  const YamlNode* between = reader.find("between");
  if (key == nullptr || between == nullptr) return nullptr;
  auto ends = read_bounds(*between, diagnostics);
  if (!ends) return nullptr;
  YamlNode axes;
  axes.kind = YamlNode::Kind::mapping;
  axes.place = key->place;
  axes.entries.push_back({key->text, key->place, std::move(*ends)});
  auto range = std::make_shared<SweepText>();
  range->axes = read_sweep(axes, Varied::by_a_goal, diagnostics);
  range->tree = std::move(tree);
  range->file = path;
  const SweepAxis& axis = range->axes.front();
  if (axis.path.empty() || axis.size() != 2) return nullptr;
  if (!(axis.value(0) < axis.value(1))) {
    diagnostics.error(
        between->place,
        fmt::format("of {} the lower bound is not below the upper one", between->text),
        kBoundsHint);
    return nullptr;
  }
  return range;
}

}  // namespace

std::shared_ptr<const GoalText> read_goal(const YamlNode& node, YamlNode tree,
                                          const std::filesystem::path& path,
                                          Diagnostics& diagnostics) {
  const MappingReader reader(node, goal_keys(), diagnostics);
  const auto range = range_of(reader, std::move(tree), path, diagnostics);
  const YamlNode* until = reader.find("until");
  auto target = until != nullptr ? read_target(*until, diagnostics) : std::nullopt;
  if (range == nullptr || !target) return nullptr;
  return std::make_shared<const GoalText>(
      GoalText{range, std::move(*target), node.place, reader.place("vary"), reader.place("until")});
}

}  // namespace tariffsim
