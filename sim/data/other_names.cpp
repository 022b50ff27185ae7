#include "data/other_names.hpp"

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

std::vector<OtherName> read_library_names() {
  std::vector<OtherName> names;
  for (const auto& folder : library_folders()) {
    const auto path = folder / "other_names.csv";
    if (!std::filesystem::exists(path)) continue;
    const CsvTable table(read_file(path, kMaxSmallTableBytes), {{"written", "meant"}, {}, false});
    const int written = table.column("written"), meant = table.column("meant");
    for (std::size_t row = 0; row < table.rows(); ++row)
      names.push_back(
          {std::string(table.field(row, written)), std::string(table.field(row, meant))});
    break;
  }
  return names;
}

}  // namespace

const std::vector<OtherName>& other_names() {
  static const std::vector<OtherName> names = read_library_names();
  return names;
}

}  // namespace tariffsim
