#include "scenario/goal_reader.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "scenario/expectation_reader.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/sweep_reader.hpp"

namespace tariffsim {
namespace {

constexpr const char* kBoundsHint = "bounds are written 0..300% or 2..8";

YamlNode bound(std::string_view text, bool percent, const YamlNode& whole) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = std::string(text) + (percent && !text.ends_with('%') ? "%" : "");
  node.place = whole.place;
  return node;
}

/// "0..300%" as a list of its ends; nothing, and said so, if it is none.
std::optional<YamlNode> read_bounds(const YamlNode& node, Diagnostics& diagnostics) {
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos || dots == 0 || dots + 2 == text.size()) {
    diagnostics.error(node.place, fmt::format("expected two bounds, found '{}'", text),
                      kBoundsHint);
    return std::nullopt;
  }
  const std::string_view first = text.substr(0, dots), last = text.substr(dots + 2);
  const bool percent = first.ends_with('%') || last.ends_with('%');
  YamlNode ends;
  ends.kind = YamlNode::Kind::sequence;
  ends.place = node.place;
  ends.items = {bound(first, percent, node), bound(last, percent, node)};
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
    diagnostics.error(between->place, "the lower bound is not below the upper one", kBoundsHint);
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
