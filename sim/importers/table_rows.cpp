#include "importers/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/utf8.hpp"
#include "importers/windows_1252.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kRowBlock = std::size_t{1} << 20U;
/// More than any published row has.
constexpr std::size_t kMostRowBytes = std::size_t{64} << 20U;
/// Of places in a file, together.
constexpr std::size_t kMostShownBytes = std::size_t{1} << 30U;
constexpr std::string_view kSpaces = " \t";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool only_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

/// How often it stands outside quotes.
std::ptrdiff_t count_outside_quotes(std::string_view line, char separator) {
  std::ptrdiff_t count = 0;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) ++count;
  }
  return count;
}

/// The end of a field that is quoted from `at` on: behind its last quote, or npos.
std::size_t end_of_quotes(std::string_view row, std::size_t at) {
  for (++at; at < row.size(); ++at) {
    if (row[at] != '"') continue;
    if (at + 1 < row.size() && row[at + 1] == '"') {
      ++at;
      continue;
    }
    return at + 1;
  }
  return std::string_view::npos;
}

/// The first line end from `from` on, or npos.
std::size_t first_line_end(std::string_view text, std::size_t from) {
  const std::size_t end = text.find('\n', from);
  return std::min(end, text.substr(0, end).find('\r', from));
}

/// Follows quotes through a row that grows.
class QuoteScan {
 public:
  /// Whether the row, as far as it is known, ends inside quotes.
  bool is_open_at(std::string_view row, char separator) {
    for (; at_ < row.size(); ++at_) {
      const char c = row[at_];
      if (open_) {
        open_ = c != '"';
        behind_quotes_ = !open_;
      } else if (c == separator) {
        field_begins_ = true;
        behind_quotes_ = false;
      } else if (c == '"' && (field_begins_ || behind_quotes_)) {
        open_ = true;
        field_begins_ = false;
      } else if (c != ' ') {
        field_begins_ = behind_quotes_ = false;
      }
    }
    return open_;
  }

 private:
  std::size_t at_ = 0;
  bool open_ = false;
  bool field_begins_ = true;
  bool behind_quotes_ = false;  // a quote here is the second of two, and stands for one
};

/// Begins with a quote, blanks apart.
bool is_quoted(std::string_view row, std::size_t at) {
  while (at < row.size() && row[at] == ' ') ++at;
  return at < row.size() && row[at] == '"';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (true) {
    const std::size_t size = text.size();
    while (!text.empty() && kSpaces.find(text.front()) != std::string_view::npos)
      text.remove_prefix(1);
    while (!text.empty() && kSpaces.find(text.back()) != std::string_view::npos)
      text.remove_suffix(1);
    if (text.starts_with(kNoBreakSpace)) text.remove_prefix(2);
    if (text.ends_with(kNoBreakSpace)) text.remove_suffix(2);
    if (text.size() == size) return text;
  }
}

TableRows::TableRows(const SourceFile& file) : file_(file), read_(file.open()) {
  fill();
  refuse_foreign(file_, buffer_);
  if (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF"))
    throw InputError(place_in(file_), "text in UTF-16", "save the file as CSV with UTF-8");
  if (buffer_.find('\0') < kRowBlock)
    throw InputError(place_in(file_), "this is neither text nor a table",
                     "expected CSV: text with commas, semicolons or tabs between the fields");
  if (std::string_view(buffer_).starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  choose_separator();
}

/// What is left moves to the front, and a block comes behind it; false when nothing came.
bool TableRows::fill() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t before = buffer_.size();
  if (before > kMostRowBytes)
    throw InputError(place_in(file_),
                     fmt::format("the row that begins on line {} is over {} MiB", next_line_,
                                 kMostRowBytes >> 20U),
                     "is a quote left open there?");
  buffer_.resize(before + kRowBlock);
  const std::size_t got = read_(buffer_.data() + before, kRowBlock);
  buffer_.resize(before + got);
  ended_ = got == 0;
  return got > 0;
}

void TableRows::choose_separator() {
  std::string_view text = std::string_view(buffer_).substr(at_);
  text.remove_prefix(std::min(text.size(), text.find_first_not_of("\r\n")));
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() == 5 && line.starts_with("sep=")) {  // what Excel understands
    separator_ = line[4];
    at_ = static_cast<std::size_t>(line.data() + line.size() - buffer_.data());
    return;
  }
  std::ptrdiff_t most = 0;
  separator_ = ',';
  for (const char candidate : {'\t', ';', ','}) {
    const std::ptrdiff_t count = count_outside_quotes(line, candidate);
    if (count <= most) continue;
    most = count;
    separator_ = candidate;
  }
}

/// Where the line that holds byte `from` behind at_ ends; reads on as far as is needed.
std::size_t TableRows::line_end(std::size_t from) {
  while (true) {
    const std::string_view text = std::string_view(buffer_).substr(at_);
    const std::size_t end = first_line_end(text, from);
    const bool sure = ended_ || (end != std::string_view::npos && end + 1 < text.size());
    if (sure) return std::min(end, text.size());
    from = std::min(end, text.size());
    fill();
  }
}

/// The next row into row_, without its end; in quotes it may go over several lines.
bool TableRows::take_row() {
  std::size_t end = line_end(0);
  if (at_ == buffer_.size()) return false;
  line_ = next_line_++;
  QuoteScan scan;
  const auto text = [&] { return std::string_view(buffer_).substr(at_); };
  if (text().substr(0, end).find('"') != std::string_view::npos) has_quotes_ = row_quoted_ = true;
  while (row_quoted_ && scan.is_open_at(text().substr(0, end), separator_)) {
    if (end == text().size()) {
      row_ = text();
      throw InputError(place(), "a quote that is opened on this line is never closed");
    }
    ++next_line_;
    end = line_end(end + (text().substr(end, 2) == "\r\n" ? 2 : 1));
  }
  row_ = text().substr(0, end);
  at_ += end;
  if (at_ < buffer_.size()) at_ += text().substr(0, 2) == "\r\n" ? 2 : 1;
  return true;
}

void TableRows::split() {
  fields_.clear();
  const char* at = row_.data();
  const char* const end = at + row_.size();
  while (true) {
    const auto* next =
        static_cast<const char*>(std::memchr(at, separator_, static_cast<std::size_t>(end - at)));
    const char* const stop = next == nullptr ? end : next;
    fields_.push_back(trimmed({at, static_cast<std::size_t>(stop - at)}));
    if (next == nullptr) return;
    at = next + 1;
  }
}

void TableRows::split_quoted() {
  fields_.clear();
  unquoted_.clear();
  unquoted_.reserve(row_.size());  // so that it does not move
  std::size_t at = 0;
  while (true) {
    const bool quoted = is_quoted(row_, at);
    const std::size_t quote = quoted ? row_.find('"', at) : at;
    const std::size_t close = quoted ? end_of_quotes(row_, quote) : at;
    const std::size_t end = std::min(row_.size(), row_.find(separator_, close));
    if (quoted) {
      const std::size_t begin = unquoted_.size();
      for (std::size_t i = quote + 1; i + 1 < close; ++i) {
        unquoted_ += row_[i];
        if (row_[i] == '"') ++i;
      }
      unquoted_ += trimmed(row_.substr(close, end - close));
      fields_.push_back(trimmed(std::string_view(unquoted_).substr(begin)));
    } else {
      fields_.push_back(trimmed(row_.substr(at, end - at)));
    }
    if (end == row_.size()) return;
    at = end + 1;
  }
}

bool TableRows::is_blank() const {
  return std::all_of(fields_.begin(), fields_.end(), [](std::string_view f) { return f.empty(); });
}

bool TableRows::next() {
  row_quoted_ = false;
  while (take_row()) {
    if (!only_ascii(row_) && invalid_utf8(row_)) {
      converted_ = from_windows_1252(row_);
      row_ = converted_;
      was_converted_ = true;
    }
    if (row_quoted_)
      split_quoted();
    else
      split();
    if (!is_blank()) return true;
    row_quoted_ = false;
  }
  fields_.clear();
  return false;
}

Place TableRows::place() const {
  // The lines before it are not held: empty ones stand for them, so that the number is right. A
  // file with a mistake in every line must not cost their sum.
  const auto source = std::make_shared<SourceText>();
  source->name = file_.shown;
  const std::string_view line = row_.substr(0, row_.find_first_of("\r\n"));
  const std::size_t before = static_cast<std::size_t>(std::max(0, line_ - 1));
  shown_bytes_ += before + line.size();
  if (shown_bytes_ < kMostShownBytes) {
    source->text.assign(before, '\n');
    source->text += line;
  }
  return {source, line_, 0, 1};
}

Place TableRows::place(std::size_t field) const {
  Place out = place();
  std::size_t at = 0;
  for (std::size_t i = 0; i < field && at <= row_.size(); ++i) {
    const std::size_t close = is_quoted(row_, at) ? end_of_quotes(row_, row_.find('"', at)) : at;
    at = std::min(row_.size(), row_.find(separator_, close)) + 1;
  }
  if (at > row_.size() || row_.substr(0, at).find('\n') != std::string_view::npos) return out;
  const std::size_t close = is_quoted(row_, at) ? end_of_quotes(row_, row_.find('"', at)) : at;
  const std::size_t end = std::min(row_.size(), row_.find(separator_, close));
  const std::size_t begin = std::min(end, row_.find_first_not_of(' ', at));
  out.column = static_cast<int>(begin) + 1;
  out.length = static_cast<int>(std::max<std::size_t>(1, end - begin));
  return out;
}

}  // namespace tariffsim
