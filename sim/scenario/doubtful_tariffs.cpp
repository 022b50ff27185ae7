#include "scenario/doubtful_tariffs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "data/built_in_groups.hpp"
#include "model/groups.hpp"

namespace tariffsim {
namespace {

/// Unions within which goods pass without duties, by the names of their groups.
constexpr const char* kCustomsUnions[] = {"EU27", "EAEU", "GCC"};

/// Those of them that the baseline has, regions that hold nobody else among them.
std::vector<Index> members_of_union(const std::string& name, const NameTable& countries) {
  std::vector<Index> members;
  const Groups& groups = built_in_groups().countries;
  if (groups.count(name) == 0) return members;
  std::set<std::string> codes = expand_group(groups, name);
  const auto is_member = [&](const std::string& code) { return codes.count(code) > 0; };
  for (const auto& [region, parts] : countries.regions)
    if (std::all_of(parts.begin(), parts.end(), is_member)) codes.insert(region);
  for (const std::string& code : codes)
    if (const Index at = countries.find(code); at >= 0) members.push_back(at);
  return members;
}

}  // namespace

void warn_of_union(const CellsText& text, const Cells& cells, const PolicyLookup& lookup) {
  if (!text.importer || lookup.diagnostics.has_errors()) return;
  for (const char* name : kCustomsUnions) {
    const std::vector<Index> members = members_of_union(name, lookup.countries.table());
    const bool of_members = !cells.importers.empty() && without(cells.importers, members).empty();
    const auto has_partner = [&](Index importer) {
      return std::any_of(cells.exporters.begin(), cells.exporters.end(), [&](Index exporter) {
        return exporter != importer &&
               std::find(members.begin(), members.end(), exporter) != members.end();
      });
    };
    if (!of_members || !std::any_of(cells.importers.begin(), cells.importers.end(), has_partner))
      continue;
    const bool only_inside = without(cells.exporters, members).empty();
    lookup.diagnostics.warning(
        text.importer->place,
        fmt::format("this line puts a rate on trade inside the {}, a customs union", name),
        only_inside ? "" : "for its trade with outsiders, write 'exporter: others'");
    return;
  }
}

void note_services(const Place& place, const std::vector<Index>& sectors,
                   const PolicyLookup& lookup) {
  const std::vector<Index> goods = without(sectors, lookup.sectors.table().words.at("services"));
  if (goods.size() == sectors.size() || !lookup.sectors.is_first_of("services")) return;
  lookup.diagnostics.note(
      place,
      fmt::format("this puts a tariff on services{}, and no country levies customs duties on them",
                  goods.empty() ? "" : " too"),
      goods.empty() ? "a barrier that brings no revenue is a 'trade_cost'"
                    : "for goods only, write 'sectors: goods'");
}

}  // namespace tariffsim
