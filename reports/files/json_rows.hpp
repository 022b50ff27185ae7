// Rows as JSON: ten digits, and null for what is not defined.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/numbers.hpp"
#include "results/rows.hpp"

namespace tariffsim {

using OrderedJson = nlohmann::ordered_json;

inline OrderedJson json_number(double value) {
  return std::isfinite(value) ? OrderedJson(ten_digits(value)) : OrderedJson(nullptr);
}

/// Adds one member per field.
template <class Row>
void put_fields(OrderedJson& out, const Row& row, const std::vector<Field<Row>>& fields) {
  for (const Field<Row>& field : fields) out[field.name] = json_number(row.*field.value);
}

/// {"fields": names, "rows": [[numbers], ...]}: large tables without repeating the names.
template <class Row>
OrderedJson table_json(const std::vector<Row>& rows, const std::vector<Field<Row>>& fields) {
  OrderedJson out{{"fields", OrderedJson::array()}, {"rows", OrderedJson::array()}};
  for (const Field<Row>& field : fields) out["fields"].push_back(field.name);
  for (const Row& row : rows) {
    OrderedJson values = OrderedJson::array();
    for (const Field<Row>& field : fields) values.push_back(json_number(row.*field.value));
    out["rows"].push_back(std::move(values));
  }
  return out;
}

/// As text; bytes that are not UTF-8 are replaced. `indent` -1: on one line.
inline std::string json_text(const OrderedJson& json, int indent) {
  return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace tariffsim
