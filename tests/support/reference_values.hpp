// Results that others published or computed, as they stand in CSV files.
#pragma once

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "text/csv_table.hpp"

namespace tariffsim::test {

/// A reference file: first line a comment that says how it was made, then a header; values of
/// `column` by what stands in the first `keys` columns, "USA" or "USA AGF".
inline std::map<std::string, double> reference_values(const std::filesystem::path& path, int keys,
                                                      const std::string& column) {
  std::ifstream in(path);
  std::string comment;
  std::getline(in, comment);
  REQUIRE(comment.starts_with("#"));
  const std::string rest((std::istreambuf_iterator<char>(in)), {});
  const auto source = std::make_shared<const SourceText>(SourceText{path.string(), rest});
  const CsvTable table(source, {{column}, {}, true});
  Diagnostics diagnostics;
  std::map<std::string, double> values;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::string key(table.field(row, 0));
    for (int more = 1; more < keys; ++more) key.append(" ").append(table.field(row, more));
    values[key] = table.number(row, table.column(column), diagnostics);
  }
  diagnostics.throw_if_errors();
  REQUIRE(!values.empty());
  return values;
}

}  // namespace tariffsim::test
