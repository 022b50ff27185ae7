#include "studies/comparison.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "studies/compared_steps.hpp"
#include "studies/comparison_reasons.hpp"
#include "studies/options_apart.hpp"

namespace tariffsim {
namespace {

using RowName = std::pair<std::string, std::string>;  // "pair CHN->USA", "flow_pct"

/// Rows in the order of first appearance, found by name.
class RowCollector {
 public:
  explicit RowCollector(std::size_t runs) : runs_(runs) {}

  void add(const MeasureTable& table, std::size_t run) {
    for (std::size_t k = 0; k < table.keys.size(); ++k)
      for (std::size_t m = 0; m < table.measures.size(); ++m)
        row(table.keys[k], table.measures[m]).values[run] =
            table.values[k * table.measures.size() + m];
  }

  std::vector<ComparedRow> take() { return std::move(rows_); }

 private:
  ComparedRow& row(const MeasureKey& key, const std::string& measure) {
    const auto [found, is_new] =
        position_.try_emplace({key.kind + " " + key.key, measure}, rows_.size());
    if (is_new) rows_.push_back({key, measure, std::vector<double>(runs_, std::nan("")), {}});
    return rows_[found->second];
  }

  std::size_t runs_;
  std::map<RowName, std::size_t> position_;
  std::vector<ComparedRow> rows_;
};

void make_ids_unique(std::vector<ComparedRun>& runs) {
  std::set<std::string> taken;
  for (ComparedRun& run : runs) {
    std::string id = run.id;
    for (int copy = 2; !taken.insert(id).second; ++copy) id = fmt::format("{}-{}", run.id, copy);
    run.id = id;
  }
}

void add_differences(ComparedRow& row) {
  for (std::size_t run = 1; run < row.values.size(); ++run)
    row.differences.push_back(row.values[run] - row.values[0]);
}

/// Differences between changes that are counted from different worlds, or in different
/// models.
void note_other_premises(const ComparedRun& run, const ComparedRun& first,
                         std::vector<std::string>& notes) {
  if (run.in_data != first.in_data)
    notes.push_back(
        fmt::format("{} and {} start from data with other rates (in_data): their tariffs differ "
                    "before any policy",
                    run.id, first.id));
  if (run.reference != first.reference)
    notes.push_back(fmt::format("{} counts changes from {}, {} from {}: the differences mix both",
                                run.id, starting_point(run), first.id, starting_point(first)));
  const auto note = [&](const char* what, const std::vector<OptionApart>& options) {
    std::vector<std::string> told;
    told.reserve(options.size());
    for (const OptionApart& option : options) told.push_back(instead_of(option));
    if (!told.empty())
      notes.push_back(
          fmt::format("{} {}, set beside {}: {}", run.id, what, first.id, fmt::join(told, ", ")));
  };
  note("is solved otherwise", options_and_deficits_apart(run, first));
  note("counts revenue otherwise", revenue_apart(run, first));
}

/// That steps of different timelines are of different days; empty if they are not.
std::string note_of_dates(const std::vector<ComparedRun>& runs) {
  std::set<std::string> dates, timelines;
  std::vector<std::string> told;
  for (const ComparedRun& run : runs) {
    if (run.date.empty()) continue;
    dates.insert(run.date);
    timelines.insert(run.id.substr(0, run.id.rfind('/')));
    told.push_back(fmt::format("{} is of {}", run.id, run.date));
  }
  if (dates.size() < 2 || timelines.size() < 2) return "";
  return fmt::format("steps of different dates are set beside each other: {}",
                     fmt::join(told, ", "));
}

std::vector<std::string> baseline_notes(const std::vector<ComparedRun>& runs) {
  std::vector<std::string> notes;
  const ComparedRun& first = runs.front();
  for (const ComparedRun& run : runs) {
    if (run.baseline != first.baseline)
      notes.push_back(
          fmt::format("{} starts from baseline {}, {} from {}: levels differ for that alone",
                      run.id, run.baseline, first.id, first.baseline));
    else if (run.baseline_hash != first.baseline_hash)
      notes.push_back(fmt::format("{} and {} start from different data under the name {}", run.id,
                                  first.id, first.baseline));
    if (run.currency != first.currency)
      notes.push_back(
          fmt::format("{} is in {}, {} in {}", run.id, run.currency, first.id, first.currency));
    note_other_premises(run, first, notes);
  }
  if (std::string dates = note_of_dates(runs); !dates.empty()) notes.push_back(std::move(dates));
  return notes;
}

/// Codes of a run that stand for another economy than in the first run that has them: a region of
/// another baseline, of another name or with other members.
std::vector<ComparedPlace> other_economies(const ComparedRun& run, const ComparedRun& first) {
  const auto members = [](const ComparedRun& of, const std::string& code) {
    const auto found = of.regions.find(code);
    return found == of.regions.end() ? std::vector<std::string>{} : found->second;
  };
  std::vector<ComparedPlace> others;
  for (const ComparedPlace& place : run.places)
    for (const ComparedPlace& known : first.places)
      if (place.code == known.code &&
          (place.name != known.name || members(run, place.code) != members(first, place.code)))
        others.push_back(place);
  return others;
}

/// Whether a row's key is about an economy: the economy, a pair with it, or one of its sectors.
bool is_about(const MeasureKey& key, const std::string& code) {
  if (key.kind == "country") return key.key == code;
  return key.key.starts_with(code + "->") || key.key.ends_with("->" + code) ||
         key.key.starts_with(code + "[");
}

/// Leaves out what runs say of economies that are not those of the first run, and tells of them.
void leave_out_other_economies(std::vector<ComparedRun>& runs, std::vector<std::string>& notes) {
  for (std::size_t at = 1; at < runs.size(); ++at) {
    ComparedRun& run = runs[at];
    const std::vector<ComparedPlace> others = other_economies(run, runs.front());
    if (others.empty()) continue;
    std::vector<std::string> names;
    names.reserve(others.size());
    for (const ComparedPlace& other : others)
      names.push_back(fmt::format("{} ({})", other.code, other.name));
    notes.push_back(
        fmt::format("{} has other economies under the same codes as {}, which are not compared: {}",
                    run.id, runs.front().id, fmt::join(names, ", ")));
    for (MeasureTable& table : run.tables)
      for (std::size_t k = 0; k < table.keys.size(); ++k)
        if (std::any_of(others.begin(), others.end(), [&](const ComparedPlace& other) {
              return is_about(table.keys[k], other.code);
            }))
          std::fill_n(table.values.begin() + static_cast<std::ptrdiff_t>(k * table.measures.size()),
                      table.measures.size(), std::nan(""));
  }
}

/// What the figures of groups leave out.
void note_groups(Comparison& comparison) {
  std::set<std::string> groups;
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == "group") groups.insert(row.key.key);
  if (groups.empty()) return;
  comparison.notes.push_back(fmt::format(
      "{} {} members together: money is added up, and trade among members is left out of "
      "exports, imports, pairs and tariffs",
      fmt::join(groups, ", "), groups.size() == 1 ? "is its" : "are each their"));
}

/// What was a table of a run becomes rows over all runs, table by table.
std::vector<ComparedRow> lined_up_rows(const std::vector<ComparedRun>& runs) {
  RowCollector collector(runs.size());
  std::size_t tables = 0;
  for (const ComparedRun& run : runs) tables = std::max(tables, run.tables.size());
  for (std::size_t table = 0; table < tables; ++table)
    for (std::size_t run = 0; run < runs.size(); ++run)
      if (table < runs[run].tables.size()) collector.add(runs[run].tables[table], run);
  const std::vector<MeasureTable> steps = lined_up_steps(runs);
  for (std::size_t run = 0; run < runs.size(); ++run) collector.add(steps[run], run);
  return collector.take();
}

}  // namespace

std::string sector_key(const std::string& economy, const std::string& sector) {
  return economy + "[" + sector + "]";
}

SectorOf sector_of(const std::string& key) {
  const std::size_t open = key.rfind('[');
  if (open == std::string::npos) return {key, ""};
  return {key.substr(0, open), key.substr(open + 1, key.size() - open - 2)};
}

std::string measure_before(const std::string& measure) {
  const std::size_t unit = measure.rfind('_');
  if (unit == std::string::npos) return "";
  return measure.substr(0, unit) + "_base" + measure.substr(unit);
}

std::string level_of_change(const std::string& measure) {
  if (measure == "trade_value_pct") return "trade_musd";
  for (const char* name : {"exports", "imports", "output", "flow"})
    if (measure == std::string(name) + "_pct") return std::string(name) + "_musd";
  return "";
}

std::vector<std::string> all_in_focus(const Comparison& comparison) {
  std::vector<std::string> names;
  for (const ComparedRun& run : comparison.runs)
    for (const std::string& name : run.focus)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

Comparison readable_part(const Comparison& comparison) {
  Comparison part = comparison;
  if (part.runs.size() <= kMostCompared) return part;
  part.runs.resize(kMostCompared);
  for (ComparedRow& row : part.rows) {
    row.values.resize(kMostCompared);
    row.differences.resize(kMostCompared - 1);
    row.reasons.resize(std::min(row.reasons.size(), kMostCompared - 1));
    row.also_by.resize(std::min(row.also_by.size(), kMostCompared - 1));
  }
  part.notes = baseline_notes(part.runs);
  for (const ComparedRun& run : part.runs)
    part.notes.insert(part.notes.end(), run.notes.begin(), run.notes.end());
  part.notes.push_back(fmt::format("these are the first {} of {} runs; compare.csv has all",
                                   kMostCompared, comparison.runs.size()));
  return part;
}

Comparison compare(std::vector<ComparedRun> runs) {
  make_ids_unique(runs);
  Comparison comparison;
  comparison.notes = baseline_notes(runs);
  for (const ComparedRun& run : runs)
    comparison.notes.insert(comparison.notes.end(), run.notes.begin(), run.notes.end());
  leave_out_other_economies(runs, comparison.notes);
  comparison.rows = lined_up_rows(runs);
  for (ComparedRow& row : comparison.rows) add_differences(row);
  for (ComparedRun& run : runs) {
    run.tables.clear();
    run.steps.economies.clear();
    run.steps.values.clear();
  }
  note_groups(comparison);
  comparison.runs = std::move(runs);
  add_reasons(comparison);
  return comparison;
}

}  // namespace tariffsim
