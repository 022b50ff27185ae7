#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/numbers.hpp"
#include "files/compared_cells.hpp"
#include "files/compared_groups.hpp"
#include "files/compared_summary.hpp"
#include "files/compared_tables.hpp"
#include "files/comparison_files.hpp"
#include "files/csv.hpp"
#include "files/record_tables.hpp"
#include "results/rows.hpp"
#include "runs/told_options.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

using Json = nlohmann::json;

constexpr const char* kReadBack[] = {"summary.json", "countries.csv", "pairs.csv", "groups.csv",
                                     "revenue.csv",  "sectors.csv",   "quotas.csv"};

auto find_file(const std::vector<ResultFile>& files, const std::string& name) {
  return std::find_if(files.begin(), files.end(),
                      [&](const ResultFile& file) { return file.name == name; });
}

std::shared_ptr<const SourceText> source_of(const std::vector<ResultFile>& files,
                                            const std::string& folder, const std::string& name) {
  const auto found = find_file(files, name);
  if (found == files.end() && name == "summary.json")
    throw InputError(
        {}, fmt::format("{} is not a folder of a result: it holds no summary.json", folder),
        "name a folder that 'tariffsim run' has written, such as out/us-china");
  if (found == files.end())
    throw InputError({}, fmt::format("{} holds no {}, which a comparison needs", folder, name),
                     "run the scenario again with '-f csv'");
  return std::make_shared<const SourceText>(SourceText{folder + "/" + name, found->bytes});
}

/// summary.json of a folder, or null where there is none or it cannot be read.
Json summary_in(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "summary.json")) return {};
  const auto text = read_file(folder / "summary.json", kMaxResultBytes);
  Json summary = Json::parse(text->text, nullptr, false);
  return summary.is_object() ? summary : Json();
}

/// The ids of a list of things with ids, or of ids, in its order: folders inside that of a result.
std::vector<std::string> ids_in(const Json& summary, const char* list) {
  std::vector<std::string> ids;
  if (!summary.is_object() || !summary.contains(list) || !summary[list].is_array()) return ids;
  for (const Json& one : summary[list])
    if (one.is_object()) ids.push_back(one.value("id", ""));
  std::erase_if(ids, [](const std::string& id) { return !is_id(id); });
  return ids;
}

/// Those of `names` that a folder has.
std::vector<ResultFile> read_files(const std::filesystem::path& folder,
                                   const std::vector<const char*>& names) {
  std::vector<ResultFile> files;
  for (const char* name : names)
    if (std::filesystem::exists(folder / name))
      files.push_back({name, read_file(folder / name, kMaxResultBytes)->text});
  return files;
}

/// A folder of results as it lies on the disk.
ComparedRun read_run(const std::filesystem::path& folder, const std::string& shown_as) {
  ComparedRun run = compared_run(read_result_folder(folder), shown_as);
  if (std::filesystem::exists(folder / "flows.csv"))
    run.flows_file = (folder / "flows.csv").string();
  else
    run.notes.push_back(fmt::format(
        "{} holds no flows.csv: trade by sector, and tariffs on goods and sectors of groups that "
        "the run did not report itself, are not known of it ('-f csv' writes the file)",
        shown_as));
  for (const ResultFile& rates : read_files(folder, {"rates.csv"}))
    check_rates(std::make_shared<const SourceText>(
                    SourceText{fmt::format("{}/{}", shown_as, rates.name), rates.bytes}),
                run);
  return run;
}

bool has_group_in_focus(const ComparedRun& run) {
  return std::any_of(run.focus.begin(), run.focus.end(),
                     [&](const std::string& name) { return run.groups.count(name) > 0; });
}

/// The library's messages are about its own calls.
std::string told_plainly(const Json::exception& error) {
  if (const auto* broken = dynamic_cast<const Json::parse_error*>(&error))
    return fmt::format("no JSON from byte {} on", broken->byte);
  if (dynamic_cast<const Json::out_of_range*>(&error) != nullptr)
    return "a part that every summary has is missing";
  return "a part of it is not of the kind that it should be";
}

/// What `read` makes of a summary.
template <class Read>
auto of_summary(const std::shared_ptr<const SourceText>& summary, const Read& read) {
  try {
    return read(Json::parse(summary->text));
  } catch (const Json::exception& error) {
    throw InputError({summary}, fmt::format("not the summary of a result: {}", told_plainly(error)),
                     "run the scenario again to write it again");
  }
}

}  // namespace

ComparedRun compared_run(const std::vector<ResultFile>& files, const std::string& shown_as,
                         const Groups& more) {
  bool has_quotas = false;
  ComparedRun run =
      of_summary(source_of(files, shown_as, "summary.json"), [&](const Json& summary) {
        if (summary.is_object() && summary.contains("study"))
          throw InputError(
              {},
              fmt::format("{} holds a study: it has many results and cannot be compared", shown_as),
              "its study.csv and its report.html have them side by side");
        has_quotas = summary.contains("quotas") && !summary["quotas"].empty();
        return read_summary(summary);
      });
  const Groups own = run.groups;
  add_groups(more, run.groups);
  const auto read = [&](ComparedTables table, const char* name, auto* read_table, bool needed) {
    if (needed || find_file(files, name) != files.end())
      run.tables[table] = read_table(source_of(files, shown_as, name), run);
  };
  read(kOfCountries, "countries.csv", read_countries, true);
  read(kOfPairs, "pairs.csv", read_pairs, true);
  read(kOfGroups, "groups.csv", read_groups, has_group_in_focus(run));
  read(kOfRevenue, "revenue.csv", read_revenue, !run.revenue.empty());
  read(kOfSectors, "sectors.csv", read_sectors, !run.sectors.empty());
  read(kOfQuotas, "quotas.csv", read_quotas, has_quotas);
  run.groups = own;
  return run;
}

namespace {

/// A timeline's tables over all steps, if the files are there. `expected`: rows of countries.
ComparedSteps steps_in(const std::vector<ResultFile>& files, const std::string& shown_as,
                       const std::vector<std::string>& expected) {
  if (find_file(files, "steps.csv") == files.end()) return {};
  ComparedSteps countries =
      read_steps(source_of(files, shown_as, "steps.csv"), "country", expected);
  if (find_file(files, "group_steps.csv") == files.end()) return countries;
  return joined(countries, read_steps(source_of(files, shown_as, "group_steps.csv"), "group", {}));
}

/// The record with the groups that other runs name, as far as its world has their members.
RunRecord with_groups(RunRecord record, const Groups& shared, const Outcome& outcome) {
  for (NamedGroup& group :
       groups_to_add(shared, record.groups, outcome.base().countries, record.regions))
    record.groups.push_back(std::move(group));
  return record;
}

}  // namespace

namespace {

/// In the digits of flows.csv, so that sums are those of a result read back.
std::vector<ComparedCell> cells_of(const Outcome& outcome) {
  std::vector<ComparedCell> cells;
  for_each_flow(outcome, [&](const FlowRow& row) {
    cells.push_back(
        {static_cast<std::uint32_t>(row.exporter), static_cast<std::uint32_t>(row.importer),
         static_cast<std::uint32_t>(row.sector), ten_digits(row.flow_base_musd),
         ten_digits(row.flow_musd), ten_digits(row.tariff_base), ten_digits(row.tariff)});
  });
  return cells;
}

}  // namespace

ComparedRun compared_run(const RunRecord& record, const SolvedStep& solved, const Groups& shared) {
  const Outcome& outcome = *solved.result.outcome;
  std::vector<ResultFile> files{{"summary.json", summary_json(record, outcome, solved.result)}};
  const RunRecord grouped = with_groups(record, shared, outcome);
  for (const TableKind kind : {TableKind::countries, TableKind::pairs, TableKind::groups,
                               TableKind::revenue, TableKind::sectors, TableKind::quotas}) {
    const ResultTable table = table_of(kind, grouped, solved.result);
    if (table.rows() > 0) files.push_back({table.name + ".csv", csv_of(table)});
  }
  ComparedRun run = compared_run(files, record.id, shared);
  add_rows_from_cells(shared, {run.sectors, cells_of(outcome)}, run);
  return run;
}

namespace {

/// The end of a timeline's folder, with what is told of all its steps.
ComparedRun end_in(const std::filesystem::path& folder, const std::string& shown_as,
                   const std::vector<std::string>& steps) {
  ComparedRun end = read_run(folder / steps.back(), fmt::format("{}/{}", shown_as, steps.back()));
  std::vector<std::string> expected;
  for (const std::string& step : steps)
    for (const ComparedPlace& place : end.places) expected.push_back(step + "/" + place.code);
  const std::vector<ResultFile> files = read_files(folder, {"steps.csv", "group_steps.csv"});
  source_of(files, shown_as, "steps.csv");
  if (!end.tables[kOfGroups].keys.empty()) source_of(files, shown_as, "group_steps.csv");
  end.steps = steps_in(files, shown_as, expected);
  for (Step& step : end.steps.steps) {
    const std::string name = fmt::format("{}/{}", shown_as, step.id);
    StepTold told =
        of_summary(source_of(read_files(folder / step.id, {"summary.json"}), name, "summary.json"),
                   read_step_summary);
    step.ends = std::move(told.ends);
    end.steps.solved_as.push_back(std::move(told.solved_as));
  }
  return end;
}

}  // namespace

bool has_variants(const std::filesystem::path& folder) {
  return !ids_in(summary_in(folder), "variants").empty();
}

std::vector<ComparedRun> compared_folder(const std::filesystem::path& folder,
                                         FolderSteps steps_read, const std::string& shown_as) {
  const Json summary = summary_in(folder);
  const std::vector<std::string> steps = ids_in(summary, "steps");
  const std::vector<std::string> variants = ids_in(summary, "variants");
  std::vector<ComparedRun> runs;
  if (steps.empty())
    runs.push_back(read_run(folder, shown_as));
  else if (steps_read != FolderSteps::all)
    runs.push_back(end_in(folder, shown_as, steps));
  if (steps_read != FolderSteps::end)
    for (const std::string& step : steps)
      runs.push_back(read_run(folder / step, fmt::format("{}/{}", shown_as, step)));
  for (const std::string& variant : variants)
    for (ComparedRun& run :
         compared_folder(folder / variant, steps_read, fmt::format("{}/{}", shown_as, variant)))
      runs.push_back(std::move(run));
  return runs;
}

void add_groups_of_steps(const Groups& shared, ComparedRun& run) {
  const auto is_there = [&](const std::string& name) {
    return std::find(run.steps.economies.begin(), run.steps.economies.end(), name) !=
           run.steps.economies.end();
  };
  ComparedSteps missing{run.steps.steps, {}, run.steps.measures, {}};
  if (run.steps.steps.empty() || run.flows_file.empty() ||
      std::all_of(shared.begin(), shared.end(),
                  [&](const auto& group) { return is_there(group.first); }))
    return;
  const std::filesystem::path timeline =
      std::filesystem::path(run.flows_file).parent_path().parent_path();
  for (const Step& step : run.steps.steps) {
    ComparedRun one = read_run(timeline / step.id, (timeline / step.id).string());
    add_rows_from_cells(shared, one);
    const MeasureTable& groups = one.tables[kOfGroups];
    for (std::size_t row = 0; row < groups.keys.size(); ++row) {
      if (is_there(groups.keys[row].key)) continue;
      if (&step == &run.steps.steps.front()) missing.economies.push_back(groups.keys[row].key);
      for (const std::string& measure : missing.measures) {
        const auto found = std::find(groups.measures.begin(), groups.measures.end(), measure);
        missing.values.push_back(
            found == groups.measures.end()
                ? std::nan("")
                : groups.values[row * groups.measures.size() +
                                static_cast<std::size_t>(found - groups.measures.begin())]);
      }
    }
  }
  if (!missing.economies.empty()) run.steps = joined(run.steps, missing);
}

std::vector<ResultFile> read_result_folder(const std::filesystem::path& folder) {
  return read_files(folder, {std::begin(kReadBack), std::end(kReadBack)});
}

ComparedRun compared_end(const PreparedRun& run, const std::vector<SolvedStep>& solved,
                         const Groups& shared) {
  const SolvedStep& last = solved.back();
  if (last.step.id.empty()) return compared_run(run.record, last, shared);
  ComparedRun end = compared_run(record_of_step(run.record, last), last, shared);
  const RunRecord grouped = with_groups(run.record, shared, *last.result.outcome);
  std::vector<ResultFile> files;
  for (const TableKind kind : {TableKind::countries, TableKind::groups}) {
    const ResultTable table = table_of(kind, grouped, solved);
    if (table.rows() > 0) files.push_back({table.name + ".csv", csv_of(table)});
  }
  end.steps = steps_in(files, run.record.id, {});
  for (std::size_t at = 0; at < end.steps.steps.size(); ++at) {
    end.steps.steps[at].ends = solved[at].step.ends;
    end.steps.solved_as.push_back(solved_as(record_of_step(run.record, solved[at]).options));
  }
  return end;
}

std::vector<ComparedRun> compared_steps(const PreparedRun& run,
                                        const std::vector<SolvedStep>& solved,
                                        const Groups& shared) {
  std::vector<ComparedRun> runs;
  runs.reserve(solved.size());
  for (const SolvedStep& step : solved) {
    const bool timeline = !step.step.id.empty();
    runs.push_back(
        compared_run(timeline ? record_of_step(run.record, step) : run.record, step, shared));
  }
  return runs;
}

}  // namespace tariffsim
