#include "data/product_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "base/file.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kDigits = 6;
constexpr std::size_t kMaxErrors = 20;  // of one file
constexpr std::size_t kMaxBytes = std::size_t{1} << 30U;

bool is_product(std::string_view text) {
  return text.size() == kDigits && std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return std::isdigit(c) != 0;
         });
}

class ProductRows {
 public:
  ProductRows(const CsvTable& table, const Codes& codes, Diagnostics& diagnostics)
      : table_(table), codes_(codes), diagnostics_(diagnostics) {}

  ProductTrade read(double unit_in_million) {
    take_codes();
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      if (diagnostics_.error_count() >= kMaxErrors) break;
      take(row, unit_in_million);
    }
    for (auto& [place, products] : trade_.cells) check_once(products);
    trade_.index_sectors();
    return std::move(trade_);
  }

 private:
  void take_codes() {
    const int column = table_.column("product");
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      const std::string_view code = table_.field(row, column);
      if (is_product(code)) {
        trade_.codes.emplace_back(code);
      } else {
        diagnostics_.error(table_.place(row, column),
                           fmt::format("'{}' is not a product: expected the six digits of its code "
                                       "in the Harmonized System",
                                       code),
                           "a code keeps its leading zero: 010121");
        if (diagnostics_.error_count() >= kMaxErrors) break;
      }
    }
    std::sort(trade_.codes.begin(), trade_.codes.end());
    trade_.codes.erase(std::unique(trade_.codes.begin(), trade_.codes.end()), trade_.codes.end());
  }

  Index known(std::size_t row, const char* name, const CodeIndex& codes) {
    const int column = table_.column(name);
    const std::string_view code = table_.field(row, column);
    const Index found = codes.find(code);
    if (found < 0)
      diagnostics_.error(table_.place(row, column), codes.unknown(code), codes.hint(code));
    return found;
  }

  void take(std::size_t row, double unit_in_million) {
    const CellPlace place{known(row, "exporter", codes_.countries),
                          known(row, "importer", codes_.countries),
                          known(row, "sector", codes_.sectors)};
    const std::string_view code = table_.field(row, table_.column("product"));
    const double value = table_.number(row, table_.column("value"), diagnostics_);
    if (value < 0)
      diagnostics_.error(table_.place(row, table_.column("value")),
                         fmt::format("a value must not be negative, found {}", value));
    if (place.exporter < 0 || place.importer < 0 || place.sector < 0 || !is_product(code)) return;
    if (place.exporter == place.importer)
      diagnostics_.error(table_.place(row, table_.column("importer")),
                         "trade by product is between two countries");
    const auto at = std::lower_bound(trade_.codes.begin(), trade_.codes.end(), code);
    trade_.cells[place].emplace_back(static_cast<Index>(at - trade_.codes.begin()),
                                     unit_in_million * value);
    trade_.importers.insert(place.importer);
  }

  /// Sorts the products of a cell, each of which may come once.
  void check_once(ProductValues& products) {
    std::sort(products.begin(), products.end());
    const auto twice =
        std::adjacent_find(products.begin(), products.end(),
                           [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != products.end())
      diagnostics_.error({}, fmt::format("products.csv: the product {} stands twice in one cell",
                                         trade_.codes[static_cast<std::size_t>(twice->first)]));
  }

  const CsvTable& table_;
  const Codes& codes_;
  Diagnostics& diagnostics_;
  ProductTrade trade_;
};

}  // namespace

ProductTrade read_products(const SourcePointer& source, const Codes& codes, double unit_in_million,
                           Diagnostics& diagnostics) {
  const CsvTable table(source, {{"exporter", "importer", "product", "sector", "value"}, {}});
  return ProductRows(table, codes, diagnostics).read(unit_in_million);
}

std::shared_ptr<const ProductSource> products_in(const std::filesystem::path& path,
                                                 const Baseline& baseline, double unit_in_million) {
  return std::make_shared<const ProductSource>(
      [path, unit_in_million, countries = baseline.countries, sectors = baseline.sectors] {
        const Codes codes{index_countries(countries), index_sectors(sectors)};
        Diagnostics found(kMaxErrors);
        ProductTrade trade =
            read_products(read_file(path, kMaxBytes), codes, unit_in_million, found);
        found.throw_if_errors();
        return trade;
      });
}

bool has_products(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::exists(folder / "products.csv", ignored) ||
         std::filesystem::exists(folder / "products.csv.gz", ignored);
}

void set_products(const std::filesystem::path& path, Baseline& baseline) {
  baseline.products = products_in(path, baseline, 1);
  baseline.products->trade();
}

std::string products_csv(const Baseline& baseline, int digits) {
  const ProductTrade& trade = baseline.products->trade();
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out), "exporter,importer,product,sector,value\n");
  for (const auto& [place, products] : trade.cells)
    for (const auto& [product, value] : products)
      fmt::format_to(std::back_inserter(out), "{},{},{},{},{:.{}g}\n",
                     csv_field(baseline.countries[static_cast<std::size_t>(place.exporter)].code),
                     csv_field(baseline.countries[static_cast<std::size_t>(place.importer)].code),
                     trade.codes[static_cast<std::size_t>(product)],
                     csv_field(baseline.sectors[static_cast<std::size_t>(place.sector)].code),
                     value, digits);
  return fmt::to_string(out);
}

}  // namespace tariffsim
