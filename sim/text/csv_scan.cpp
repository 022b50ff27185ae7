#include "text/csv_scan.hpp"

#include <csv.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace tariffsim {
namespace {

constexpr std::string_view kSpaces = " \t";

/// libcsv in strict mode, with what its callbacks collect.
class Parser {
 public:
  explicit Parser(std::size_t size_hint) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    text.bytes.reserve(size_hint);
    text.ends.reserve(size_hint / 6);
  }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// Number of bytes taken: fewer than given if they are not CSV.
  std::size_t feed(std::string_view bytes) {
    return csv_parse(&parser_, bytes.data(), bytes.size(), add_field, end_row, this);
  }
  /// False if a quote is still open.
  bool finish() { return csv_fini(&parser_, add_field, end_row, this) == 0; }
  /// Nothing of a row has been read yet.
  bool between_rows() const { return parser_.pstate == 0; }
  std::size_t fields_in_row() const { return in_row_; }
  std::size_t rows() const { return text.widths.size(); }

  CsvText text;

 private:
  static void add_field(void* field, std::size_t size, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    parser.text.bytes.append(static_cast<const char*>(field), size);
    parser.text.ends.push_back(static_cast<std::uint32_t>(parser.text.bytes.size()));
    ++parser.in_row_;
  }
  static void end_row(int /*terminator*/, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    parser.text.widths.push_back(parser.in_row_);
    parser.in_row_ = 0;
  }

  csv_parser parser_{};
  std::uint32_t in_row_ = 0;
};

std::size_t end_of_line(std::string_view text, std::size_t from) {
  const auto at = text.find('\n', from);
  return at == std::string_view::npos ? text.size() : at + 1;
}

/// A row starts on the line that is read next; a blank line's entry is replaced by that of the line
/// after it.
void start_row(Parser& parser, std::size_t offset, int line) {
  parser.text.starts.resize(parser.rows());
  parser.text.lines.resize(parser.rows());
  parser.text.starts.push_back(static_cast<std::uint32_t>(offset));
  parser.text.lines.push_back(line);
}

void finish(Parser& parser, const std::shared_ptr<const SourceText>& source) {
  const std::size_t open_field = parser.fields_in_row();
  if (!parser.finish()) {
    Place place = place_of_field(source, parser.text.starts.back(), open_field);
    place.length = 1;
    throw InputError(std::move(place), "this quote is never closed");
  }
  parser.text.starts.resize(parser.rows());
  parser.text.lines.resize(parser.rows());
}

}  // namespace

Place place_at(const std::shared_ptr<const SourceText>& source, std::size_t offset,
               std::size_t length) {
  const std::string_view before = std::string_view(source->text).substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 = 0
  return {source, static_cast<int>(line), static_cast<int>(offset - line_start + 1),
          static_cast<int>(std::max<std::size_t>(1, length))};
}

Place place_of_field(const std::shared_ptr<const SourceText>& source, std::size_t start,
                     std::size_t column) {
  const std::string_view row = std::string_view(source->text).substr(start);
  Parser parser(0);
  std::size_t begin = 0;
  std::size_t end = 0;
  // Byte by byte, libcsv reports a field just as it takes the separator after it.
  while (end < row.size() && parser.rows() == 0 && parser.text.ends.size() <= column) {
    const std::size_t fields = parser.text.ends.size();
    if (parser.feed(row.substr(end, 1)) != 1) break;
    ++end;
    if (parser.text.ends.size() > fields && fields < column && parser.rows() == 0) begin = end;
  }
  const bool separator_taken = parser.text.ends.size() > column;
  std::string_view field = row.substr(begin, end - begin - (separator_taken ? 1 : 0));
  const std::size_t indent = std::min(field.size(), field.find_first_not_of(kSpaces));
  field.remove_prefix(indent);
  field = field.substr(0, field.find_first_of("\r\n"));
  return place_at(source, start + begin + indent, field.find_last_not_of(kSpaces) + 1);
}

CsvText scan_csv(const std::shared_ptr<const SourceText>& source) {
  const std::string_view text = source->text;
  if (const auto bad = invalid_utf8(text))
    throw InputError(place_at(source, *bad), "text that is not UTF-8",
                     "save the file with the encoding UTF-8");
  Parser parser(text.size());
  std::size_t at = text.substr(0, 3) == kByteOrderMark ? 3 : 0;
  for (int line = 1; at < text.size(); ++line) {
    if (parser.between_rows()) start_row(parser, at, line);
    const std::string_view bytes = text.substr(at, end_of_line(text, at) - at);
    const std::size_t taken = parser.feed(bytes);
    if (taken < bytes.size())
      throw InputError(place_at(source, at + taken),
                       "a quote inside a field: quote the whole field and double the quotes in it");
    if (parser.rows() > parser.text.starts.size())
      throw InputError({source, line, 0, 1}, "a line break that is neither LF nor CRLF",
                       "save the file with the line ends of Unix or Windows");
    at += bytes.size();
  }
  finish(parser, source);
  return std::move(parser.text);
}

}  // namespace tariffsim
