#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "files/comparison_files.hpp"
#include "files/csv.hpp"
#include "files/record_tables.hpp"
#include "prose/map_places.hpp"
#include "text/csv_table.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxResultBytes = std::size_t{256} << 20U;
constexpr const char* kReadBack[] = {"summary.json", "countries.csv", "pairs.csv", "groups.csv",
                                     "revenue.csv"};

auto find_file(const std::vector<ResultFile>& files, const std::string& name) {
  return std::find_if(files.begin(), files.end(),
                      [&](const ResultFile& file) { return file.name == name; });
}

std::shared_ptr<const SourceText> source_of(const std::vector<ResultFile>& files,
                                            const std::string& folder, const std::string& name) {
  const auto found = find_file(files, name);
  if (found == files.end())
    throw InputError({}, fmt::format("{} holds no {}, which a comparison needs", folder, name),
                     "was it written with '-f csv'?");
  return std::make_shared<const SourceText>(SourceText{folder + "/" + name, found->bytes});
}

/// The columns given as measures, keys still to come; an empty field is not defined.
MeasureTable read_measures(const CsvTable& table, const std::vector<int>& columns) {
  MeasureTable out;
  for (const int column : columns)
    out.measures.push_back(table.header()[static_cast<std::size_t>(column)]);
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < table.rows(); ++row)
    for (const int column : columns)
      out.values.push_back(
          table.field(row, column).empty() ? std::nan("") : table.number(row, column, diagnostics));
  diagnostics.throw_if_errors();
  return out;
}

std::vector<int> columns_but(const CsvTable& table, const std::vector<std::string>& keys) {
  std::vector<int> out;
  for (int column = 0; column < static_cast<int>(table.header().size()); ++column)
    if (std::find(keys.begin(), keys.end(), table.header()[static_cast<std::size_t>(column)]) ==
        keys.end())
      out.push_back(column);
  return out;
}

/// Results have one row for each key: what has two was put together by hand.
void check_keys(const CsvTable& table, const std::vector<MeasureKey>& keys) {
  std::map<std::string, std::size_t> rows;
  for (std::size_t row = 0; row < keys.size(); ++row) {
    const auto [first, is_new] = rows.emplace(keys[row].key, row);
    if (!is_new)
      throw InputError(table.place(row, 0),
                       fmt::format("'{}' has a row already, line {}", keys[row].key,
                                   table.place(first->second, 0).line),
                       "run the scenario again to write the results anew");
  }
}

MeasureTable read_countries(std::shared_ptr<const SourceText> source) {
  const CsvTable table(std::move(source), {{"country", "welfare_pct"}, {"name"}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"country", "name"}));
  for (std::size_t row = 0; row < table.rows(); ++row)
    out.keys.push_back({"country", std::string(table.field(row, table.column("country"))), "", ""});
  check_keys(table, out.keys);
  return out;
}

MeasureTable read_groups(std::shared_ptr<const SourceText> source) {
  const CsvTable table(std::move(source), {{"group", "welfare_pct"}, {}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"group"}));
  for (std::size_t row = 0; row < table.rows(); ++row)
    out.keys.push_back({"group", std::string(table.field(row, table.column("group"))), "", ""});
  check_keys(table, out.keys);
  return out;
}

/// Of countries and groups; what other tables have under the same name is left to them.
MeasureTable read_revenue(std::shared_ptr<const SourceText> source,
                          const std::vector<ComparedPlace>& countries) {
  const CsvTable table(std::move(source),
                       {{"economy", "revenue_conventional_musd"}, {"name"}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"economy", "name", "gdp_base_musd"}));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string economy(table.field(row, table.column("economy")));
    const bool country =
        std::any_of(countries.begin(), countries.end(),
                    [&](const ComparedPlace& place) { return place.code == economy; });
    out.keys.push_back({country ? "country" : "group", economy, "", ""});
  }
  check_keys(table, out.keys);
  return out;
}

MeasureTable read_pairs(std::shared_ptr<const SourceText> source) {
  const CsvTable table(std::move(source), {{"exporter", "importer", "flow_musd"}, {}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"exporter", "importer"}));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string exporter(table.field(row, table.column("exporter")));
    const std::string importer(table.field(row, table.column("importer")));
    out.keys.push_back({"pair", fmt::format("{}->{}", exporter, importer), exporter, importer});
  }
  check_keys(table, out.keys);
  return out;
}

MeasureTable read_world(const Json& world) {
  MeasureTable out;
  out.keys.push_back({"world", "world", "", ""});
  for (const MeasureText& measure : measures_of(TableKind::world)) {
    const auto found = world.find(measure.name);
    if (found == world.end()) continue;
    out.measures.emplace_back(measure.name);
    out.values.push_back(found->is_null() ? std::nan("") : found->get<double>());
  }
  return out;
}

std::vector<ComparedPlace> read_places(const Json& summary) {
  const Groups regions = summary.value("regions", Groups{});
  std::vector<ComparedPlace> out;
  for (const Json& country : summary.at("countries")) {
    const auto code = country.at("country").get<std::string>();
    const auto name = country.value("name", code);
    out.push_back({code, name, iso_numbers({code, name, 0}, regions)});
  }
  return out;
}

/// Options whose difference is told in a sentence of its own.
bool has_a_sentence_of_its_own(const std::string& option) {
  return option == "model.elasticities" || option == "model.deficits" ||
         option == "model.input_output";
}

/// What is assumed of revenue, null for what is not; nothing if it was not asked for.
std::map<std::string, std::string> revenue_terms(const Json& summary) {
  std::map<std::string, std::string> out;
  const auto terms = summary.find("revenue");
  if (terms == summary.end()) return out;
  for (const char* name : {"years", "from", "growth", "offset", "not_collected"}) {
    const auto value = terms->find(name);
    if (value != terms->end()) out[name] = value->is_null() ? "none" : value->dump();
  }
  return out;
}

ComparedRun read_summary(const Json& summary) {
  ComparedRun run;
  run.id = summary.at("id").get<std::string>();
  if (const auto step = summary.find("step"); step != summary.end())
    run.id += "/" + step->at("id").get<std::string>();
  run.title = summary.at("title").get<std::string>();
  const Json& baseline = summary.at("baseline");
  run.baseline = baseline.at("id").get<std::string>();
  run.baseline_hash = baseline.at("sha256").get<std::string>();
  run.stands_alone = baseline.value("stands_alone", "");
  run.currency = baseline.at("currency").get<std::string>();
  run.focus = summary.value("focus_names", summary.value("focus", std::vector<std::string>{}));
  const Json& scenario = summary.at("scenario");
  run.scenario_text = scenario.value("text", "");
  if (const auto in_data = summary.find("in_data"); in_data != summary.end())
    run.in_data = in_data->dump();
  run.reference = summary.value("reference", "");
  const Json& options = summary.at("options");
  run.overrides = options.value("overrides", std::vector<std::string>{});
  if (const auto values = options.find("values"); values != options.end()) {
    run.elasticities = values->value("model.elasticities", "");
    run.deficits = values->value("model.deficits", "");
    if (const auto links = values->find("model.input_output"); links != values->end())
      run.input_output = links->get<std::string>() == "true";
    for (const auto& [name, value] : values->items())
      if (name.starts_with("model.") && !has_a_sentence_of_its_own(name))
        run.other_options[name] = value.get<std::string>();
  }
  run.revenue = revenue_terms(summary);
  run.certificate = summary.at("certificate").value("summary", "");
  run.places = read_places(summary);
  run.tables.push_back(read_world(summary.at("world")));
  return run;
}

/// The ids of a timeline's steps, in order; none for a single result or what is no result.
std::vector<std::string> steps_of(const std::filesystem::path& folder) {
  std::vector<std::string> ids;
  if (!std::filesystem::exists(folder / "summary.json")) return ids;
  const auto text = read_file(folder / "summary.json", kMaxResultBytes);
  const Json summary = Json::parse(text->text, nullptr, false);
  if (summary.is_object() && summary.contains("steps") && summary["steps"].is_array())
    for (const Json& step : summary["steps"])
      if (step.is_object()) ids.push_back(step.value("id", ""));
  std::erase_if(ids, [](const std::string& id) { return !is_id(id); });
  return ids;
}

/// A file of results that was cut short or changed.
[[noreturn]] void refuse_table(const std::string& folder, const char* file,
                               const std::string& what) {
  throw InputError({}, fmt::format("{}/{}: {}", folder, file, what),
                   "run the scenario again to write the results anew");
}

/// The tables of a folder against its summary, which names the countries and the world's trade.
void check_tables(const ComparedRun& run, const std::string& folder) {
  const MeasureTable &world = run.tables[0], &countries = run.tables[1], &pairs = run.tables[2];
  std::set<std::string> missing;
  for (const ComparedPlace& place : run.places) missing.insert(place.code);
  for (const MeasureKey& key : countries.keys)
    if (missing.erase(key.key) == 0)
      refuse_table(folder, "countries.csv",
                   fmt::format("has a row of '{}', of which summary.json knows nothing", key.key));
  if (!missing.empty())
    refuse_table(folder, "countries.csv",
                 countries.keys.empty() ? "has no rows"
                                        : fmt::format("has no row of '{}'", *missing.begin()));
  const auto trade = std::find(world.measures.begin(), world.measures.end(), "trade_base_musd");
  if (pairs.keys.empty() && trade != world.measures.end() &&
      world.values[static_cast<std::size_t>(trade - world.measures.begin())] > 0)
    refuse_table(folder, "pairs.csv", "has no rows");
}

/// A folder of results as it lies on the disk.
ComparedRun read_run(const std::filesystem::path& folder, const std::string& shown_as) {
  ComparedRun run = compared_run(read_result_folder(folder), shown_as);
  check_tables(run, shown_as);
  return run;
}

/// The library's messages are about its own calls.
std::string told_plainly(const Json::exception& error) {
  if (const auto* broken = dynamic_cast<const Json::parse_error*>(&error))
    return fmt::format("no JSON from byte {} on", broken->byte);
  if (dynamic_cast<const Json::out_of_range*>(&error) != nullptr)
    return "a part that every summary has is missing";
  return "a part of it is not of the kind that it should be";
}

}  // namespace

ComparedRun compared_run(const std::vector<ResultFile>& files, const std::string& shown_as) {
  const auto summary = source_of(files, shown_as, "summary.json");
  ComparedRun run;
  try {
    const Json json = Json::parse(summary->text);
    if (json.is_object() && json.contains("study"))
      throw InputError(
          {}, fmt::format("{} holds a study: it has many results and cannot be compared", shown_as),
          "its study.csv and its report.html have them side by side");
    run = read_summary(json);
  } catch (const Json::exception& error) {
    throw InputError({summary}, fmt::format("not the summary of a result: {}", told_plainly(error)),
                     "run the scenario again to write it anew");
  }
  run.tables.push_back(read_countries(source_of(files, shown_as, "countries.csv")));
  run.tables.push_back(read_pairs(source_of(files, shown_as, "pairs.csv")));
  if (find_file(files, "groups.csv") != files.end())
    run.tables.push_back(read_groups(source_of(files, shown_as, "groups.csv")));
  if (find_file(files, "revenue.csv") != files.end())
    run.tables.push_back(read_revenue(source_of(files, shown_as, "revenue.csv"), run.places));
  return run;
}

ComparedRun compared_run(const RunRecord& record, const SolvedStep& solved) {
  const Outcome& outcome = *solved.result.outcome;
  std::vector<ResultFile> files{{"summary.json", summary_json(record, outcome, solved.result)}};
  for (const TableKind kind :
       {TableKind::countries, TableKind::pairs, TableKind::groups, TableKind::revenue}) {
    const ResultTable table = table_of(kind, record, solved.result);
    if (table.rows() > 0) files.push_back({table.name + ".csv", csv_of(table)});
  }
  return compared_run(files, record.id);
}

std::vector<ComparedRun> compared_folder(const std::filesystem::path& folder, bool all_steps,
                                         const std::string& shown_as) {
  std::vector<std::string> steps = steps_of(folder);
  if (steps.empty()) return {read_run(folder, shown_as)};
  if (!all_steps) steps.erase(steps.begin(), std::prev(steps.end()));
  std::vector<ComparedRun> runs;
  runs.reserve(steps.size());
  for (const std::string& step : steps)
    runs.push_back(read_run(folder / step, fmt::format("{}/{}", shown_as, step)));
  return runs;
}

std::vector<ResultFile> read_result_folder(const std::filesystem::path& folder) {
  std::vector<ResultFile> files;
  for (const char* name : kReadBack)
    if (std::filesystem::exists(folder / name))
      files.push_back({name, read_file(folder / name, kMaxResultBytes)->text});
  return files;
}

ComparedRun compared_end(const PreparedRun& run, const std::vector<SolvedStep>& solved) {
  const SolvedStep& last = solved.back();
  const bool timeline = !last.step.id.empty();
  return compared_run(timeline ? record_of_step(run.record, last) : run.record, last);
}

std::vector<ComparedRun> compared_steps(const PreparedRun& run,
                                        const std::vector<SolvedStep>& solved) {
  std::vector<ComparedRun> runs;
  for (const SolvedStep& step : solved) {
    const bool timeline = !step.step.id.empty();
    runs.push_back(compared_run(timeline ? record_of_step(run.record, step) : run.record, step));
  }
  return runs;
}

}  // namespace tariffsim
