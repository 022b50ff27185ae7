#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/numbers.hpp"
#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kShown = 40;

/// Of all cells together, largest first.
ProductValues by_value(const Baseline& baseline, const Cells& cells) {
  const ProductTrade& trade = baseline.products->trade();
  std::map<Index, double> sums;
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (const ProductValues* traded = i == n ? nullptr : trade.cell(i, n, s))
          for (const auto& [product, value] : *traded) sums[product] += value;
  ProductValues products(sums.begin(), sums.end());
  std::stable_sort(products.begin(), products.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return products;
}

/// Of the model, million.
double flow_in(const Baseline& baseline, const Cells& cells) {
  double sum = 0;
  for (const Index s : cells.sectors)
    for (const Index n : cells.importers)
      for (const Index i : cells.exporters)
        if (i != n) sum += baseline.flow(i, n, s);
  return sum;
}

double sum_of(const ProductValues& products) {
  double sum = 0;
  for (const auto& [product, value] : products) sum += value;
  return sum;
}

}  // namespace

std::string product_report(const Baseline& baseline, const NamedCells& named, bool color) {
  const std::vector<std::string>& codes = baseline.products->trade().codes;
  const ProductValues products = by_value(baseline, named.cells);
  const double all = sum_of(products);
  const std::string currency = shown(baseline.currency);
  std::string out =
      section_heading(fmt::format("{} from {} to {}: {} products, {} {}", shown(named.sector),
                                  shown(named.exporter), shown(named.importer), products.size(),
                                  money(all), currency),
                      color);
  if (products.empty()) return out + "  no trade by product is known here\n";
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
                   "  The flow in the model is {} {} in {}: trade by product serves "
                   "only to find the share of a list in it.\n",
                   money(flow_in(baseline, named.cells)), currency, shown(baseline.id));
}

std::string product_csv(const Baseline& baseline, const NamedCells& named) {
  const std::vector<std::string>& codes = baseline.products->trade().codes;
  const ProductValues products = by_value(baseline, named.cells);
  const double all = sum_of(products);
  std::string out = "exporter,importer,sector,product,value_musd,share\n";
  for (const auto& [product, value] : products)
    out += fmt::format("{},{},{},{},{:.10g},{:.10g}\n", csv_field(named.exporter),
                       csv_field(named.importer), csv_field(named.sector),
                       codes[static_cast<std::size_t>(product)], value, value / all);
  return out;
}

}  // namespace tariffsim
