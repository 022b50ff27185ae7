// A field that must be a number of some kind.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "text/csv_table.hpp"

namespace tariffsim {

/// The number in a cell, if it is one and keeps the rule; otherwise nothing, and an error: the rule
/// in words, and what was found.
template <class Rule>
std::optional<double> checked_number(const CsvTable& table, std::size_t row, int column,
                                     Rule keeps_rule, std::string_view rule,
                                     Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  const double value = table.number(row, column, diagnostics);
  if (diagnostics.error_count() > errors) return std::nullopt;
  if (keeps_rule(value)) return value;
  diagnostics.error(table.place(row, column), fmt::format("{}, found {}", rule, value));
  return std::nullopt;
}

}  // namespace tariffsim
