#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/few_of.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "data/tariff_lines.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/cell_rates.hpp"
#include "scenario/code_column.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/rate_file_text.hpp"
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
  void add(const Cells& cells, const RowRate& said, CellRates& rates) {
    if (trade_ == nullptr) return;
    rates.set_products(trade_->codes);
    const Meant& meant = meant_by(said.row);
    if (meant.code.digits > kKnownDigits) longer_.insert(said.row);
    for (const Index product : meant.products) {
      const Cells traded = lookup_.products->cells_of({product}, cells, all_sectors_, file_.place);
      if (lookup_.diagnostics.has_errors()) return;
      rates.add_product(traded, product, said, meant.code);
    }
  }

  void note_unused(const CellRates& rates) const {
    if (!rates.gave_way().empty())
      note(
          fmt::format("where several codes in {} cover the same goods, the longest counts, and any "
                      "code before a list; these shorter ones overlap with longer ones: {}",
                      file_.shown_as, few_of(rates.gave_way())));
    if (!untraded_.empty())
      note(fmt::format("rates ignored: {} as product in {}, not traded in {}", few_of(untraded_),
                       file_.shown_as, lookup_.countries.table().baseline));
    if (!other_revisions_.empty()) note(told_of_revisions(other_revisions_));
    if (rates.repeated() > 0)
      note(fmt::format("in {}, {} {} what another row says of the same goods", file_.shown_as,
                       counted(rates.repeated(), "row"), rates.repeated() == 1 ? "says" : "say"));
    if (!longer_.empty()) note_lines(rates.listed_lines());
  }

 private:
  static constexpr std::size_t kKnownDigits = 6;

  struct Meant {
    ProductCode code;
    std::vector<Index> products = {};  // empty: none is traded, or an error
  };

  void note(std::string text) const { lookup_.diagnostics.note(file_.place, std::move(text)); }

  void note_lines(const ListedLines& listed) const {
    std::string text = fmt::format(
        "{} of {} {} a code of more than six digits, and trade is known by products of "
        "six",
        counted(longer_.size(), "row"), file_.shown_as, longer_.size() == 1 ? "has" : "have");
    const std::size_t in_part = listed.in_part.size(), whole = listed.whole_unknown.size();
    if (in_part > 0)
      text += fmt::format(
          "; {} hit in part: the share of {} lines that the file lists, each line "
          "alike, by {}",
          in_part == 1 ? "1 product is" : fmt::format("{} products are", in_part),
          in_part == 1 ? "its" : "their", us_tariff_schedule().title);
    if (whole > 0)
      text += fmt::format(
          "; {} taken whole, at the mean of the lines listed, since how many lines "
          "there are is not known here",
          whole == 1 ? "1 product is" : fmt::format("{} products are", whole));
    if (!listed.unlisted.empty())
      text += fmt::format("; lines that {} does not have count as others do: {}",
                          us_tariff_schedule().title, few_of(listed.unlisted));
    note(std::move(text));
  }

  /// Looked up once for each text.
  const Meant& meant_by(std::size_t row) {
    std::string text(table_.field(row, column_));
    const auto known = meant_.find(text);
    if (known != meant_.end()) return known->second;
    Meant meant = look_up(text, table_.place(row, column_));
    return meant_.emplace(std::move(text), std::move(meant)).first->second;
  }

  Meant look_up(const std::string& text, const Place& place) {
    const auto code = product_code(text);
    if (!code) return look_up_goods(text, place);
    Meant meant{{*code, code->size()}};
    if (code->size() % 2 != 0) {
      lookup_.diagnostics.error(place, odd_digits(*code, true),
                                fmt::format("a leading zero may be lost: 0{}", *code));
      return meant;
    }
    const std::string shown = code->substr(0, kKnownDigits);
    meant.products = trade_->between(shown, shown);
    if (!meant.products.empty()) return meant;
    ProductLookup::OtherRevision other = lookup_.products->of_other_revision(shown, *trade_);
    if (other.products.empty())
      untraded_.insert(*code);
    else if (told_.insert(shown).second)
      other_revisions_.push_back(std::move(other.told));
    meant.products = std::move(other.products);
    return meant;
  }

  Meant look_up_goods(const std::string& text, const Place& place) {
    if (text.starts_with("not ") || text.starts_with('!') || text.starts_with('-')) {
      lookup_.diagnostics.error(
          place, fmt::format("'{}' leaves goods out, which a row of a file cannot", text),
          "give these goods a row with the rate that they have: of codes the longest counts");
      return {};
    }
    const std::size_t errors = lookup_.diagnostics.error_count();
    ProductLookup::Goods goods = lookup_.products->named({text, place});
    if (goods.products.empty() && lookup_.diagnostics.error_count() == errors)
      untraded_.insert(text);
    return {{text, goods.digits}, std::move(goods.products)};
  }

  const CsvTable& table_;
  int column_;
  const RateFile& file_;
  bool all_sectors_;
  const PolicyLookup& lookup_;
  const ProductTrade* trade_;
  std::unordered_map<std::string, Meant> meant_;
  std::set<std::string> untraded_, told_;
  std::vector<std::string> other_revisions_;
  std::set<std::size_t> longer_;  // rows
};

/// Lines whose parts of cells have room for those of members.
bool may_have_members(const LevyText& line) { return line.goods.part.empty(); }

/// Calls visit(cells, rate) for all goods of a row's cells, or those of members of regions, for
/// each pair of countries.
template <class Visit>
void for_each_goods(const CodeColumn::Found& exporters, const CodeColumn::Found& importers,
                    const std::vector<Index>& sectors, const RowRate& said,
                    const NameTable& countries, const Visit& visit) {
  if (exporters.member.empty() && importers.member.empty())
    return visit(Cells{exporters.positions, importers.positions, sectors}, said);
  for (const Index i : exporters.positions)
    for (const Index n : importers.positions) {
      const Trader from{i, exporters.member}, to{n, importers.member};
      RowRate of_members = said;
      of_members.part = name_of_members(from, to);
      of_members.part_share = share_of_members(countries, from, to);
      if (of_members.part_share > 0) visit(Cells{{i}, {n}, sectors}, of_members);
    }
}

/// A file of what one country levies on each of the others has no rates for itself. One that has
/// them for the importer, and none for one other country alone, is that country's.
void warn_of_other_importer(const CsvTable& table, const std::vector<Index>& importers,
                            const RateFile& file, const PolicyLookup& lookup) {
  const NameTable& countries = lookup.countries.table();
  if (importers.size() != 1) return;
  std::set<Index> with_rates;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (const Index at = countries.find(table.field(row, table.column("exporter"))); at >= 0)
      with_rates.insert(at);
  const std::size_t all = countries.codes.size();
  if (with_rates.count(importers.front()) == 0 || with_rates.size() + 1 != all) return;
  Index other = 0;
  while (with_rates.count(other) > 0) ++other;
  lookup.diagnostics.warning(
      file.place,
      fmt::format("{} has rates for all exporters but {}, and for {} itself: they look like those "
                  "of {}, put on imports of {}",
                  file.shown_as, countries.quoted(countries.codes[static_cast<std::size_t>(other)]),
                  countries.quoted(countries.codes[static_cast<std::size_t>(importers.front())]),
                  countries.codes[static_cast<std::size_t>(other)],
                  countries.codes[static_cast<std::size_t>(importers.front())]));
}

/// 'others' are not those on the other side, unless these are all there are.
void leave_out_other_side(CodeColumn::Found& others, const CodeColumn::Found& side,
                          const NameTable& countries) {
  if (others.others && side.positions.size() < countries.codes.size())
    others.positions = without(others.positions, side.positions);
}

void note_rest_of_regions(const CellRates& rates, const RateFile& file, Diagnostics& diagnostics) {
  if (rates.beside_all().empty()) return;
  diagnostics.note(
      file.place,
      fmt::format("{} has a row for {}, and one that holds for all of the region: that is levied "
                  "on the rest of it",
                  file.shown_as, few_of(rates.beside_all())));
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
  const bool members = may_have_members(line);
  for (const std::size_t row : said.by_date()) {
    if (diagnostics.error_count() >= most_errors) break;
    RowRate of_row{said.rate(row), row};
    CodeColumn::Found from = exporter.found(row, members), to = importer.found(row, members);
    const CodeColumn::Found& in = sector.found(row, false);
    of_row.others = from.others || to.others || in.others;
    leave_out_other_side(from, to, countries);
    leave_out_other_side(to, from, countries);
    for_each_goods(from, to, in.positions, of_row, countries,
                   [&](const Cells& goods, const RowRate& rate) {
                     if (product.there())
                       product.add(goods, rate, rates);
                     else
                       rates.add(goods, rate);
                   });
  }
  if (!importer.there() && exporter.there())
    warn_of_other_importer(table, cells.importers, file, lookup);
  std::vector<CellRate> taken = rates.take();
  note_rest_of_regions(rates, file, diagnostics);
  product.note_unused(rates);
  for (const CodeColumn* column : {&exporter, &importer, &sector})
    column->note_unused(file, diagnostics);
  note_reading({&exporter, &importer, &sector}, file, said.marks(), table.footnotes(), diagnostics);
  said.warn_of_units(file);
  return taken;
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

/// The side that the line leaves to the file.
CountryColumn country_column(const CellsText& cells) {
  if (cells.importer && !cells.exporter) return CountryColumn::exporter;
  if (cells.exporter && !cells.importer) return CountryColumn::importer;
  return CountryColumn::unknown;
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
    const RateFileText text = tidy_rate_file(read_file(file.path, kMaxRateFileBytes, file.shown_as),
                                             country_column(line.cells));
    for (const std::string& told : text.told) lookup.diagnostics.note(file.place, told);
    std::vector<std::string> optional{"exporter", "importer", "sector", "product", "date", "eta"};
    optional.insert(optional.end(), text.remarks.begin(), text.remarks.end());
    const CsvTable table(text.source, {{},
                                       std::move(optional),
                                       false,
                                       {"rate", "increase", "rate_pct"},
                                       true,
                                       text.columns,
                                       text.meant});
    if (table.rows() == 0)
      lookup.diagnostics.warning(file.place, fmt::format("{} has no rows", file.shown_as));
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
