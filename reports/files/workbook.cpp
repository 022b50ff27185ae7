#include "files/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>
#include <vector>

#include "files/memory_file.hpp"
#include "files/record_tables.hpp"
#include "files/xlsx_book.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// "Sector groups" of "sector_groups".
std::string sheet_name(const ResultTable& table) {
  std::string name = table.name;
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// Lines of a policy and what quotas are on are long; all other columns are narrow.
void set_widths(Sheet& sheet, const ResultTable& table) {
  std::size_t narrow = 0;
  for (const RowKey& key : table.keys) {
    narrow += key.names.empty() ? 1 : 2;
    const std::string_view name(key.name);
    if (name != "line" && name != "quota") continue;
    if (narrow > 1) sheet.width(narrow - 1, kNarrow);
    sheet.width(1, kWide);
    narrow = 0;
  }
  sheet.width(narrow + table.measures.size(), kNarrow);
}

/// "country", "country name", "real wage, %"; the sheet Columns has their names in files.
std::vector<std::string> heads_of(const ResultTable& table, const std::string& currency) {
  std::vector<std::string> heads;
  for (const RowKey& key : table.keys) {
    std::string head(key.name);
    std::replace(head.begin(), head.end(), '_', ' ');
    heads.push_back(head);
    if (!key.names.empty()) heads.push_back(head + " name");
  }
  for (const MeasureText& measure : table.measures) heads.push_back(head_of(measure, currency));
  return heads;
}

void add_row(Book& book, Sheet& sheet, const ResultTable& table, std::size_t row) {
  std::size_t column = 0;
  for (const RowKey& key : table.keys) {
    const std::string& label = table.label(row, key);
    if (key.counts)
      sheet.number(column++, std::stod(label), nullptr);
    else
      sheet.text(column++, label);
    if (!key.names.empty()) sheet.text(column++, key.names[table.position(row, key.axis)]);
  }
  for (std::size_t measure = 0; measure < table.measures.size(); ++measure)
    sheet.number(column++, table.value(row, measure), book.number(table.measures[measure].name));
  sheet.end_row();
}

/// A sheet of the rows that find room; none of a table without rows.
void add_table(Book& book, const ResultTable& table, const std::string& currency) {
  if (table.rows() == 0) return;
  const std::string name = sheet_name(table);
  Sheet sheet(book, name.c_str());
  set_widths(sheet, table);
  const std::vector<std::string> heads = heads_of(table, currency);
  sheet.header(heads);
  for (std::size_t row = 0; row < table.rows() && sheet.has_room(1); ++row)
    add_row(book, sheet, table, row);
  sheet.filter(heads.size());
}

void add_about(Book& book, const RunRecord& record, std::span<const SolvedStep> steps,
               std::size_t flows) {
  add_about_sheet(
      book, record, headline(record, steps), steps.back().result.certificate.summary(),
      fmt::format("stand in the heads of columns; tariffs, export taxes and other rates without "
                  "one are fractions; empty: not defined{}",
                  room_note("Flows", flows, "flows.csv has all")));
}

void add_columns(Book& book, const RunRecord& record) {
  Sheet sheet(book, "Columns");
  sheet.width(1, 3 * kNarrow);
  sheet.width(1, 2 * kNarrow);
  sheet.width(1, kNarrow);
  sheet.width(1, kWide);
  sheet.header({"column", "in files", "unit", "meaning"});
  std::set<std::string> told;  // tables share columns
  for (const TableKind kind :
       {TableKind::countries, TableKind::sectors, TableKind::flows, TableKind::pairs,
        TableKind::world, TableKind::groups, TableKind::sector_groups, TableKind::contributions,
        TableKind::revenue, TableKind::range, TableKind::world_contributions, TableKind::path,
        TableKind::goal, TableKind::rates, TableKind::game, TableKind::payoffs,
        TableKind::reactions, TableKind::gradient, TableKind::quotas})
    for (const MeasureText& measure : measures_of(kind)) {
      if (!told.insert(measure.name).second) continue;
      sheet.text(0, head_of(measure, record.currency));
      sheet.text(1, measure.name);
      sheet.text(2, unit_of(measure.name, record.currency));
      sheet.text(3, measure.meaning);
      sheet.end_row();
    }
}

/// Of the last step.
void add_tables(Book& book, const RunRecord& record, const ExperimentResult& result,
                const ResultTable& flows) {
  for (const TableKind kind : {TableKind::world, TableKind::countries, TableKind::groups,
                               TableKind::revenue, TableKind::quotas, TableKind::range,
                               TableKind::sectors, TableKind::sector_groups, TableKind::pairs})
    add_table(book, table_of(kind, record, result), record.currency);
  add_table(book, flows, record.currency);
}

void add_certificate(Book& book, const Certificate& certificate) {
  Sheet sheet(book, "Certificate");
  sheet.width(1, 2 * kNarrow);
  sheet.width(3, kNarrow);
  sheet.width(1, kWide);
  sheet.header({"condition", "residual", "tolerance", "worst at", "meaning"});
  for (const Residual& residual : certificate.residuals) {
    sheet.text(0, residual.name);
    sheet.number(1, residual.value, nullptr);
    sheet.number(2, residual.tolerance, nullptr);
    sheet.text(3, residual.where);
    sheet.text(4, residual.meaning);
    sheet.end_row();
  }
}

/// The library keeps each cell of a book in memory, and does not survive when there is none: all of
/// it must be there before. The tables of cells are by far the largest.
std::size_t memory_of_book(const std::vector<const ResultTable*>& large) {
  constexpr std::size_t kBytesOfCell = 160, kRest = std::size_t{48} << 20U;
  std::size_t cells = 0;
  for (const ResultTable* table : large)
    cells += table->rows() * (2 * table->keys.size() + table->measures.size());
  return kRest + kBytesOfCell * cells;
}

}  // namespace

std::string workbook(const RunRecord& record, std::span<const SolvedStep> steps) {
  const ExperimentResult& last = steps.back().result;
  const ResultTable flows = table_of(TableKind::flows, record, last);
  const ResultTable path = table_of(TableKind::path, record, last);
  const ResultTable gradient = table_of(TableKind::gradient, record, last);
  const Book::Size size = size_of_book(memory_of_book({&flows, &path, &gradient}));
  const MemoryFile file;
  Book book(file.path(), size);
  book.set_title(record.title.empty() ? record.id : record.title);
  add_about(book, record, steps, flows.rows());
  add_tables(book, record, last, flows);
  if (!steps.front().step.id.empty())
    for (const TableKind kind :
         {TableKind::countries, TableKind::groups, TableKind::revenue, TableKind::quotas})
      add_table(book, table_of(kind, record, steps), record.currency);
  for (const TableKind kind :
       {TableKind::contributions, TableKind::world_contributions, TableKind::goal, TableKind::rates,
        TableKind::game, TableKind::payoffs, TableKind::reactions})
    add_table(book, table_of(kind, record, last), record.currency);
  add_table(book, path, record.currency);
  add_table(book, gradient, record.currency);
  add_certificate(book, last.certificate);
  add_scenario_sheet(book, record);
  add_columns(book, record);
  book.finish();
  return file.bytes();
}

}  // namespace tariffsim
