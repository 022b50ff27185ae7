#include "files/compared_groups.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "data/built_in_groups.hpp"
#include "files/compared_cells.hpp"
#include "results/rows.hpp"

namespace tariffsim {
namespace {

/// The codes that a country, or a region of several, stands for.
std::set<std::string> codes_of(const std::string& country, const Groups& regions) {
  const auto region = regions.find(country);
  if (region == regions.end()) return {country};
  std::set<std::string> codes(region->second.begin(), region->second.end());
  codes.insert(country);
  return codes;
}

/// Positions of countries whose codes make up the group, a region by its own code or by those of
/// all its members; empty if some of the group is missing.
std::vector<Index> positions_of(const std::vector<std::string>& group,
                                const std::vector<std::string>& countries, const Groups& regions) {
  std::vector<Index> positions;
  std::set<std::string> missing(group.begin(), group.end());
  for (std::size_t n = 0; n < countries.size(); ++n) {
    const std::set<std::string> codes = codes_of(countries[n], regions);
    const auto is_in_group = [&](const std::string& code) {
      return std::find(group.begin(), group.end(), code) != group.end();
    };
    const bool whole = std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
      return (codes.size() > 1 && code == countries[n]) || is_in_group(code);
    });
    if (!whole && !is_in_group(countries[n])) continue;
    positions.push_back(static_cast<Index>(n));
    for (const std::string& code : codes) missing.erase(code);
  }
  if (!missing.empty()) positions.clear();
  return positions;
}

/// A country or a group, by the positions of its members.
struct Party {
  std::string name;
  std::vector<Index> members;
};

bool overlap(const Party& a, const Party& b) {
  return std::any_of(a.members.begin(), a.members.end(), [&](Index one) {
    return std::find(b.members.begin(), b.members.end(), one) != b.members.end();
  });
}

/// Rows of pairs of countries, found by the positions of both.
class PairRows {
 public:
  explicit PairRows(const ComparedRun& run) {
    std::map<std::string, Index> places;
    for (const ComparedPlace& place : run.places)
      places.emplace(place.code, static_cast<Index>(places.size()));
    const MeasureTable& table = run.tables[kOfPairs];
    for (std::size_t at = 0; at < table.keys.size(); ++at)
      rows_.emplace(
          std::pair{places.at(table.keys[at].exporter), places.at(table.keys[at].importer)},
          row_of(table, at));
  }

  std::vector<PairRow> between(const Party& exporters, const Party& importers) const {
    std::vector<PairRow> rows;
    for (const Index i : exporters.members)
      for (const Index n : importers.members)
        if (const auto found = rows_.find({i, n}); found != rows_.end())
          rows.push_back(found->second);
    return rows;
  }

 private:
  static PairRow row_of(const MeasureTable& table, std::size_t at) {
    PairRow row{};
    row.exporter = table.keys[at].exporter;
    row.importer = table.keys[at].importer;
    for (const Measure<PairRow>& measure : pair_measures()) {
      const auto found = std::find(table.measures.begin(), table.measures.end(), measure.name);
      const auto column = static_cast<std::size_t>(found - table.measures.begin());
      row.*measure.value = found == table.measures.end()
                               ? std::nan("")
                               : table.values[at * table.measures.size() + column];
    }
    return row;
  }

  std::map<std::pair<Index, Index>, PairRow> rows_;
};

/// Adds a row, if anything is sold.
void add_pair(const PairRows& rows, const Party& exporters, const Party& importers,
              MeasureTable& table) {
  const PairRow row = pair_row(exporters.name, importers.name, rows.between(exporters, importers),
                               rows.between(importers, exporters));
  if (row.flow_base_musd == 0 && row.flow_musd == 0) return;
  table.keys.push_back(
      {"group_pair", exporters.name + "->" + importers.name, exporters.name, importers.name});
  for (const Measure<PairRow>& measure : pair_measures())
    table.values.push_back(row.*measure.value);
}

/// Each group with each country and each other group that has no member in common with it.
MeasureTable pairs_of_groups(const std::vector<Party>& groups, const ComparedRun& run) {
  MeasureTable table;
  for (const Measure<PairRow>& measure : pair_measures()) table.measures.emplace_back(measure.name);
  const PairRows rows(run);
  for (const Party& group : groups) {
    for (const Party& other : groups)
      if (!overlap(group, other)) add_pair(rows, group, other, table);
    for (std::size_t n = 0; n < run.places.size(); ++n) {
      const Party country{run.places[n].code, {static_cast<Index>(n)}};
      if (overlap(group, country)) continue;
      add_pair(rows, group, country, table);
      add_pair(rows, country, group, table);
    }
  }
  return table;
}

MeasureTable sectors_of_groups(const std::vector<Party>& groups, const ComparedRun& run,
                               const ComparedTrade& trade) {
  MeasureTable table;
  for (const Measure<SectorGroupRow>& measure : sector_group_measures())
    table.measures.emplace_back(measure.name);
  for (const Party& group : groups) {
    const std::vector<SectorGroupOutcome> sectors = sectors_of_group(run, trade, group.members);
    for (std::size_t s = 0; s < sectors.size(); ++s) {
      table.keys.push_back({"group_sector", sector_key(group.name, trade.sectors[s]), "", ""});
      const SectorGroupRow row = sector_row(group.name, trade.sectors[s], sectors[s]);
      for (const Measure<SectorGroupRow>& measure : sector_group_measures())
        table.values.push_back(row.*measure.value);
    }
  }
  return table;
}

/// What each country sells to others and buys from them by sector: levels that sectors.csv has not.
void add_trade_of_sectors(const ComparedTrade& trade, ComparedRun& run) {
  MeasureTable& table = run.tables[kOfSectors];
  if (trade.cells.empty() || table.keys.empty()) return;
  constexpr std::size_t kLevels = 4;
  const std::size_t sectors = trade.sectors.size(), width = table.measures.size();
  std::vector<double> levels(table.keys.size() * kLevels, 0.0);
  for (const ComparedCell& cell : trade.cells) {
    if (cell.exporter == cell.importer) continue;
    double* sold = &levels[(cell.exporter * sectors + cell.sector) * kLevels];
    double* bought = &levels[(cell.importer * sectors + cell.sector) * kLevels];
    sold[0] += cell.before;
    sold[1] += cell.after;
    bought[2] += cell.before;
    bought[3] += cell.after;
  }
  MeasureTable wider{table.measures, table.keys, {}};
  for (const char* name :
       {"exports_base_musd", "exports_musd", "imports_base_musd", "imports_musd"})
    wider.measures.emplace_back(name);
  wider.values.reserve(table.values.size() + levels.size());
  const auto append = [&](const std::vector<double>& from, std::size_t row, std::size_t count) {
    const auto first = from.begin() + static_cast<std::ptrdiff_t>(row * count);
    wider.values.insert(wider.values.end(), first, first + static_cast<std::ptrdiff_t>(count));
  };
  for (std::size_t row = 0; row < table.keys.size(); ++row) {
    append(table.values, row, width);
    append(levels, row, kLevels);
  }
  table = std::move(wider);
}

/// Those of `shared` whose members are all in the run.
std::vector<Party> groups_in(const Groups& shared, const ComparedRun& run) {
  std::vector<std::string> codes;
  codes.reserve(run.places.size());
  for (const ComparedPlace& place : run.places) codes.push_back(place.code);
  std::vector<Party> groups;
  for (const auto& [name, members] : shared)
    if (std::vector<Index> positions = positions_of(members, codes, run.regions);
        !positions.empty())
      groups.push_back({name, std::move(positions)});
  return groups;
}

void add_missing_groups(const std::vector<Party>& groups, const ComparedTrade& trade,
                        ComparedRun& run) {
  MeasureTable& table = run.tables[kOfGroups];
  if (table.measures.empty()) table.measures = group_values_known();
  for (const Party& group : groups) {
    const MeasureKey key{"group", group.name, "", ""};
    if (std::find(table.keys.begin(), table.keys.end(), key) != table.keys.end()) continue;
    table.keys.push_back(key);
    for (const double value : group_values(run, trade, group.members, table.measures))
      table.values.push_back(value);
  }
}

/// Revenue of a group: money is added up over its members, and what is told of GDP is that over
/// theirs; the rest is not known.
std::vector<double> revenue_of(const ComparedRun& run, const Party& group) {
  const MeasureTable &revenue = run.tables[kOfRevenue], &countries = run.tables[kOfCountries];
  const std::size_t width = revenue.measures.size();
  const auto column_of = [](const MeasureTable& table, const std::string& measure) {
    return static_cast<std::size_t>(
        std::find(table.measures.begin(), table.measures.end(), measure) - table.measures.begin());
  };
  const auto sum_over = [&](const MeasureTable& table, const std::string& measure) {
    const std::size_t column = column_of(table, measure);
    double sum = column < table.measures.size() ? 0 : std::nan("");
    for (const Index at : group.members)
      if (column < table.measures.size())
        sum += table.values[static_cast<std::size_t>(at) * table.measures.size() + column];
    return sum;
  };
  constexpr std::string_view kOfGdp = "_gdp_pct";
  std::vector<double> values;
  values.reserve(width);
  for (const std::string& measure : revenue.measures)
    if (measure.ends_with("_musd"))
      values.push_back(sum_over(revenue, measure));
    else if (measure.ends_with(kOfGdp))
      values.push_back(
          100 * sum_over(revenue, measure.substr(0, measure.size() - kOfGdp.size()) + "_musd") /
          sum_over(countries, "gdp_base_musd"));
    else
      values.push_back(std::nan(""));
  return values;
}

void add_missing_revenue(const std::vector<Party>& groups, ComparedRun& run) {
  MeasureTable& table = run.tables[kOfRevenue];
  if (table.keys.empty()) return;
  for (const Party& group : groups) {
    const MeasureKey key{"group", group.name, "", ""};
    if (std::find(table.keys.begin(), table.keys.end(), key) != table.keys.end()) continue;
    const std::vector<double> values = revenue_of(run, group);
    table.keys.push_back(key);
    table.values.insert(table.values.end(), values.begin(), values.end());
  }
}

}  // namespace

Groups named_groups(const RunRecord& record, const std::vector<Country>& countries) {
  Groups out;
  for (const auto* groups : {&record.groups, &record.named_groups})
    for (const NamedGroup& group : *groups) {
      std::vector<std::string>& members = out[group.name];
      members.clear();
      for (const Index member : group.members)
        members.push_back(countries[static_cast<std::size_t>(member)].code);
    }
  return out;
}

void add_groups(const Groups& more, Groups& groups) {
  for (const auto& [name, members] : more) groups.emplace(name, members);
}

Groups groups_always_compared() {
  const Groups& known = built_in_groups().countries;  // empty without the library
  const auto eu = known.find("EU27");
  return eu == known.end() ? Groups{} : Groups{*eu};
}

Groups groups_to_compare(const PreparedScenario& scenario) {
  Groups out;
  for (const PreparedRun& run : scenario)
    add_groups(named_groups(run.record, run.experiment.calibration.world->countries), out);
  add_groups(groups_always_compared(), out);
  return out;
}

std::vector<NamedGroup> groups_to_add(const Groups& shared, const std::vector<NamedGroup>& reported,
                                      const std::vector<Country>& countries,
                                      const Groups& regions) {
  std::vector<std::string> codes;
  codes.reserve(countries.size());
  for (const Country& country : countries) codes.push_back(country.code);
  std::vector<NamedGroup> out;
  for (const auto& [name, members] : shared) {
    const bool is_there =
        std::any_of(reported.begin(), reported.end(),
                    [&, &group = name](const NamedGroup& one) { return one.name == group; });
    std::vector<Index> positions = positions_of(members, codes, regions);
    if (!is_there && !positions.empty()) out.push_back({name, std::move(positions)});
  }
  return out;
}

void add_rows_from_cells(const Groups& shared, const ComparedTrade& trade, ComparedRun& run) {
  add_trade_of_sectors(trade, run);
  const std::vector<Party> groups = groups_in(shared, run);
  if (groups.empty()) return;
  for (const Party& group : groups) {
    std::vector<std::string> codes;
    for (const Index at : group.members)
      codes.push_back(run.places[static_cast<std::size_t>(at)].code);
    run.groups[group.name] = std::move(codes);
  }
  add_missing_groups(groups, trade, run);
  add_missing_revenue(groups, run);
  run.tables[kOfGroupPairs] = pairs_of_groups(groups, run);
  run.tables[kOfGroupSectors] = sectors_of_groups(groups, run, trade);
}

void add_rows_from_cells(const Groups& shared, ComparedRun& run) {
  ComparedTrade trade{sectors_of(run), {}};
  if (!run.flows_file.empty()) trade.cells = read_cells(run);
  add_rows_from_cells(shared, trade, run);
}

}  // namespace tariffsim
