#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <set>
#include <unordered_map>

#include "base/file.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/cell_rates.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/rate_rows.hpp"
#include "text/csv_table.hpp"
#include "text/yaml_tree.hpp"

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

void check_covered(const CodeColumn& column, const std::optional<Selector>& selector,
                   const char* name, const RateFile& file, Diagnostics& diagnostics) {
  if (column.there() || selector) return;
  diagnostics.error(
      file.place,
      fmt::format("{} has no column '{}', so the line must say it", file.shown_as, name),
      fmt::format("add '{}: ...'", name));
}

/// All of them, or the first eight and how many more.
std::string few_of(const std::set<std::string>& codes) {
  constexpr std::size_t kMost = 8;
  if (codes.size() <= kMost + 1) return fmt::format("{}", fmt::join(codes, ", "));
  return fmt::format("{} and {} more",
                     fmt::join(codes.begin(), std::next(codes.begin(), kMost), ", "),
                     codes.size() - kMost);
}

void note_unused(const CodeColumn& column, const char* name, const RateFile& file,
                 const NameTable& names, Diagnostics& diagnostics) {
  if (!column.passed_over().empty())
    diagnostics.note(
        file.place, fmt::format("rates passed over: {} as {} in {}, not in {}",
                                few_of(column.passed_over()), name, file.shown_as, names.baseline));
  if (!column.not_selected().empty())
    diagnostics.note(file.place,
                     fmt::format("rates passed over: {} as {} in {}, not selected by this line",
                                 few_of(column.not_selected()), name, file.shown_as));
}

/// The column that says which products of the cells get a rate.
class ProductColumn {
 public:
  ProductColumn(const CsvTable& table, const RateFile& file, const CellsText& text,
                const PolicyLookup& lookup)
      : table_(table),
        column_(table.column("product")),
        file_(file),
        all_sectors_(!text.sectors && table.column("sector") < 0),
        lookup_(lookup),
        trade_(there() && lookup.products != nullptr ? lookup.products->trade(file.place)
                                                     : nullptr) {}

  bool there() const { return column_ >= 0; }

  /// The rate for each product that the row's code stands for, in the cells where it is traded.
  void add(const Cells& cells, double rate, std::size_t row, CellRates& rates) {
    if (trade_ == nullptr) return;
    const auto code = product_code(table_.field(row, column_));
    if (!code) {
      lookup_.diagnostics.error(table_.place(row, column_),
                                fmt::format("'{}' is no product: expected a code of the Harmonized "
                                            "System of 2 to 10 digits",
                                            table_.field(row, column_)));
      return;
    }
    const std::string shown = code->substr(0, kKnownDigits);
    const std::vector<Index> products = trade_->between(shown, shown);
    if (products.empty()) untraded_.insert(*code);
    if (code->size() > kKnownDigits) ++longer_;
    for (const Index product : products) {
      const Cells traded = lookup_.products->cells_of({product}, cells, all_sectors_, file_.place);
      if (lookup_.diagnostics.has_errors()) return;
      rates.add_product(traded, product, rate, row, code->size() > kKnownDigits);
    }
  }

  void note_unused() const {
    if (!untraded_.empty())
      lookup_.diagnostics.note(
          file_.place,
          fmt::format("rates passed over: {} as product in {}, not traded in {}", few_of(untraded_),
                      file_.shown_as, lookup_.countries.table().baseline));
    if (longer_ > 0)
      lookup_.diagnostics.note(
          file_.place,
          fmt::format(
              "{} rows of {} are of more than six digits: their product gets the mean of its "
              "rows, each alike, since trade is known by products of six",
              longer_, file_.shown_as));
  }

 private:
  static constexpr std::size_t kKnownDigits = 6;

  const CsvTable& table_;
  int column_;
  const RateFile& file_;
  bool all_sectors_;
  const PolicyLookup& lookup_;
  const ProductTrade* trade_;
  std::set<std::string> untraded_;
  std::size_t longer_ = 0;
};

std::vector<CellRate> read_rows(const CsvTable& table, const RateFile& file, const RateRows& said,
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
  CellRates rates(said, lookup);
  ProductColumn product(table, file, text, lookup);
  for (const std::size_t row : said.by_date()) {
    if (diagnostics.error_count() >= most_errors) break;
    const double rate = said.rate(row);
    const Cells of_row{exporter.positions(row), importer.positions(row), sector.positions(row)};
    if (product.there())
      product.add(of_row, rate, row, rates);
    else
      rates.add(of_row, rate, row);
  }
  product.note_unused();
  note_unused(exporter, "exporter", file, countries, diagnostics);
  note_unused(importer, "importer", file, countries, diagnostics);
  note_unused(sector, "sector", file, sectors, diagnostics);
  return rates.take();
}

/// The rates of the data with these increases.
void add_to_data(std::vector<CellRate>& increases, WedgeKind wedge, const Baseline& data) {
  const Cube& rates = wedge == WedgeKind::export_tax ? data.export_tax : data.tariff;
  if (rates.countries() == 0) return;
  for (CellRate& cell : increases) cell.rate += rates(cell.exporter, cell.importer, cell.sector);
}

}  // namespace

std::vector<CellRate> read_rate_file(const RateFile& file, const LevyText& line,
                                     const PolicyLookup& lookup) {
  if (file.path.empty()) return {};
  try {
    const CsvTable table(read_file(file.path, kMaxRateFileBytes, file.shown_as),
                         {{},
                          {"exporter", "importer", "sector", "product", "date", "eta"},
                          false,
                          {"rate", "increase"}});
    const RateRows said(table, file, line.change, lookup);
    const Cells cells =
        bind_cells(line.cells, table.column("sector") >= 0 ? "all" : "goods", lookup);
    std::vector<CellRate> rates = read_rows(table, file, said, line.cells, cells, lookup);
    if (said.has_increases()) add_to_data(rates, line.wedge, *lookup.data);
    return rates;
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), lookup.diagnostics);
    lookup.diagnostics.note(file.place, "the file is named here");
    return {};
  }
}

}  // namespace tariffsim
