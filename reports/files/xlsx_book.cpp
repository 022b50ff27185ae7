#include "files/xlsx_book.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/memory.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "prose/papers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostCharacters = 32767;  // of a cell
constexpr std::size_t kMostOfTitle = 200;       // in the properties of the file
constexpr time_t kDate = 946684800;             // 2000-01-01: the same input, the same bytes

lxw_col_t to_column(std::size_t at) { return static_cast<lxw_col_t>(at); }

/// Control characters made visible, cut to `most` bytes at the end of a character.
std::string cut_text(const std::string& text, std::size_t most) {
  std::string out = show(text).text;
  if (out.size() <= most) return out;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
  return out.substr(0, end) + "…";
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw OutputError(fmt::format("the workbook cannot be written: {}", lxw_strerror(error)));
}

/// Hides what the library itself prints while one lives: it says in its own words on the error
/// stream what it also returns.
class SilentErrors {
 public:
  SilentErrors() : before_(dup(STDERR_FILENO)) {
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (before_ >= 0 && nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0) close(nowhere);
  }
  ~SilentErrors() {
    if (before_ < 0) return;
    dup2(before_, STDERR_FILENO);
    close(before_);
  }
  SilentErrors(const SilentErrors&) = delete;
  SilentErrors& operator=(const SilentErrors&) = delete;

 private:
  int before_;
};

lxw_workbook* open_book(const std::filesystem::path& path, Book::Size size) {
  std::error_code ignored;
  std::string folder = size == Book::Size::spilled
                           ? std::filesystem::temp_directory_path(ignored).string()
                           : path.parent_path().string();
  lxw_workbook_options options{};
  options.constant_memory = size == Book::Size::small ? LXW_FALSE : LXW_TRUE;
  if (size != Book::Size::small) options.tmpdir = folder.data();
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) throw OutputError("the workbook cannot be made");
  return book;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

}  // namespace

/// The library does not see a disk that is full: there must be room before.
Book::Size size_of_book(std::size_t memory) {
  constexpr std::size_t kMuch = std::size_t{100} << 20U;
  std::error_code none;
  const auto place = std::filesystem::temp_directory_path(none);
  const auto room = none ? std::filesystem::space_info{} : std::filesystem::space(place, none);
  if (memory > kMuch && !none && room.available > memory && access(place.c_str(), W_OK) == 0)
    return Book::Size::spilled;
  require_memory(memory);
  return Book::Size::small;
}

Book::Book(const std::filesystem::path& path, Size size) : book_(open_book(path, size)) {
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
  count_ = workbook_add_format(book_);
  format_set_num_format(count_, "#,##0");
  fraction_ = workbook_add_format(book_);
  format_set_num_format(fraction_, "0.0000");
  rate_ = workbook_add_format(book_);
  format_set_num_format(rate_, "0.00%");
}

Book::~Book() {
  if (book_ == nullptr) return;
  const SilentErrors silent;
  workbook_close(book_);
}

lxw_worksheet* Book::add(const char* name) {
  const SilentErrors silent;
  lxw_worksheet* const sheet = workbook_add_worksheet(book_, name);
  if (sheet == nullptr)
    throw OutputError("the workbook cannot be written: no room for the rows of a sheet");
  return sheet;
}

void Book::set_title(const std::string& title) {
  std::string shown = cut_text(title, kMostOfTitle);
  lxw_doc_properties properties{};
  properties.title = shown.data();
  std::string program = fmt::format("tariffsim {}", TARIFFSIM_VERSION);
  properties.author = program.data();
  properties.created = kDate;
  workbook_set_properties(book_, &properties);
}

lxw_format* Book::number(const std::string& column) {
  if (column.ends_with("_pct")) return percent_;
  if (column == "population" || column == "households" || column == "members") return count_;
  const bool money = column.ends_with("_musd") || column.ends_with("_usd") ||
                     column.starts_with("amount");  // of a quota
  return money ? money_ : fraction_;
}

void Book::finish() {
  const SilentErrors silent;
  check(workbook_close(std::exchange(book_, nullptr)));
}

void Sheet::width(std::size_t columns, double characters) {
  worksheet_set_column(sheet_, to_column(next_), to_column(next_ + columns - 1), characters,
                       nullptr);
  next_ += columns;
}

void Sheet::header(const std::vector<std::string>& names) {
  for (std::size_t at = 0; at < names.size(); ++at) text(at, names[at], book_.head());
  end_row();
  worksheet_freeze_panes(sheet_, row_, 0);
}

void Sheet::text(std::size_t column, const std::string& value, lxw_format* format) {
  check(worksheet_write_string(sheet_, row_, to_column(column),
                               cut_text(value, kMostCharacters).c_str(), format));
}

void Sheet::number(std::size_t column, double value, lxw_format* format) {
  if (std::isfinite(value))
    check(worksheet_write_number(sheet_, row_, to_column(column), value, format));
}

void Sheet::filter(std::size_t columns) {
  if (row_ > 1) worksheet_autofilter(sheet_, 0, 0, row_ - 1, to_column(columns - 1));
}

std::string head_of(const MeasureText& measure, const std::string& currency) {
  constexpr std::string_view kBase = " base";
  const std::string unit = unit_of(measure.name, currency);
  std::string title = title_of(measure);
  if (title.ends_with(kBase)) title.replace(title.size() - kBase.size(), kBase.size(), " before");
  return unit == "1" ? title : fmt::format("{}, {}", title, unit);
}

std::string room_note(const char* sheet, std::size_t rows, const char* elsewhere) {
  if (rows < kSheetRows) return "";
  return fmt::format("; the sheet {} holds the first {}, as many as Excel has rows for; {}", sheet,
                     grouped(static_cast<long long>(kSheetRows - 1)), elsewhere);
}

void add_about_sheet(Book& book, const RunRecord& record, const Headline& told,
                     const std::string& certificate, const std::string& units,
                     const std::vector<std::string>& varied) {
  Sheet sheet(book, "About");
  sheet.width(1, 22);
  sheet.width(1, 2 * kWide);
  const auto line = [&](const std::string& name, const std::string& value) {
    sheet.text(0, name, book.head());
    sheet.text(1, value, book.wrap());
    sheet.end_row();
  };
  const auto lines = [&](std::string name, const std::string& values) {
    for (const std::string& value : lines_of(values)) line(std::exchange(name, ""), value);
  };
  line("Scenario", record.title.empty() ? record.id : record.title);
  lines("", record.description);
  for (const std::string& text : record.cautions) line("Caution", text);
  for (const std::string& text : told.policy) line("Policy", text);
  for (const std::string& text : told.sentences) line("Result", text);
  line("Counted from", "Changes are counted from " + counted_from(record) + ".");
  for (std::size_t at = record.cautions.size(); at < record.notes.size(); ++at)
    line("Note", record.notes[at]);
  line("Id", record.id);
  line("Baseline", fmt::format("{}: {} ({}), SHA-256 {}", record.baseline_id, record.baseline_title,
                               record.baseline_year, record.baseline_hash));
  for (const RunOption& option : record.options) line(option.name, option.value);
  for (std::size_t at = 0; at < record.overrides.size(); ++at)
    line(setter_of(record, at), record.overrides[at]);
  line("Certificate", certificate);
  line("Program", fmt::format("tariffsim {}", TARIFFSIM_VERSION));
  line("Units", units);
  for (const std::string& text : references_of(record, varied)) line("Paper", text);
  for (const std::string& text : record.data_sources) line("Data", text);
  if (!record.data_licence.empty()) line("Licence of the data", record.data_licence);
  lines("Notes on the data", record.data_notes);
}

void add_scenario_sheet(Book& book, const RunRecord& record) {
  Sheet sheet(book, "Scenario");
  sheet.width(1, 2 * kWide);
  sheet.header({record.scenario_file});
  for (const std::string& line : lines_of(record.scenario_text)) {
    sheet.text(0, line);
    sheet.end_row();
  }
}

}  // namespace tariffsim
