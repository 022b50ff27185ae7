#include <fmt/format.h>

#include "data/baseline_tables.hpp"
#include "data/iso_countries.hpp"
#include "data/placed_code.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {
namespace {

/// A member is a code of the baseline, a country that the baseline may lack, or another group.
void read_members(const YamlNode::Entry& group, const YamlNode& mapping, const CodeIndex& codes,
                  bool countries, std::vector<std::string>& members, Diagnostics& diagnostics) {
  for (const PlacedCode& member : read_codes(group.value, diagnostics)) {
    const bool known = codes.find(member.text) >= 0 || mapping.find(member.text) != nullptr ||
                       (countries && find_iso_country(member.text) != nullptr);
    if (!known)
      diagnostics.error(member.place, codes.unknown(member.text), codes.hint(member.text));
    members.push_back(member.text);
  }
}

Groups read_mapping(const YamlNode& mapping, const CodeIndex& codes, bool countries,
                    Diagnostics& diagnostics) {
  Groups out;
  for (const auto& group : mapping.entries) {
    if (countries && (group.key == "sectors" || group.key == "products")) continue;
    if (codes.find(group.key) >= 0)
      diagnostics.error(group.place,
                        fmt::format("the group '{}' has the name of a code", group.key));
    read_members(group, mapping, codes, countries, out[group.key], diagnostics);
  }
  return out;
}

}  // namespace

GroupFile read_groups(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics) {
  const YamlNode root = parse_yaml(source, diagnostics);
  GroupFile out;
  if (root.kind == YamlNode::Kind::null) return out;
  if (root.kind != YamlNode::Kind::mapping) {
    diagnostics.error(root.place, "groups must be a mapping of names to lists of codes");
    return out;
  }
  out.countries = read_mapping(root, codes.countries, true, diagnostics);
  if (const YamlNode* sectors = root.find("sectors"); sectors != nullptr)
    out.sectors = read_mapping(*sectors, codes.sectors, false, diagnostics);
  if (const YamlNode* products = root.find("products"); products != nullptr)
    for (const YamlNode::Entry& list : products->entries)
      for (const PlacedCode& code : read_codes(list.value, diagnostics))
        out.products[list.key].push_back(code.text);
  return out;
}

}  // namespace tariffsim
