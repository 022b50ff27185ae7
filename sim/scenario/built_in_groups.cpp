#include "scenario/built_in_groups.hpp"

#include <filesystem>

#include "text/file.hpp"
#include "text/yaml_scalar.hpp"
#include "world/baseline_folder.hpp"

namespace tariffsim {
namespace {

Groups read_groups(const YamlNode& node, Diagnostics& diagnostics) {
  Groups groups;
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value.kind != YamlNode::Kind::mapping)
      groups[entry.key] = read_texts(entry.value, diagnostics);
  }
  return groups;
}

BuiltInGroups read_library() {
  for (const std::filesystem::path& folder : library_folders()) {
    const std::filesystem::path path = folder / "groups.yaml";
    if (!std::filesystem::exists(path)) continue;
    Diagnostics diagnostics;
    const YamlNode root = parse_yaml(read_file(path, kMaxYamlBytes), diagnostics);
    const YamlNode* sectors = root.find("sectors");
    BuiltInGroups groups{read_groups(root, diagnostics), {}};
    if (sectors != nullptr) groups.sectors = read_groups(*sectors, diagnostics);
    diagnostics.throw_if_errors();
    return groups;
  }
  return {};
}

}  // namespace

const BuiltInGroups& built_in_groups() {
  static const BuiltInGroups groups = read_library();
  return groups;
}

}  // namespace tariffsim
