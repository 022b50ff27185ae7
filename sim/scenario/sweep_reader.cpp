#include "scenario/sweep_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "scenario/model_options.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/percent_signs.hpp"
#include "scenario/scenario_keys.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr const char* kSweptRoots[] = {"policy", "steps", "in_data", "reference", "model"};
constexpr const char* kPlayersHint = "such as [USA, CHN, EU27]";
constexpr const char* kRangeHint = "a range is written 0..50% by 5% or 2..8 by 0.5";
constexpr double kPercent = 100;
constexpr double kWholeStep = 1e-9;  // a last value this part of a step beyond the end still counts

/// "0..245% by 5%" taken apart; empty parts if it is none.
struct RangeText {
  std::string_view first, last, step;

  explicit RangeText(std::string_view text) {
    const std::size_t dots = text.find("..");
    const std::size_t by = text.find(" by ");
    if (dots == std::string_view::npos || by == std::string_view::npos || by < dots) return;
    first = text.substr(0, dots);
    last = text.substr(dots + 2, by - dots - 2);
    step = text.substr(by + 4);
  }
  bool percent() const {
    return first.ends_with('%') || last.ends_with('%') || step.ends_with('%');
  }
};

YamlNode scalar(std::string_view text, const YamlNode& whole) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = std::string(text);
  node.place = whole.place;
  return node;
}

/// A number, or percent if the range is one of rates.
std::optional<double> read_part(std::string_view text, bool percent, const YamlNode& whole,
                                Diagnostics& diagnostics) {
  if (!percent) return read_number(scalar(text, whole), diagnostics);
  const auto rate = read_rate(text, whole.place, diagnostics);
  return rate ? std::optional(kPercent * *rate) : std::nullopt;
}

std::optional<AxisRange> read_range(const YamlNode& node, Diagnostics& diagnostics) {
  const RangeText text(node.text);
  if (text.first.empty() || text.last.empty() || text.step.empty()) {
    diagnostics.error(node.place,
                      fmt::format("expected a range or a list, found {}", describe(node)),
                      kRangeHint);
    return std::nullopt;
  }
  const bool percent = text.percent();
  for (const std::string_view part : {text.first, text.last, text.step})
    if (percent && !has_percent_sign(part, node.place, diagnostics)) return std::nullopt;
  const auto first = read_part(text.first, percent, node, diagnostics);
  const auto last = read_part(text.last, percent, node, diagnostics);
  const auto step = read_part(text.step, percent, node, diagnostics);
  if (!first || !last || !step) return std::nullopt;
  if (!(*step > 0) || *last < *first) {
    diagnostics.error(node.place,
                      fmt::format("'{}': a range runs upwards, in steps above 0", node.text),
                      kRangeHint);
    return std::nullopt;
  }
  const double steps = std::floor((*last - *first) / *step + kWholeStep);
  if (steps >= static_cast<double>(kMostPoints)) {
    diagnostics.error(node.place, fmt::format("over {} values", kMostPoints));
    return std::nullopt;
  }
  if (steps < 1 && *last > *first)
    diagnostics.warning(node.place,
                        fmt::format("the step is longer than the range: only {:g}{} is solved",
                                    *first, percent ? "%" : ""),
                        kRangeHint);
  return AxisRange{*first, *step, static_cast<std::size_t>(steps) + 1, percent};
}

/// True, and said so, of a word that the option takes where it is not swept.
bool is_word_of_option(const YamlNode& item, const std::vector<PathStep>& path,
                       Diagnostics& diagnostics) {
  if (path.back().key != "labour_mobility" || item.text != "perfect") return false;
  diagnostics.error(item.place, "expected a number, found 'perfect'",
                    "1e9, the largest labour mobility, stands for it in a sweep");
  return true;
}

std::vector<YamlNode> read_list(const YamlNode& node, const std::vector<PathStep>& path,
                                Diagnostics& diagnostics) {
  if (node.items.empty())
    diagnostics.error(node.place, "an empty list: expected at least one value");
  const auto is_rate = [](const YamlNode& item) {
    return item.kind == YamlNode::Kind::scalar && item.text.ends_with('%');
  };
  const bool rates = std::any_of(node.items.begin(), node.items.end(), is_rate);
  for (const YamlNode& item : node.items) {
    if (is_word_of_option(item, path, diagnostics)) return {};
    if (rates && !has_percent_sign(item.text, item.place, diagnostics)) return {};
    if (is_rate(item) ? !read_rate(item, diagnostics) : !read_number(item, diagnostics)) return {};
  }
  return node.items;
}

/// Who chooses at each point: a code or a group, or a list of these that acts as one.
std::vector<YamlNode> read_players(const YamlNode& node, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::sequence && !node.items.empty()) return node.items;
  diagnostics.error(node.place, fmt::format("expected a list of players, found {}", describe(node)),
                    kPlayersHint);
  return {};
}

/// False, and said so, if the path leads to an option of the model that is not swept.
bool is_swept(const std::vector<PathStep>& path, Diagnostics& diagnostics) {
  const auto model = std::find_if(path.begin(), path.end(),
                                  [](const PathStep& step) { return step.key == "model"; });
  if (model == path.end() || model + 1 == path.end()) return true;
  const PathStep& chosen = *(model + 1);
  const ModelOption* option = find_model_option(chosen.key);
  if (option == nullptr || option->sweepable) return true;
  std::vector<std::string> others;
  for (const ModelOption& other : model_options())
    if (other.sweepable) others.push_back(other.key.name);
  diagnostics.error(chosen.place, fmt::format("'{}' cannot be swept", chosen.key),
                    fmt::format("of the model: {}; for others write variants under 'vary'",
                                fmt::join(others, ", ")));
  return false;
}

/// The key of the table that a path leads to; nullptr where keys are names of the user's, such as
/// those of sectors.
const KeySpec* find_key(const std::vector<PathStep>& path) {
  const MappingSpec* table = &scenario_keys();
  const KeySpec* found = nullptr;
  for (const PathStep& step : path) {
    if (step.key.empty()) continue;
    if (table == nullptr) return nullptr;
    const auto& keys = table->keys;
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const KeySpec& one) { return one.name == step.key; });
    if (key == keys.end()) return nullptr;
    found = &*key;
    table = key->mapping;
  }
  return found;
}

/// A code of products looks like a number, and may be swept.
bool takes_numbers(const KeySpec& key, Varied what) {
  if (key.name == "products") return what == Varied::by_a_sweep;
  switch (key.kind) {
    case ValueKind::id:
    case ValueKind::day:
    case ValueKind::boolean:
    case ValueKind::selector:
    case ValueKind::choice:
    case ValueKind::mapping:
    case ValueKind::mappings:
    case ValueKind::policy_or_file:
      return false;
    case ValueKind::text:
      return what == Varied::by_a_sweep;
    default:
      return true;
  }
}

/// False, and said so, where names or words stand.
bool is_number(const std::vector<PathStep>& path, Varied what, Diagnostics& diagnostics) {
  const KeySpec* key = find_key(path);
  if (key == nullptr || takes_numbers(*key, what)) return true;
  diagnostics.error(
      path.back().place,
      fmt::format("{} varies a number, and '{}' is none",
                  what == Varied::by_a_sweep ? "a sweep" : "a goal", key->name),
      what == Varied::by_a_sweep ? "write variants under 'vary'" : "such as policy[0].tariff.add");
  return false;
}

/// The path of an axis; nothing if it is none, or leads to where no numbers are.
std::vector<PathStep> read_path(const YamlNode::Entry& entry, Varied what,
                                Diagnostics& diagnostics) {
  try {
    std::vector<PathStep> path = variant_override(entry).path;
    const std::string& root = path.front().key;
    if (std::find(std::begin(kSweptRoots), std::end(kSweptRoots), root) != std::end(kSweptRoots)) {
      if (is_swept(path, diagnostics) && is_number(path, what, diagnostics)) return path;
      return {};
    }
    if (is_of_players(path) && what == Varied::by_a_sweep) return path;
    diagnostics.error(path.front().place,
                      fmt::format("'{}' cannot be {}", root,
                                  what == Varied::by_a_sweep ? "swept" : "varied by a goal"),
                      what == Varied::by_a_sweep
                          ? "expected a path that begins with policy, steps, in_data, reference or "
                            "model, or optimum.player"
                          : "expected a path that begins with policy, steps, in_data, reference or "
                            "model");
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), diagnostics);
  }
  return {};
}

/// The same point is not solved twice for anything.
void warn_of_points(const SweepAxis& axis, Diagnostics& diagnostics) {
  std::set<std::pair<double, std::string>> values;
  for (std::size_t at = 0; at < axis.listed.size(); ++at) {
    const std::string name = axis.names ? axis.name(at) : "";
    if (!values.emplace(axis.names ? 0 : axis.value(at), name).second)
      diagnostics.warning(axis.listed[at].place,
                          fmt::format("'{}' is in this list already: the point is solved twice",
                                      axis.names ? name : axis.listed[at].text));
  }
  if (axis.listed.size() == 1)
    diagnostics.warning(axis.place,
                        fmt::format("a sweep of one value: '{}' does not vary", axis.key));
}

SweepAxis read_axis(const YamlNode::Entry& entry, Varied what, Diagnostics& diagnostics) {
  SweepAxis axis{entry.key, read_path(entry, what, diagnostics), {}, {}, entry.value.place};
  if (axis.path.empty()) return axis;
  axis.names = is_of_players(axis.path);
  if (axis.names) {
    axis.listed = read_players(entry.value, diagnostics);
  } else if (entry.value.kind == YamlNode::Kind::sequence) {
    axis.listed = read_list(entry.value, axis.path, diagnostics);
  } else {
    axis.range = read_range(entry.value, diagnostics);
  }
  if (what == Varied::by_a_sweep && !diagnostics.has_errors()) warn_of_points(axis, diagnostics);
  return axis;
}

}  // namespace

std::vector<SweepAxis> read_sweep(const YamlNode& node, Varied what, Diagnostics& diagnostics) {
  std::vector<SweepAxis> axes;
  for (const YamlNode::Entry& entry : node.entries)
    axes.push_back(read_axis(entry, what, diagnostics));
  if (axes.empty() || axes.size() > kMostAxes)
    diagnostics.error(node.place,
                      fmt::format("a sweep has 1 to {} axes, not {}", kMostAxes, axes.size()));
  double points = 1;
  for (const SweepAxis& axis : axes) points *= static_cast<double>(axis.size());
  if (points > static_cast<double>(kMostPoints))
    diagnostics.error(node.place,
                      fmt::format("{:.0f} points: a study has at most {}", points, kMostPoints));
  return axes;
}

}  // namespace tariffsim
