#include "model/aggregation.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "model/groups.hpp"

namespace tariffsim {
namespace {

Index at(const std::vector<Index>& map, Index old) { return map[static_cast<std::size_t>(old)]; }

bool has_export_tax(const Baseline& baseline) { return baseline.export_tax.countries() > 0; }

double export_tax(const Baseline& baseline, Index exporter, Index importer, Index sector) {
  return has_export_tax(baseline) ? baseline.export_tax(exporter, importer, sector) : 0.0;
}

/// Sums over the cells of a new cube, and over the old cells behind each.
struct TradeSums {
  Cube flow, duty, export_tax;      // million
  Cube tariff_sum, export_tax_sum;  // of rates, for cells without trade
  Cube cells;                       // number of old cells
};

/// Calls `visit` for every old cell with its new one.
template <class Visit>
void for_each_cell(const Baseline& baseline, const Aggregation& to, Visit visit) {
  for (Index s = 0; s < baseline.flow.sectors(); ++s)
    for (Index n = 0; n < baseline.flow.countries(); ++n)
      for (Index i = 0; i < baseline.flow.countries(); ++i)
        visit(i, n, s, at(to.country_of, i), at(to.country_of, n), at(to.sector_of, s));
}

TradeSums sum_trade(const Baseline& baseline, const Cube& tariff, const Aggregation& to) {
  const Cube zero(static_cast<Index>(to.countries.size()), static_cast<Index>(to.sectors.size()));
  TradeSums sums{zero, zero, zero, zero, zero, zero};
  for_each_cell(baseline, to, [&](Index i, Index n, Index s, Index from, Index into, Index in) {
    const double flow = baseline.flow(i, n, s);
    const double tax = export_tax(baseline, i, n, s);
    if (from == into) {  // at home no tax is levied: what producers received remains
      sums.flow(from, into, in) += flow / (1 + tax);
      return;
    }
    sums.flow(from, into, in) += flow;
    sums.duty(from, into, in) += tariff(i, n, s) * flow;
    sums.export_tax(from, into, in) += flow * tax / (1 + tax);
    sums.tariff_sum(from, into, in) += tariff(i, n, s);
    sums.export_tax_sum(from, into, in) += tax;
    sums.cells(from, into, in) += 1;
  });
  return sums;
}

/// revenue / base where there is trade, the simple average of the rates elsewhere.
double rate(double revenue, double base, double rate_sum, double cells) {
  if (base > 0) return revenue / base;
  return cells > 0 ? rate_sum / cells : 0.0;
}

/// Duty over trade, cell by cell.
Cube tariffs(const TradeSums& sums) {
  Cube out(sums.flow.countries(), sums.flow.sectors());
  for (std::size_t c = 0; c < out.values().size(); ++c)
    out.values()[c] = rate(sums.duty.values()[c], sums.flow.values()[c],
                           sums.tariff_sum.values()[c], sums.cells.values()[c]);
  return out;
}

Cube export_taxes(const TradeSums& sums) {
  Cube out(sums.flow.countries(), sums.flow.sectors());
  for (std::size_t c = 0; c < out.values().size(); ++c) {
    const double tax = sums.export_tax.values()[c];
    out.values()[c] = rate(tax, sums.flow.values()[c] - tax, sums.export_tax_sum.values()[c],
                           sums.cells.values()[c]);
  }
  return out;
}

void aggregate_trade(const Baseline& baseline, const Aggregation& to, Baseline& out) {
  TradeSums sums = sum_trade(baseline, baseline.tariff, to);
  out.tariff = tariffs(sums);
  if (has_export_tax(baseline)) out.export_tax = export_taxes(sums);
  for (const TariffSet& set : baseline.tariff_sets)
    out.tariff_sets.push_back({set.name, tariffs(sum_trade(baseline, set.tariff, to))});
  out.flow = std::move(sums.flow);
}

/// Of countries that stay alone: customs' figures of a joined one would count trade among its
/// members, and it has no one currency whose prices a deflator could be of.
template <class ByCountry>
ByCountry of_those_alone(const ByCountry& figures, const Baseline& baseline,
                         const Aggregation& to) {
  std::vector<int> joined(to.countries.size());
  for (const Index now : to.country_of) ++joined[static_cast<std::size_t>(now)];
  ByCountry out;
  for (std::size_t n = 0; n < baseline.countries.size(); ++n) {
    const auto now = static_cast<std::size_t>(to.country_of[n]);
    const auto known = figures.find(baseline.countries[n].code);
    if (joined[now] == 1 && known != figures.end())
      out.emplace(to.countries[now].code, known->second);
  }
  return out;
}

/// Persons or households of all members; not known if those of one are not.
void add_up(double Country::*count, const Baseline& baseline, const Aggregation& to,
            Baseline& out) {
  std::vector<bool> known(out.countries.size(), true);
  for (Country& country : out.countries) country.*count = 0;
  for (std::size_t n = 0; n < baseline.countries.size(); ++n) {
    const auto now = static_cast<std::size_t>(to.country_of[n]);
    const double counted = baseline.countries[n].*count;
    if (counted == 0) known[now] = false;
    out.countries[now].*count += counted;
  }
  for (std::size_t n = 0; n < known.size(); ++n)
    if (!known[n]) out.countries[n].*count = 0;
}

std::shared_ptr<const Employment> aggregate_employment(const Baseline& baseline,
                                                       const Aggregation& to) {
  if (baseline.employment == nullptr) return nullptr;
  return std::make_shared<const Employment>(joined_employment(
      *baseline.employment, {to.country_of, to.sector_of, static_cast<Index>(to.countries.size()),
                             static_cast<Index>(to.sectors.size())}));
}

/// Producers' revenue by old country and sector.
Table producer_revenue(const Baseline& baseline) {
  Table out = Table::Zero(baseline.flow.countries(), baseline.flow.sectors());
  for (Index s = 0; s < out.cols(); ++s)
    for (Index n = 0; n < out.rows(); ++n)
      for (Index i = 0; i < out.rows(); ++i)
        out(i, s) += baseline.flow(i, n, s) / (1 + export_tax(baseline, i, n, s));
  return out;
}

/// Weights of old cells within their new cell; equal if all are zero.
Table weights_within(const Table& value, const Aggregation& to) {
  const auto countries = static_cast<Index>(to.countries.size());
  const auto sectors = static_cast<Index>(to.sectors.size());
  Table sum = Table::Zero(countries, sectors);
  Table count = sum;
  for (Index s = 0; s < value.cols(); ++s)
    for (Index n = 0; n < value.rows(); ++n) {
      sum(at(to.country_of, n), at(to.sector_of, s)) += value(n, s);
      count(at(to.country_of, n), at(to.sector_of, s)) += 1;
    }
  Table out = value;
  for (Index s = 0; s < value.cols(); ++s)
    for (Index n = 0; n < value.rows(); ++n) {
      const double total = sum(at(to.country_of, n), at(to.sector_of, s));
      out(n, s) =
          total > 0 ? value(n, s) / total : 1 / count(at(to.country_of, n), at(to.sector_of, s));
    }
  return out;
}

/// Trade and taxes of the goods in one place of a cell, over the cells that are joined.
struct PartSum {
  double flow = 0, duty = 0, received = 0;  // million

  void add(double trade, double tariff, double tax) {
    flow += trade;
    duty += trade * tariff;
    received += trade / (1 + tax);
  }
};

/// The borders of parts in the cells that are joined, ascending, with 0 and 1.
std::vector<double> borders_of(const std::vector<CellPlace>& cells, const PartedCells& parts) {
  std::set<double> borders{0, 1};
  for (const CellPlace& cell : cells) {
    const auto found = parts.find(cell);
    if (found == parts.end()) continue;
    for (const TradePart& part : found->second.parts)
      borders.insert({part.place.from, part.place.to});
  }
  return {borders.begin(), borders.end()};
}

/// What one old cell has between two borders. Products of a part are known no more afterwards.
void add_between(const Baseline& baseline, const CellPlace& at, double from, double to,
                 PartSum& sum) {
  const auto [i, n, s] = at;
  const double flow = baseline.flow(i, n, s);
  const auto found = baseline.parts.find(at);
  if (found == baseline.parts.end()) {
    sum.add(flow * (to - from), baseline.tariff(i, n, s), export_tax(baseline, i, n, s));
    return;
  }
  for (const TradePart& part : found->second.parts) {
    const auto& [lower, upper, products] = part.place;
    if (lower > from || upper < to) continue;
    sum.add(flow * part.flow_share * (to - from) / (upper - lower), part.tariff, part.export_tax);
  }
}

PartedCell join_cells(const Baseline& baseline, const std::vector<CellPlace>& cells) {
  PartedCell joined;
  const std::vector<double> borders = borders_of(cells, baseline.parts);
  double all = 0;
  for (const CellPlace& at : cells) all += baseline.flow(at.exporter, at.importer, at.sector);
  for (std::size_t b = 0; b + 1 < borders.size(); ++b) {
    PartSum sum;
    for (const CellPlace& at : cells) add_between(baseline, at, borders[b], borders[b + 1], sum);
    if (sum.flow <= 0) continue;
    joined.parts.push_back({{borders[b], borders[b + 1], {}},
                            sum.flow / all,
                            sum.duty / sum.flow,
                            sum.flow / sum.received - 1,
                            false});
  }
  return joined;
}

/// Names that stand for the same interval in all cells that have parts. Precondition: one has.
std::vector<NamedInterval> names_of(const std::vector<CellPlace>& cells, const PartedCells& parts) {
  std::optional<std::vector<NamedInterval>> agreed;
  for (const CellPlace& cell : cells) {
    const auto found = parts.find(cell);
    if (found == parts.end()) continue;
    if (!agreed) agreed = found->second.names;
    std::erase_if(*agreed, [&](const NamedInterval& name) {
      const std::vector<NamedInterval>& own = found->second.names;
      return std::find(own.begin(), own.end(), name) == own.end();
    });
  }
  return agreed.value_or(std::vector<NamedInterval>{});
}

/// Of cells that have parts, or are joined with one that has.
PartedCells aggregate_parts(const Baseline& baseline, const Aggregation& to) {
  if (baseline.parts.empty()) return {};
  const auto new_place = [&](const CellPlace& old) {
    return CellPlace{at(to.country_of, old.exporter), at(to.country_of, old.importer),
                     at(to.sector_of, old.sector)};
  };
  std::map<CellPlace, std::vector<CellPlace>> behind;
  for (const auto& [old, cell] : baseline.parts) behind[new_place(old)];
  for_each_cell(baseline, to, [&](Index i, Index n, Index s, Index from, Index into, Index in) {
    const auto found = behind.find({from, into, in});
    if (found != behind.end()) found->second.push_back({i, n, s});
  });
  PartedCells joined;
  for (const auto& [place, cells] : behind) {
    if (place.exporter == place.importer) continue;
    if (cells.size() == 1) {
      joined.emplace(place, baseline.parts.at(cells.front()));
      continue;
    }
    PartedCell cell = join_cells(baseline, cells);
    cell.names = names_of(cells, baseline.parts);
    cell.claimed = std::any_of(cells.begin(), cells.end(), [&](const CellPlace& one) {
      const auto found = baseline.parts.find(one);
      return found != baseline.parts.end() && found->second.claimed;
    });
    if (!cell.parts.empty()) joined.emplace(place, std::move(cell));
  }
  return joined;
}

/// Input shares are weighted by the output whose cost they share.
InputShares aggregate_inputs(const Baseline& baseline, const Table& output, const Aggregation& to) {
  InputShares out(static_cast<Index>(to.countries.size()), static_cast<Index>(to.sectors.size()));
  const Table weight = weights_within(output, to);
  for (Index s = 0; s < output.cols(); ++s)
    for (Index k = 0; k < output.cols(); ++k)
      for (Index n = 0; n < output.rows(); ++n)
        out(at(to.country_of, n), at(to.sector_of, k), at(to.sector_of, s)) +=
            weight(n, s) * baseline.input_share(n, k, s);
  return out;
}

/// What n's users buy of a good, by where it comes from: parts of all.
struct Sources {
  double home = 1;
  double members = 0;  ///< of the region that n joins, n itself left out; of what is imported
};

Sources sources_of(const Baseline& baseline, const Aggregation& to, Index n, Index s) {
  double home = 0, members = 0, abroad = 0;
  for (Index i = 0; i < baseline.flow.countries(); ++i) {
    const double paid = (1 + baseline.tariff(i, n, s)) * baseline.flow(i, n, s);
    (i == n ? home : abroad) += paid;
    if (i != n && at(to.country_of, i) == at(to.country_of, n)) members += paid;
  }
  return {home + abroad > 0 ? home / (home + abroad) : 1, abroad > 0 ? members / abroad : 0};
}

/// Of inputs that are joined: what is spent on them, how much of that is home's, and the same of
/// equal weights where nothing is spent.
struct JoinedInput {
  double spent = 0, home = 0, cells = 0, parts = 0;
  bool told = false;

  double part() const {
    if (!told) return kUntold;
    return spent > 0 ? home / spent : parts / cells;
  }
};

/// h of joined inputs: the mean, weighted by what is spent on each. A user's inputs from abroad are
/// taken to come from members of its region as all the country's imports do; they are home's then.
InputShares aggregate_home_inputs(const Baseline& baseline, const Table& output,
                                  const Aggregation& to) {
  const auto countries = static_cast<Index>(to.countries.size());
  const auto sectors = static_cast<Index>(to.sectors.size());
  std::vector<JoinedInput> joined(static_cast<std::size_t>(countries * sectors * sectors));
  const auto place = [&](Index n, Index k, Index s) {
    return static_cast<std::size_t>((s * sectors + k) * countries + n);
  };
  for (Index k = 0; k < output.cols(); ++k)
    for (Index n = 0; n < output.rows(); ++n) {
      const Sources sources = sources_of(baseline, to, n, k);
      for (Index s = 0; s < output.cols(); ++s) {
        JoinedInput& now =
            joined[place(at(to.country_of, n), at(to.sector_of, k), at(to.sector_of, s))];
        const double told = baseline.home_input(n, k, s);
        const double own = told == kUntold ? sources.home : told;
        const double part = own + (1 - own) * sources.members;
        const double use = output(n, s) * baseline.input_share(n, k, s);
        now.spent += use;
        now.home += use * part;
        now.cells += 1;
        now.parts += part;
        now.told = now.told || told != kUntold;
      }
    }
  InputShares home(countries, sectors);
  for (Index s = 0; s < sectors; ++s)
    for (Index k = 0; k < sectors; ++k)
      for (Index n = 0; n < countries; ++n) home(n, k, s) = joined[place(n, k, s)].part();
  return home;
}

/// V + R + D, final spending: value added, both taxes and the trade deficit. N.
Vector final_spending(const Baseline& baseline, const Table& output) {
  Vector out = Vector::Zero(output.rows());
  for (Index s = 0; s < output.cols(); ++s)
    for (Index n = 0; n < output.rows(); ++n) {
      double inputs = 0;
      for (Index k = 0; k < output.cols() && !baseline.input_share.empty(); ++k)
        inputs += baseline.input_share(n, k, s);
      out(n) += (1 - inputs) * output(n, s);
      for (Index i = 0; i < output.rows(); ++i) {
        const double flow = baseline.flow(i, n, s);
        const double tax = export_tax(baseline, i, n, s);
        out(n) +=
            (1 + baseline.tariff(i, n, s)) * flow;  // duty, and the import side of the deficit
        out(i) += flow * tax / (1 + tax) - flow;
      }
    }
  return out;
}

Table aggregate_final_shares(const Baseline& baseline, const Table& output, const Aggregation& to) {
  const Vector spending = final_spending(baseline, output);
  Table out =
      Table::Zero(static_cast<Index>(to.countries.size()), static_cast<Index>(to.sectors.size()));
  for (Index s = 0; s < output.cols(); ++s)
    for (Index n = 0; n < output.rows(); ++n)
      out(at(to.country_of, n), at(to.sector_of, s)) += spending(n) * (*baseline.final_share)(n, s);
  return out.array().colwise() / out.rowwise().sum().array();
}

/// World sales by old sector, S.
Vector world_flow(const Baseline& baseline) {
  Vector out(baseline.flow.sectors());
  for (Index s = 0; s < out.size(); ++s) out(s) = baseline.flow.sector(s).sum();
  return out;
}

std::vector<ElasticitySource> aggregate_elasticities(const Baseline& baseline,
                                                     const Aggregation& to) {
  const Vector flow = world_flow(baseline);
  Vector total = Vector::Zero(static_cast<Index>(to.sectors.size()));
  for (Index s = 0; s < flow.size(); ++s) total(at(to.sector_of, s)) += flow(s);
  std::vector<ElasticitySource> out;
  for (const ElasticitySource& source : baseline.elasticities) {
    Vector theta = Vector::Zero(total.size());
    Vector simple = theta;
    Vector count = theta;
    for (Index s = 0; s < flow.size(); ++s) {
      theta(at(to.sector_of, s)) += flow(s) * source.trade_elasticity(s);
      simple(at(to.sector_of, s)) += source.trade_elasticity(s);
      count(at(to.sector_of, s)) += 1;
    }
    for (Index s = 0; s < theta.size(); ++s)
      theta(s) = total(s) > 0 ? theta(s) / total(s) : simple(s) / count(s);
    out.push_back({source.name, std::move(theta)});
  }
  return out;
}

/// New country -> its old ones' members: those of a region, and a country of ISO 3166-1 itself. A
/// country that stays alone under its own code needs none.
Groups aggregate_regions(const Baseline& baseline, const Aggregation& to) {
  std::vector<int> joined(to.countries.size());
  for (const Index now : to.country_of) ++joined[static_cast<std::size_t>(now)];
  Groups out;
  for (std::size_t n = 0; n < baseline.countries.size(); ++n) {
    const Country& old = baseline.countries[n];
    const auto now = static_cast<std::size_t>(to.country_of[n]);
    const std::string& code = to.countries[now].code;
    const auto region = baseline.regions.find(old.code);
    if (region != baseline.regions.end()) {
      auto& members = out[code];
      members.insert(members.end(), region->second.begin(), region->second.end());
    } else if (old.iso_numeric > 0 && (joined[now] > 1 || old.code != code)) {
      out[code].push_back(old.code);
    }
  }
  return out;
}

/// Groups in new codes; a new code belongs to a group when all that it stands for does.
template <class Label>
Groups aggregate_groups(const Groups& groups, const std::vector<Label>& old,
                        const std::vector<Label>& now, const std::vector<Index>& new_of) {
  Groups out;
  for (const auto& [name, ignored] : groups) {
    const std::set<std::string> inside = expand_group(groups, name);
    std::vector<bool> whole(now.size(), true);
    for (std::size_t i = 0; i < old.size(); ++i)
      if (inside.count(old[i].code) == 0) whole[static_cast<std::size_t>(new_of[i])] = false;
    std::vector<std::string> members;
    for (std::size_t i = 0; i < now.size(); ++i)
      if (whole[i]) members.push_back(now[i].code);
    if (!members.empty()) out.emplace(name, std::move(members));
  }
  for (const Label& label : now) out.erase(label.code);
  return out;
}

/// Stands for trade whose products are not told: goods not specified, of the Harmonized System.
constexpr const char* kUnspecified = "999999";

/// Products that weigh, cell by cell, as the flows of their cells do, so that lists keep the value
/// that they hit when cells are joined. Trade without products is there as goods not specified.
ProductTrade weighed_by_flows(ProductTrade trade, const Cube& flow) {
  if (trade.codes.empty() || trade.codes.back() != kUnspecified)
    trade.codes.emplace_back(kUnspecified);
  const auto unspecified = static_cast<Index>(trade.codes.size()) - 1;
  for (Index s = 0; s < flow.sectors(); ++s)
    for (const Index n : trade.importers)
      for (Index i = 0; i < flow.countries(); ++i) {
        if (i == n || flow(i, n, s) <= 0) continue;
        ProductValues& products = trade.cells[{i, n, s}];
        double sum = 0;
        for (const auto& [product, value] : products) sum += value;
        if (sum > 0)
          for (auto& [product, value] : products) value *= flow(i, n, s) / sum;
        else
          products = {{unspecified, flow(i, n, s)}};
      }
  return trade;
}

/// The products of joined cells; of a cell none of whose trade is told, nothing.
ProductTrade joined_by_flows(const ProductTrade& trade, const Cube& flow,
                             const std::vector<Index>& country_of,
                             const std::vector<Index>& sector_of) {
  ProductTrade joined = joined_products(weighed_by_flows(trade, flow), country_of, sector_of);
  const bool added = joined.codes.size() > trade.codes.size();
  const auto last = static_cast<Index>(joined.codes.size()) - 1;
  std::erase_if(joined.cells, [&](const auto& cell) {
    return added && cell.second.size() == 1 && cell.second.front().first == last;
  });
  return joined;
}

}  // namespace

Aggregation keep_all(const Baseline& baseline) {
  Aggregation out;
  out.countries = baseline.countries;
  out.sectors = baseline.sectors;
  out.country_of.resize(baseline.countries.size());
  out.sector_of.resize(baseline.sectors.size());
  std::iota(out.country_of.begin(), out.country_of.end(), Index{0});
  std::iota(out.sector_of.begin(), out.sector_of.end(), Index{0});
  return out;
}

Baseline aggregate(const Baseline& baseline, const Aggregation& to) {
  Baseline out;
  out.id = baseline.id;
  out.title = baseline.title;
  out.year = baseline.year;
  out.price_year = baseline.price_year;
  out.currency = baseline.currency;
  out.sources = baseline.sources;
  out.licence = baseline.licence;
  out.notes = baseline.notes;
  out.stands_alone = baseline.stands_alone;
  out.mark_exports_above = baseline.mark_exports_above;
  out.hash = baseline.hash;
  out.countries = to.countries;
  out.sectors = to.sectors;
  out.duty_observed = baseline.duty_observed;
  if (baseline.products != nullptr)
    out.products = std::make_shared<const ProductSource>(
        [before = baseline.products, flow = baseline.flow, country_of = to.country_of,
         sector_of = to.sector_of] {
          return joined_by_flows(before->trade(), flow, country_of, sector_of);
        });
  out.products_year = baseline.products_year;
  out.parts = aggregate_parts(baseline, to);
  out.tariff_name = baseline.tariff_name;
  out.default_tariff_name = baseline.default_tariff_name;
  out.customs = of_those_alone(baseline.customs, baseline, to);
  out.deflators = of_those_alone(baseline.deflators, baseline, to);
  out.employment = aggregate_employment(baseline, to);
  add_up(&Country::population, baseline, to, out);
  add_up(&Country::households, baseline, to, out);
  aggregate_trade(baseline, to, out);
  const Table output = producer_revenue(baseline);
  if (!baseline.input_share.empty()) out.input_share = aggregate_inputs(baseline, output, to);
  if (!baseline.home_input.empty()) out.home_input = aggregate_home_inputs(baseline, output, to);
  if (baseline.final_share) out.final_share = aggregate_final_shares(baseline, output, to);
  out.elasticities = aggregate_elasticities(baseline, to);
  out.country_groups =
      aggregate_groups(baseline.country_groups, baseline.countries, to.countries, to.country_of);
  out.product_groups = baseline.product_groups;
  out.sector_groups =
      aggregate_groups(baseline.sector_groups, baseline.sectors, to.sectors, to.sector_of);
  out.regions = aggregate_regions(baseline, to);
  return out;
}

}  // namespace tariffsim
