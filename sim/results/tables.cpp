#include "results/tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "results/contributions.hpp"
#include "results/goal.hpp"
#include "results/gradient.hpp"
#include "results/payoffs.hpp"
#include "results/quotas.hpp"
#include "results/revenue.hpp"
#include "results/rows.hpp"
#include "results/strategy.hpp"

namespace tariffsim {
namespace {

using Texts = std::vector<std::string>;
using Positions = std::initializer_list<std::size_t>;

template <class Label>
Texts codes_of(const std::vector<Label>& labels) {
  Texts out;
  for (const Label& label : labels) out.push_back(label.code);
  return out;
}

template <class Label>
Texts names_of(const std::vector<Label>& labels) {
  Texts out;
  for (const Label& label : labels) out.push_back(label.name);
  return out;
}

template <class Row>
std::vector<MeasureText> texts_of(const std::vector<Measure<Row>>& measures) {
  return {measures.begin(), measures.end()};
}

/// Adds an axis and the column of its codes.
void add_axis(ResultTable& table, const char* name, Texts labels, Texts names = {}) {
  table.keys.push_back({name, table.axes.size(), std::move(labels), false, std::move(names)});
  table.axes.push_back({name, table.keys.back().labels.size()});
}

template <class Label>
void add_axis_of(ResultTable& table, const char* name, const std::vector<Label>& labels) {
  add_axis(table, name, codes_of(labels), names_of(labels));
}

/// Adds a second column of the last axis.
void add_names(ResultTable& table, const char* name, Texts labels) {
  table.keys.push_back({name, table.axes.size() - 1, std::move(labels)});
}

template <class Row>
void add_row(ResultTable& table, Positions positions, const Row& row,
             const std::vector<Measure<Row>>& measures) {
  for (const std::size_t position : positions)
    table.positions.push_back(static_cast<std::uint32_t>(position));
  for (const Measure<Row>& measure : measures) table.values.push_back(row.*measure.value);
}

/// Rows that run over one axis in its order, or over two, the second running fastest.
template <class Row>
void add_rows(ResultTable& table, const std::vector<Row>& rows,
              const std::vector<Measure<Row>>& measures) {
  const std::size_t last = table.axes.back().size;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (table.axes.size() == 1)
      add_row(table, {at}, rows[at], measures);
    else
      add_row(table, {at / last, at % last}, rows[at], measures);
  }
}

/// What tables are made from.
struct Source {
  const Outcome& outcome;
  const World& data;  // ExperimentResult::data
  const LineByLine& by_line;
  const PathAttribution& path;
  const std::vector<RangePoint>& range;
  const GoalResult& goal;
  const StrategyResult& strategy;
  const SensitivityResult& sensitivity;
  const ReportedGroups& groups;

  const std::vector<Country>& countries() const { return outcome.base().countries; }
  const std::vector<Sector>& sectors() const { return outcome.base().sectors; }
};

void fill_world(ResultTable& table, const Source& from) {
  add_row(table, {}, world_row(from.outcome), world_measures());
}

void fill_countries(ResultTable& table, const Source& from) {
  add_axis(table, "country", codes_of(from.countries()));
  add_names(table, "name", names_of(from.countries()));
  add_rows(table, country_rows(from.outcome), country_measures());
}

void fill_groups(ResultTable& table, const Source& from) {
  add_axis(table, "group", names_of(from.groups.countries));
  add_rows(table, group_rows(from.outcome, from.groups.countries), group_measures());
}

/// Countries, then groups, on one axis.
void add_economies(ResultTable& table, const Source& from) {
  Texts codes = codes_of(from.countries()), names = names_of(from.countries());
  for (const NamedGroup& group : from.groups.countries) {
    codes.push_back(group.name);
    names.push_back(group.name);
  }
  add_axis(table, "economy", std::move(codes));
  add_names(table, "name", std::move(names));
}

void fill_revenue(ResultTable& table, const Source& from) {
  add_economies(table, from);
  if (from.groups.revenue == nullptr) return;
  add_rows(table,
           revenue_rows(from.outcome, from.data, from.groups.countries, *from.groups.revenue),
           revenue_measures());
}

void fill_sectors(ResultTable& table, const Source& from) {
  add_axis_of(table, "country", from.countries());
  add_axis_of(table, "sector", from.sectors());
  add_rows(table, sector_rows(from.outcome), sector_measures());
}

void fill_sector_groups(ResultTable& table, const Source& from) {
  add_axis_of(table, "country", from.countries());
  add_axis(table, "sector_group", names_of(from.groups.sectors));
  add_rows(table, sector_group_rows(from.outcome, from.groups.sectors), sector_group_measures());
}

void fill_pairs(ResultTable& table, const Source& from) {
  add_axis_of(table, "exporter", from.countries());
  add_axis_of(table, "importer", from.countries());
  for_each_pair(from.outcome, [&](Index exporter, Index importer, const PairRow& row) {
    add_row(table, {static_cast<std::size_t>(exporter), static_cast<std::size_t>(importer)}, row,
            pair_measures());
  });
}

void fill_flows(ResultTable& table, const Source& from) {
  add_axis_of(table, "exporter", from.countries());
  add_axis_of(table, "importer", from.countries());
  add_axis_of(table, "sector", from.sectors());
  const std::size_t cells = from.outcome.base().flow.values().size();
  table.positions.reserve(cells * table.axes.size());
  table.values.reserve(cells * table.measures.size());
  for_each_flow(from.outcome, [&](const FlowRow& row) {
    add_row(table,
            {static_cast<std::size_t>(row.exporter), static_cast<std::size_t>(row.importer),
             static_cast<std::size_t>(row.sector)},
            row, flow_measures());
  });
}

void add_lines(ResultTable& table, const LineByLine& by_line) {
  Texts order, lines;
  for (const AddedLine& line : by_line.added) {
    order.push_back(std::to_string(order.size() + 1));
    lines.push_back(line.text);
  }
  table.axes.push_back({"line", lines.size()});
  table.keys.push_back({"order", 0, std::move(order), true});
  const std::size_t count = lines.size();
  table.keys.push_back({"line", 0, std::move(lines)});
  table.keys.push_back({"method", 0, Texts(count, name_of(by_line.method))});
}

/// Some measures of economies in each alternative, countries and then groups.
const std::vector<Measure<EconomyRow>>& range_measures() {
  static const auto measures = [] {
    static constexpr std::array kShown{"welfare_pct",    "welfare_without_rebate_pct",
                                       "ev_musd",        "real_wage_pct",
                                       "real_gdp_pct",   "consumer_price_pct",
                                       "employment_pct", "exports_pct",
                                       "imports_pct",    "tax_revenue_musd"};
    std::vector<Measure<EconomyRow>> out;
    out.reserve(kShown.size());
    for (const std::string_view name : kShown)
      out.push_back(*std::find_if(country_measures().begin(), country_measures().end(),
                                  [&](const auto& one) { return one.name == name; }));
    return out;
  }();
  return measures;
}

void fill_range(ResultTable& table, const Source& from) {
  Texts horizons, sources, closures;
  std::vector<EconomyRow> rows;
  for (const RangePoint& point : from.range) {
    if (!point.solved()) continue;
    horizons.push_back(point.horizon);
    sources.push_back(point.source);
    closures.emplace_back(name_of(point.deficits));
    for (EconomyRow& row : economy_rows(from.outcome.base(), from.groups.countries, point))
      rows.push_back(std::move(row));
  }
  table.axes.push_back({"alternative", horizons.size()});
  table.keys.push_back({"horizon", 0, std::move(horizons)});
  table.keys.push_back({"elasticities", 0, std::move(sources)});
  add_economies(table, from);
  table.keys.push_back({"deficits", 0, std::move(closures)});
  add_rows(table, rows, range_measures());
}

void fill_contributions(ResultTable& table, const Source& from) {
  add_lines(table, from.by_line);
  add_axis(table, "country", codes_of(from.countries()));
  add_names(table, "name", names_of(from.countries()));
  add_rows(table, contribution_rows(from.by_line, from.outcome.base()), contribution_measures());
}

void fill_world_contributions(ResultTable& table, const Source& from) {
  add_lines(table, from.by_line);
  add_rows(table, world_contribution_rows(from.by_line), world_contribution_measures());
}

void fill_path(ResultTable& table, const Source& from) {
  const World& world = from.outcome.base();
  std::vector<Country> countries;
  Texts wedges;
  for (const Index n : from.path.countries)
    countries.push_back(world.countries[static_cast<std::size_t>(n)]);
  for (const Wedge& wedge : kWedges) wedges.emplace_back(name_of(wedge.kind));
  add_axis_of(table, "country", countries);
  add_axis(table, "instrument", std::move(wedges));
  add_axis_of(table, "exporter", from.countries());
  add_axis_of(table, "importer", from.countries());
  add_axis_of(table, "sector", from.sectors());
  for (const PathRow& row : path_rows(from.path)) {
    const PathCell& cell = from.path.cells[row.cell];
    add_row(table,
            {row.country, static_cast<std::size_t>(cell.wedge),
             static_cast<std::size_t>(cell.place.exporter),
             static_cast<std::size_t>(cell.place.importer),
             static_cast<std::size_t>(cell.place.sector)},
            row, path_measures());
  }
}

void fill_goal(ResultTable& table, const Source& from) {
  Texts roots;
  const std::vector<GoalRow> rows = goal_rows(from.goal);
  for (const GoalRow& row : rows) roots.push_back(std::to_string(row.root));
  table.axes.push_back({"root", roots.size()});
  table.keys.push_back({"root", 0, std::move(roots), true});
  add_rows(table, rows, goal_measures());
}

void fill_quotas(ResultTable& table, const Source& from) {
  Texts names, regimes;
  const std::vector<QuotaRow> rows = quota_rows(from.outcome);
  for (const QuotaRow& row : rows) {
    names.push_back(row.quota);
    regimes.push_back(row.regime);
  }
  add_axis(table, "quota", std::move(names));
  add_names(table, "regime", std::move(regimes));
  add_rows(table, rows, quota_measures());
}

Texts names_of_players(const StrategyResult& strategy) {
  Texts out;
  for (const FoundStrategy& player : strategy.players) out.push_back(player.name);
  return out;
}

void fill_rates(ResultTable& table, const Source& from) {
  add_axis(table, "player", names_of_players(from.strategy));
  add_axis(table, "instrument", chosen_instruments());
  add_axis_of(table, "exporter", from.countries());
  add_axis_of(table, "importer", from.countries());
  add_axis_of(table, "sector", from.sectors());
  for_each_chosen_rate(from.strategy, [&](const ChosenRateRow& row) {
    add_row(table, {row.player, row.instrument, row.exporter, row.importer, row.sector}, row,
            chosen_rate_measures());
  });
}

void fill_game(ResultTable& table, const Source& from) {
  add_axis(table, "player", names_of_players(from.strategy));
  if (from.strategy.kind == StrategyKind::optimum) return;
  add_rows(table, player_rows(from.strategy, from.outcome), player_measures());
}

void fill_payoffs(ResultTable& table, const Source& from) {
  add_axis(table, "player_a_plays", play_names(from.strategy));
  add_axis(table, "player_b_plays", play_names(from.strategy));
  add_axis(table, "player", names_of_players(from.strategy));
  for (const PayoffRow& row : payoff_rows(from.strategy))
    add_row(table, {row.first_plays, row.second_plays, row.player}, row, payoff_measures());
}

void fill_reactions(ResultTable& table, const Source& from) {
  add_axis(table, "player", names_of_players(from.strategy));
  Texts points;
  points.reserve(from.strategy.reactions.answers.front().size());
  for (std::size_t at = 0; at < from.strategy.reactions.answers.front().size(); ++at)
    points.push_back(std::to_string(at + 1));
  table.axes.push_back({"point", points.size()});
  table.keys.push_back({"point", 1, std::move(points), true});
  for (const ReactionRow& row : reaction_rows(from.strategy))
    add_row(table, {row.player, row.point}, row, reaction_measures());
}

/// Of elasticities, rows have no exporter and no importer: the empty code behind the countries.
void fill_gradient(ResultTable& table, const Source& from) {
  Texts outcomes;
  std::vector<Country> countries = from.countries();
  for (const SolvedSensitivity& one : from.sensitivity.of) outcomes.push_back(one.text);
  countries.emplace_back();
  add_axis(table, "outcome", std::move(outcomes));
  add_axis(table, "instrument", {name_of(from.sensitivity.to)});
  add_axis_of(table, "exporter", countries);
  add_axis_of(table, "importer", countries);
  add_axis_of(table, "sector", from.sectors());
  for_each_derivative(from.sensitivity, from.outcome.base(), [&](const GradientRow& row) {
    add_row(table, {row.outcome, 0, row.exporter, row.importer, row.sector}, row,
            gradient_measures());
  });
}

/// All that a table is: its name, its measures, and how it is filled.
struct TableDefinition {
  const char* name;
  std::vector<MeasureText> measures;
  void (*fill)(ResultTable&, const Source&);
};

const TableDefinition& definition_of(TableKind kind) {
  static const std::map<TableKind, TableDefinition> definitions{
      {TableKind::world, {"world", texts_of(world_measures()), fill_world}},
      {TableKind::countries, {"countries", texts_of(country_measures()), fill_countries}},
      {TableKind::groups, {"groups", texts_of(group_measures()), fill_groups}},
      {TableKind::revenue, {"revenue", texts_of(revenue_measures()), fill_revenue}},
      {TableKind::sectors, {"sectors", texts_of(sector_measures()), fill_sectors}},
      {TableKind::sector_groups,
       {"sector_groups", texts_of(sector_group_measures()), fill_sector_groups}},
      {TableKind::pairs, {"pairs", texts_of(pair_measures()), fill_pairs}},
      {TableKind::flows, {"flows", texts_of(flow_measures()), fill_flows}},
      {TableKind::range, {"range", texts_of(range_measures()), fill_range}},
      {TableKind::goal, {"goal", texts_of(goal_measures()), fill_goal}},
      {TableKind::quotas, {"quotas", texts_of(quota_measures()), fill_quotas}},
      {TableKind::rates, {"rates", texts_of(chosen_rate_measures()), fill_rates}},
      {TableKind::game, {"game", texts_of(player_measures()), fill_game}},
      {TableKind::payoffs, {"payoffs", texts_of(payoff_measures()), fill_payoffs}},
      {TableKind::reactions, {"reactions", texts_of(reaction_measures()), fill_reactions}},
      {TableKind::gradient, {"gradient", texts_of(gradient_measures()), fill_gradient}},
      {TableKind::path, {"path", texts_of(path_measures()), fill_path}},
      {TableKind::contributions,
       {"contributions", texts_of(contribution_measures()), fill_contributions}},
      {TableKind::world_contributions,
       {"world_contributions", texts_of(world_contribution_measures()), fill_world_contributions}}};
  return definitions.at(kind);
}

ResultTable without_rows(TableKind kind) {
  ResultTable table;
  table.name = definition_of(kind).name;
  table.measures = definition_of(kind).measures;
  return table;
}

}  // namespace

const std::vector<MeasureText>& measures_of(TableKind kind) { return definition_of(kind).measures; }

ResultTable result_table(TableKind kind, const ExperimentResult& result,
                         const ReportedGroups& groups) {
  ResultTable table = without_rows(kind);
  static const LineByLine kNotAsked;
  static const PathAttribution kNoPath;
  static const SensitivityResult kNoSensitivity;
  static const GoalResult kNoGoal{};
  static const StrategyResult kNoStrategy{};
  const Outcome& outcome = *result.outcome;
  definition_of(kind).fill(
      table, {outcome, result.data ? *result.data : outcome.base(),
              result.by_line ? *result.by_line : kNotAsked, result.path ? *result.path : kNoPath,
              result.range, result.goal ? *result.goal : kNoGoal,
              result.strategy ? *result.strategy : kNoStrategy,
              result.sensitivity ? *result.sensitivity : kNoSensitivity, groups});
  return table;
}

}  // namespace tariffsim
