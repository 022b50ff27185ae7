#include "page/policy_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "prose/goal.hpp"
#include "prose/policy_path.hpp"
#include "prose/sensitivity.hpp"
#include "results/contributions.hpp"
#include "results/gradient.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostRows = 30;

/// A wedge between two countries, and its figure by sector.
struct MatrixRow {
  WedgeKind wedge = WedgeKind::tariff;
  Index exporter = 0, importer = 0;
  std::vector<double> by_sector;  // S; NaN: none
  double sum = 0;
};

class PolicyMatrix {
 public:
  explicit PolicyMatrix(const World& world) : world_(world) {}

  void add(WedgeKind wedge, const CellPlace& at, double value) {
    MatrixRow& row = rows_[{wedge, at.importer, at.exporter}];
    if (row.by_sector.empty()) {
      row = {wedge, at.exporter, at.importer, {}, 0};
      row.by_sector.assign(static_cast<std::size_t>(world_.n_sectors()), std::nan(""));
    }
    row.by_sector[static_cast<std::size_t>(at.sector)] = value;
    row.sum += value;
  }

  /// Rows that add most, in sectors where any of them has a figure.
  OrderedJson json() const {
    std::vector<const MatrixRow*> rows;
    for (const auto& [key, row] : rows_) rows.push_back(&row);
    std::stable_sort(rows.begin(), rows.end(), [](const MatrixRow* a, const MatrixRow* b) {
      return std::abs(a->sum) > std::abs(b->sum);
    });
    const std::size_t others = rows.size() - std::min(rows.size(), kMostRows);
    rows.resize(std::min(rows.size(), kMostRows));
    OrderedJson out{{"rows", OrderedJson::array()}, {"others", others}};
    for (const MatrixRow* row : rows) out["rows"].push_back(row_json(*row));
    return out;
  }

 private:
  const std::string& code(Index n) const {
    return world_.countries[static_cast<std::size_t>(n)].code;
  }

  OrderedJson row_json(const MatrixRow& row) const {
    std::string name = code(row.importer) + " ← " + code(row.exporter);
    if (row.wedge == WedgeKind::export_tax)
      name = code(row.exporter) + " → " + code(row.importer) + ", export tax";
    if (row.wedge == WedgeKind::trade_cost) name += ", cost";
    OrderedJson values = OrderedJson::array();
    for (const double value : row.by_sector) values.push_back(json_number(value));
    return {{"name", name},
            {"words", pair_in_words(world_, row.wedge, row.exporter, row.importer)},
            {"sum", json_number(row.sum)},
            {"values", values}};
  }

  const World& world_;
  std::map<std::tuple<WedgeKind, Index, Index>, MatrixRow> rows_;
};

WedgeKind wedge_of_cells(SensitivityTo to) {
  if (to == SensitivityTo::export_taxes) return WedgeKind::export_tax;
  return to == SensitivityTo::trade_costs ? WedgeKind::trade_cost : WedgeKind::tariff;
}

OrderedJson outcome_json(const World& world, const SensitivityResult& all,
                         const SolvedSensitivity& one) {
  PolicyMatrix matrix(world);
  OrderedJson by_sector = OrderedJson::array();
  for_each_derivative({all.to, {one}}, world, [&](const GradientRow& row) {
    if (all.to == SensitivityTo::elasticities)
      by_sector.push_back({{"sector", row.sector}, {"value", json_number(row.derivative)}});
    else
      matrix.add(wedge_of_cells(all.to),
                 {static_cast<Index>(row.exporter), static_cast<Index>(row.importer),
                  static_cast<Index>(row.sector)},
                 row.derivative);
  });
  return {{"name", one.text},
          {"worth", one.worth ? json_number(*one.worth) : OrderedJson(nullptr)},
          {"matrix", matrix.json()},
          {"by_sector", by_sector}};
}

OrderedJson texts_json(const std::vector<TitledTable>& tables) {
  OrderedJson notes = OrderedJson::array();
  for (const TitledTable& table : tables)
    for (const std::string& note : table.notes)
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  return notes;
}

}  // namespace

OrderedJson sensitivity_json(const RunRecord& record, const ExperimentResult& result) {
  if (!result.sensitivity) return nullptr;
  OrderedJson outcomes = OrderedJson::array();
  for (const SolvedSensitivity& one : result.sensitivity->of)
    outcomes.push_back(outcome_json(result.outcome->base(), *result.sensitivity, one));
  const bool costs = result.sensitivity->to == SensitivityTo::trade_costs;
  return {{"by", name_of(result.sensitivity->to)},
          {"step", costs ? "one percent more" : "one point more"},
          {"notes", texts_json(sensitivity_tables(record, result))},
          {"outcomes", outcomes}};
}

OrderedJson path_matrices_json(const ExperimentResult& result) {
  if (!result.path) return nullptr;
  const PathAttribution& path = *result.path;
  const World& world = result.outcome->base();
  std::vector<PolicyMatrix> matrices(path.countries.size(), PolicyMatrix(world));
  for (const PathRow& row : path_rows(path)) {
    const PathCell& cell = path.cells[row.cell];
    matrices[row.country].add(cell.wedge, cell.place, row.welfare_added_pct);
  }
  OrderedJson economies = OrderedJson::array();
  if (path.status == LineStatus::solved)
    for (std::size_t at = 0; at < matrices.size(); ++at)
      economies.push_back(
          {{"country", world.countries[static_cast<std::size_t>(path.countries[at])].code},
           {"matrix", matrices[at].json()}});
  return {{"solved", path.status == LineStatus::solved},
          {"message", path.message},
          {"economies", economies}};
}

OrderedJson goal_json(const ExperimentResult& result) {
  if (result.goal == nullptr) return nullptr;
  const GoalResult& goal = *result.goal;
  const double unit = goal.percent ? 100 : 1;
  const auto point = [&](const GoalPoint& one) {
    return OrderedJson{{"value", json_number(unit * one.value)},
                       {"outcome", json_number(one.found.outcome)},
                       {"welfare_pct", json_number(one.found.welfare)}};
  };
  const auto points = [&](const std::vector<GoalPoint>& all) {
    OrderedJson out = OrderedJson::array();
    for (const GoalPoint& one : all) out.push_back(point(one));
    return out;
  };
  const std::vector<TitledTable> tables = goal_tables(result);
  return {{"title", tables.front().title},
          {"notes", texts_json(tables)},
          {"key", goal.key},
          {"sought", goal.title},
          {"outcome", goal.outcome},
          {"percent", goal.percent},
          {"target", json_number(goal.target)},
          {"tried", points(goal.tried)},
          {"roots", points(goal.roots)},
          {"closest",
           goal.roots.empty() && goal.closest ? point(*goal.closest) : OrderedJson(nullptr)}};
}

}  // namespace tariffsim
