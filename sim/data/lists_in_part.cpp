#include "data/lists_in_part.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "data/checked_number.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

using ByList = std::map<std::string, std::map<std::string, LinesListed>>;

ByList read_parts_of_lists() {
  ByList lists;
  for (const std::filesystem::path& library : library_folders()) {
    const auto path = library / "baselines" / "published" / "us-lists-in-part.csv";
    if (!std::filesystem::exists(path)) continue;
    Diagnostics diagnostics;
    const CsvTable table(read_file(path, kMaxSmallTableBytes),
                         {{"list", "product", "listed", "lines"}, {}, false});
    const auto is_count = [](double value) { return value >= 1; };
    const auto count = [&](std::size_t row, const char* column) {
      return static_cast<int>(checked_number(table, row, table.column(column), is_count,
                                             "a count is at least 1", diagnostics)
                                  .value_or(1));
    };
    for (std::size_t row = 0; row < table.rows(); ++row)
      lists[std::string(table.field(row, table.column("list")))][std::string(
          table.field(row, table.column("product")))] = {count(row, "listed"), count(row, "lines")};
    diagnostics.throw_if_errors();
    break;
  }
  return lists;
}

}  // namespace

const std::map<std::string, LinesListed>& lists_in_part(const std::string& list) {
  static const ByList lists = read_parts_of_lists();
  static const std::map<std::string, LinesListed> kNone;
  const auto found = lists.find(list);
  return found == lists.end() ? kNone : found->second;
}

}  // namespace tariffsim
