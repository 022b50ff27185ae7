#include "text/csv_table.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/near_miss.hpp"
#include "text/footnotes.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxErrors = 20;

std::vector<std::string> known_names(const CsvColumns& columns) {
  std::vector<std::string> names = columns.required;
  names.insert(names.end(), columns.optional.begin(), columns.optional.end());
  names.insert(names.end(), columns.one_of.begin(), columns.one_of.end());
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The column that an unknown one is probably meant to be.
std::optional<std::string> meant_column(const std::string& name, const CsvColumns& columns) {
  for (const auto& [written, meant] : columns.meant)
    if (written == name) return meant;
  return near_miss(name, known_names(columns));
}

/// "25%" is no number here, but what it means is plain.
std::string number_hint(std::string_view text) {
  if (!text.empty() && text.back() == '%') return "a fraction: 25 % is 0.25";
  if (text.find_first_of(", ") != std::string_view::npos)
    return "a decimal point, no thousands separators";
  return "";
}

}  // namespace

CsvTable::CsvTable(std::shared_ptr<const SourceText> source, const CsvColumns& columns)
    : source_(std::move(source)), text_(scan_csv(source_)) {
  if (text_.lines.empty())
    throw InputError({source_, 0, 0, 1}, fmt::format("no header row; expected {}",
                                                     fmt::join(known_names(columns), ",")));
  take_header(columns);
  if (columns.footnotes) pass_over_footnotes();
  check_widths(columns.footnotes);
}

void CsvTable::take_header(const CsvColumns& columns) {
  for (std::size_t i = 0; i < text_.widths[0]; ++i) written_.emplace_back(field_at(i));
  header_ = columns.names.size() == written_.size() ? columns.names : written_;
  Diagnostics diagnostics(kMaxErrors);
  std::vector<std::string> meant;
  check_names(columns, meant, diagnostics);
  const bool semicolons = header_.size() == 1 && header_[0].find(';') != std::string::npos;
  // A column that goes by a wrong name is one fault, not a missing one as well.
  const auto is_meant = [&](const std::string& name) { return contains(meant, name); };
  for (const std::string& name : columns.required)
    if (!semicolons && !contains(header_, name) && !is_meant(name))
      diagnostics.error({source_, text_.lines[0], 0, 1}, fmt::format("missing column '{}'", name));
  if (!semicolons && std::none_of(columns.one_of.begin(), columns.one_of.end(), is_meant))
    check_one_of(columns.one_of, diagnostics);
  diagnostics.throw_if_errors();
}

void CsvTable::check_names(const CsvColumns& columns, std::vector<std::string>& meant,
                           Diagnostics& diagnostics) const {
  const std::vector<std::string> known = known_names(columns);
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const Place place = place_of_field(source_, text_.starts[0], i);
    const auto first = static_cast<std::size_t>(
        std::find(header_.begin(), header_.end(), header_[i]) - header_.begin());
    if (header_[i].empty()) {
      diagnostics.error(place, "a column without a name");
    } else if (first < i) {
      diagnostics.error(place, written_[first] == written_[i]
                                   ? fmt::format("repeated column '{}'", written_[i])
                                   : fmt::format("the columns '{}' and '{}' are both read as '{}'",
                                                 written_[first], written_[i], header_[i]));
    } else if (!columns.any_other && !contains(known, header_[i])) {
      const bool semicolons = header_[i].find(';') != std::string::npos;
      const auto nearest = semicolons ? std::nullopt : meant_column(header_[i], columns);
      if (nearest) meant.push_back(*nearest);
      diagnostics.error(place, fmt::format("unknown column '{}'", written_[i]),
                        semicolons ? "columns are separated by commas, not by semicolons"
                        : nearest  ? fmt::format("did you mean '{}'?", *nearest)
                                   : fmt::format("known: {}", fmt::join(known, ", ")));
    }
  }
}

void CsvTable::check_one_of(const std::vector<std::string>& names, Diagnostics& diagnostics) const {
  if (names.empty()) return;
  std::vector<std::string> there;
  for (const std::string& name : names)
    if (const int at = column(name); at >= 0)
      there.push_back(written_[static_cast<std::size_t>(at)]);
  if (there.size() == 1) return;
  const Place header{source_, text_.lines[0], 0, 1};
  if (there.empty())
    diagnostics.error(header, fmt::format("missing column '{}'", fmt::join(names, "' or '")));
  else
    diagnostics.error(header, fmt::format("the columns '{}' stand side by side: expected only one",
                                          fmt::join(there, "' and '")));
}

/// Text whose last field is no figure; `first` is the index of its first field.
bool CsvTable::is_footnote(std::size_t row, std::size_t first) const {
  if (!begins_footnote(field_at(first))) return false;
  const std::string_view last = field_at(first + text_.widths[row] - 1);
  const bool is_figure = !last.empty() && last.find_first_not_of("+-.0123456789%") == last.npos;
  return text_.widths[row] == 1 || !is_figure;
}

void CsvTable::pass_over_footnotes() {
  std::size_t end = text_.ends.size();
  while (text_.widths.size() > 1 &&
         is_footnote(text_.widths.size() - 1, end - text_.widths.back())) {
    end -= text_.widths.back();
    text_.widths.pop_back();
    text_.lines.pop_back();
    text_.starts.pop_back();
    ++footnotes_;
  }
}

void CsvTable::check_widths(bool published) const {
  Diagnostics diagnostics(kMaxErrors);
  for (std::size_t row = 1; row < text_.widths.size(); ++row) {
    if (text_.widths[row] == header_.size()) continue;
    diagnostics.error(
        {source_, text_.lines[row], 0, 1},
        fmt::format("{} fields where the header has {}", text_.widths[row], header_.size()),
        published && text_.widths[row] > header_.size()
            ? "a field that holds a comma is written in quotes"
            : "");
  }
  diagnostics.throw_if_errors();
}

std::string_view CsvTable::field_at(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : text_.ends[index - 1];
  return std::string_view(text_.bytes).substr(begin, text_.ends[index] - begin);
}

int CsvTable::column(std::string_view name) const {
  const auto at = std::find(header_.begin(), header_.end(), name);
  return at == header_.end() ? -1 : static_cast<int>(at - header_.begin());
}

std::string_view CsvTable::field(std::size_t row, int column) const {
  return field_at((row + 1) * header_.size() + static_cast<std::size_t>(column));
}

Place CsvTable::place(std::size_t row, int column) const {
  return place_of_field(source_, text_.starts[row + 1], static_cast<std::size_t>(column));
}

double CsvTable::number(std::size_t row, int column, Diagnostics& diagnostics) const {
  const std::string_view text = field(row, column);
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, value);
  if (failure == std::errc() && stopped == end && std::isfinite(value)) return value;
  const bool too_large = failure == std::errc::result_out_of_range && stopped == end;
  diagnostics.error(place(row, column),
                    too_large ? fmt::format("'{}' is beyond the range of numbers", text)
                              : fmt::format("expected a number, found '{}'", text),
                    number_hint(text));
  return 0;
}

std::string csv_field(std::string_view text) {
  const bool edge_space = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!edge_space && text.find_first_of(",\"\r\n\t") == std::string_view::npos)
    return std::string(text);
  std::string out(2 * text.size() + 2, '\0');
  out.resize(csv_write(out.data(), out.size(), text.data(), text.size()));
  return out;
}

}  // namespace tariffsim
