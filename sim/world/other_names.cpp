#include "world/other_names.hpp"

#include "text/csv_table.hpp"
#include "text/file.hpp"
#include "world/baseline_folder.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMaxBytes = 1U << 20U;

std::vector<OtherName> read_from_library() {
  std::vector<OtherName> names;
  for (const auto& folder : library_folders()) {
    const auto path = folder / "other_names.csv";
    if (!std::filesystem::exists(path)) continue;
    const CsvTable table(read_file(path, kMaxBytes), {{"written", "meant"}, {}, false});
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
  static const std::vector<OtherName> names = read_from_library();
  return names;
}

}  // namespace tariffsim
