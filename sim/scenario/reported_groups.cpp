#include "scenario/reported_groups.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

constexpr const char* kKindsOfGoods[] = {"agriculture", "mining", "manufactures"};

/// Adds a group once, and none without members.
void add(std::vector<ReportedGroup>& groups, const std::string& name, std::vector<Index> members) {
  const auto same = [&](const ReportedGroup& group) { return group.name == name; };
  if (!members.empty() && std::none_of(groups.begin(), groups.end(), same))
    groups.push_back({name, std::move(members)});
}

}  // namespace

std::vector<ReportedGroup> groups_of_several(const std::vector<Name>& names,
                                             SelectorLookup& countries) {
  std::vector<ReportedGroup> groups;
  for (const Name& name : names)
    if (std::vector<Index> members = countries.resolve(name); members.size() > 1)
      add(groups, name.text, std::move(members));
  return groups;
}

std::vector<ReportedGroup> reported_sector_groups(const Scenario& scenario,
                                                  SelectorLookup& sectors) {
  const NameTable& table = sectors.table();
  const std::vector<Index>& goods = table.words.at("goods");
  std::vector<ReportedGroup> groups;
  std::vector<Index> rest = goods;
  for (const char* name : kKindsOfGoods) {
    if (table.groups.count(name) == 0) continue;
    const std::vector<Index> members = sectors.resolve(Name{name, {}});
    rest = without(rest, members);
    add(groups, name, members);
  }
  add(groups, rest.size() == goods.size() ? "goods" : "other goods", rest);
  add(groups, "services", table.words.at("services"));
  for (const auto& [name, members] : scenario.sector_groups)
    add(groups, name.text, sectors.resolve(name));
  return groups;
}

}  // namespace tariffsim
