#include "data/country_trade.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

CountryTrade read_tables(const std::filesystem::path& folder) {
  constexpr std::size_t kMostBytes = std::size_t{4} << 20U;
  CountryTrade trade;
  Diagnostics diagnostics;
  const CsvTable goods(read_file(folder / "goods-trade-2023.csv.gz", kMostBytes),
                       {{"exporter", "importer", "value"}, {}, false});
  const int from = goods.column("exporter"), to = goods.column("importer");
  const int value = goods.column("value");
  for (std::size_t row = 0; row < goods.rows(); ++row)
    trade.goods[{std::string(goods.field(row, from)), std::string(goods.field(row, to))}] =
        goods.number(row, value, diagnostics);
  const CsvTable gdp(read_file(folder / "gdp-2023.csv", kMostBytes),
                     {{"country", "value"}, {}, false});
  for (std::size_t row = 0; row < gdp.rows(); ++row)
    trade.gdp[std::string(gdp.field(row, gdp.column("country")))] =
        gdp.number(row, gdp.column("value"), diagnostics);
  diagnostics.throw_if_errors();
  return trade;
}

CountryTrade read_published() {
  for (const auto& library : library_folders())
    if (const auto folder = library / "baselines" / "published";
        std::filesystem::exists(folder / "goods-trade-2023.csv.gz"))
      return read_tables(folder);
  return {};
}

}  // namespace

const CountryTrade& country_trade() {
  static const CountryTrade trade = read_published();
  return trade;
}

}  // namespace tariffsim
