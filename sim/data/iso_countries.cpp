#include "data/iso_countries.hpp"

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

std::vector<Country> read_countries(const std::filesystem::path& path) {
  const CsvTable table(read_file(path, kMaxSmallTableBytes),
                       {{"code", "name", "iso_numeric"}, {}, false});
  Diagnostics diagnostics;
  std::vector<Country> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double numeric = table.number(row, table.column("iso_numeric"), diagnostics);
    out.push_back({std::string(table.field(row, table.column("code"))),
                   std::string(table.field(row, table.column("name"))), static_cast<int>(numeric)});
  }
  diagnostics.throw_if_errors();
  return out;
}

std::vector<Country> read_library_countries() {
  for (const auto& folder : library_folders()) {
    const auto path = folder / "countries.csv";
    if (std::filesystem::exists(path)) return read_countries(path);
  }
  return {};
}

}  // namespace

const std::vector<Country>& iso_countries() {
  static const std::vector<Country> countries = read_library_countries();
  return countries;
}

const Country* find_iso_country(std::string_view code) {
  const Index at = find_country(iso_countries(), code);
  return at < 0 ? nullptr : &iso_countries()[static_cast<std::size_t>(at)];
}

}  // namespace tariffsim
