#include "files/csv.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/numbers.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kBytesPerField = 10;  // and its comma, typically; only reserved

/// Each label as a field, quoted once.
std::vector<std::vector<std::string>> label_fields(const ResultTable& table) {
  std::vector<std::vector<std::string>> out;
  for (const RowKey& key : table.keys) {
    out.emplace_back();
    for (const std::string& label : key.labels) out.back().push_back(csv_field(label));
  }
  return out;
}

std::string header_of(const ResultTable& table) {
  std::vector<std::string> names;
  for (const RowKey& key : table.keys) names.emplace_back(key.name);
  for (const MeasureText& measure : table.measures) names.emplace_back(measure.name);
  return fmt::format("{}\n", fmt::join(names, ","));
}

void append_row(fmt::memory_buffer& line, const ResultTable& table, std::size_t row,
                const std::vector<std::vector<std::string>>& labels) {
  for (std::size_t key = 0; key < labels.size(); ++key) {
    if (key > 0) line.push_back(',');
    const std::string& label = labels[key][table.position(row, table.keys[key].axis)];
    line.append(label.data(), label.data() + label.size());
  }
  for (std::size_t measure = 0; measure < table.measures.size(); ++measure) {
    if (measure > 0 || !labels.empty()) line.push_back(',');
    append_number(line, table.value(row, measure));
  }
  line.push_back('\n');
}

}  // namespace

std::string csv_of(const ResultTable& table) {
  const std::vector<std::vector<std::string>> labels = label_fields(table);
  std::string out = header_of(table);
  const std::size_t columns = table.keys.size() + table.measures.size();
  out.reserve(out.size() + table.rows() * columns * kBytesPerField);
  fmt::memory_buffer line;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    line.clear();
    append_row(line, table, row, labels);
    out.append(line.data(), line.size());
  }
  return out;
}

}  // namespace tariffsim
