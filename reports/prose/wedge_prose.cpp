#include "prose/wedge_prose.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr double kAll = 100;  // percent

}  // namespace

std::string wedge_prose(const PairRow& row, const std::string& arrow) {
  const std::string tariff =
      plain_percent(row.tariff_base_pct) + arrow + plain_percent(row.tariff_pct);
  if (row.embargoed_pct == kAll) return plain_percent(row.tariff_base_pct) + arrow + "no trade";
  std::string words = tariff;
  if (row.export_tax_base_pct != row.export_tax_pct)
    words += fmt::format(", export tax {}{}{}", plain_percent(row.export_tax_base_pct), arrow,
                         plain_percent(row.export_tax_pct));
  if (row.trade_cost_pct != 0)
    words += fmt::format(", trade cost {}", signed_percent(row.trade_cost_pct));
  if (row.embargoed_pct > 0)
    words += fmt::format(", {} under embargo", plain_percent(row.embargoed_pct));
  return words;
}

}  // namespace tariffsim
