#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <unordered_map>

#include "scenario/bind_policy.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/policy_reader.hpp"
#include "text/csv_table.hpp"
#include "text/file.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxRateFileBytes = kMaxYamlBytes;

/// One of the three columns that say which cells get a rate.
class CodeColumn {
 public:
  CodeColumn(const CsvTable& table, const char* name, const std::vector<Index>& selected,
             const NameTable& names)
      : table_(table),
        column_(table.column(name)),
        selected_(selected),
        names_(names),
        is_selected_(names.codes.size(), false) {
    for (const Index position : selected) is_selected_[static_cast<std::size_t>(position)] = true;
  }

  bool there() const { return column_ >= 0; }
  const std::set<std::string>& passed_over() const { return passed_over_; }

  /// The positions that a row is for: the one in the column if selected, else all that are
  /// selected.
  std::vector<Index> positions(std::size_t row, Diagnostics& diagnostics) {
    if (!there()) return selected_;
    const std::string code(table_.field(row, column_));
    const Index position = names_.find(code);
    if (position >= 0)
      return is_selected_[static_cast<std::size_t>(position)] ? std::vector<Index>{position}
                                                              : std::vector<Index>{};
    if (names_.knows(code)) {
      passed_over_.insert(code);
    } else {
      names_.report_missing({code, table_.place(row, column_)}, diagnostics);
    }
    return {};
  }

 private:
  const CsvTable& table_;
  int column_;
  const std::vector<Index>& selected_;
  const NameTable& names_;
  std::vector<bool> is_selected_;
  std::set<std::string> passed_over_;
};

/// Collects the rates of cells, each once.
class CellRates {
 public:
  CellRates(const NameTable& countries, const NameTable& sectors, Diagnostics& diagnostics)
      : countries_(countries), sectors_(sectors), diagnostics_(diagnostics) {}

  void add(const CellRate& cell, const Place& place) {
    if (cell.exporter == cell.importer) return;
    const auto n = static_cast<Index>(countries_.codes.size());
    const auto [first, is_new] =
        lines_.emplace((cell.sector * n + cell.importer) * n + cell.exporter, place.line);
    if (is_new) {
      rates_.push_back(cell);
    } else if (first->second != reported_) {
      reported_ = first->second;
      diagnostics_.error(
          place, fmt::format("exporter {}, importer {}, sector {} is given twice, first in line {}",
                             code(countries_, cell.exporter), code(countries_, cell.importer),
                             code(sectors_, cell.sector), first->second));
    }
  }
  std::vector<CellRate> take() { return std::move(rates_); }

 private:
  static const std::string& code(const NameTable& names, Index position) {
    return names.codes[static_cast<std::size_t>(position)];
  }

  const NameTable& countries_;
  const NameTable& sectors_;
  Diagnostics& diagnostics_;
  std::vector<CellRate> rates_;
  std::unordered_map<Index, int> lines_;
  int reported_ = 0;  // first line of the last repetition: one message for a row of many cells
};

void check_covered(const CodeColumn& column, const std::optional<Selector>& selector,
                   const char* name, const RateFile& file, Diagnostics& diagnostics) {
  if (column.there() || selector) return;
  diagnostics.error(
      file.place,
      fmt::format("{} has no column '{}', so the line must say it", file.shown_as, name),
      fmt::format("add '{}: ...'", name));
}

void note_passed_over(const CodeColumn& column, const char* name, const RateFile& file,
                      const NameTable& names, Diagnostics& diagnostics) {
  if (column.passed_over().empty()) return;
  diagnostics.note(file.place, fmt::format("rates passed over: {} as {} in {}, not in {}",
                                           fmt::join(column.passed_over(), ", "), name,
                                           file.shown_as, names.baseline));
}

std::vector<CellRate> read_rows(const CsvTable& table, const RateFile& file, RateChange change,
                                const CellsText& text, const Cells& cells,
                                const PolicyLookup& lookup) {
  const NameTable& countries = lookup.countries.table();
  const NameTable& sectors = lookup.sectors.table();
  CodeColumn exporter(table, "exporter", cells.exporters, countries);
  CodeColumn importer(table, "importer", cells.importers, countries);
  CodeColumn sector(table, "sector", cells.sectors, sectors);
  check_covered(exporter, text.exporter, "exporter", file, lookup.diagnostics);
  check_covered(importer, text.importer, "importer", file, lookup.diagnostics);
  const int rate_column = table.column("rate");
  CellRates rates(countries, sectors, lookup.diagnostics);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const Place place = table.place(row, rate_column);
    const auto rate = read_rate(table.field(row, rate_column), place, lookup.diagnostics);
    if (rate) check_rate(change, *rate, place, lookup.diagnostics);
    const auto exporters = exporter.positions(row, lookup.diagnostics);
    const auto importers = importer.positions(row, lookup.diagnostics);
    for (const Index s : sector.positions(row, lookup.diagnostics))
      for (const Index n : importers)
        for (const Index i : exporters) rates.add({i, n, s, rate.value_or(0)}, place);
  }
  note_passed_over(exporter, "exporter", file, countries, lookup.diagnostics);
  note_passed_over(importer, "importer", file, countries, lookup.diagnostics);
  note_passed_over(sector, "sector", file, sectors, lookup.diagnostics);
  return rates.take();
}

}  // namespace

std::vector<CellRate> read_rate_file(const RateFile& file, RateChange change, const CellsText& text,
                                     const PolicyLookup& lookup) {
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
