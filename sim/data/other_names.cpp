#include "data/other_names.hpp"

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

NameUse use_of(std::string_view as) {
  return as == "name" ? NameUse::name : as == "also" ? NameUse::also : NameUse::hint;
}

std::vector<OtherName> read_library_names() {
  std::vector<OtherName> names;
  for (const auto& folder : library_folders()) {
    const auto path = folder / "other_names.csv";
    if (!std::filesystem::exists(path)) continue;
    const CsvTable table(read_file(path, kMaxSmallTableBytes),
                         {{"written", "meant", "as"}, {}, false});
    const int written = table.column("written"), meant = table.column("meant");
    const int as = table.column("as");
    for (std::size_t row = 0; row < table.rows(); ++row)
      names.push_back({std::string(table.field(row, written)), std::string(table.field(row, meant)),
                       use_of(table.field(row, as))});
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
