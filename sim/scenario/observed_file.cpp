#include "scenario/observed_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/file.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/scenario_paths.hpp"
#include "text/csv_table.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxRowErrors = 20;  // of one file, after which the rest is not read

/// Turns the rows of a file into cells, each row checked against those above it.
class ObservedRows {
 public:
  ObservedRows(const CsvTable& table, Index importer, SelectorLookup& countries,
               SelectorLookup& sectors, Diagnostics& diagnostics)
      : table_(table),
        importer_(importer),
        countries_(countries),
        sectors_(sectors),
        diagnostics_(diagnostics) {}

  std::vector<ObservedCell> read() {
    const std::size_t most = diagnostics_.error_count() + kMaxRowErrors;
    std::vector<ObservedCell> cells;
    for (std::size_t row = 0; row < table_.rows() && diagnostics_.error_count() < most; ++row)
      if (auto cell = read_row(row)) cells.push_back(std::move(*cell));
    return cells;
  }

  const std::set<std::string>& passed_over() const { return passed_over_; }

 private:
  std::optional<ObservedCell> read_row(std::size_t row) {
    ObservedCell cell;
    cell.exporter = table_.field(row, exporter_column());
    cell.sector = table_.field(row, sector_column());
    cell.exporters = positions(row, exporter_column(), countries_);
    cell.sectors = positions(row, sector_column(), sectors_);
    cell.before = value(row, "before");
    cell.after = value(row, "after");
    if (cell.exporters.empty() || cell.sectors.empty()) return std::nullopt;
    check_importer(cell, row);
    take(cell, row);
    return cell;
  }

  int exporter_column() const { return table_.column("exporter"); }
  int sector_column() const { return table_.column("sector"); }

  /// None if the name cannot be used, or is of what the baseline does not have.
  std::vector<Index> positions(std::size_t row, int column, SelectorLookup& lookup) {
    const Name name{std::string(table_.field(row, column)), table_.place(row, column)};
    const NameTable& names = lookup.table();
    const bool elsewhere =
        names.find(name.text) < 0 && names.groups.count(name.text) == 0 && names.knows(name.text);
    if (!elsewhere) return lookup.resolve(name);
    passed_over_.insert(name.text);
    return {};
  }

  double value(std::size_t row, const char* name) const {
    const int column = table_.column(name);
    const std::size_t errors = diagnostics_.error_count();
    const double found = table_.number(row, column, diagnostics_);
    if (found <= 0 && diagnostics_.error_count() == errors)
      diagnostics_.error(
          table_.place(row, column),
          fmt::format("expected a value above 0, found {}", table_.field(row, column)),
          "a change from or to nothing has no logarithm: leave the row out");
    return found;
  }

  void check_importer(const ObservedCell& cell, std::size_t row) const {
    if (std::find(cell.exporters.begin(), cell.exporters.end(), importer_) == cell.exporters.end())
      return;
    diagnostics_.error(table_.place(row, exporter_column()),
                       fmt::format("'{}' holds the importer itself", cell.exporter),
                       "expected imports from abroad");
  }

  /// Trade counts once: a group beside one of its members would count it twice.
  void take(const ObservedCell& cell, std::size_t row) {
    for (const Index s : cell.sectors)
      for (const Index i : cell.exporters)
        if (const auto [first, is_new] = row_of_.emplace(std::pair(i, s), row); !is_new) {
          report_twice(cell, first->second, row, i, s);
          return;
        }
  }

  void report_twice(const ObservedCell& cell, std::size_t first, std::size_t row, Index exporter,
                    Index sector) const {
    const auto code = [](const SelectorLookup& lookup, Index at) {
      return lookup.table().codes[static_cast<std::size_t>(at)];
    };
    diagnostics_.error(
        table_.place(row, sector_column()),
        fmt::format("exporter {}, sector {} is in this row ({}, {}) and in line {} ({}, {})",
                    code(countries_, exporter), code(sectors_, sector), cell.exporter, cell.sector,
                    table_.place(first, sector_column()).line,
                    table_.field(first, exporter_column()), table_.field(first, sector_column())),
        "name a group, or its members");
  }

  const CsvTable& table_;
  Index importer_;
  SelectorLookup& countries_;
  SelectorLookup& sectors_;
  Diagnostics& diagnostics_;
  std::map<std::pair<Index, Index>, std::size_t> row_of_;
  std::set<std::string> passed_over_;
};

/// The position of one country, or an error and nothing.
std::optional<Index> one_importer(const Name& name, SelectorLookup& countries,
                                  Diagnostics& diagnostics) {
  const std::vector<Index> found = countries.resolve(name);
  if (found.size() == 1) return found.front();
  if (found.size() > 1)
    diagnostics.error(
        name.place, fmt::format("expected one country, found '{}', which is {} of them", name.text,
                                found.size()));
  return std::nullopt;
}

void check_any(const std::vector<ObservedCell>& cells, const RateFile& file,
               Diagnostics& diagnostics) {
  if (cells.empty() && !diagnostics.has_errors())
    diagnostics.error(file.place,
                      fmt::format("{} has no row that is in this baseline", file.shown_as));
}

}  // namespace

ObservedText read_observed(const YamlNode& node, const ScenarioFolder& scenario_folder,
                           Diagnostics& diagnostics) {
  const MappingReader reader(node, observed_keys(), diagnostics);
  ObservedText out;
  out.importer = {reader.text("importer").value_or(""), reader.place("importer")};
  out.at_least = reader.number("at_least").value_or(0);
  if (out.at_least < 0)
    diagnostics.error(reader.place("at_least"),
                      fmt::format("expected a value of at least 0, found {:g}", out.at_least));
  if (const auto file = reader.text("file")) {
    const Name name{*file, reader.place("file")};
    const auto path = resolve_rate_file(name, scenario_folder, diagnostics);
    out.file = {path.value_or(std::filesystem::path()), shown_path(name, scenario_folder),
                name.place};
  }
  return out;
}

std::optional<ObservedTrade> bind_observed(const ObservedText& text, SelectorLookup& countries,
                                           SelectorLookup& sectors, Diagnostics& diagnostics) {
  const std::optional<Index> importer = one_importer(text.importer, countries, diagnostics);
  if (!importer || text.file.path.empty()) return std::nullopt;
  try {
    const CsvTable table(read_file(text.file.path, kMaxYamlBytes, text.file.shown_as),
                         {{"exporter", "sector", "before", "after"}, {}});
    ObservedRows rows(table, *importer, countries, sectors, diagnostics);
    ObservedTrade out{*importer, rows.read(), text.at_least};
    check_any(out.cells, text.file, diagnostics);
    if (!rows.passed_over().empty())
      diagnostics.note(text.file.place,
                       fmt::format("observed trade ignored: {} in {}, not in {}",
                                   fmt::join(rows.passed_over(), ", "), text.file.shown_as,
                                   countries.table().baseline));
    return out;
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), diagnostics);
    diagnostics.note(text.file.place, "the file is named here");
    return std::nullopt;
  }
}

}  // namespace tariffsim
