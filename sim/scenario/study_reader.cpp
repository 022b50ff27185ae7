#include "scenario/study_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/goal_reader.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/sweep_reader.hpp"
#include "scenario/uncertainty_reader.hpp"

namespace tariffsim {
namespace {

/// Keys of a scenario that its points do not have.
constexpr const char* kOfTheWhole[] = {"sweep", "uncertainty", "vary", "expect", "goal"};

YamlNode without_study(YamlNode tree) {
  std::erase_if(tree.entries, [](const YamlNode::Entry& entry) {
    return std::find(std::begin(kOfTheWhole), std::end(kOfTheWhole), entry.key) !=
           std::end(kOfTheWhole);
  });
  return tree;
}

void set_value(const SweepAxis& axis, std::size_t at, YamlNode& tree) {
  apply_override(tree, Override{axis.path, axis.node(at)});
}

void try_value(const SweepText& sweep, const SweepAxis& axis, std::size_t at,
               Diagnostics& diagnostics) {
  YamlNode tree = sweep.tree;
  Diagnostics found;
  try {
    set_value(axis, at, tree);
    read_tree(tree, sweep.file, found);
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), found);
  }
  // Where all is well only the value itself can be told of: the rest is that of the scenario.
  std::vector<Diagnostic> told = found.all();
  const Place value = axis.node(at).place;
  if (!found.has_errors())
    std::erase_if(told, [&](const Diagnostic& one) {
      return one.severity == Severity::note || one.place.line != value.line ||
             one.place.column != value.column;
    });
  pass_on_new(told, diagnostics);
}

bool same_path(const std::vector<PathStep>& a, const std::vector<PathStep>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const PathStep& one, const PathStep& other) {
                      return one.key == other.key && one.position == other.position;
                    });
}

/// What a key accepts is an interval: of a range its ends say whether all is well.
void try_axis(const SweepText& sweep, const SweepAxis& axis, Diagnostics& diagnostics) {
  if (axis.path.empty() || axis.size() == 0) return;
  const std::size_t last = axis.size() - 1;
  const std::size_t step = axis.range && last > 0 ? last : 1;
  for (std::size_t at = 0; at <= last; at += step) try_value(sweep, axis, at, diagnostics);
}

std::shared_ptr<const SweepText> read_sweep_text(const YamlNode& node, const YamlNode& tree,
                                                 const std::filesystem::path& path,
                                                 Diagnostics& diagnostics) {
  auto sweep = std::make_shared<SweepText>();
  sweep->axes = read_sweep(node, Varied::by_a_sweep, diagnostics);
  sweep->tree = without_study(tree);
  sweep->file = path;
  for (const SweepAxis& axis : sweep->axes) {
    if (axis.names && tree.find("optimum") == nullptr)
      diagnostics.error(axis.path.front().place,
                        "nobody chooses here: a sweep of players needs 'optimum'",
                        "such as 'optimum: {player: USA, choose: {tariff: {}}}'");
    else
      try_axis(*sweep, axis, diagnostics);
  }
  return sweep;
}

const YamlNode* find_mapping(const YamlNode& tree, std::string_view key) {
  const YamlNode* node = tree.find(key);
  return node != nullptr && node->kind == YamlNode::Kind::mapping ? node : nullptr;
}

/// A study is of one scenario, and what it expects is about one result.
void refuse_beside(const YamlNode& tree, const char* study, Diagnostics& diagnostics) {
  for (const YamlNode::Entry& entry : tree.entries)
    if (entry.key == "vary" || entry.key == "expect" ||
        (entry.key == "uncertainty" && entry.key != std::string_view(study)))
      diagnostics.error(entry.place, fmt::format("'{}' cannot be used with '{}'", entry.key, study),
                        "make two scenario files of it");
}

/// A number is swept, or it is sought.
void refuse_same_key(const SweepText& sweep, const SweepAxis& sought, Diagnostics& diagnostics) {
  for (const SweepAxis& axis : sweep.axes)
    if (same_path(axis.path, sought.path))
      diagnostics.error(sought.path.front().place,
                        fmt::format("'{}' is swept: a goal varies another number", sought.key));
}

/// A number that is drawn is not sought too: what is found would be the draw undone.
void refuse_drawn_key(const UncertaintyText& text, const SweepAxis& sought,
                      Diagnostics& diagnostics) {
  if (sought.path.size() < 2 || sought.path.front().key != "model") return;
  const std::string& option = sought.path[1].key;
  const bool of_elasticities =
      text.elasticity_error || !text.sector_error.empty() || !text.sources.empty();
  if ((option == "elasticities" && of_elasticities) ||
      (option == "substitution" && text.substitution_deviation > 0) ||
      (option == "labour_mobility" && text.mobility_deviation > 0) ||
      (option == "labour_supply" && text.supply_deviation > 0))
    diagnostics.error(
        sought.path.front().place,
        fmt::format("'{}' is drawn by 'uncertainty': a goal varies another number", option));
}

/// The result of a goal is one, which may be expected; variants would have goals of their own. In a
/// study it is sought at every point.
void read_goal_of(const YamlNode& node, const YamlNode& tree, const std::filesystem::path& path,
                  ScenarioFile& file) {
  for (const YamlNode::Entry& entry : tree.entries)
    if (entry.key == "vary" || entry.key == "optimum" || entry.key == "game")
      file.found.error(entry.place, fmt::format("'{}' cannot be used with 'goal'", entry.key),
                       "make two scenario files of it");
  file.scenario.goal = read_goal(node, without_study(tree), path, file.found);
  if (file.scenario.goal == nullptr) return;
  const SweepAxis& sought = file.scenario.goal->axis();
  try_axis(*file.scenario.goal->range, sought, file.found);
  if (file.scenario.sweep != nullptr) refuse_same_key(*file.scenario.sweep, sought, file.found);
  if (file.scenario.uncertainty != nullptr)
    refuse_drawn_key(*file.scenario.uncertainty, sought, file.found);
}

}  // namespace

void read_study(const YamlNode& tree, const std::filesystem::path& path, ScenarioFile& file) {
  if (const YamlNode* node = find_mapping(tree, "sweep")) {
    refuse_beside(tree, "sweep", file.found);
    file.scenario.sweep = read_sweep_text(*node, tree, path, file.found);
  } else if (const YamlNode* draws = find_mapping(tree, "uncertainty")) {
    refuse_beside(tree, "uncertainty", file.found);
    file.scenario.uncertainty =
        std::make_shared<const UncertaintyText>(read_uncertainty(*draws, file.found));
  }
  if (const YamlNode* goal = find_mapping(tree, "goal")) read_goal_of(*goal, tree, path, file);
}

namespace {

void set_sought(const GoalText& goal, double value, YamlNode& tree) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  const bool percent = goal.axis().percent();
  node.text = fmt::format("{:.12g}{}", percent ? 100 * value : value, percent ? "%" : "");
  node.place = goal.axis().place;
  apply_override(tree, Override{goal.axis().path, node});
}

YamlNode tree_of_point(const SweepText& sweep, std::span<const std::size_t> positions) {
  YamlNode tree = sweep.tree;
  for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis)
    set_value(sweep.axes[axis], positions[axis], tree);
  return tree;
}

Scenario read_whole(const YamlNode& tree, const std::filesystem::path& file) {
  Diagnostics found;
  Scenario scenario = read_tree(tree, file, found);
  throw_in_order(found);
  return scenario;
}

}  // namespace

Scenario read_at(const GoalText& goal, double value) {
  YamlNode tree = goal.range->tree;
  set_sought(goal, value, tree);
  return read_whole(tree, goal.range->file);
}

Scenario read_point(const SweepText& sweep, std::span<const std::size_t> positions) {
  return read_whole(tree_of_point(sweep, positions), sweep.file);
}

Scenario read_point_at(const SweepText& sweep, std::span<const std::size_t> positions,
                       const GoalText& goal, double value) {
  YamlNode tree = tree_of_point(sweep, positions);
  set_sought(goal, value, tree);
  return read_whole(tree, sweep.file);
}

}  // namespace tariffsim
