// The result tables: what every writer of files writes, and what expectations are held against.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/revenue_terms.hpp"
#include "outcomes/group.hpp"
#include "results/measure.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

enum class TableKind {
  world,
  countries,
  groups,
  revenue,  ///< of countries, and groups behind them, where it is asked for
  sectors,
  sector_groups,
  pairs,
  flows,
  range,               ///< economies at other horizons and with other elasticities
  goal,                ///< the values at which it is reached
  quotas,              ///< what became of them
  rates,               ///< that governments choose, by cell
  game,                ///< who plays, and what each has of it
  payoffs,             ///< of two players who keep their rates or leave them
  reactions,           ///< the best rate of each of two at the other's
  gradient,            ///< of outcomes by cells of policy, or by elasticities
  path,                ///< what each cell of policy adds to some countries' welfare
  contributions,       ///< what each line of the policy adds to each country
  world_contributions  ///< and to the world
};

/// What the rows of a table run over.
struct Axis {
  const char* name;  ///< "country", "exporter", "line"
  std::size_t size;  ///< how many positions it has
};

/// A column of codes or names, which tells the position of a row on an axis.
struct RowKey {
  const char* name;                 ///< "country", "name"
  std::size_t axis;                 ///< which one
  std::vector<std::string> labels;  ///< by position on the axis
  bool counts = false;              ///< the labels are whole numbers
  /// What the labels are codes of, for readers; empty: they are no codes, or the table has a column
  /// of these.
  std::vector<std::string> names = {};
};

/// Rows by columns: first the key columns, then the measures, units as their names say.
struct ResultTable {
  std::string name;  ///< "sector_groups": also of its CSV file
  std::vector<Axis> axes;
  std::vector<RowKey> keys;
  std::vector<MeasureText> measures;
  std::vector<std::uint32_t> positions;  ///< rows x axes
  std::vector<double> values;            ///< rows x measures; NaN = not defined

  std::size_t rows() const { return values.size() / measures.size(); }
  std::size_t position(std::size_t row, std::size_t axis) const {
    return positions[row * axes.size() + axis];
  }
  const std::string& label(std::size_t row, const RowKey& key) const {
    return key.labels[position(row, key.axis)];
  }
  double value(std::size_t row, std::size_t measure) const {
    return values[row * measures.size() + measure];
  }
};

/// Groups of countries and of sectors that are reported as one, and what is asked of revenue.
struct ReportedGroups {
  const std::vector<NamedGroup>& countries;
  const std::vector<NamedGroup>& sectors;
  const RevenueTerms* revenue = nullptr;  ///< nullptr: nothing
};

/// The measures of a table in the order of its columns.
const std::vector<MeasureText>& measures_of(TableKind kind);

/// A table of one result. Without rows if there is nothing to tell: no groups, no lines solved one
/// by one, revenue, a goal, quotas, a range, chosen rates or gradients not asked for, no game of
/// two. Precondition: `result` has an outcome.
ResultTable result_table(TableKind kind, const ExperimentResult& result,
                         const ReportedGroups& groups);

}  // namespace tariffsim
