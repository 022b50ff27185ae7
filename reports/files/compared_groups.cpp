#include "files/compared_groups.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "data/built_in_groups.hpp"

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

/// Columns of a table by name; a figure that is not there counts as not known.
class Figures {
 public:
  explicit Figures(const MeasureTable& table) : table_(table) {}
  double operator()(std::size_t row, std::string_view measure) const {
    const auto found = std::find(table_.measures.begin(), table_.measures.end(), measure);
    if (found == table_.measures.end()) return std::nan("");
    const auto column = static_cast<std::size_t>(found - table_.measures.begin());
    return table_.values[row * table_.measures.size() + column];
  }

 private:
  const MeasureTable& table_;
};

double change_pct(double before, double after) {
  return before > 0 ? 100 * (after / before - 1) : std::nan("");
}

/// Sums over the members of a group, and over its trade with outsiders.
struct GroupSums {
  double members = 0, variation = 0, income = 0, revenue_base = 0, revenue = 0, population = 0;
  double gdp_base = 0;
  double earned = 0, wages = 0, prices = 0, own_prices = 0;  // of labour, and weighted changes
  double exports_base = 0, exports = 0, imports_base = 0, imports = 0;
  double duty_base = 0, duty = 0;  // rates in percent times trade before

  void add_country(const Figures& figure, std::size_t row) {
    ++members;
    variation += figure(row, "ev_musd");
    income += figure(row, "income_base_musd");
    revenue_base += figure(row, "tax_revenue_base_musd");
    revenue += figure(row, "tax_revenue_musd");
    population += figure(row, "population");
    gdp_base += figure(row, "gdp_base_musd");
    const double spent = figure(row, "income_base_musd");
    const double by_labour = figure(row, "gdp_base_musd") - figure(row, "tax_revenue_base_musd");
    earned += by_labour;
    wages += by_labour * figure(row, "real_wage_pct");
    prices += spent * figure(row, "consumer_price_pct");
    own_prices += spent * figure(row, "price_at_own_wages_pct");
  }
  void add_exports(const Figures& figure, std::size_t row) {
    exports_base += figure(row, "flow_base_musd");
    exports += figure(row, "flow_musd");
  }
  void add_imports(const Figures& figure, std::size_t row) {
    const double before = figure(row, "flow_base_musd");
    imports_base += before;
    imports += figure(row, "flow_musd");
    if (!(before > 0)) return;
    duty_base += before * figure(row, "tariff_base_pct");
    duty += before * figure(row, "tariff_pct");
  }
};

struct GroupMeasure {
  const char* name;
  double (*value)(const GroupSums&);
};

/// As groups.csv defines them.
constexpr GroupMeasure kGroupMeasures[] = {
    {"members", [](const GroupSums& g) { return g.members; }},
    {"welfare_pct", [](const GroupSums& g) { return 100 * g.variation / g.income; }},
    {"ev_musd", [](const GroupSums& g) { return g.variation; }},
    {"income_base_musd", [](const GroupSums& g) { return g.income; }},
    {"exports_base_musd", [](const GroupSums& g) { return g.exports_base; }},
    {"exports_musd", [](const GroupSums& g) { return g.exports; }},
    {"exports_pct", [](const GroupSums& g) { return change_pct(g.exports_base, g.exports); }},
    {"imports_base_musd", [](const GroupSums& g) { return g.imports_base; }},
    {"imports_musd", [](const GroupSums& g) { return g.imports; }},
    {"imports_pct", [](const GroupSums& g) { return change_pct(g.imports_base, g.imports); }},
    {"tax_revenue_base_musd", [](const GroupSums& g) { return g.revenue_base; }},
    {"tax_revenue_musd", [](const GroupSums& g) { return g.revenue; }},
    {"average_tariff_base_pct", [](const GroupSums& g) { return g.duty_base / g.imports_base; }},
    {"average_tariff_pct", [](const GroupSums& g) { return g.duty / g.imports_base; }},
    {"population", [](const GroupSums& g) { return g.population; }},
    {"ev_per_person_usd", [](const GroupSums& g) { return 1e6 * g.variation / g.population; }},
    {"gdp_base_musd", [](const GroupSums& g) { return g.gdp_base; }},
    {"ev_gdp_pct", [](const GroupSums& g) { return 100 * g.variation / g.gdp_base; }},
    {"real_wage_pct", [](const GroupSums& g) { return g.wages / g.earned; }},
    {"consumer_price_pct", [](const GroupSums& g) { return g.prices / g.income; }},
    {"price_at_own_wages_pct", [](const GroupSums& g) { return g.own_prices / g.income; }},
};

/// Welfare is a fraction of income only where hours do not move.
bool moves_hours(const ComparedRun& run) {
  const auto supply = run.other_options.find("model.labour_supply");
  return supply != run.other_options.end() && supply->second != "0";
}

GroupSums sums_over(const std::set<std::string>& members, const MeasureTable& countries,
                    const MeasureTable& pairs) {
  GroupSums sums;
  const Figures country(countries), pair(pairs);
  for (std::size_t row = 0; row < countries.keys.size(); ++row)
    if (members.count(countries.keys[row].key) > 0) sums.add_country(country, row);
  for (std::size_t row = 0; row < pairs.keys.size(); ++row) {
    const bool sells = members.count(pairs.keys[row].exporter) > 0;
    const bool buys = members.count(pairs.keys[row].importer) > 0;
    if (sells && !buys) sums.add_exports(pair, row);
    if (buys && !sells) sums.add_imports(pair, row);
  }
  return sums;
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

Groups groups_to_compare(const PreparedScenario& scenario) {
  Groups out;
  for (const PreparedRun& run : scenario)
    add_groups(named_groups(run.record, run.experiment.calibration.world->countries), out);
  const Groups& known = built_in_groups().countries;  // empty without the library
  if (const auto eu = known.find("EU27"); eu != known.end()) out.insert(*eu);
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

void add_rows_of_groups(const Groups& shared, ComparedRun& run) {
  const MeasureTable& countries = run.tables[1];
  std::vector<std::string> codes;
  codes.reserve(run.places.size());
  for (const ComparedPlace& place : run.places) codes.push_back(place.code);
  MeasureTable& groups = run.tables[3];
  if (groups.measures.empty())
    for (const GroupMeasure& measure : kGroupMeasures) groups.measures.emplace_back(measure.name);
  for (const auto& [name, members] : shared) {
    const MeasureKey key{"group", name, "", ""};
    const std::vector<Index> positions = positions_of(members, codes, run.regions);
    if (positions.empty() ||
        std::find(groups.keys.begin(), groups.keys.end(), key) != groups.keys.end())
      continue;
    std::set<std::string> inside;
    for (const Index at : positions) inside.insert(codes[static_cast<std::size_t>(at)]);
    const GroupSums sums = sums_over(inside, countries, run.tables[2]);
    groups.keys.push_back(key);
    for (const std::string& measure : groups.measures) {
      const auto* found =
          std::find_if(std::begin(kGroupMeasures), std::end(kGroupMeasures),
                       [&](const GroupMeasure& one) { return one.name == measure; });
      const bool known =
          found != std::end(kGroupMeasures) && !(measure == "welfare_pct" && moves_hours(run));
      groups.values.push_back(known ? found->value(sums) : std::nan(""));
    }
  }
}

}  // namespace tariffsim
