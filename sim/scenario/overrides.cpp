#include "scenario/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

/// One step of a path: a key, or a position in a list.
struct Step {
  std::string key;
  std::optional<std::size_t> position;
  Place place;
};

class OverridePath {
 public:
  explicit OverridePath(std::shared_ptr<const SourceText> source) : source_(std::move(source)) {}

  std::vector<Step> steps() {
    const std::string_view text = source_->text;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) fail(0, text.size());
    for (std::size_t at = 0; at < equals;) at = add_step(text.substr(0, equals), at);
    if (steps_.size() > static_cast<std::size_t>(kMaxYamlDepth)) fail(0, equals);
    return std::move(steps_);
  }

 private:
  [[noreturn]] void fail(std::size_t at, std::size_t length) const {
    throw InputError(place(at, length), "expected PATH=VALUE, the path as keys and positions",
                     "such as model.elasticities=4 or policy[1].tariff.add=20%");
  }

  Place place(std::size_t at, std::size_t length) const {
    return {source_, 1, static_cast<int>(at) + 1, std::max(1, static_cast<int>(length))};
  }

  /// Takes the step that begins at `at` (with its dot or bracket); returns where the next begins.
  std::size_t add_step(std::string_view path, std::size_t at) {
    if (path[at] == '[') return add_position(path, at);
    const std::size_t start = at == 0 ? 0 : at + 1;
    const std::size_t end = std::min(path.find_first_of(".[", start), path.size());
    const bool dotted = at == 0 || path[at] == '.';
    if (!dotted || end == start || path[start] == '.') fail(at, end - at);
    steps_.push_back(
        {std::string(path.substr(start, end - start)), std::nullopt, place(start, end - start)});
    return end;
  }

  std::size_t add_position(std::string_view path, std::size_t at) {
    const std::size_t close = std::min(path.find(']', at), path.size());
    std::size_t position = 0;
    const char* const last = path.data() + close;
    const auto [end, failure] = std::from_chars(path.data() + at + 1, last, position);
    if (close == path.size() || failure != std::errc() || end != last) fail(at, close - at);
    steps_.push_back({"", position, place(at, close + 1 - at)});
    return close + 1;
  }

  std::shared_ptr<const SourceText> source_;
  std::vector<Step> steps_;
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

YamlNode::Entry& entry_of(YamlNode& node, const Step& step) {
  const auto found =
      std::find_if(node.entries.begin(), node.entries.end(),
                   [&](const YamlNode::Entry& entry) { return entry.key == step.key; });
  if (found != node.entries.end()) return *found;
  YamlNode empty;
  empty.place = step.place;
  return node.entries.emplace_back(YamlNode::Entry{step.key, step.place, std::move(empty)});
}

void check_position(const YamlNode& node, const Step& step) {
  if (node.kind != YamlNode::Kind::sequence) {
    throw InputError(step.place,
                     fmt::format("what stands before this is {}, not a list", describe(node)));
  }
  if (*step.position < node.items.size()) return;
  throw InputError(step.place, node.items.empty()
                                   ? "the list is empty"
                                   : fmt::format("the list ends at [{}]", node.items.size() - 1));
}

YamlNode& descend(YamlNode& node, const Step& step) {
  if (step.position) {
    check_position(node, step);
    return node.items[*step.position];
  }
  if (node.kind == YamlNode::Kind::null) node.kind = YamlNode::Kind::mapping;
  if (node.kind != YamlNode::Kind::mapping) {
    throw InputError(step.place,
                     fmt::format("what stands before this is {}, not a mapping", describe(node)));
  }
  return entry_of(node, step).value;
}

void remove(YamlNode& node, const Step& step) {
  descend(node, step);
  if (step.position) {
    node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(*step.position));
  } else {
    std::erase_if(node.entries,
                  [&](const YamlNode::Entry& entry) { return entry.key == step.key; });
  }
}

}  // namespace

void apply_override(YamlNode& root, const std::string& override_text) {
  const auto source =
      std::make_shared<const SourceText>(SourceText{kOverrideSource, override_text});
  const std::vector<Step> steps = OverridePath(source).steps();
  YamlNode value = parse_value(source);
  YamlNode* parent = &root;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) parent = &descend(*parent, steps[i]);
  if (value.kind == YamlNode::Kind::null) {
    remove(*parent, steps.back());
  } else {
    descend(*parent, steps.back()) = std::move(value);
  }
}

}  // namespace tariffsim
