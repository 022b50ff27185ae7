#include "results/step_tables.hpp"

#include <utility>

namespace tariffsim {
namespace {

const char* name_of_steps(TableKind kind) {
  if (kind == TableKind::revenue) return "revenue_steps";
  if (kind == TableKind::quotas) return "quota_steps";
  return kind == TableKind::groups ? "group_steps" : "steps";
}

/// Adds the axis of steps, and the columns that tell it.
void add_step_axis(ResultTable& table, std::span<const SolvedStep> steps) {
  RowKey ids{"step", 0, {}}, dates{"date", 0, {}}, titles{"title", 0, {}};
  for (const SolvedStep& one : steps) {
    ids.labels.push_back(one.step.id);
    dates.labels.push_back(one.step.date);
    titles.labels.push_back(one.step.title);
  }
  table.axes.push_back({"step", steps.size()});
  for (RowKey* key : {&ids, &dates, &titles}) table.keys.push_back(std::move(*key));
}

/// Adds the axes and columns of the table of one step behind those of steps.
void add_keys_of(const ResultTable& one, ResultTable& table) {
  table.axes.insert(table.axes.end(), one.axes.begin(), one.axes.end());
  for (RowKey key : one.keys) {
    ++key.axis;
    table.keys.push_back(std::move(key));
  }
}

/// Quotas begin and end: those of every step have positions of their own, `one`'s behind the
/// others. Returns the first of them.
std::size_t add_labels_of(const ResultTable& one, ResultTable& table) {
  const std::size_t first = table.axes.back().size;
  table.axes.back().size += one.axes.back().size;
  const auto own = table.keys.end() - static_cast<std::ptrdiff_t>(one.keys.size());
  for (std::size_t at = 0; at < one.keys.size(); ++at) {
    std::vector<std::string>& labels = own[static_cast<std::ptrdiff_t>(at)].labels;
    labels.insert(labels.end(), one.keys[at].labels.begin(), one.keys[at].labels.end());
  }
  return first;
}

/// `first`: where the positions of the last axis begin.
void add_rows_of(const ResultTable& one, std::size_t step, std::size_t first, ResultTable& table) {
  for (std::size_t row = 0; row < one.rows(); ++row) {
    table.positions.push_back(static_cast<std::uint32_t>(step));
    for (std::size_t axis = 0; axis < one.axes.size(); ++axis) {
      const std::size_t begin = axis + 1 == one.axes.size() ? first : 0;
      table.positions.push_back(static_cast<std::uint32_t>(begin + one.position(row, axis)));
    }
  }
  table.values.insert(table.values.end(), one.values.begin(), one.values.end());
}

}  // namespace

ResultTable table_of_steps(TableKind kind, std::span<const SolvedStep> steps,
                           const ReportedGroups& groups) {
  ResultTable table;
  table.name = name_of_steps(kind);
  table.measures = measures_of(kind);
  add_step_axis(table, steps);
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const ResultTable one = result_table(kind, steps[at].result, groups);
    std::size_t first = 0;
    if (at == 0)
      add_keys_of(one, table);
    else if (kind == TableKind::quotas)
      first = add_labels_of(one, table);
    add_rows_of(one, at, first, table);
  }
  return table;
}

}  // namespace tariffsim
