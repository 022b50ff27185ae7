#include "files/compared_group_sums.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace tariffsim {
namespace {

/// Columns of a table by name; a figure that is not there counts as not known.
class Figures {
 public:
  explicit Figures(const MeasureTable& table) : table_(table) {
    for (std::size_t at = 0; at < table.measures.size(); ++at)
      columns_.emplace(table.measures[at], at);
  }
  double operator()(std::size_t row, std::string_view measure) const {
    const auto found = columns_.find(measure);
    return found == columns_.end() ? std::nan("")
                                   : table_.values[row * table_.measures.size() + found->second];
  }

 private:
  const MeasureTable& table_;
  std::map<std::string, std::size_t, std::less<>> columns_;
};

std::vector<bool> flags_of(const std::vector<Index>& members, std::size_t size) {
  std::vector<bool> inside(size, false);
  for (const Index at : members) inside[static_cast<std::size_t>(at)] = true;
  return inside;
}

double change_pct(double before, double after) {
  return before > 0 ? 100 * (after / before - 1) : std::nan("");
}

/// Sums over the members of a group, and over its trade with outsiders.
struct GroupSums {
  double members = 0, variation = 0, income = 0, revenue_base = 0, revenue = 0, rent = 0;
  double population = 0, households = 0, gdp_base = 0;
  double goods_balance_base = 0, goods_balance = 0;
  double without_rebate = 0;                                 // weighted by income
  double earned = 0, wages = 0, prices = 0, own_prices = 0;  // of labour, and weighted changes
  double earned_after = 0;
  double exports_base = 0, exports = 0, imports_base = 0, imports = 0;
  double duty_base = 0, duty = 0;  // rates in percent times trade before
  double faced_base = 0, faced = 0;
  double welfare_base = 0;  // what welfare is a fraction of
  GdpSums gdp;
  DutyIncidence incidence;                        // of duties on outsiders
  double goods_imports = 0, goods_collected = 0;  // of goods from outsiders, after
  double goods_base = std::nan(""), goods_duty_base = 0, goods_duty = 0;  // of goods; NaN: unknown
  OutputSums output;

  void add_country(const Figures& figure, std::size_t row) {
    ++members;
    variation += figure(row, "ev_musd");
    const double spent = figure(row, "income_base_musd");
    income += spent;
    revenue_base += figure(row, "tax_revenue_base_musd");
    revenue += figure(row, "tax_revenue_musd");
    rent += figure(row, "rent_musd");
    population += figure(row, "population");
    households += figure(row, "households");
    gdp_base += figure(row, "gdp_base_musd");
    goods_balance_base += figure(row, "goods_balance_base_musd");
    goods_balance += figure(row, "goods_balance_musd");
    // Where hours move, welfare is a fraction of another base than of what is spent.
    const double welfare = figure(row, "welfare_pct");
    const double base = welfare == 0 ? spent : 100 * figure(row, "ev_musd") / welfare;
    welfare_base += base;
    without_rebate += base * figure(row, "welfare_without_rebate_pct");
    const double before = figure(row, "gdp_base_musd"), after = figure(row, "gdp_musd");
    gdp.add({before, after, before * (1 + figure(row, "real_gdp_laspeyres_pct") / 100),
             after / (1 + figure(row, "real_gdp_paasche_pct") / 100)});
    const double by_labour = figure(row, "gdp_base_musd") - figure(row, "tax_revenue_base_musd");
    earned += by_labour;
    earned_after += by_labour * (1 + figure(row, "value_added_pct") / 100);
    wages += by_labour * figure(row, "real_wage_pct");
    prices += spent * figure(row, "consumer_price_pct");
    own_prices += spent * figure(row, "price_at_own_wages_pct");
  }
  void add_exports(const Figures& figure, std::size_t row) {
    const double before = figure(row, "flow_base_musd");
    exports_base += before;
    exports += figure(row, "flow_musd");
    if (!(before > 0)) return;
    faced_base += before * figure(row, "tariff_base_pct");
    faced += before * figure(row, "tariff_pct");
  }
  void add_imports(const Figures& figure, std::size_t row) {
    const double before = figure(row, "flow_base_musd");
    imports_base += before;
    imports += figure(row, "flow_musd");
    goods_imports += figure(row, "goods_flow_musd");
    goods_collected += figure(row, "goods_duty_musd");
    incidence.add({figure(row, "duty_borne_by_exporters_musd"),
                   figure(row, "duty_borne_by_buyers_musd"), before});
    if (!(before > 0)) return;
    duty_base += before * figure(row, "tariff_base_pct");
    duty += before * figure(row, "tariff_pct");
  }
  void add_goods(const ComparedCell& cell) {
    if (std::isnan(goods_base)) goods_base = 0;
    goods_base += cell.before;
    goods_duty_base += 100 * cell.before * cell.tariff_base;
    goods_duty += 100 * cell.before * cell.tariff;
  }
};

struct GroupMeasure {
  const char* name;
  double (*value)(const GroupSums&);
};

/// As groups.csv defines them.
constexpr GroupMeasure kGroupMeasures[] = {
    {"members", [](const GroupSums& g) { return g.members; }},
    {"welfare_pct", [](const GroupSums& g) { return 100 * g.variation / g.welfare_base; }},
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
    {"average_tariff_goods_base_pct",
     [](const GroupSums& g) { return g.goods_duty_base / g.goods_base; }},
    {"average_tariff_goods_pct", [](const GroupSums& g) { return g.goods_duty / g.goods_base; }},
    {"tariff_faced_base_pct", [](const GroupSums& g) { return g.faced_base / g.exports_base; }},
    {"tariff_faced_pct", [](const GroupSums& g) { return g.faced / g.exports_base; }},
    {"production_pct", [](const GroupSums& g) { return 100 * g.output.volume(); }},
    {"producer_price_pct", [](const GroupSums& g) { return 100 * g.output.price(); }},
    {"tax_revenue_share_base_pct",
     [](const GroupSums& g) { return 100 * g.revenue_base / g.earned; }},
    {"tax_revenue_share_pct", [](const GroupSums& g) { return 100 * g.revenue / g.earned_after; }},
    {"trade_openness_base_pct",
     [](const GroupSums& g) { return 100 * (g.exports_base + g.imports_base) / g.earned; }},
    {"trade_openness_pct",
     [](const GroupSums& g) { return 100 * (g.exports + g.imports) / g.earned_after; }},
    {"population", [](const GroupSums& g) { return g.population; }},
    {"ev_per_person_usd", [](const GroupSums& g) { return 1e6 * g.variation / g.population; }},
    {"gdp_base_musd", [](const GroupSums& g) { return g.gdp_base; }},
    {"ev_gdp_pct", [](const GroupSums& g) { return 100 * g.variation / g.gdp_base; }},
    {"tax_revenue_gdp_base_pct",
     [](const GroupSums& g) { return 100 * g.revenue_base / g.gdp_base; }},
    {"real_wage_pct", [](const GroupSums& g) { return g.wages / g.earned; }},
    {"consumer_price_pct", [](const GroupSums& g) { return g.prices / g.income; }},
    {"price_at_own_wages_pct", [](const GroupSums& g) { return g.own_prices / g.income; }},
    {"welfare_without_rebate_pct",
     [](const GroupSums& g) { return g.without_rebate / g.welfare_base; }},
    {"rent_musd", [](const GroupSums& g) { return g.rent; }},
    {"goods_balance_base_musd", [](const GroupSums& g) { return g.goods_balance_base; }},
    {"goods_balance_musd", [](const GroupSums& g) { return g.goods_balance; }},
    {"services_balance_base_musd",
     [](const GroupSums& g) { return g.exports_base - g.imports_base - g.goods_balance_base; }},
    {"services_balance_musd",
     [](const GroupSums& g) { return g.exports - g.imports - g.goods_balance; }},
    {"households", [](const GroupSums& g) { return g.households; }},
    {"ev_per_household_usd", [](const GroupSums& g) { return 1e6 * g.variation / g.households; }},
    {"effective_tariff_goods_pct",
     [](const GroupSums& g) { return 100 * g.goods_collected / g.goods_imports; }},
    {"real_gdp_pct", [](const GroupSums& g) { return 100 * g.gdp.real_change(); }},
    {"exporters_share_of_duty", [](const GroupSums& g) { return g.incidence.exporters_share(); }},
    {"tax_revenue_gdp_pct", [](const GroupSums& g) { return 100 * g.revenue / g.gdp.after; }},
    {"gdp_musd", [](const GroupSums& g) { return g.gdp.after; }},
    {"real_gdp_laspeyres_pct", [](const GroupSums& g) { return 100 * (g.gdp.laspeyres() - 1); }},
    {"real_gdp_paasche_pct", [](const GroupSums& g) { return 100 * (g.gdp.paasche() - 1); }},
    {"duty_borne_by_exporters_musd",
     [](const GroupSums& g) { return g.incidence.borne_by_exporters; }},
    {"duty_borne_by_buyers_musd", [](const GroupSums& g) { return g.incidence.borne_by_buyers; }},
};

/// The positions of countries by their codes.
std::map<std::string, std::size_t> places_of(const ComparedRun& run) {
  std::map<std::string, std::size_t> positions;
  for (std::size_t at = 0; at < run.places.size(); ++at) positions.emplace(run.places[at].code, at);
  return positions;
}

void add_pairs(const MeasureTable& pairs, const std::vector<bool>& inside,
               const std::map<std::string, std::size_t>& places, GroupSums& sums) {
  const Figures pair(pairs);
  const auto is_member = [&](const std::string& code) {
    const auto found = places.find(code);
    return found != places.end() && inside[found->second];
  };
  for (std::size_t row = 0; row < pairs.keys.size(); ++row) {
    const bool sells = is_member(pairs.keys[row].exporter);
    const bool buys = is_member(pairs.keys[row].importer);
    if (sells && !buys) sums.add_exports(pair, row);
    if (buys && !sells) sums.add_imports(pair, row);
  }
}

GroupSums sums_over(const ComparedRun& run, const ComparedTrade& trade,
                    const std::vector<Index>& members) {
  GroupSums sums;
  const std::vector<bool> inside = flags_of(members, run.places.size());
  const std::map<std::string, std::size_t> places = places_of(run);
  const MeasureTable &countries = run.tables[kOfCountries], &sectors = run.tables[kOfSectors];
  const Figures country(countries), sector(sectors);
  for (std::size_t row = 0; row < countries.keys.size(); ++row)
    if (inside[places.at(countries.keys[row].key)]) sums.add_country(country, row);
  add_pairs(run.tables[kOfPairs], inside, places, sums);
  for (const ComparedCell& cell : trade.cells)
    if (inside[cell.importer] && !inside[cell.exporter] &&
        run.goods.count(trade.sectors[cell.sector]) > 0)
      sums.add_goods(cell);
  for (std::size_t row = 0; row < sectors.keys.size(); ++row)
    if (inside[places.at(sector_of(sectors.keys[row].key).economy)])
      sums.output.add(sector(row, "output_base_musd"), sector(row, "output_musd"),
                      sector(row, "volume_pct") / 100);
  return sums;
}

/// Rows are country by country, each with all sectors.
void add_makers(const ComparedRun& run, const ComparedTrade& trade, const std::vector<bool>& inside,
                const std::vector<double>& spent, std::vector<SectorGroupOutcome>& out) {
  const MeasureTable& table = run.tables[kOfSectors];
  const Figures figure(table);
  const std::size_t sectors = trade.sectors.size();
  for (std::size_t row = 0; row < table.keys.size(); ++row) {
    if (!inside[row / sectors]) continue;
    SectorGroupOutcome& sector = out[row % sectors];
    sector.output.add(figure(row, "output_base_musd"), figure(row, "output_musd"),
                      figure(row, "volume_pct") / 100);
    sector.persons_base += figure(row, "persons_base");
    sector.persons += figure(row, "persons");
    if (!trade.cells.empty())
      sector.add_purchases(spent[row], figure(row, "buyer_price_pct") / 100,
                           figure(row, "buyer_price_at_own_wages_pct") / 100);
  }
}

}  // namespace

std::vector<std::string> sectors_of(const ComparedRun& run) {
  std::vector<std::string> sectors;
  std::string first;
  for (const MeasureKey& key : run.tables[kOfSectors].keys) {
    SectorOf of = sector_of(key.key);
    if (sectors.empty()) first = of.economy;
    if (of.economy != first) break;
    sectors.push_back(std::move(of.sector));
  }
  return sectors;
}

std::vector<std::string> group_values_known() {
  std::vector<std::string> names;
  for (const GroupMeasure& measure : kGroupMeasures) names.emplace_back(measure.name);
  return names;
}

std::vector<double> group_values(const ComparedRun& run, const ComparedTrade& trade,
                                 const std::vector<Index>& members,
                                 const std::vector<std::string>& measures) {
  const GroupSums sums = sums_over(run, trade, members);
  std::vector<double> values;
  for (const std::string& measure : measures) {
    const auto* found = std::find_if(std::begin(kGroupMeasures), std::end(kGroupMeasures),
                                     [&](const GroupMeasure& one) { return one.name == measure; });
    values.push_back(found == std::end(kGroupMeasures) ? std::nan("") : found->value(sums));
  }
  return values;
}

std::vector<SectorGroupOutcome> sectors_of_group(const ComparedRun& run, const ComparedTrade& trade,
                                                 const std::vector<Index>& members) {
  const std::vector<bool> inside = flags_of(members, run.places.size());
  const std::size_t sectors = trade.sectors.size();
  std::vector<SectorGroupOutcome> out(sectors);
  std::vector<double> spent(run.places.size() * sectors, 0.0);  // by country and sector
  for (const ComparedCell& cell : trade.cells) {
    SectorGroupOutcome& sector = out[cell.sector];
    spent[cell.importer * sectors + cell.sector] += cell.before * (1 + cell.tariff_base);
    if (inside[cell.exporter] == inside[cell.importer]) continue;
    if (inside[cell.exporter])
      sector.add_exports(cell.before, cell.after);
    else
      sector.add_imports(cell.before, cell.after, cell.tariff_base, cell.tariff);
  }
  add_makers(run, trade, inside, spent, out);
  if (trade.cells.empty())
    for (SectorGroupOutcome& sector : out)
      sector.exports_base = sector.exports = sector.imports_base = sector.imports = std::nan("");
  return out;
}

}  // namespace tariffsim
