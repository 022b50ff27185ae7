#include "text/yaml_tree.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "text/yaml_place.hpp"
#include "text/yaml_syntax.hpp"

namespace tariffsim {
namespace {

/// Repeated keys after which the rest of the file is not read.
constexpr std::size_t kMaxRepeatedKeys = 100;

constexpr std::string_view kTextTag = "tag:yaml.org,2002:str";  // `!!str`

/// A finished node and what copying it costs.
struct Subtree {
  YamlNode node;
  std::size_t nodes = 1;
  std::size_t bytes = 0;  // of text
  int depth = 0;          // levels of collections
};

/// A sequence or mapping whose end has not come yet.
struct OpenCollection {
  Subtree tree;
  YAML::anchor_t anchor = 0;
  std::map<std::string, Place, std::less<>> keys;  // of a mapping: all so far
  std::optional<YamlNode::Entry> entry;            // of a mapping: a key that waits for its value
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const YamlPlaces& places, Diagnostics& diagnostics)
      : places_(places), diagnostics_(diagnostics) {}

  YamlNode take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      throw InputError(places_.point(mark), "a second document begins here: expected one");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Subtree tree;
    tree.node.place =
        places_.null_is_written(mark) ? places_.scalar(mark, "null") : empty_place(mark);
    add(std::move(tree), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) {
      throw InputError(places_.point(mark), "an alias inside the value that it stands for");
    }
    alias_ = places_.point(mark);
    charge(found->second, alias_);
    add(Subtree(found->second), 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_tag(mark, tag);
    Subtree tree;
    tree.node.kind = YamlNode::Kind::scalar;
    tree.node.text = value;
    tree.node.quoted = tag == "!" || tag == kTextTag;
    tree.node.place = value.empty() && tag == "?" ? empty_place(mark) : places_.scalar(mark, value);
    tree.bytes = value.size();
    add(std::move(tree), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  bool key_expected() const {
    return !open_.empty() && open_.back().tree.node.kind == YamlNode::Kind::mapping &&
           !open_.back().entry;
  }

  /// True for a mapping that is an item of a list.
  bool in_list_item() const {
    return open_.size() > 1 && open_[open_.size() - 2].tree.node.kind == YamlNode::Kind::sequence;
  }

  /// The place at which nothing is written: the key whose value is missing, else the list around
  /// it.
  Place empty_place(const YAML::Mark& mark) const {
    if (open_.empty()) return places_.point(YAML::Mark::null_mark());
    if (open_.back().entry) return open_.back().entry->place;
    return key_expected() ? places_.point(mark)
                          : places_.empty_item(mark, open_.back().tree.node.place);
  }

  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!" || tag == kTextTag) return;
    diagnostics_.error(places_.point(mark), fmt::format("the tag '{}' is not supported", tag),
                       "leave it out");
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    check_tag(mark, tag);
    const Place place = places_.collection(mark);
    if (key_expected())
      throw InputError(place, "a key must be a text, not a list or a mapping",
                       "or its closing bracket is missing");
    check_depth(place, 1);
    OpenCollection& opened = open_.emplace_back();
    opened.tree.node.kind = kind;
    opened.tree.node.place = place;
    opened.anchor = anchor;
  }

  void close() {
    OpenCollection closed = std::move(open_.back());
    open_.pop_back();
    merge(closed.tree.node);
    ++closed.tree.depth;
    add(std::move(closed.tree), closed.anchor);
  }

  /// A node is complete: counted, remembered if it is anchored, put in its place.
  void add(Subtree tree, YAML::anchor_t anchor) {
    if (tree.depth == 0) charge(tree, tree.node.place);
    if (anchor != 0) {
      charge(tree, tree.node.place);
      anchored_.emplace(anchor, tree);
    }
    if (open_.empty()) {
      root_ = std::move(tree.node);
    } else if (key_expected()) {
      add_key(std::move(tree));
    } else {
      add_value(std::move(tree));
    }
  }

  void add_key(Subtree tree) {
    if (tree.node.kind == YamlNode::Kind::null)
      throw InputError(tree.node.place, "a key is missing before ':'");
    if (tree.node.kind != YamlNode::Kind::scalar) {
      throw InputError(alias_, "a key must be a text, not a list or a mapping");
    }
    open_.back().tree.bytes += tree.bytes;
    open_.back().entry = YamlNode::Entry{std::move(tree.node.text), tree.node.place, {}};
  }

  void add_value(Subtree tree) {
    OpenCollection& parent = open_.back();
    check_depth(alias_, tree.depth);
    parent.tree.nodes += tree.nodes;
    parent.tree.bytes += tree.bytes;
    parent.tree.depth = std::max(parent.tree.depth, tree.depth);
    if (parent.tree.node.kind == YamlNode::Kind::sequence) {
      parent.tree.node.items.push_back(std::move(tree.node));
    } else {
      parent.entry->value = std::move(tree.node);
      add_entry(parent);
    }
  }

  void add_entry(OpenCollection& parent) {
    YamlNode::Entry entry = std::move(*parent.entry);
    parent.entry.reset();
    const auto [first, is_new] = parent.keys.emplace(entry.key, entry.place);
    if (is_new) {
      parent.tree.node.entries.push_back(std::move(entry));
      return;
    }
    diagnostics_.error(
        entry.place,
        fmt::format("the key '{}' is given twice, first in line {}", entry.key, first->second.line),
        in_list_item() && entry.place.line != first->second.line
            ? "a second item of the list begins with '- '"
            : "");
    if (++repeated_keys_ == kMaxRepeatedKeys) diagnostics_.throw_if_errors();
  }

  /// `<<: *other` adds the entries of another mapping, or of a list of them, whose keys are not
  /// given.
  void merge(YamlNode& mapping) {
    const auto at = std::find_if(mapping.entries.begin(), mapping.entries.end(),
                                 [](const YamlNode::Entry& entry) { return entry.key == "<<"; });
    if (at == mapping.entries.end()) return;
    const YamlNode::Entry merged = std::move(*at);
    mapping.entries.erase(at);
    std::vector<const YamlNode*> others{&merged.value};
    if (merged.value.kind == YamlNode::Kind::sequence) {
      others.clear();
      for (const YamlNode& item : merged.value.items) others.push_back(&item);
    }
    std::set<std::string> keys;
    for (const YamlNode::Entry& entry : mapping.entries) keys.insert(entry.key);
    for (const YamlNode* other : others) {
      if (other->kind != YamlNode::Kind::mapping)
        diagnostics_.error(merged.place, "'<<' takes a mapping, or a list of mappings",
                           "such as '<<: *common'");
      for (const YamlNode::Entry& entry : other->entries)
        if (keys.insert(entry.key).second) mapping.entries.push_back(entry);
    }
  }

  void check_depth(const Place& place, int levels) const {
    if (static_cast<int>(open_.size()) + levels > kMaxYamlDepth) {
      throw InputError(place, fmt::format("nested over {} levels", kMaxYamlDepth));
    }
  }

  /// Counts a node, or a copy of one, before it is made.
  void charge(const Subtree& tree, const Place& place) {
    nodes_ += tree.nodes;
    bytes_ += tree.bytes;
    if (nodes_ > kMaxYamlNodes) {
      throw InputError(place,
                       fmt::format("over {} values, counting each use of an alias", kMaxYamlNodes));
    }
    if (bytes_ > 2 * kMaxYamlBytes) {
      throw InputError(place, fmt::format("over {} MiB of text, counting each use of an alias",
                                          2 * kMaxYamlBytes >> 20));
    }
  }

  const YamlPlaces& places_;
  Diagnostics& diagnostics_;
  YamlNode root_;
  std::vector<OpenCollection> open_;
  std::map<YAML::anchor_t, Subtree> anchored_;
  Place alias_;  // the last one
  std::size_t nodes_ = 0;
  std::size_t bytes_ = 0;
  std::size_t repeated_keys_ = 0;
  int documents_ = 0;
};

/// yaml-cpp does not count a byte order mark; places then point into a text without it.
std::shared_ptr<const SourceText> without_byte_order_mark(
    std::shared_ptr<const SourceText> source) {
  if (!source->text.starts_with(kByteOrderMark)) return source;
  return std::make_shared<const SourceText>(
      SourceText{source->name, source->text.substr(kByteOrderMark.size())});
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const Entry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

YamlNode parse_yaml(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics) {
  if (source->text.size() > kMaxYamlBytes) {
    throw InputError({source, 0, 0, 1}, fmt::format("over {} MiB", kMaxYamlBytes >> 20));
  }
  source = without_byte_order_mark(std::move(source));
  check_yaml_characters(source);
  const YamlPlaces places(source);
  TreeBuilder builder(places, diagnostics);
  try {
    std::istringstream stream(source->text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::ParserException& failure) {
    throw yaml_syntax_error(failure, places);
  }
  return builder.take_root();
}

}  // namespace tariffsim
