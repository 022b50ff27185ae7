#include "data/built_in_groups.hpp"

#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

const MappingSpec& group_entry_keys() {
  static const MappingSpec spec{
      "group",
      "A group that comes with the program.",
      {{"title", ValueKind::text, true, "Its name in words."},
       {"since", ValueKind::text, false, "The day from which it exists."},
       {"members", ValueKind::texts, true, "Codes, and names of other groups."},
       {"joined", ValueKind::named, false, "Day: who joined."},
       {"left", ValueKind::named, false, "Day: who left."}}};
  return spec;
}

std::vector<MembershipChange> read_changes(const YamlNode* node, Diagnostics& diagnostics) {
  std::vector<MembershipChange> changes;
  if (node == nullptr) return changes;
  for (const YamlNode::Entry& entry : node->entries)
    changes.push_back({entry.key, read_texts(entry.value, diagnostics)});
  return changes;
}

/// Every entry but `sectors`, which holds a kind of its own.
void read_groups(const YamlNode& node, Groups& groups, BuiltInGroups& all,
                 Diagnostics& diagnostics) {
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.key == "sectors") continue;
    const MappingReader group(entry.value, group_entry_keys(), diagnostics);
    groups[entry.key] = group.texts("members");
    all.history[entry.key] = {group.text("title").value_or(""), group.text("since").value_or(""),
                              read_changes(group.find("joined"), diagnostics),
                              read_changes(group.find("left"), diagnostics)};
  }
}

BuiltInGroups read_library() {
  BuiltInGroups groups;
  for (const std::filesystem::path& folder : library_folders()) {
    const std::filesystem::path path = folder / "groups.yaml";
    if (!std::filesystem::exists(path)) continue;
    Diagnostics diagnostics;
    const YamlNode root = parse_yaml(read_file(path, kMaxYamlBytes), diagnostics);
    read_groups(root, groups.countries, groups, diagnostics);
    if (const YamlNode* sectors = root.find("sectors"))
      read_groups(*sectors, groups.sectors, groups, diagnostics);
    diagnostics.throw_if_errors();
    break;
  }
  return groups;
}

}  // namespace

Membership membership_on(const GroupHistory& history, const std::string& day) {
  struct Change {
    std::string date;
    const std::vector<std::string>* members;
    bool joined;
  };
  std::vector<Change> later;
  for (const MembershipChange& one : history.joined)
    if (one.date > day) later.push_back({one.date, &one.members, true});
  for (const MembershipChange& one : history.left)
    if (one.date > day) later.push_back({one.date, &one.members, false});
  std::stable_sort(later.begin(), later.end(),
                   [](const Change& a, const Change& b) { return a.date > b.date; });
  Membership then;
  for (const Change& change : later)  // undone, the latest first
    for (const std::string& member : *change.members) {
      auto& from = change.joined ? then.still : then.not_yet;
      auto& to = change.joined ? then.not_yet : then.still;
      if (from.erase(member) == 0) to.insert(member);
    }
  return then;
}

const BuiltInGroups& built_in_groups() {
  static const BuiltInGroups groups = read_library();
  return groups;
}

}  // namespace tariffsim
