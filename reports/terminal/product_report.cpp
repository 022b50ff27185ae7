#include <fmt/format.h>

#include <algorithm>

#include "base/numbers.hpp"
#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kShown = 40;

const std::string& code_of(const auto& labels, Index position) {
  return labels[static_cast<std::size_t>(position)].code;
}

/// Largest first.
ProductValues by_value(const Baseline& baseline, const CellPlace& cell) {
  const ProductValues* traded =
      baseline.products->trade().cell(cell.exporter, cell.importer, cell.sector);
  ProductValues products = traded == nullptr ? ProductValues{} : *traded;
  std::stable_sort(products.begin(), products.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return products;
}

double sum_of(const ProductValues& products) {
  double sum = 0;
  for (const auto& [product, value] : products) sum += value;
  return sum;
}

}  // namespace

std::string product_report(const Baseline& baseline, const CellPlace& cell, bool color) {
  const std::vector<std::string>& codes = baseline.products->trade().codes;
  const ProductValues products = by_value(baseline, cell);
  const double all = sum_of(products);
  const std::string currency = shown(baseline.currency);
  std::string out = section_heading(fmt::format("{} from {} to {}: {} products, {} {}",
                                                shown(code_of(baseline.sectors, cell.sector)),
                                                shown(code_of(baseline.countries, cell.exporter)),
                                                shown(code_of(baseline.countries, cell.importer)),
                                                products.size(), money(all), currency),
                                    color);
  if (products.empty()) return out + "  no trade by product is known in this cell\n";
  TextTable table({{"product", true}, {"trade"}, {"share"}, {"with those above"}});
  double above = 0;
  for (std::size_t at = 0; at < std::min(kShown, products.size()); ++at) {
    const auto& [product, value] = products[at];
    above += value;
    table.add({{codes[static_cast<std::size_t>(product)], Tone::strong},
               {money(value) + " " + currency},
               {plain_percent(100 * value / all)},
               {plain_percent(100 * above / all)}});
  }
  out += table.render(color);
  if (products.size() > kShown)
    out += fmt::format("  and {} more; all of them: -f csv\n", products.size() - kShown);
  return out + fmt::format(
                   "  The flow of this cell in the model is {} {} in {}: trade by product serves "
                   "only to find the share of a list in it.\n",
                   money(baseline.flow(cell.exporter, cell.importer, cell.sector)), currency,
                   shown(baseline.id));
}

std::string product_csv(const Baseline& baseline, const CellPlace& cell) {
  const std::vector<std::string>& codes = baseline.products->trade().codes;
  const ProductValues products = by_value(baseline, cell);
  const double all = sum_of(products);
  std::string out = "exporter,importer,sector,product,value_musd,share\n";
  for (const auto& [product, value] : products)
    out += fmt::format("{},{},{},{},{:.10g},{:.10g}\n",
                       csv_field(code_of(baseline.countries, cell.exporter)),
                       csv_field(code_of(baseline.countries, cell.importer)),
                       csv_field(code_of(baseline.sectors, cell.sector)),
                       codes[static_cast<std::size_t>(product)], value, value / all);
  return out;
}

}  // namespace tariffsim
