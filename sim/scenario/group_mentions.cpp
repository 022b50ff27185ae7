#include "scenario/group_mentions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <unordered_set>

namespace tariffsim {
namespace {

bool may_be_in_a_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

/// WEST of "WEST.welfare_pct > 0" and of "CHN->WEST". Calls add(word) for each.
template <class Add>
void for_each_word(std::string_view text, const Add& add) {
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), may_be_in_a_name);
    std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    while (word.ends_with('-')) word.remove_suffix(1);  // of an arrow
    if (!word.empty()) add(word);
  }
}

bool is_prose(std::string_view key) {
  return key == "title" || key == "description" || key == "sources";
}

/// All words of a tree; of the mappings of groups only those of their values.
class Mentions {
 public:
  explicit Mentions(const YamlNode& tree) {
    for (const YamlNode::Entry& entry : tree.entries) {
      if (entry.key == "groups")
        add_groups(entry.value);
      else if (!is_prose(entry.key))
        add(entry.value);
    }
  }

  /// True also of a name that is no word by itself.
  bool has(std::string_view name) const {
    return !std::all_of(name.begin(), name.end(), may_be_in_a_name) || words_.count(name) > 0;
  }

 private:
  void add_groups(const YamlNode& groups) {
    for (const YamlNode::Entry& entry : groups.entries)
      if (entry.value.kind == YamlNode::Kind::mapping)
        add_groups(entry.value);
      else
        add(entry.value);
  }
  void add(std::string_view text) {
    for_each_word(text, [&](std::string_view word) { words_.insert(word); });
  }
  void add(const YamlNode& node) {
    add(std::string_view(node.text));
    for (const YamlNode& item : node.items) add(item);
    for (const YamlNode::Entry& entry : node.entries) {
      add(std::string_view(entry.key));
      add(entry.value);
    }
  }

  std::unordered_set<std::string_view> words_;
};

/// Whether a group is one of these: names of countries and of sectors may be the same.
template <class Groups>
bool is_among(const Groups& groups, const Name& name) {
  return std::any_of(groups.begin(), groups.end(), [&](const auto& group) {
    return group.first.place.line == name.place.line &&
           group.first.place.column == name.place.column;
  });
}

}  // namespace

std::vector<Name> unmentioned_groups(const YamlNode& tree, const Scenario& scenario) {
  std::vector<Name> unmentioned;
  const Mentions mentions(tree);
  for (const auto* groups :
       {&scenario.country_groups, &scenario.sector_groups, &scenario.product_groups})
    for (const auto& [name, members] : *groups)
      if (!mentions.has(name.text) && !members.include.empty()) unmentioned.push_back(name);
  return unmentioned;
}

void tell_unused_groups(const Scenario& scenario, const SelectorLookup& countries,
                        const SelectorLookup& sectors, const ProductLookup& products,
                        Diagnostics& diagnostics) {
  for (const Name& name : scenario.unmentioned) {
    if (countries.is_used(name.text) || sectors.is_used(name.text) || products.is_used(name.text))
      continue;
    if (is_among(scenario.product_groups, name))
      diagnostics.warning(name.place,
                          fmt::format("no line names the list '{}': it does nothing", name.text));
    else if (is_among(scenario.country_groups, name))
      diagnostics.warning(name.place,
                          fmt::format("no line names the group '{}': it changes nothing, and can "
                                      "serve results only",
                                      name.text),
                          "to show it in reports, name it in 'report: {focus: [...]}'; else "
                          "leave it out");
    else
      diagnostics.note(
          name.place,
          fmt::format("no line names the group '{}': it can serve results only", name.text));
  }
}

}  // namespace tariffsim
