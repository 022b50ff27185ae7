// The rows of a CSV file without quoted fields, by the names of their columns.
#pragma once

#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace tariffsim::tests {

using CsvRow = std::map<std::string, std::string>;

inline std::vector<std::string> csv_fields(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream parts(line);
  for (std::string field; std::getline(parts, field, ',');) fields.push_back(field);
  return fields;
}

inline std::vector<CsvRow> csv_rows(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> names = csv_fields(line);
  std::vector<CsvRow> rows;
  while (std::getline(lines, line)) {
    const std::vector<std::string> fields = csv_fields(line);
    CsvRow row;
    for (std::size_t at = 0; at < names.size(); ++at)
      row[names[at]] = at < fields.size() ? fields[at] : "";
    rows.push_back(row);
  }
  return rows;
}

inline double number(const CsvRow& row, const std::string& column) {
  return std::stod(row.at(column));
}

/// The value of a figure at a point, of the rows of figures.csv; NaN if there is no such row.
inline double figure_of(const std::vector<CsvRow>& figures, const std::string& point,
                        const std::string& of, const std::string& measure) {
  for (const CsvRow& row : figures)
    if (row.at("point") == point && row.at("of") == of && row.at("measure") == measure)
      return number(row, "value");
  return std::nan("");
}

}  // namespace tariffsim::tests
