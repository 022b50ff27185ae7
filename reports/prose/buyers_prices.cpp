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

/// What the households of some economies spend on a sector, and its change of price at unchanged
/// wages, weighted by that.
struct SectorPrice {
  double spent = 0, added = 0;  // million; times the change, a fraction
  double change() const { return added / spent; }
};

SectorPrice price_of(const Outcome& outcome, const std::vector<Index>& members, Index s) {
  SectorPrice price;
  for (const Index n : members) {
    const double spent = outcome.base().final_share(n, s) * outcome.base().income(n);
    const double change = outcome.sector(n, s).buyer_price_at_own_wages;
    if (!(spent > 0) || !std::isfinite(change)) continue;
    price.spent += spent;
    price.added += spent * change;
  }
  return price;
}

}  // namespace

std::vector<Index> sectors_that_move_prices(const Outcome& outcome,
                                            const std::vector<Index>& members) {
  std::vector<Index> sectors;
  std::vector<double> added;
  for (Index s = 0; s < outcome.base().n_sectors(); ++s) {
    const SectorPrice price = price_of(outcome, members, s);
    added.push_back(std::abs(price.added));
    if (price.spent > 0) sectors.push_back(s);
  }
  std::stable_sort(sectors.begin(), sectors.end(), [&](Index a, Index b) {
    return added[static_cast<std::size_t>(a)] > added[static_cast<std::size_t>(b)];
  });
  return sectors;
}

std::vector<std::string> priced_goods(const Outcome& outcome, const std::vector<Index>& members) {
  std::vector<std::string> told;
  const std::vector<Index> order = sectors_that_move_prices(outcome, members);
  for (const Index s : order) {
    const Sector& sector = outcome.base().sectors[static_cast<std::size_t>(s)];
    const double percent = 100 * price_of(outcome, members, s).change();
    // Services weigh most: they are told of where nothing adds more than they.
    const bool first = s == order.front();
    if ((sector.kind != SectorKind::goods && !first) || std::abs(percent) < kVisiblePercent)
      continue;
    told.push_back(fmt::format("{} {}", sector.name, signed_percent(percent)));
    if (told.size() == kMostPriced) break;
  }
  return told;
}

HeadlineFigure consumer_prices_figure(const Outcome& outcome, const EconomyRow& economy,
                                      const std::vector<Index>& members) {
  std::string detail = members.size() > 1
                           ? "at unchanged wages of its members, in the mean over spending"
                           : "at unchanged wages there";
  if (const std::vector<std::string> goods = priced_goods(outcome, members); !goods.empty())
    detail += fmt::format("; most by {}", fmt::join(goods, ", "));
  return {"Consumer prices, " + economy.name, signed_percent(economy.price_at_own_wages_pct),
          detail, std::nan("")};
}

std::optional<HeadlineFigure> duty_payers_figure(const EconomyRow& economy) {
  const double sellers = economy.exporters_share_of_duty;
  if (!std::isfinite(sellers)) return std::nullopt;
  const bool rise = economy.duty_borne_by_exporters_musd + economy.duty_borne_by_buyers_musd > 0;
  std::string detail = fmt::format("sellers abroad {}, through {} prices at the border",
                                   plain_percent(100 * sellers), rise ? "lower" : "higher");
  if (sellers < 0)
    detail = rise ? "sellers abroad gain: their prices at the border rise"
                  : "sellers abroad lose: their prices at the border fall";
  return HeadlineFigure{
      fmt::format("Who {}, {}", rise ? "pays the duty" : "gains from lower duties", economy.name),
      "buyers " + plain_percent(100 * (1 - sellers)),
      detail + "; prices in units of world value added", std::nan("")};
}

}  // namespace tariffsim
