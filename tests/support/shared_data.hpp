// The source data beside the project, where they are there: tests that need them skip with a
// message otherwise.
#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "support/temporary_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim::test {

inline std::filesystem::path shared_folder() {
  return std::filesystem::path(TARIFFSIM_SOURCE_DIR) / ".." / "shared";
}

/// True, with a message, when source data are not there and the test should return.
inline bool skip_without(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) return false;
  WARN("skipped: " << path.string() << " is not there (source data are not part of the project)");
  return true;
}

/// A source folder has CSV files only: reads some of them as a baseline with this unit and
/// valuation.
inline Baseline read_source(const std::string& name, const std::string& unit,
                            const std::string& valuation, const std::vector<std::string>& files) {
  const TemporaryFolder folder;
  for (const std::string& file : files) {
    std::filesystem::create_symlink(
        std::filesystem::absolute(shared_folder() / "data" / name / file), folder.path() / file);
  }
  std::ofstream(folder.path() / "baseline.yaml")
      << "id: " << name << "\ntitle: test\nyear: 2000\nunit: " << unit
      << "\nvaluation: " << valuation << "\nsources: [test]\nlicence: test\n";
  Diagnostics diagnostics;
  return read_baseline(folder.path(), diagnostics);
}

/// A reference file: first line a comment, then a header; values of `column` by the code in the
/// first column.
inline std::map<std::string, double> reference(const std::string& file, const std::string& column) {
  const auto path = shared_folder() / "replications" / file;
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
    values[std::string(table.field(row, 0))] = table.number(row, table.column(column), diagnostics);
  }
  diagnostics.throw_if_errors();
  REQUIRE(!values.empty());
  return values;
}

}  // namespace tariffsim::test
