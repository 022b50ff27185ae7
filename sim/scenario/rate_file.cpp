#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "base/file.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/cell_rates.hpp"
#include "scenario/code_column.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/rate_rows.hpp"
#include "scenario/region_members.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxRateFileBytes = std::size_t{256} << 20U;
constexpr std::size_t kMaxErrors = 20;  // of one file, after which the rest is not read

void check_covered(const CodeColumn& column, const std::optional<Selector>& selector,
                   const char* name, const RateFile& file, Diagnostics& diagnostics) {
  if (column.there() || selector) return;
  diagnostics.error(
      file.place,
      fmt::format("{} has no column '{}', so the line must say it", file.shown_as, name),
      fmt::format("add '{}: ...'", name));
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
      lookup_.diagnostics.error(
          table_.place(row, column_),
          fmt::format(
              "'{}' is not a product: expected a code of the Harmonized System of 2 to 10 digits",
              table_.field(row, column_)));
      return;
    }
    if (code->size() % 2 != 0) {
      lookup_.diagnostics.error(table_.place(row, column_), odd_digits(*code),
                                fmt::format("a leading zero may be lost: 0{}", *code));
      return;
    }
    const std::string shown = code->substr(0, kKnownDigits);
    const std::vector<Index> products = trade_->between(shown, shown);
    if (products.empty()) untraded_.insert(*code);
    if (code->size() > kKnownDigits) ++longer_;
    for (const Index product : products) {
      const Cells traded = lookup_.products->cells_of({product}, cells, all_sectors_, file_.place);
      if (lookup_.diagnostics.has_errors()) return;
      rates.add_product(traded, product, rate, row, *code);
    }
  }

  void note_unused(const CellRates& rates) const {
    if (!rates.gave_way().empty())
      lookup_.diagnostics.note(
          file_.place, fmt::format("where several codes in {} cover the same goods, the longest "
                                   "counts; these shorter ones overlap with longer ones: {}",
                                   file_.shown_as, few_of(rates.gave_way())));
    if (!untraded_.empty())
      lookup_.diagnostics.note(
          file_.place,
          fmt::format("rates ignored: {} as product in {}, not traded in {}", few_of(untraded_),
                      file_.shown_as, lookup_.countries.table().baseline));
    if (longer_ > 0)
      lookup_.diagnostics.note(
          file_.place,
          fmt::format("{} rows of {} have codes of more than six digits: a product of six digits "
                      "gets the simple mean of its lines, since trade is known at six digits only",
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

/// Lines whose parts of cells have no room for those of members.
bool may_have_members(const LevyText& line, const ProductColumn& product) {
  const GoodsText& goods = line.goods;
  return !product.there() && !line.claims && !goods.coverage && goods.part.empty() &&
         !goods.products;
}

/// The rate for the goods of members of regions, for each pair of countries.
void add_of_members(const CodeColumn::Found& exporters, const CodeColumn::Found& importers,
                    const std::vector<Index>& sectors, double rate, std::size_t row,
                    const NameTable& countries, CellRates& rates) {
  for (const Index i : exporters.positions)
    for (const Index n : importers.positions) {
      const Trader from{i, exporters.member}, to{n, importers.member};
      const double share = share_of_members(countries, from, to);
      if (share > 0)
        rates.add_part({{i}, {n}, sectors}, name_of_members(from, to), share, rate, row);
    }
}

std::vector<CellRate> read_rows(const CsvTable& table, const RateFile& file, RateRows& said,
                                const LevyText& line, const Cells& cells,
                                const PolicyLookup& lookup) {
  const NameTable& countries = lookup.countries.table();
  const CellsText& text = line.cells;
  Diagnostics& diagnostics = lookup.diagnostics;
  CodeColumn exporter(table, "exporter", cells.exporters, lookup.countries);
  CodeColumn importer(table, "importer", cells.importers, lookup.countries);
  CodeColumn sector(table, "sector", cells.sectors, lookup.sectors);
  check_covered(exporter, text.exporter, "exporter", file, diagnostics);
  check_covered(importer, text.importer, "importer", file, diagnostics);
  const std::size_t most_errors = diagnostics.error_count() + kMaxErrors;
  CellRates rates(said, lookup);
  ProductColumn product(table, file, text, lookup);
  const bool members = may_have_members(line, product);
  for (const std::size_t row : said.by_date()) {
    if (diagnostics.error_count() >= most_errors) break;
    const double rate = said.rate(row);
    const CodeColumn::Found& from = exporter.found(row, members);
    const CodeColumn::Found& to = importer.found(row, members);
    const Cells of_row{from.positions, to.positions, sector.found(row, false).positions};
    if (!from.member.empty() || !to.member.empty())
      add_of_members(from, to, of_row.sectors, rate, row, countries, rates);
    else if (product.there())
      product.add(of_row, rate, row, rates);
    else
      rates.add(of_row, rate, row);
  }
  product.note_unused(rates);
  for (const CodeColumn* column : {&exporter, &importer, &sector})
    column->note_unused(file, diagnostics);
  note_reading({&exporter, &importer, &sector}, file, said.marks(), table.footnotes(), diagnostics);
  said.warn_of_units(file);
  return rates.take();
}

/// The rates of the data with these increases.
void add_to_data(std::vector<CellRate>& increases, WedgeKind wedge, const Baseline& data,
                 const RateFile& file, Diagnostics& diagnostics) {
  const Cube& rates = wedge == WedgeKind::export_tax ? data.export_tax : data.tariff;
  if (rates.countries() == 0) return;
  for (CellRate& cell : increases) {
    if (data.parts.count({cell.exporter, cell.importer, cell.sector}) > 0) {
      diagnostics.error(file.place,
                        fmt::format("{} has increases over the rates of the data, but 'in_data' "
                                    "has divided a cell, so its goods have more than one such rate",
                                    file.shown_as),
                        "write 'add' with a file of rates");
      return;
    }
    cell.rate += rates(cell.exporter, cell.importer, cell.sector);
  }
}

/// Groups have the members of a day as long as this lives.
class MembersOfDay {
 public:
  MembersOfDay(SelectorLookup& lookup, const std::string& day)
      : lookup_(lookup), before_(lookup.day()) {
    lookup_.set_day(day);
  }
  ~MembersOfDay() { lookup_.set_day(before_); }
  MembersOfDay(const MembersOfDay&) = delete;
  MembersOfDay& operator=(const MembersOfDay&) = delete;

 private:
  SelectorLookup& lookup_;
  std::string before_;
};

}  // namespace

std::vector<CellRate> read_rate_file(const RateFile& file, const LevyText& line,
                                     const PolicyLookup& lookup) {
  if (file.path.empty()) return {};
  const MembersOfDay members(lookup.countries, file.on.empty() ? lookup.countries.day() : file.on);
  try {
    const CsvTable table(read_file(file.path, kMaxRateFileBytes, file.shown_as),
                         {{},
                          {"exporter", "importer", "sector", "product", "date", "eta"},
                          false,
                          {"rate", "increase", "rate_pct"},
                          true});
    RateRows said(table, file, line.change, lookup);
    const Cells cells =
        bind_cells(line.cells, table.column("sector") >= 0 ? "all" : "goods", lookup);
    std::vector<CellRate> rates = read_rows(table, file, said, line, cells, lookup);
    if (said.has_increases())
      add_to_data(rates, line.wedge, *lookup.data, file, lookup.diagnostics);
    return rates;
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), lookup.diagnostics);
    lookup.diagnostics.note(file.place, "the file is named here");
    return {};
  }
}

}  // namespace tariffsim
