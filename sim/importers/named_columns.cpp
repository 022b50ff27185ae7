#include "importers/named_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/near_miss.hpp"

namespace tariffsim {
namespace {

std::string letters_and_digits(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

NamedColumns::NamedColumns(TableRows& rows, const SourceFile& file) : place_(place_in(file)) {
  if (!rows.next()) throw InputError(place_, "the file is empty");
  place_ = rows.place();
  for (std::size_t c = 0; c < rows.size(); ++c) {
    names_.emplace_back(rows.field(c));
    plain_.push_back(letters_and_digits(rows.field(c)));
  }
  while (!names_.empty() && names_.back().empty()) {
    names_.pop_back();
    plain_.pop_back();
  }
}

std::optional<std::size_t> NamedColumns::find(const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    const auto at = std::find(plain_.begin(), plain_.end(), letters_and_digits(name));
    if (at != plain_.end()) return static_cast<std::size_t>(at - plain_.begin());
  }
  return std::nullopt;
}

std::size_t NamedColumns::need(const std::vector<std::string>& names) const {
  if (const auto at = find(names)) return *at;
  const auto nearest = near_miss(names.front(), names_);
  throw InputError(place_, fmt::format("no column '{}'", fmt::join(names, "' or '")),
                   nearest ? fmt::format("did you mean '{}'?", *nearest)
                           : "columns are found by their names in the first line");
}

bool NamedColumns::fits(const TableRows& row, Diagnostics& diagnostics) const {
  std::size_t width = row.size();
  while (width > names_.size() && row.field(width - 1).empty()) --width;
  if (width == names_.size()) return true;
  diagnostics.error(row.place(),
                    fmt::format("{} fields where the header has {}", width, names_.size()),
                    "is the file cut off there, or a field with a comma not quoted?");
  return false;
}

std::optional<double> number_in(const TableRows& row, std::size_t column, NumberStyle style,
                                Diagnostics& diagnostics) {
  const std::string_view field = row.field(column);
  const auto value = published_number(field, style);
  if (!value && !is_missing(field))
    diagnostics.error(row.place(column), fmt::format("expected a number, found '{}'", field));
  return value;
}

std::optional<std::string> six_digits(std::string_view code) {
  const bool digits = std::all_of(code.begin(), code.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  if (!digits || code.size() < 5 || code.size() > 6) return std::nullopt;
  return (code.size() == 5 ? "0" : "") + std::string(code);
}

std::optional<int> whole_number(std::string_view field) {
  int value = 0;
  const auto [stopped, failure] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (failure != std::errc() || stopped != field.data() + field.size()) return std::nullopt;
  return value;
}

}  // namespace tariffsim
