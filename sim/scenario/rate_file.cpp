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
  std::vector<Index> positions(std::size_t row) {
    if (!there()) return selected_;
    const Name name{std::string(table_.field(row, column_)), table_.place(row, column_)};
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

 private:
  const CsvTable& table_;
  int column_;
  const std::vector<Index>& selected_;
  SelectorLookup& lookup_;
  const NameTable& names_;
  std::vector<bool> is_selected_;
  std::set<std::string> passed_over_;
  std::set<std::string> not_selected_;
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

std::vector<CellRate> read_rows(const CsvTable& table, const RateFile& file, RateChange change,
                                const CellsText& text, const Cells& cells,
                                const PolicyLookup& lookup) {
  const NameTable& countries = lookup.countries.table();
  const NameTable& sectors = lookup.sectors.table();
  CodeColumn exporter(table, "exporter", cells.exporters, lookup.countries);
  CodeColumn importer(table, "importer", cells.importers, lookup.countries);
  CodeColumn sector(table, "sector", cells.sectors, lookup.sectors);
  check_covered(exporter, text.exporter, "exporter", file, lookup.diagnostics);
  check_covered(importer, text.importer, "importer", file, lookup.diagnostics);
  const int rate_column = table.column("rate");
  CellRates rates(countries, sectors, lookup.diagnostics);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const Place place = table.place(row, rate_column);
    const auto rate = read_rate(table.field(row, rate_column), place, lookup.diagnostics);
    if (rate) check_rate(change, *rate, place, lookup.diagnostics);
    const auto exporters = exporter.positions(row);
    const auto importers = importer.positions(row);
    for (const Index s : sector.positions(row))
      for (const Index n : importers)
        for (const Index i : exporters) rates.add({i, n, s, rate.value_or(0)}, place);
  }
  note_unused(exporter, "exporter", file, countries, lookup.diagnostics);
  note_unused(importer, "importer", file, countries, lookup.diagnostics);
  note_unused(sector, "sector", file, sectors, lookup.diagnostics);
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
