#include "scenario/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr const char* kPathExamples = "such as model.elasticities=4 or policy[1].tariff.add=20%";

/// The text of a path taken apart; `start` is the place of its first character.
class PathReader {
 public:
  PathReader(std::string_view path, Place start, const char* expected)
      : path_(path), start_(std::move(start)), expected_(expected) {}

  std::vector<PathStep> steps() {
    if (path_.empty()) fail(0, 1);
    for (std::size_t at = 0; at < path_.size();) at = add_step(path_, at);
    if (steps_.size() > static_cast<std::size_t>(kMaxYamlDepth)) fail(0, path_.size());
    return std::move(steps_);
  }

 private:
  [[noreturn]] void fail(std::size_t at, std::size_t length) const {
    throw InputError(place(at, length), expected_, kPathExamples);
  }

  Place place(std::size_t at, std::size_t length) const {
    Place part = start_;
    part.column += static_cast<int>(at);
    part.length = std::max(1, static_cast<int>(length));
    return part;
  }

  /// Takes the step that begins at `at` (with its dot or bracket); returns where the next begins.
  std::size_t add_step(std::string_view path, std::size_t at) {
    if (path[at] == '[') return add_position(path, at);
    const std::size_t start = at == 0 ? 0 : at + 1;
    const std::size_t end = std::min(path.find_first_of(".[", start), path.size());
    const bool dotted = at == 0 || path[at] == '.';
    if (!dotted || end == start || path[start] == '.') fail(at, end - at);
    steps_.push_back({std::string(path.substr(start, end - start)), std::nullopt, false,
                      place(start, end - start)});
    return end;
  }

  std::size_t add_position(std::string_view path, std::size_t at) {
    const std::size_t close = std::min(path.find(']', at), path.size());
    if (path.substr(at, close - at) == "[+" && close < path.size()) {
      steps_.push_back({"", std::nullopt, true, place(at, close + 1 - at)});
      return close + 1;
    }
    std::size_t position = 0;
    const char* const last = path.data() + close;
    const auto [end, failure] = std::from_chars(path.data() + at + 1, last, position);
    if (close == path.size() || failure != std::errc() || end != last) fail(at, close - at);
    steps_.push_back({"", position, false, place(at, close + 1 - at)});
    return close + 1;
  }

  std::string_view path_;
  Place start_;
  const char* expected_;
  std::vector<PathStep> steps_;
};

void move_places(YamlNode& node, const std::shared_ptr<const SourceText>& source) {
  node.place.source = source;
  for (YamlNode& item : node.items) move_places(item, source);
  for (YamlNode::Entry& entry : node.entries) {
    entry.place.source = source;
    move_places(entry.value, source);
  }
}

std::vector<Diagnostic> moved(std::vector<Diagnostic> diagnostics,
                              const std::shared_ptr<const SourceText>& source) {
  for (Diagnostic& diagnostic : diagnostics) diagnostic.place.source = source;
  return diagnostics;
}

/// The value, parsed with the path blanked out so that its places fit the whole override.
YamlNode parse_value(const std::shared_ptr<const SourceText>& source) {
  SourceText blanked = *source;
  const std::size_t start = blanked.text.find('=') + 1;
  std::fill_n(blanked.text.begin(), start, ' ');
  Diagnostics found;
  try {
    YamlNode value = parse_yaml(std::make_shared<const SourceText>(std::move(blanked)), found);
    found.throw_if_errors();
    move_places(value, source);
    if (value.place.line == 0) value.place = {source, 1, static_cast<int>(start), 1};
    return value;
  } catch (const InputError& error) {
    throw InputError(moved(error.diagnostics(), source));
  }
}

YamlNode::Entry& entry_of(YamlNode& node, const PathStep& step) {
  const auto found =
      std::find_if(node.entries.begin(), node.entries.end(),
                   [&](const YamlNode::Entry& entry) { return entry.key == step.key; });
  if (found != node.entries.end()) return *found;
  YamlNode empty;
  empty.place = step.place;
  return node.entries.emplace_back(YamlNode::Entry{step.key, step.place, std::move(empty)});
}

void check_position(const YamlNode& node, const PathStep& step) {
  if (node.kind != YamlNode::Kind::sequence) {
    throw InputError(step.place,
                     fmt::format("what stands before this is {}, not a list", describe(node)),
                     node.kind == YamlNode::Kind::null ? "[+] adds an item" : "");
  }
  if (*step.position < node.items.size()) return;
  throw InputError(
      step.place,
      node.items.empty() ? "the list is empty"
                         : fmt::format("the list ends at [{}]", node.items.size() - 1),
      node.items.empty() ? "[+] adds an item" : "[0] is the first item, and [+] adds one");
}

YamlNode& new_item(YamlNode& node, const PathStep& step) {
  if (node.kind == YamlNode::Kind::null) node.kind = YamlNode::Kind::sequence;
  if (node.kind != YamlNode::Kind::sequence)
    throw InputError(step.place,
                     fmt::format("what stands before this is {}, not a list", describe(node)));
  node.items.emplace_back();
  node.items.back().place = step.place;
  return node.items.back();
}

/// What was meant by a key that stands where a list is: policy.0 is policy[0].
std::string list_hint(const std::string& key) {
  const bool number = !key.empty() && key.find_first_not_of("0123456789") == std::string::npos;
  return number ? fmt::format("did you mean [{}], without the dot?", key) : "[0] is its first item";
}

YamlNode& descend(YamlNode& node, const PathStep& step) {
  if (step.at_end) return new_item(node, step);
  if (step.position) {
    check_position(node, step);
    return node.items[*step.position];
  }
  if (node.kind == YamlNode::Kind::null) node.kind = YamlNode::Kind::mapping;
  if (node.kind != YamlNode::Kind::mapping) {
    throw InputError(step.place,
                     fmt::format("what stands before this is {}, not a mapping", describe(node)),
                     node.kind == YamlNode::Kind::sequence ? list_hint(step.key) : "");
  }
  return entry_of(node, step).value;
}

void remove(YamlNode& node, const PathStep& step) {
  if (step.at_end) throw InputError(step.place, "there is nothing to remove at a list's end");
  descend(node, step);
  if (step.position) {
    node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(*step.position));
  } else {
    std::erase_if(node.entries,
                  [&](const YamlNode::Entry& entry) { return entry.key == step.key; });
  }
}

bool removes(const Override& one) { return one.value.kind == YamlNode::Kind::null; }

/// Whether `a` is removed before `b`: what stands further behind in a list, or deeper in what `b`
/// removes whole, goes first and leaves the positions in the other's path as they are.
bool stands_behind(const Override& a, const Override& b) {
  return std::lexicographical_compare(b.path.begin(), b.path.end(), a.path.begin(), a.path.end(),
                                      [](const PathStep& one, const PathStep& other) {
                                        return std::tie(one.key, one.position) <
                                               std::tie(other.key, other.position);
                                      });
}

/// Whether `path` leads to what `removed` takes away, or into it.
bool leads_into(const std::vector<PathStep>& path, const std::vector<PathStep>& removed) {
  return path.size() >= removed.size() &&
         std::equal(removed.begin(), removed.end(), path.begin(),
                    [](const PathStep& one, const PathStep& other) {
                      return one.key == other.key && one.position == other.position &&
                             !one.at_end && !other.at_end;
                    });
}

/// What one key removes, another cannot change.
void check_removals(const std::vector<Override>& overrides) {
  for (const Override& removal : overrides)
    for (const Override& change : overrides)
      if (removes(removal) && !removes(change) && leads_into(change.path, removal.path))
        throw InputError(change.path.front().place,
                         "this changes what another key of the same variant removes",
                         "leave out one of the two");
}

}  // namespace

Override parse_override(const std::string& text) {
  const char* option = text.starts_with("baseline=\"") ? kBaselineSource : kOverrideSource;
  const auto source = std::make_shared<const SourceText>(SourceText{option, text});
  const char* expected = "expected PATH=VALUE, the path as keys and positions";
  const std::size_t equals = text.find('=');
  const Place start{source, 1, 1, std::max(1, static_cast<int>(text.size()))};
  if (equals == std::string::npos) throw InputError(start, expected, kPathExamples);
  return {PathReader(std::string_view(source->text).substr(0, equals), start, expected).steps(),
          parse_value(source)};
}

Override variant_override(const YamlNode::Entry& entry) {
  Place start = entry.place;
  const bool quoted = start.length > static_cast<int>(entry.key.size());
  if (quoted) ++start.column;
  return {PathReader(entry.key, start, "expected a path of keys and positions").steps(),
          entry.value};
}

void apply_override(YamlNode& root, Override one) {
  YamlNode* parent = &root;
  for (std::size_t i = 0; i + 1 < one.path.size(); ++i) parent = &descend(*parent, one.path[i]);
  if (removes(one)) {
    remove(*parent, one.path.back());
  } else {
    descend(*parent, one.path.back()) = std::move(one.value);
  }
}

void apply_override(YamlNode& root, const std::string& text) {
  apply_override(root, parse_override(text));
}

void apply_variant(YamlNode& root, std::vector<Override> overrides) {
  check_removals(overrides);
  const auto removals = std::stable_partition(overrides.begin(), overrides.end(),
                                              [](const Override& one) { return !removes(one); });
  std::stable_sort(removals, overrides.end(), stands_behind);
  for (Override& one : overrides) apply_override(root, std::move(one));
}

}  // namespace tariffsim
