#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "files/comparison_files.hpp"
#include "files/memory_file.hpp"
#include "files/xlsx_book.hpp"
#include "prose/compared_names.hpp"
#include "prose/comparison_sentences.hpp"
#include "prose/policy_differences.hpp"
#include "studies/comparison_reasons.hpp"

namespace tariffsim {
namespace {

/// The columns that tell what a row is about: codes, and names beside them.
struct RowSubject {
  std::vector<std::string> names;  // of the columns
  std::vector<std::string> (*values)(const Comparison&, const MeasureKey&);
};

/// A sheet: the kinds of keys on it, and what it says of them.
struct ComparedSheet {
  const char* name;
  std::vector<std::string> kinds;
  RowSubject subject;
};

const std::vector<ComparedSheet>& compared_sheets() {
  using Texts = std::vector<std::string>;
  static const std::vector<ComparedSheet> kSheets{
      {"World",
       {"world"},
       {{"of"}, [](const Comparison&, const MeasureKey& key) { return Texts{key.key}; }}},
      {"Economies",
       {"group", "country"},
       {{"economy", "name"},
        [](const Comparison& of, const MeasureKey& key) {
          return Texts{key.key, name_of_economy(of, key.key)};
        }}},
      {"Steps",
       {"step"},
       {{"step", "title", "economy", "name"},
        [](const Comparison& of, const MeasureKey& key) {
          const std::size_t slash = key.key.rfind('/');
          const std::string step = key.key.substr(0, slash), economy = key.key.substr(slash + 1);
          return Texts{step, step_title(of, step), economy, name_of_economy(of, economy)};
        }}},
      {"Quotas",
       {"quota"},
       {{"quota"}, [](const Comparison&, const MeasureKey& key) { return Texts{key.key}; }}},
      {"Sectors",
       {"group_sector", "sector"},
       {{"economy", "name", "sector", "sector name"},
        [](const Comparison& of, const MeasureKey& key) {
          const auto [economy, sector] = sector_of(key.key);
          return Texts{economy, name_of_economy(of, economy), sector, name_of_sector(of, sector)};
        }}},
      {"Pairs",
       {"group_pair", "pair"},
       {{"exporter", "exporter name", "importer", "importer name"},
        [](const Comparison& of, const MeasureKey& key) {
          return Texts{key.exporter, name_of_economy(of, key.exporter), key.importer,
                       name_of_economy(of, key.importer)};
        }}}};
  return kSheets;
}

std::vector<const ComparedRow*> rows_on(const ComparedSheet& sheet, const Comparison& comparison) {
  std::vector<const ComparedRow*> rows;
  for (const std::string& kind : sheet.kinds)
    for (const ComparedRow& row : comparison.rows)
      if (row.key.kind == kind) rows.push_back(&row);
  return rows;
}

bool has_reasons(const std::vector<const ComparedRow*>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const ComparedRow* row) {
    return !row->reasons.empty() || !row->also_by.empty();
  });
}

std::vector<std::string> columns_of(const ComparedSheet& sheet, const Comparison& comparison,
                                    bool reasons) {
  std::vector<std::string> names = sheet.subject.names;
  names.emplace_back("measure");
  for (const ComparedRun& run : comparison.runs) names.push_back(run.id);
  for (std::size_t at = 1; at < comparison.runs.size(); ++at)
    names.push_back(comparison.runs[at].id + " - " + comparison.runs[0].id);
  if (reasons) names.emplace_back("differs also by");
  return names;
}

void add_compared_rows(Book& book, const ComparedSheet& sheet, const Comparison& comparison) {
  const std::vector<const ComparedRow*> rows = rows_on(sheet, comparison);
  if (rows.empty()) return;
  const bool reasons = has_reasons(rows);
  const std::vector<std::string> columns = columns_of(sheet, comparison, reasons);
  Sheet out(book, sheet.name);
  out.width(sheet.subject.names.size() + 1, 2 * kNarrow);
  out.width(columns.size() - sheet.subject.names.size() - 1, kNarrow);
  out.header(columns);
  for (const ComparedRow* row : rows) {
    if (!out.has_room(1)) break;
    std::size_t column = 0;
    for (const std::string& text : sheet.subject.values(comparison, row->key))
      out.text(column++, text);
    out.text(column++, row->measure);
    for (const auto* numbers : {&row->values, &row->differences})
      for (const double value : *numbers) out.number(column++, value, book.number(row->measure));
    if (reasons) out.text(column, all_beside_policy(comparison, *row));
    out.end_row();
  }
  out.filter(columns.size());
}

/// What is compared, and what there is to say of it.
void add_runs(Book& book, const Comparison& comparison) {
  Sheet sheet(book, "Comparison");
  sheet.width(1, 2 * kNarrow);
  sheet.width(3, kWide);
  sheet.header({"run", "title", "baseline", "changes are counted from"});
  for (const ComparedRun& run : comparison.runs) {
    sheet.text(0, run.id);
    sheet.text(1, title_in_words(comparison, run), book.wrap());
    sheet.text(2, run.baseline);
    sheet.text(3, run.counted_from.empty() ? run.baseline : run.counted_from, book.wrap());
    sheet.end_row();
  }
  const auto say = [&](const char* what, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      sheet.text(0, what);
      sheet.text(1, line, book.wrap());
      sheet.end_row();
    }
  };
  say("note", comparison.notes);
  say("policies", policy_differences(comparison));
  say("results", comparison_sentences(comparison));
  say("units",
      {fmt::format("_pct: percent; differences of these: percentage points; _musd: million {}; "
                   "_base_: before; empty: not defined, or not in that run",
                   comparison.runs[0].currency),
       room_note("Pairs", comparison.rows.size(), "compare.csv has all")});
}

}  // namespace

std::string comparison_workbook(const Comparison& comparison) {
  constexpr std::size_t kBytesOfCell = 160, kRest = std::size_t{48} << 20U;
  const Book::Size size = size_of_book(kRest + kBytesOfCell * comparison.rows.size() *
                                                   (5 + 2 * comparison.runs.size()));
  const MemoryFile file;
  Book book(file.path(), size);
  book.set_title("Side by side");
  add_runs(book, comparison);
  for (const ComparedSheet& sheet : compared_sheets()) add_compared_rows(book, sheet, comparison);
  book.finish();
  return file.bytes();
}

}  // namespace tariffsim
