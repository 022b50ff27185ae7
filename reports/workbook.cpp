#include "reports/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "reports/field_meaning.hpp"
#include "reports/headline.hpp"
#include "reports/memory_file.hpp"
#include "reports/rows.hpp"
#include "text/diagnostic.hpp"
#include "text/utf8.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostCharacters = 32767;  // of a cell
constexpr double kWide = 60, kNarrow = 14;      // column widths, in characters
constexpr time_t kDate = 946684800;             // 2000-01-01: the same input, the same bytes

/// Control characters made visible, cut to what a cell holds.
std::string cell_text(const std::string& text) {
  std::string out = show(text).text;
  if (out.size() <= kMostCharacters) return out;
  std::size_t end = kMostCharacters - 3;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
  return out.substr(0, end) + "…";
}

/// A workbook in memory and its cell formats.
class Book {
 public:
  Book() {
    book_ = workbook_new(file_.path().c_str());
    if (book_ == nullptr) throw OutputError("the workbook cannot be made");
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_text_wrap(head_);
    format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
    wrap_ = workbook_add_format(book_);
    format_set_text_wrap(wrap_);
    format_set_align(wrap_, LXW_ALIGN_VERTICAL_TOP);
    money_ = workbook_add_format(book_);
    format_set_num_format(money_, "#,##0.0");
    percent_ = workbook_add_format(book_);
    format_set_num_format(percent_, "0.00");
    fraction_ = workbook_add_format(book_);
    format_set_num_format(fraction_, "0.0000");
  }
  ~Book() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  void set_title(const std::string& title) {
    std::string shown = show(title).text.substr(0, 200);
    lxw_doc_properties properties{};
    properties.title = shown.data();
    std::string program = fmt::format("tariffsim {}", TARIFFSIM_VERSION);
    properties.author = program.data();
    properties.created = kDate;
    workbook_set_properties(book_, &properties);
  }

  lxw_worksheet* add(const char* name) { return workbook_add_worksheet(book_, name); }
  lxw_format* head() { return head_; }
  lxw_format* wrap() { return wrap_; }
  lxw_format* number(const std::string& column) {
    if (column.ends_with("_pct")) return percent_;
    return column.ends_with("_musd") ? money_ : fraction_;
  }

  std::string finish() {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR)
      throw OutputError(fmt::format("the workbook cannot be written: {}", lxw_strerror(error)));
    return file_.bytes();
  }

 private:
  MemoryFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_format *head_ = nullptr, *wrap_ = nullptr, *money_ = nullptr, *percent_ = nullptr,
             *fraction_ = nullptr;
};

/// One sheet, written row by row from the top.
class Sheet {
 public:
  Sheet(Book& book, const char* name) : book_(book), sheet_(book.add(name)) {}

  void width(std::size_t columns, double characters) {
    worksheet_set_column(sheet_, static_cast<lxw_col_t>(next_), to_column(next_ + columns - 1),
                         characters, nullptr);
    next_ += columns;
  }
  void header(const std::vector<std::string>& names) {
    for (std::size_t at = 0; at < names.size(); ++at) text(at, names[at], book_.head());
    end_row();
    worksheet_freeze_panes(sheet_, row_, 0);
  }
  void text(std::size_t column, const std::string& value, lxw_format* format = nullptr) {
    worksheet_write_string(sheet_, row_, to_column(column), cell_text(value).c_str(), format);
  }
  /// Nothing for what is not defined.
  void number(std::size_t column, double value, lxw_format* format) {
    if (std::isfinite(value))
      worksheet_write_number(sheet_, row_, to_column(column), value, format);
  }
  void end_row() { ++row_; }
  void filter(std::size_t columns) {
    if (row_ > 1) worksheet_autofilter(sheet_, 0, 0, row_ - 1, to_column(columns - 1));
  }

 private:
  static lxw_col_t to_column(std::size_t at) { return static_cast<lxw_col_t>(at); }
  Book& book_;
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  std::size_t next_ = 0;
};

/// `keys(row)` gives the texts of the first columns, named `key_names`.
template <class Row, class Keys>
void add_table(Book& book, const char* name, const std::vector<std::string>& key_names,
               const std::vector<Row>& rows, const std::vector<Field<Row>>& fields,
               const Keys& keys) {
  Sheet sheet(book, name);
  std::vector<std::string> names = key_names;
  for (const Field<Row>& field : fields) names.emplace_back(field.name);
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for (const Row& row : rows) {
    std::size_t column = 0;
    for (const std::string& key : keys(row)) sheet.text(column++, key);
    for (const Field<Row>& field : fields)
      sheet.number(column++, row.*field.value, book.number(field.name));
    sheet.end_row();
  }
  sheet.filter(names.size());
}

void add_about(Book& book, const RunRecord& record, const ExperimentResult& result) {
  Sheet sheet(book, "About");
  sheet.width(1, 22);
  sheet.width(1, 2 * kWide);
  const auto line = [&](const std::string& name, const std::string& value) {
    sheet.text(0, name, book.head());
    sheet.text(1, value, book.wrap());
    sheet.end_row();
  };
  line("Scenario", record.title.empty() ? record.id : record.title);
  line("", record.description);
  const Headline words = headline(record, *result.outcome);
  for (const std::string& text : words.policy) line("Policy", text);
  for (const std::string& text : words.sentences) line("Result", text);
  line("Id", record.id);
  line("Baseline", fmt::format("{}: {} ({}), SHA-256 {}", record.baseline_id, record.baseline_title,
                               record.baseline_year, record.baseline_hash));
  for (const RunOption& option : record.options) line(option.name, option.value);
  for (const std::string& text : record.overrides) line("Set on the command line", text);
  line("Certificate", result.certificate.summary());
  line("Program", fmt::format("tariffsim {}", TARIFFSIM_VERSION));
  line("Units", fmt::format("_pct: percent; _musd: million {}; tariff, tariff_base: fractions; "
                            "empty: not defined",
                            record.currency));
}

void add_columns(Book& book, const RunRecord& record) {
  Sheet sheet(book, "Columns");
  sheet.width(2, 2 * kNarrow);
  sheet.width(1, kWide);
  sheet.header({"column", "unit", "meaning"});
  const auto add = [&](const auto& fields) {
    for (const auto& field : fields) {
      sheet.text(0, field.name);
      sheet.text(1, unit_of(field.name, record.currency));
      sheet.text(2, meaning_of(field.name));
      sheet.end_row();
    }
  };
  add(country_fields());
  add(sector_fields());
  add(flow_fields());
  add(pair_fields());
  add(world_fields());
  add(group_fields());
}

void add_tables(Book& book, const RunRecord& record, const Outcome& outcome) {
  using Keys = std::vector<std::string>;
  const World& base = outcome.base();
  const auto country = [&](Index n) { return base.countries[static_cast<std::size_t>(n)].code; };
  add_table(book, "World", {}, std::vector<WorldRow>{world_row(outcome)}, world_fields(),
            [](const WorldRow&) { return Keys{}; });
  add_table(book, "Countries", {"country", "name"}, country_rows(outcome), country_fields(),
            [](const CountryRow& row) {
              return Keys{row.country, row.name};
            });
  if (!record.groups.empty())
    add_table(book, "Groups", {"group"}, group_rows(outcome, record.groups), group_fields(),
              [](const GroupRow& row) { return Keys{row.group}; });
  add_table(book, "Sectors", {"country", "sector"}, sector_rows(outcome), sector_fields(),
            [](const SectorRow& row) {
              return Keys{row.country, row.sector};
            });
  add_table(book, "Pairs", {"exporter", "importer"}, pair_rows(outcome), pair_fields(),
            [](const PairRow& row) {
              return Keys{row.exporter, row.importer};
            });
  add_table(book, "Flows", {"exporter", "importer", "sector"}, flow_rows(outcome), flow_fields(),
            [&](const FlowRow& row) {
              return Keys{country(row.exporter), country(row.importer),
                          base.sectors[static_cast<std::size_t>(row.sector)].code};
            });
}

void add_steps(Book& book, std::span<const SolvedStep> steps) {
  struct StepRow : CountryRow {
    const Step* step;
  };
  std::vector<StepRow> rows;
  for (const SolvedStep& solved : steps)
    for (const CountryRow& row : country_rows(*solved.result.outcome))
      rows.push_back({row, &solved.step});
  std::vector<Field<StepRow>> fields;
  for (const Field<CountryRow>& field : country_fields())
    fields.push_back({field.name, static_cast<double StepRow::*>(field.value)});
  add_table(book, "Steps", {"step", "date", "title", "country", "name"}, rows, fields,
            [](const StepRow& row) {
              return std::vector<std::string>{row.step->id, row.step->date, row.step->title,
                                              row.country, row.name};
            });
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

/// Line by line: a cell holds less than a scenario may be long.
void add_scenario(Book& book, const RunRecord& record) {
  Sheet sheet(book, "Scenario");
  sheet.width(1, 2 * kWide);
  sheet.header({record.scenario_file});
  const std::string& text = record.scenario_text;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    sheet.text(0, text.substr(start, end - start));
    sheet.end_row();
    start = end + 1;
  }
}

}  // namespace

std::string workbook(const RunRecord& record, std::span<const SolvedStep> steps) {
  const ExperimentResult& last = steps.back().result;
  Book book;
  book.set_title(record.title.empty() ? record.id : record.title);
  add_about(book, record, last);
  add_tables(book, record, *last.outcome);
  if (!steps.front().step.id.empty()) add_steps(book, steps);
  add_certificate(book, last.certificate);
  add_scenario(book, record);
  add_columns(book, record);
  return book.finish();
}

}  // namespace tariffsim
