// Result tables as JSON: ten digits, and null for what is not defined.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "results/tables.hpp"

namespace tariffsim {

using OrderedJson = nlohmann::ordered_json;

inline OrderedJson json_number(double value) {
  return std::isfinite(value) ? OrderedJson(ten_digits(value)) : OrderedJson(nullptr);
}

/// Adds a member for each measure of a row.
inline void put_measures(OrderedJson& out, const ResultTable& table, std::size_t row) {
  for (std::size_t at = 0; at < table.measures.size(); ++at)
    out[table.measures[at].name] = json_number(table.value(row, at));
}

/// A row as an object: its codes and names, then its measures.
inline OrderedJson row_json(const ResultTable& table, std::size_t row) {
  OrderedJson out = OrderedJson::object();
  for (const RowKey& key : table.keys) out[key.name] = table.label(row, key);
  put_measures(out, table, row);
  return out;
}

/// The rows of a table as objects.
inline OrderedJson rows_json(const ResultTable& table) {
  OrderedJson out = OrderedJson::array();
  for (std::size_t row = 0; row < table.rows(); ++row) out.push_back(row_json(table, row));
  return out;
}

/// {"fields": names, "rows": [[numbers], ...]}: large tables without repeating the names.
inline OrderedJson table_json(const ResultTable& table) {
  OrderedJson out{{"fields", OrderedJson::array()}, {"rows", OrderedJson::array()}};
  for (const MeasureText& measure : table.measures) out["fields"].push_back(measure.name);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    OrderedJson values = OrderedJson::array();
    for (std::size_t at = 0; at < table.measures.size(); ++at)
      values.push_back(json_number(table.value(row, at)));
    out["rows"].push_back(std::move(values));
  }
  return out;
}

/// As text; bytes that are not UTF-8 are replaced. `indent` -1: on one line.
inline std::string json_text(const OrderedJson& json, int indent) {
  return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace tariffsim
