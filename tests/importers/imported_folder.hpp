// What an import writes, read back as a test sees it.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "importers/importers.hpp"
#include "support/temporary_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim::test {

/// "AUS CHN B09" -> value.
using TableCells = std::map<std::string, double>;

/// A column of a CSV file by the columns `keys`; an empty table where there is no such file.
inline TableCells cells_of(const std::filesystem::path& path, const std::vector<std::string>& keys,
                           const std::string& value) {
  TableCells out;
  if (!std::filesystem::exists(path)) return out;
  const CsvTable table(read_file(path, std::size_t{1} << 30U), {{}, {}, true});
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::string key;
    for (const std::string& name : keys)
      key += (key.empty() ? "" : " ") + std::string(table.field(row, table.column(name)));
    const bool is_new =
        out.emplace(key, table.number(row, table.column(value), diagnostics)).second;
    INFO(path << ": " << key);
    CHECK(is_new);
  }
  diagnostics.throw_if_errors();
  return out;
}

/// An import carried out, in a folder of its own.
class ImportedFolder {
 public:
  ImportedFolder(const std::string& source, const std::vector<std::filesystem::path>& files,
                 const ImportOptions& options = {}) {
    const Imported imported = imported_from(importer_named(source), files, options, diagnostics_);
    write_imported(imported, path());
    for (const Diagnostic& said : diagnostics_.all()) said_ += render(said);
  }

  std::filesystem::path path() const { return folder_.path() / "imported"; }
  std::string text(const std::string& file) const { return tests::read_text(path() / file); }
  const std::string& said() const { return said_; }
  TableCells flows() const {
    return cells_of(path() / "flows.csv", {"exporter", "importer", "sector"}, "value");
  }
  TableCells inputs() const {
    return cells_of(path() / "inputs.csv", {"country", "input", "sector", "origin"}, "share");
  }
  TableCells products() const {
    return cells_of(path() / "products.csv", {"exporter", "importer", "product"}, "value");
  }
  TableCells rates(const std::string& file, const std::string& by) const {
    return cells_of(path() / file, {"exporter", "importer", by}, "rate");
  }
  Baseline baseline() const {
    Diagnostics ignored;
    return read_baseline(path(), ignored);
  }

 private:
  TemporaryFolder folder_;
  Diagnostics diagnostics_;
  std::string said_;
};

/// All that an import says when it is refused; "imported" when it is not.
inline std::string refusal(const std::string& source,
                           const std::vector<std::filesystem::path>& files,
                           const ImportOptions& options = {}) {
  try {
    Diagnostics diagnostics;
    imported_from(importer_named(source), files, options, diagnostics);
  } catch (const InputError& error) {
    return error.what();
  }
  return "imported";
}

/// The same for one file with this name and text.
inline std::string refusal_of_file(const std::string& source, const std::string& name,
                                   const std::string& text) {
  const TemporaryFolder folder;
  return refusal(source, {folder.write(name, text)});
}

/// Every expected cell is found, and no other; what is missing is 0.
inline void check_cells(const TableCells& found, const TableCells& expected, double tolerance,
                        bool only_expected = true) {
  for (const auto& [cell, value] : expected) {
    const auto at = found.find(cell);
    const double got = at == found.end() ? 0 : at->second;
    INFO(cell << ": expected " << value << ", found " << got);
    CHECK(std::abs(got - value) <= tolerance * std::max(1.0, std::abs(value)));
  }
  if (!only_expected) return;
  for (const auto& [cell, value] : found) {
    INFO(cell << " is not expected");
    CHECK(expected.count(cell) == 1);
  }
}

}  // namespace tariffsim::test
