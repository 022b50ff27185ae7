#include "data/product_content.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "data/checked_number.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

const char* const kMetals[] = {"steel", "aluminum", "copper"};

ProductContents read_contents(const std::filesystem::path& path) {
  ProductContents contents;
  contents.materials.assign(std::begin(kMetals), std::end(kMetals));
  Diagnostics diagnostics;
  const CsvTable table(read_file(path, kMaxSmallTableBytes),
                       {{"product", "steel", "aluminum", "copper"}, {}, false});
  const auto is_share = [](double value) { return value >= 0 && value <= 1; };
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<double>& shares =
        contents.shares[std::string(table.field(row, table.column("product")))];
    shares.reserve(contents.materials.size());
    for (const std::string& material : contents.materials)
      shares.push_back(checked_number(table, row, table.column(material), is_share,
                                      "a share is from 0 to 1", diagnostics)
                           .value_or(0));
  }
  diagnostics.throw_if_errors();
  return contents;
}

ProductContents read_library() {
  for (const std::filesystem::path& library : library_folders()) {
    const auto path = library / "baselines" / "published" / "us-metal-content.csv.gz";
    if (std::filesystem::exists(path)) return read_contents(path);
  }
  return {};
}

}  // namespace

const ProductContents& product_contents() {
  static const ProductContents contents = read_library();
  return contents;
}

}  // namespace tariffsim
