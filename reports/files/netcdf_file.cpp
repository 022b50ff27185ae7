#include "files/netcdf_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <netcdf.h>
#include <netcdf_mem.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <netcdf>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/utf8.hpp"
#include "files/quota_arrays.hpp"
#include "files/record_tables.hpp"
#include "files/table_slice.hpp"
#include "prose/papers.hpp"
#include "results/gradient.hpp"

namespace tariffsim {
namespace {

using netCDF::NcDim;
using netCDF::NcGroup;
using netCDF::NcVar;

constexpr int kCompression = 4;
/// The header of an object takes no attribute of 64 KiB and more, with its name and the like.
constexpr std::size_t kMostOfAttribute = 60'000;

std::string plain(const std::string& text) { return show_line(text); }

/// One variable over `dims`, with the step before them in a timeline.
class Variables {
 public:
  Variables(NcGroup& file, std::string currency, std::span<const SolvedStep> steps)
      : file_(file), currency_(std::move(currency)), steps_(steps) {
    if (!steps.front().step.id.empty()) step_.push_back(file.addDim("step", steps.size()));
  }

  /// UTF-8 in rows of equal length, as of xarray: octave-netcdf 1.0.16 reads no type string.
  void labels(const NcDim& dim, const std::string& name, const std::string& meaning,
              const std::vector<std::string>& texts) {
    std::vector<std::string> rows;
    rows.reserve(texts.size());
    std::size_t length = 1;
    for (const std::string& text : texts) {
      rows.push_back(plain(text));
      length = std::max(length, rows.back().size());
    }
    std::string cells;
    cells.reserve(length * rows.size());
    for (std::string& row : rows) {
      row.resize(length, '\0');
      cells += row;
    }
    const NcVar variable =
        file_.addVar(name, netCDF::ncChar, {dim, file_.addDim(name + "_length", length)});
    variable.putAtt("long_name", meaning);
    variable.putAtt("_Encoding", "utf-8");
    variable.setCompression(true, true, kCompression);
    variable.putVar(cells.data());
  }

  bool has_steps() const { return !step_.empty(); }

  void step_labels() {
    if (step_.empty()) return;
    std::vector<std::string> ids, dates, titles, elasticities;
    for (const SolvedStep& solved : steps_) {
      ids.push_back(solved.step.id);
      dates.push_back(solved.step.date);
      titles.push_back(solved.step.title);
      elasticities.push_back(value_of(solved.options, "model.elasticities"));
    }
    labels(step_[0], "step", "step of the timeline", ids);
    labels(step_[0], "step_date", "date of the step", dates);
    labels(step_[0], "step_title", "title of the step", titles);
    labels(step_[0], "step_elasticities", "trade elasticities of the step", elasticities);
  }

  /// A variable for each measure of a table over its axes, each row being a cell; cells without a
  /// row are not defined, nor are steps without rows. Nothing of a table that never has any.
  /// `table(result)`: that of a step.
  void table(const std::string& prefix,
             const std::function<ResultTable(const ExperimentResult&)>& table) {
    std::vector<NcVar> variables;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
      const ResultTable one = table(steps_[step].result);
      if (one.rows() == 0) continue;
      if (variables.empty()) variables = declared(prefix, one);
      const std::vector<std::size_t> cells = cells_of(one);
      for (std::size_t measure = 0; measure < one.measures.size(); ++measure)
        put(variables[measure], step, column_of(one, measure, cells));
    }
  }

 private:
  std::vector<NcVar> declared(const std::string& prefix, const ResultTable& table) const {
    std::vector<NcDim> dims = step_;
    for (const Axis& axis : table.axes) dims.push_back(file_.getDim(axis.name));
    std::vector<NcVar> out;
    for (const MeasureText& measure : table.measures)
      out.push_back(number(prefix + measure.name, measure, dims));
    return out;
  }

  /// Where each row stands among the cells of the axes, row-major.
  static std::vector<std::size_t> cells_of(const ResultTable& table) {
    std::vector<std::size_t> out(table.rows(), 0);
    for (std::size_t row = 0; row < out.size(); ++row)
      for (std::size_t axis = 0; axis < table.axes.size(); ++axis)
        out[row] = out[row] * table.axes[axis].size + table.position(row, axis);
    return out;
  }

  static std::vector<double> column_of(const ResultTable& table, std::size_t measure,
                                       const std::vector<std::size_t>& cells) {
    std::size_t size = 1;
    for (const Axis& axis : table.axes) size *= axis.size;
    std::vector<double> out(size, std::nan(""));
    for (std::size_t row = 0; row < cells.size(); ++row)
      out[cells[row]] = table.value(row, measure);
    return out;
  }

  NcVar number(const std::string& name, const MeasureText& measure,
               const std::vector<NcDim>& dims) const {
    NcVar variable = file_.addVar(name, netCDF::ncDouble, dims);
    variable.putAtt("long_name", measure.meaning);
    variable.putAtt("units", unit_of(measure.name, currency_));
    variable.setFill(true, std::nan(""));
    if (!dims.empty()) variable.setCompression(true, true, kCompression);
    return variable;
  }

  void put(const NcVar& variable, std::size_t step, const std::vector<double>& cells) const {
    std::vector<std::size_t> start, count;
    for (const NcDim& dim : variable.getDims()) {
      start.push_back(0);
      count.push_back(dim.getSize());
    }
    if (!step_.empty()) start[0] = step, count[0] = 1;
    if (start.empty())
      variable.putVar(cells.data());
    else
      variable.putVar(start, count, cells.data());
  }

  NcGroup& file_;
  std::string currency_;
  std::span<const SolvedStep> steps_;
  std::vector<NcDim> step_;  // empty or one
};

template <class Label>
std::vector<std::string> texts_of(const std::vector<Label>& labels, std::string Label::*text) {
  std::vector<std::string> out;
  out.reserve(labels.size());
  for (const Label& label : labels) out.push_back(label.*text);
  return out;
}

/// A text of the whole file: an attribute, or a variable of that name if it is too long for one.
void put_text(NcGroup& file, const std::string& name, const std::string& text) {
  if (text.size() <= kMostOfAttribute) {
    file.putAtt(name, text);
    return;
  }
  const NcVar variable =
      file.addVar(name, netCDF::ncChar, file.addDim(name + "_length", text.size()));
  variable.putAtt("long_name", name + " of the run, which is too long for an attribute");
  variable.putAtt("_Encoding", "utf-8");
  variable.setCompression(true, true, kCompression);
  variable.putVar(text.data());
}

/// Texts as lines; none if there is nothing to say.
void put_lines(NcGroup& file, const std::string& name, std::vector<std::string> texts) {
  for (std::string& text : texts) text = plain(text);
  const std::string lines = fmt::format("{}", fmt::join(texts, "\n"));
  if (!lines.empty()) put_text(file, name, lines);
}

void put_about(NcGroup& file, const RunRecord& record, const ExperimentResult& result) {
  file.putAtt("Conventions", "CF-1.8");
  put_text(file, "title", plain(record.title.empty() ? record.id : record.title));
  file.putAtt("source", fmt::format("tariffsim {}", TARIFFSIM_VERSION));
  file.putAtt("scenario_id", plain(record.id));
  put_text(file, "scenario", record.scenario_text);
  file.putAtt("baseline", plain(record.baseline_id));
  file.putAtt("baseline_sha256", record.baseline_hash);
  put_lines(file, "data_sources", record.data_sources);
  put_lines(file, "data_licence", {record.data_licence});
  put_lines(file, "data_notes", {record.data_notes});
  put_lines(file, "notes", record.notes);
  put_text(file, "certificate", result.certificate.summary());
  std::string options;
  for (const RunOption& option : record.options)
    options += fmt::format("{}={}; ", option.name, option.value);
  put_text(file, "options", plain(options));
  put_lines(file, "references", references_of(record));
}

std::vector<std::string> names_of(const std::vector<NamedGroup>& groups) {
  std::vector<std::string> names;
  names.reserve(groups.size());
  for (const NamedGroup& group : groups) names.push_back(group.name);
  return names;
}

/// A table under the names of its columns, with a prefix.
void put_table(const RunRecord& record, TableKind kind, const std::string& prefix, Variables& out) {
  out.table(prefix, [&](const ExperimentResult& result) { return table_of(kind, record, result); });
}

/// Several sectors, and several countries, as one, if the record names such groups.
void put_groups(NcGroup& file, const RunRecord& record, Variables& out) {
  if (!record.sector_groups.empty()) {
    const NcDim groups = file.addDim("sector_group", record.sector_groups.size());
    out.labels(groups, "sector_group", "name of the group of sectors",
               names_of(record.sector_groups));
    put_table(record, TableKind::sector_groups, "sector_group_", out);
  }
  if (record.groups.empty()) return;
  const NcDim groups = file.addDim("group", record.groups.size());
  out.labels(groups, "group", "name of the group of countries", names_of(record.groups));
  put_table(record, TableKind::groups, "group_", out);
}

/// What is asked of revenue, and the range of a result that has no steps: of countries and the
/// groups behind them.
void put_economies(NcGroup& file, const RunRecord& record, const ExperimentResult& result,
                   Variables& out) {
  const ResultTable revenue = table_of(TableKind::revenue, record, result);
  const ResultTable range = table_of(TableKind::range, record, result);
  if (revenue.rows() == 0 && range.rows() == 0) return;
  const RowKey& codes = revenue.rows() > 0 ? revenue.keys[0] : range.keys[2];
  const NcDim economies = file.addDim("economy", codes.labels.size());
  out.labels(economies, "economy", "code of the country, or name of the group of countries",
             codes.labels);
  put_table(record, TableKind::revenue, "economy_", out);
  if (range.rows() == 0 || out.has_steps()) return;
  const NcDim alternatives = file.addDim("alternative", range.axes[0].size);
  out.labels(alternatives, "horizon", "horizon at which the model is read", range.keys[0].labels);
  out.labels(alternatives, "elasticities", "source of trade elasticities", range.keys[1].labels);
  out.labels(alternatives, "deficits", "closure of trade deficits", range.keys.back().labels);
  put_table(record, TableKind::range, "range_", out);
}

/// What each line adds, if lines were solved one by one.
void put_contributions(NcGroup& file, const RunRecord& record, const ExperimentResult& result,
                       Variables& out) {
  if (!result.by_line || result.by_line->status != LineStatus::solved) return;
  const std::vector<std::string> texts = texts_of(result.by_line->added, &AddedLine::text);
  const NcDim lines = file.addDim("line", texts.size());
  out.labels(lines, "line",
             std::string("line of the policy; what it adds: ") + name_of(result.by_line->method),
             texts);
  put_table(record, TableKind::contributions, "line_", out);
  put_table(record, TableKind::world_contributions, "line_world_", out);
}

/// Derivatives over outcome, exporter, importer and sector, of elasticities over outcome and
/// sector.
ResultTable derivatives(const RunRecord& record, const ExperimentResult& result) {
  constexpr std::size_t kInstrument = 1, kExporter = 1;
  ResultTable table = at_position(table_of(TableKind::gradient, record, result), kInstrument, 0);
  const auto countries = static_cast<std::size_t>(result.outcome->base().n_countries());
  if (result.sensitivity->to == SensitivityTo::elasticities) {
    for (int side = 0; side < 2; ++side) table = at_position(table, kExporter, countries);
    return table;
  }
  for (std::size_t axis = kExporter; axis < kExporter + 2; ++axis)
    table.axes[axis].size = countries;  // the last position is of elasticities
  return table;
}

void put_gradient(NcGroup& file, const ExperimentResult& last, const RunRecord& record,
                  Variables& out) {
  if (!last.sensitivity) return;
  std::vector<std::string> names;
  for (const SolvedSensitivity& one : last.sensitivity->of) names.push_back(one.text);
  out.labels(file.addDim("outcome", names.size()), "outcome", "what is differentiated", names);
  out.table(std::string(name_of(last.sensitivity->to)) + "_",
            [&](const ExperimentResult& result) { return derivatives(record, result); });
}

/// A variable for each kind of wedge that the policy moves.
void put_path(NcGroup& file, const ExperimentResult& last, const RunRecord& record,
              Variables& out) {
  if (!last.path || last.path->status != LineStatus::solved) return;
  const ResultTable all = table_of(TableKind::path, record, last);
  out.labels(file.addDim("path_country", all.axes[0].size), "path_country",
             "code of the country whose welfare is divided", all.keys[0].labels);
  for (const Wedge& wedge : kWedges)
    out.table(fmt::format("path_{}_", wedge.key), [&](const ExperimentResult&) {
      ResultTable one = at_position(all, 1, static_cast<std::size_t>(wedge.kind));
      one.axes[0].name = "path_country";
      return one;
    });
}

void put_goal(NcGroup& file, const ExperimentResult& last, const RunRecord& record,
              Variables& out) {
  const ResultTable table = table_of(TableKind::goal, record, last);
  if (table.rows() == 0 || out.has_steps()) return;
  out.labels(file.addDim("root", table.rows()), "root",
             "place among the values that reach the goal; 0: the closest", table.keys[0].labels);
  put_table(record, TableKind::goal, "goal_", out);
}

/// Of all steps, on one axis.
void put_quotas(NcGroup& file, std::span<const SolvedStep> steps, Variables& out) {
  const std::vector<std::string> names = names_of_quotas(steps);
  if (names.empty()) return;
  out.labels(file.addDim("quota", names.size()), "quota",
             "what the quota is on: goods, from whom, into where", names);
  out.table("quota_",
            [&](const ExperimentResult& result) { return quotas_by_name(names, *result.outcome); });
}

void put_results(NcGroup& file, const RunRecord& record, std::span<const SolvedStep> steps) {
  const World& base = steps.back().result.outcome->base();
  const NcDim country = file.addDim("country", base.countries.size());
  const NcDim exporter = file.addDim("exporter", base.countries.size());
  const NcDim importer = file.addDim("importer", base.countries.size());
  const NcDim sector = file.addDim("sector", base.sectors.size());
  Variables out(file, record.currency, steps);
  out.step_labels();
  out.labels(country, "country", "code of the country", texts_of(base.countries, &Country::code));
  out.labels(exporter, "exporter", "code of the country of origin",
             texts_of(base.countries, &Country::code));
  out.labels(importer, "importer", "code of the country of destination",
             texts_of(base.countries, &Country::code));
  out.labels(sector, "sector", "code of the sector", texts_of(base.sectors, &Sector::code));
  out.labels(country, "country_name", "name of the country",
             texts_of(base.countries, &Country::name));
  out.labels(sector, "sector_name", "name of the sector", texts_of(base.sectors, &Sector::name));
  put_table(record, TableKind::countries, "", out);
  put_table(record, TableKind::sectors, "sector_", out);
  put_table(record, TableKind::flows, "", out);
  put_table(record, TableKind::world, "world_", out);
  put_contributions(file, record, steps.back().result, out);
  put_path(file, steps.back().result, record, out);
  put_gradient(file, steps.back().result, record, out);
  put_goal(file, steps.back().result, record, out);
  put_quotas(file, steps, out);
  put_groups(file, record, out);
  put_economies(file, record, steps.back().result, out);
}

/// A NetCDF-4 file in memory.
class MemoryDataset {
 public:
  MemoryDataset() { check(nc_create_mem("results.nc", NC_NETCDF4, kFirstBytes, &id_)); }
  ~MemoryDataset() {
    if (id_ >= 0) nc_abort(id_);
  }
  MemoryDataset(const MemoryDataset&) = delete;
  MemoryDataset& operator=(const MemoryDataset&) = delete;

  NcGroup root() const { return NcGroup(id_); }

  std::string finish() {
    NC_memio memory{};
    check(nc_close_memio(std::exchange(id_, -1), &memory));
    const std::unique_ptr<void, void (*)(void*)> bytes(memory.memory, &std::free);
    return {static_cast<const char*>(bytes.get()), memory.size};
  }

 private:
  static constexpr std::size_t kFirstBytes = std::size_t{1} << 20U;
  static void check(int status) {
    if (status != NC_NOERR)
      throw OutputError(fmt::format("results.nc cannot be written: {}", nc_strerror(status)));
  }
  int id_ = -1;
};

}  // namespace

std::string netcdf_file(const RunRecord& record, std::span<const SolvedStep> steps) {
  try {
    MemoryDataset dataset;
    NcGroup file = dataset.root();
    put_about(file, record, steps.back().result);
    put_results(file, record, steps);
    return dataset.finish();
  } catch (const netCDF::exceptions::NcException& error) {
    throw OutputError(fmt::format("results.nc cannot be written: {}", error.what()));
  }
}

}  // namespace tariffsim
