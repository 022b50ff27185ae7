#include "importers/table_labels.hpp"

#include <fmt/format.h>

namespace tariffsim {

std::optional<std::pair<std::string_view, std::string_view>> split_label(std::string_view label) {
  const std::size_t at = label.find('_');
  if (at == std::string_view::npos || at == 0 || at + 1 == label.size()) return std::nullopt;
  return std::pair{label.substr(0, at), label.substr(at + 1)};
}

void SeenOnce::see(Index label, int number, const std::string& name,
                   const std::function<Place()>& place, Diagnostics& diagnostics) {
  const auto at = static_cast<std::size_t>(label);
  if (at >= number_.size()) number_.resize(at + 1);
  const int before = number_[at];
  number_[at] = number;
  if (before == 0 || repeats_) return;
  diagnostics.error(place(),
                    fmt::format("'{}' comes twice: {} {} has it already", name, position_, before),
                    "leave one out; 'clean: {rows: sum}' in a recipe adds up rows");
}

bool SeenOnce::has(Index label) const {
  return static_cast<std::size_t>(label) < number_.size() &&
         number_[static_cast<std::size_t>(label)] != 0;
}

std::size_t width_of(const TableRows& header) {
  std::size_t width = header.size();
  while (width > 0 && header.field(width - 1).empty()) --width;
  return width;
}

bool RowCells::has_right_width(const TableRows& row) {
  const std::size_t width = width_of(row);
  if (row.size() >= columns_.size() && width <= columns_.size()) return true;
  diagnostics_.error(
      row.place(),
      fmt::format("{} fields where the header has {}",
                  std::max(width, std::min(row.size(), columns_.size())), columns_.size()),
      "is the file cut off there?");
  return false;
}

double RowCells::value(const TableRows& row, std::size_t column) {
  const std::string_view field = row.field(column);
  if (const auto number = published_number(field, style_)) {
    table_.see_decimals(decimals_of(field, style_));
    return *number;
  }
  if (is_missing(field))
    table_.count_missing();
  else
    diagnostics_.error(row.place(column), fmt::format("expected a number, found '{}'", field));
  return 0;
}

void RowCells::add_sales(const TableRows& row, Index seller) {
  if (!has_right_width(row)) return;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const UseColumn& column = columns_[c];
    switch (column.kind) {
      case UseColumn::Kind::label:
      case UseColumn::Kind::left_out:
        continue;
      case UseColumn::Kind::inputs:
        table_.add_input(seller, column.to, value(row, c));
        break;
      case UseColumn::Kind::final_use:
        table_.add_final(seller, column.to, value(row, c));
        break;
      case UseColumn::Kind::unplaced:
        table_.add_unplaced(seller, value(row, c));
        break;
      case UseColumn::Kind::total:
        if (!is_missing(row.field(c))) table_.set_total(seller, value(row, c));
        break;
    }
  }
}

void RowCells::add_account(const TableRows& row, Account account) {
  if (!has_right_width(row)) return;
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (columns_[c].kind == UseColumn::Kind::inputs && !row.field(c).empty())
      table_.add_account(account, columns_[c].to, value(row, c));
}

void check_all_seen(const IndustryList& list, const SeenOnce& rows, const SeenOnce& columns,
                    const Place& file, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < list.industries.size(); ++i) {
    const auto industry = static_cast<Index>(i);
    if (!rows.has(industry))
      diagnostics.error(file, fmt::format("{} has a column but no row", list.name(industry)),
                        "rows and columns of a table are of the same industries");
    if (!columns.has(industry))
      diagnostics.error(file, fmt::format("{} has a row but no column", list.name(industry)),
                        "rows and columns of a table are of the same industries");
  }
}

}  // namespace tariffsim
