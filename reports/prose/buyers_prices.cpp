#include "prose/buyers_prices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostPriced = 3;

/// "Motor vehicles +3.12 %", of the goods that move prices most.
std::vector<std::string> priced_goods(const Outcome& outcome, Index country) {
  std::vector<std::string> told;
  for (const Index s : sectors_that_move_prices(outcome, country)) {
    const Sector& sector = outcome.base().sectors[static_cast<std::size_t>(s)];
    const double percent = 100 * outcome.sector(country, s).buyer_price_at_own_wages;
    if (sector.kind != SectorKind::goods || std::abs(percent) < kVisiblePercent) continue;
    told.push_back(fmt::format("{} {}", sector.name, signed_percent(percent)));
    if (told.size() == kMostPriced) break;
  }
  return told;
}

}  // namespace

std::vector<Index> sectors_that_move_prices(const Outcome& outcome, Index country) {
  const auto added = [&](Index s) {
    return std::abs(outcome.base().final_share(country, s) *
                    outcome.sector(country, s).buyer_price_at_own_wages);
  };
  std::vector<Index> sectors;
  for (Index s = 0; s < outcome.base().n_sectors(); ++s)
    if (std::isfinite(added(s))) sectors.push_back(s);
  std::stable_sort(sectors.begin(), sectors.end(),
                   [&](Index a, Index b) { return added(a) > added(b); });
  return sectors;
}

HeadlineFigure consumer_prices_figure(const Outcome& outcome, const EconomyRow& economy) {
  const Index country = find_country(outcome.base().countries, economy.country);
  std::string detail = country < 0 ? "at unchanged wages of its members, in the mean over spending"
                                   : "at unchanged wages there";
  if (country >= 0)
    if (const std::vector<std::string> goods = priced_goods(outcome, country); !goods.empty())
      detail += fmt::format("; {}", fmt::join(goods, ", "));
  return {"Consumer prices, " + economy.name, signed_percent(economy.price_at_own_wages_pct),
          detail, std::nan("")};
}

std::optional<HeadlineFigure> duty_payers_figure(const EconomyRow& economy) {
  const double sellers = economy.exporters_share_of_duty;
  if (!std::isfinite(sellers)) return std::nullopt;
  std::string detail = fmt::format("sellers abroad {}, through lower prices at the border",
                                   plain_percent(100 * sellers));
  if (sellers < 0) detail = "sellers abroad gain: their prices at the border rise";
  return HeadlineFigure{"Who pays the duty, " + economy.name,
                        "buyers " + plain_percent(100 * (1 - sellers)),
                        detail + "; prices in units of world value added", std::nan("")};
}

}  // namespace tariffsim
