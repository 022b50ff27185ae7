#include "files/compared_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "base/few_of.hpp"
#include "files/checked_rows.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// Of steps all that is told of them; compare.csv would be long with the rest.
constexpr std::array kStepMeasures{"welfare_pct",           "ev_musd",
                                   "real_gdp_pct",          "real_wage_pct",
                                   "exports_pct",           "imports_pct",
                                   "tax_revenue_musd",      "average_tariff_goods_pct",
                                   "exports_base_musd",     "exports_musd",
                                   "imports_base_musd",     "imports_musd",
                                   "tax_revenue_base_musd", "average_tariff_goods_base_pct"};

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

std::vector<std::string> texts_of(const std::vector<MeasureKey>& keys) {
  std::vector<std::string> texts;
  texts.reserve(keys.size());
  for (const MeasureKey& key : keys) texts.push_back(key.key);
  return texts;
}

/// What a table of a kind begins with, and what its rows are about.
struct TableForm {
  TableKind kind;
  std::vector<std::string> codes;  // the columns that tell it
  std::vector<std::string> texts;  // further columns that are no measures
  MeasureKey (*key)(const std::vector<std::string>& codes);
};

std::vector<MeasureKey> keys_of(const CsvTable& table, const TableForm& form) {
  std::vector<MeasureKey> keys;
  std::vector<std::string> codes(form.codes.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t at = 0; at < codes.size(); ++at)
      codes[at] = std::string(table.field(row, table.column(form.codes[at])));
    keys.push_back(form.key(codes));
  }
  return keys;
}

/// A table of a result, its rows and columns checked; measures that it lacks are told in a note.
MeasureTable read_table(const TableSource& source, const TableForm& form,
                        const ExpectedRows& expected, ComparedRun& run) {
  const CsvTable table(source, {form.codes, form.texts, true});
  std::vector<std::string> own = form.codes;
  own.insert(own.end(), form.texts.begin(), form.texts.end());
  if (const auto lacking = check_columns(table, own, form.kind); !lacking.empty())
    run.notes.push_back(fmt::format("{} lacks what results have today, which is not compared: {}",
                                    source->name, few_of({lacking.begin(), lacking.end()})));
  MeasureTable out = read_measures(table, columns_but(table, own));
  out.keys = keys_of(table, form);
  check_rows(table, texts_of(out.keys), expected);
  return out;
}

std::vector<std::string> codes_of_places(const ComparedRun& run) {
  std::vector<std::string> codes;
  codes.reserve(run.places.size());
  for (const ComparedPlace& place : run.places) codes.push_back(place.code);
  return codes;
}

std::string pair_key(const std::string& exporter, const std::string& importer) {
  return exporter + "->" + importer;
}

/// Every country's sectors, in the order of summary.json; none in one that does not tell.
std::vector<std::string> expected_sectors(const ComparedRun& run) {
  std::vector<std::string> keys;
  for (const ComparedPlace& place : run.places)
    for (const std::string& sector : run.sectors) keys.push_back(sector_key(place.code, sector));
  return keys;
}

/// Trade of each country with others, added up over the rows of pairs, against countries.csv: a
/// pair that is missing is one without trade.
void check_sums_of_pairs(const MeasureTable& pairs, const MeasureTable& countries,
                         const TableSource& source) {
  constexpr double kOfTenDigits = 1e-7;  // of sums over up to a thousand rows
  const auto sums = [&](const char* flow, bool sold) {
    std::map<std::string, double> out;
    const auto column = static_cast<std::size_t>(
        std::find(pairs.measures.begin(), pairs.measures.end(), flow) - pairs.measures.begin());
    for (std::size_t row = 0; column < pairs.measures.size() && row < pairs.keys.size(); ++row)
      if (const MeasureKey& key = pairs.keys[row]; key.exporter != key.importer)
        out[sold ? key.exporter : key.importer] +=
            pairs.values[row * pairs.measures.size() + column];
    return out;
  };
  const auto check = [&](const char* measure, const char* flow, bool sold) {
    const auto found = std::find(countries.measures.begin(), countries.measures.end(), measure);
    if (found == countries.measures.end()) return;
    const auto column = static_cast<std::size_t>(found - countries.measures.begin());
    const std::map<std::string, double> added = sums(flow, sold);
    for (std::size_t row = 0; row < countries.keys.size(); ++row) {
      const std::string& code = countries.keys[row].key;
      const double told = countries.values[row * countries.measures.size() + column];
      const double sum = added.count(code) > 0 ? added.at(code) : 0;
      if (!(std::abs(sum - told) <= kOfTenDigits * std::max(std::abs(told), 1.0)))
        throw InputError({source},
                         fmt::format("{} of '{}' add up to {:.6g} over its rows, and countries.csv "
                                     "has {} = {:.6g}: rows are missing or were changed",
                                     sold ? "sales" : "purchases", code, sum, measure, told),
                         kWriteAgain);
    }
  };
  check("exports_base_musd", "flow_base_musd", true);
  check("exports_musd", "flow_musd", true);
  check("imports_base_musd", "flow_base_musd", false);
  check("imports_musd", "flow_musd", false);
}

}  // namespace

MeasureTable read_countries(const TableSource& source, ComparedRun& run) {
  return read_table(source,
                    {TableKind::countries,
                     {"country"},
                     {"name"},
                     [](const auto& codes) {
                       return MeasureKey{"country", codes[0], "", ""};
                     }},
                    {codes_of_places(run), true, "summary.json"}, run);
}

MeasureTable read_groups(const TableSource& source, ComparedRun& run) {
  std::vector<std::string> known;
  for (const auto& [name, members] : run.groups) known.push_back(name);
  MeasureTable out = read_table(source,
                                {TableKind::groups,
                                 {"group"},
                                 {},
                                 [](const auto& codes) {
                                   return MeasureKey{"group", codes[0], "", ""};
                                 }},
                                {known, false, "summary.json"}, run);
  for (const std::string& name : run.focus)
    if (run.groups.count(name) > 0 &&
        std::none_of(out.keys.begin(), out.keys.end(),
                     [&](const MeasureKey& key) { return key.key == name; }))
      throw InputError({source}, fmt::format("has no row of '{}'", name), kWriteAgain);
  return out;
}

/// Of countries and groups; what other tables have under the same name is left to them.
MeasureTable read_revenue(const TableSource& source, ComparedRun& run) {
  std::vector<std::string> economies = codes_of_places(run);
  for (const MeasureKey& group : run.tables[kOfGroups].keys) economies.push_back(group.key);
  MeasureTable out = read_table(source,
                                {TableKind::revenue,
                                 {"economy"},
                                 {"name", "gdp_base_musd"},
                                 [](const auto& codes) {
                                   return MeasureKey{"country", codes[0], "", ""};
                                 }},
                                {economies, true, "summary.json or groups.csv"}, run);
  for (std::size_t at = run.places.size(); at < out.keys.size(); ++at) out.keys[at].kind = "group";
  return out;
}

MeasureTable read_pairs(const TableSource& source, ComparedRun& run) {
  std::vector<std::string> known;
  for (const std::string& exporter : codes_of_places(run))
    for (const std::string& importer : codes_of_places(run))
      known.push_back(pair_key(exporter, importer));
  MeasureTable out =
      read_table(source,
                 {TableKind::pairs,
                  {"exporter", "importer"},
                  {},
                  [](const auto& codes) {
                    return MeasureKey{"pair", pair_key(codes[0], codes[1]), codes[0], codes[1]};
                  }},
                 {known, false, "summary.json"}, run);
  check_sums_of_pairs(out, run.tables[kOfCountries], source);
  return out;
}

MeasureTable read_sectors(const TableSource& source, ComparedRun& run) {
  return read_table(source,
                    {TableKind::sectors,
                     {"country", "sector"},
                     {},
                     [](const auto& codes) {
                       return MeasureKey{"sector", sector_key(codes[0], codes[1]), "", ""};
                     }},
                    {expected_sectors(run), !run.sectors.empty(), "summary.json"}, run);
}

MeasureTable read_quotas(const TableSource& source, ComparedRun& run) {
  const TableForm form{TableKind::quotas, {"quota"}, {"regime"}, [](const auto& codes) {
                         return MeasureKey{"quota", codes[0], "", ""};
                       }};
  const CsvTable table(source, {form.codes, form.texts, true});
  for (std::size_t row = 0; row < table.rows(); ++row)
    run.regimes[std::string(table.field(row, table.column("quota")))] =
        table.field(row, table.column("regime"));
  return read_table(source, form, {{}, false, ""}, run);
}

ComparedSteps read_steps(TableSource source, const std::string& economy,
                         const std::vector<std::string>& expected) {
  const CsvTable table(std::move(source), {{"step", economy}, {}, true});
  ComparedSteps out;
  out.measures.assign(kStepMeasures.begin(), kStepMeasures.end());
  Diagnostics diagnostics;
  const auto field = [&](std::size_t row, const std::string& column) {
    const int at = table.column(column);
    return at < 0 ? std::string() : std::string(table.field(row, at));
  };
  std::vector<std::string> keys;
  for (std::size_t row = 0; row < table.rows(); ++row)
    keys.push_back(field(row, "step") + "/" + field(row, economy));
  check_rows(table, keys, {expected, !expected.empty(), "summary.json"});
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string step = field(row, "step");
    if (out.steps.empty() || out.steps.back().id != step)
      out.steps.push_back({step, field(row, "date"), field(row, "title")});
    if (out.steps.size() == 1) out.economies.push_back(field(row, economy));
    for (const std::string& measure : out.measures)
      out.values.push_back(field(row, measure).empty()
                               ? std::nan("")
                               : table.number(row, table.column(measure), diagnostics));
  }
  diagnostics.throw_if_errors();
  if (table.rows() != out.steps.size() * out.economies.size())
    throw InputError(table.place(0, 0), "the steps have not all the same economies",
                     "run the scenario again to write the results again");
  return out;
}

ComparedSteps joined(const ComparedSteps& countries, const ComparedSteps& groups) {
  ComparedSteps out{
      countries.steps, countries.economies, countries.measures, {}, countries.solved_as};
  out.economies.insert(out.economies.end(), groups.economies.begin(), groups.economies.end());
  const auto add_step = [&](const ComparedSteps& from, std::size_t step) {
    const auto width = static_cast<std::ptrdiff_t>(from.economies.size() * from.measures.size());
    const auto first = from.values.begin() + static_cast<std::ptrdiff_t>(step) * width;
    out.values.insert(out.values.end(), first, first + width);
  };
  for (std::size_t step = 0; step < countries.steps.size(); ++step) {
    add_step(countries, step);
    if (!groups.steps.empty()) add_step(groups, step);
  }
  return out;
}

}  // namespace tariffsim
