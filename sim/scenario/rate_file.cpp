#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <set>
#include <unordered_map>

#include "base/file.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/policy_reader.hpp"
#include "text/csv_table.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxRateFileBytes = kMaxYamlBytes;
constexpr std::size_t kMaxErrors = 20;  // of one file, after which the rest is not read

/// One of the three columns that say which cells get a rate.
class CodeColumn {
 public:
  CodeColumn(const CsvTable& table, const char* name, const std::vector<Index>& selected,
             SelectorLookup& lookup)
      : table_(table),
        column_(table.column(name)),
        selected_(selected),
        lookup_(lookup),
        names_(lookup.table()),
        is_selected_(lookup.table().codes.size(), false) {
    for (const Index position : selected) is_selected_[static_cast<std::size_t>(position)] = true;
  }

  bool there() const { return column_ >= 0; }
  const std::set<std::string>& passed_over() const { return passed_over_; }
  /// Codes of rows that the line's selectors leave out.
  const std::set<std::string>& not_selected() const { return not_selected_; }

  /// The positions that a row is for: those of the code or group in the column that are selected;
  /// without the column, all that are selected.
  const std::vector<Index>& positions(std::size_t row) {
    if (!there()) return selected_;
    std::string code(table_.field(row, column_));
    const auto known = positions_.find(code);
    if (known != positions_.end()) return known->second;
    std::vector<Index> found = look_up({code, table_.place(row, column_)});
    return positions_.emplace(std::move(code), std::move(found)).first->second;
  }

 private:
  std::vector<Index> look_up(const Name& name) {
    const bool elsewhere = names_.find(name.text) < 0 && names_.groups.count(name.text) == 0 &&
                           names_.knows(name.text);
    if (elsewhere) {
      passed_over_.insert(name.text);
      return {};
    }
    std::vector<Index> positions = lookup_.resolve(name);
    if (positions.empty()) return {};  // said already
    std::erase_if(positions, [&](Index at) { return !is_selected_[static_cast<std::size_t>(at)]; });
    if (positions.empty()) not_selected_.insert(name.text);
    return positions;
  }

  const CsvTable& table_;
  int column_;
  const std::vector<Index>& selected_;
  SelectorLookup& lookup_;
  const NameTable& names_;
  std::vector<bool> is_selected_;
  std::set<std::string> passed_over_;
  std::set<std::string> not_selected_;
  std::unordered_map<std::string, std::vector<Index>> positions_;  // by code, looked up once
};

/// Collects the rates of cells, each once.
class CellRates {
 public:
  CellRates(const CsvTable& table, const PolicyLookup& lookup)
      : table_(table),
        countries_(lookup.countries.table()),
        sectors_(lookup.sectors.table()),
        diagnostics_(lookup.diagnostics) {}

  /// The rate of all these cells, up to the first that has one already: so a file costs no more
  /// than its rows and the cells there are.
  void add(const Cells& cells, double rate, std::size_t row) {
    for (const Index s : cells.sectors)
      for (const Index n : cells.importers)
        for (const Index i : cells.exporters)
          if (i != n && !add({i, n, s, rate}, row)) return;
  }
  std::vector<CellRate> take() { return std::move(rates_); }

 private:
  bool add(const CellRate& cell, std::size_t row) {
    const auto n = static_cast<Index>(countries_.codes.size());
    const auto [first, is_new] =
        rows_.emplace((cell.sector * n + cell.importer) * n + cell.exporter, row);
    if (is_new) {
      rates_.push_back(cell);
    } else if (first->second != reported_) {
      reported_ = first->second;
      report_twice(cell, first->second, row);
    }
    return is_new;
  }

  void report_twice(const CellRate& cell, std::size_t first, std::size_t row) const {
    const int rate = table_.column("rate");
    diagnostics_.error(
        table_.place(row, rate),
        fmt::format("exporter {}, importer {}, sector {} is given twice, first in line {}",
                    code(countries_, cell.exporter), code(countries_, cell.importer),
                    code(sectors_, cell.sector), table_.place(first, rate).line));
  }

  static const std::string& code(const NameTable& names, Index position) {
    return names.codes[static_cast<std::size_t>(position)];
  }

  const CsvTable& table_;
  const NameTable& countries_;
  const NameTable& sectors_;
  Diagnostics& diagnostics_;
  std::vector<CellRate> rates_;
  std::unordered_map<Index, std::size_t> rows_;
  std::optional<std::size_t>
      reported_;  // the row repeated last: one message for all that repeat it
};

void check_covered(const CodeColumn& column, const std::optional<Selector>& selector,
                   const char* name, const RateFile& file, Diagnostics& diagnostics) {
  if (column.there() || selector) return;
  diagnostics.error(
      file.place,
      fmt::format("{} has no column '{}', so the line must say it", file.shown_as, name),
      fmt::format("add '{}: ...'", name));
}

void note_unused(const CodeColumn& column, const char* name, const RateFile& file,
                 const NameTable& names, Diagnostics& diagnostics) {
  if (!column.passed_over().empty())
    diagnostics.note(file.place, fmt::format("rates passed over: {} as {} in {}, not in {}",
                                             fmt::join(column.passed_over(), ", "), name,
                                             file.shown_as, names.baseline));
  if (!column.not_selected().empty())
    diagnostics.note(file.place,
                     fmt::format("rates passed over: {} as {} in {}, not selected by this line",
                                 fmt::join(column.not_selected(), ", "), name, file.shown_as));
}

/// A place is found by counting lines: it is looked for only if there is something to say.
double rate_in(const CsvTable& table, std::size_t row, RateChange change,
               Diagnostics& diagnostics) {
  const int column = table.column("rate");
  const std::string_view text = table.field(row, column);
  Diagnostics found;
  const auto rate = read_rate(text, {}, found);
  if (rate) check_rate(change, *rate, {}, found);
  if (!found.has_errors()) return *rate;
  for (const Diagnostic& one : found.all())
    diagnostics.error(table.place(row, column), one.message, one.hint);
  return 0;
}

std::vector<CellRate> read_rows(const CsvTable& table, const RateFile& file, RateChange change,
                                const CellsText& text, const Cells& cells,
                                const PolicyLookup& lookup) {
  const NameTable& countries = lookup.countries.table();
  const NameTable& sectors = lookup.sectors.table();
  Diagnostics& diagnostics = lookup.diagnostics;
  CodeColumn exporter(table, "exporter", cells.exporters, lookup.countries);
  CodeColumn importer(table, "importer", cells.importers, lookup.countries);
  CodeColumn sector(table, "sector", cells.sectors, lookup.sectors);
  check_covered(exporter, text.exporter, "exporter", file, diagnostics);
  check_covered(importer, text.importer, "importer", file, diagnostics);
  const std::size_t most_errors = diagnostics.error_count() + kMaxErrors;
  CellRates rates(table, lookup);
  for (std::size_t row = 0; row < table.rows() && diagnostics.error_count() < most_errors; ++row) {
    const double rate = rate_in(table, row, change, diagnostics);
    rates.add({exporter.positions(row), importer.positions(row), sector.positions(row)}, rate, row);
  }
  note_unused(exporter, "exporter", file, countries, diagnostics);
  note_unused(importer, "importer", file, countries, diagnostics);
  note_unused(sector, "sector", file, sectors, diagnostics);
  return rates.take();
}

}  // namespace

std::vector<CellRate> read_rate_file(const RateFile& file, RateChange change, const CellsText& text,
                                     const PolicyLookup& lookup) {
  if (file.path.empty()) return {};
  try {
    const CsvTable table(read_file(file.path, kMaxRateFileBytes, file.shown_as),
                         {{"rate"}, {"exporter", "importer", "sector"}});
    const Cells cells = bind_cells(text, table.column("sector") >= 0 ? "all" : "goods", lookup);
    return read_rows(table, file, change, text, cells, lookup);
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), lookup.diagnostics);
    lookup.diagnostics.note(file.place, "the file is named here");
    return {};
  }
}

}  // namespace tariffsim
