#include "prose/headline_tiles.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "prose/buyers_prices.hpp"
#include "prose/money_to_people.hpp"
#include "prose/quotas.hpp"
#include "prose/sector_labour.hpp"
#include "prose/steps.hpp"
#include "prose/wage_after_tax.hpp"
#include "prose/welfare_base.hpp"
#include "prose/welfare_forces.hpp"

namespace tariffsim {
namespace {

class Tiles {
 public:
  Tiles(const RunRecord& record, const SolvedStep& solved, const HeadlineSubjects& about)
      : record_(record),
        outcome_(*solved.result.outcome),
        about_(about),
        step_(solved.step),
        is_short_run_(is_short_run(solved.options)),
        world_(world_row(outcome_)) {}

  std::vector<HeadlineFigure> figures() const {
    std::vector<HeadlineFigure> out;
    for (const CountryRow& row : about_.leading()) {
      if (tells_wages() && std::isfinite(row.real_wage_pct)) out.push_back(real_wage(row));
      if (is_short_run_) out.push_back(without_rebate(row));
      out.push_back(income(row));
      if (counts_work(outcome_) && std::isfinite(row.employment_pct)) out.push_back(hours(row));
    }
    out.push_back(world());
    out.push_back(revenue());
    out.push_back(consumer_prices_figure(outcome_, about_.levier, members(about_.levier)));
    if (auto payers = duty_payers_figure(about_.levier)) out.push_back(std::move(*payers));
    return out;
  }

 private:
  HeadlineFigure world() const {
    return {counts_work(outcome_) ? "World welfare, mean" : "World real income",
            signed_percent(world_.real_income_pct),
            fmt::format("{}; volume of world trade {}, in value from {} to {} {}", gainers(),
                        signed_percent(world_.trade_volume_pct), money(world_.trade_base_musd),
                        money(world_.trade_musd), record_.currency),
            world_.real_income_pct};
  }

  HeadlineFigure revenue() const {
    const CountryRow& row = about_.levier;
    const bool tariff =
        std::abs(row.average_tariff_goods_pct - row.average_tariff_goods_base_pct) > 0;
    const std::string more = tariff
                                 ? fmt::format("average tariff on goods from {} to {}",
                                               plain_percent(row.average_tariff_goods_base_pct),
                                               plain_percent(row.average_tariff_goods_pct))
                                 : fmt::format("from {} to {} {}", money(row.tax_revenue_base_musd),
                                               money(row.tax_revenue_musd), record_.currency);
    std::string detail = fmt::format("a year{}, from {} to {} of GDP; {}", while_it_lasts(step_),
                                     plain_percent(row.tax_revenue_gdp_base_pct),
                                     plain_percent(row.tax_revenue_gdp_pct), more);
    if (record_.revenue && record_.revenue->not_collected > 0)
      detail += fmt::format("; all of it collected (the table of revenue leaves {} of it out)",
                            plain_percent(100 * record_.revenue->not_collected));
    return {"Border tax revenue, " + row.name,
            signed_money(row.tax_revenue_musd - row.tax_revenue_base_musd) + " " + record_.currency,
            detail, std::nan("")};
  }

  HeadlineFigure income(const CountryRow& row) const {
    std::string detail =
        fmt::format("{} {} of {} a year{} ({} of GDP)", signed_money(row.ev_musd), record_.currency,
                    record_.price_year, while_it_lasts(step_), signed_percent(row.ev_gdp_pct));
    detail += money_to_people(record_, outcome_, row, members(row));
    if (const std::string rebate = rebate_detail(row, outcome_.parameters());
        !rebate.empty() && !is_short_run_)
      detail += "; " + rebate;
    if (counts_work(outcome_))
      return {"Welfare (consumption less work), " + row.name, signed_percent(row.welfare_pct),
              detail + "; in percent of income less what work is worth", row.welfare_pct};
    return {"Real income, " + row.name, signed_percent(row.welfare_pct), detail, row.welfare_pct};
  }

  std::vector<Index> members(const CountryRow& row) const {
    return members_of(record_, outcome_.base(), row.country);
  }

  HeadlineFigure real_wage(const CountryRow& row) const {
    const Index country = find_country(outcome_.base().countries, row.country);
    std::vector<std::string> details{
        country < 0 ? "the mean over its members, weighted by what their labour earned"
                    : sector_wage_range(outcome_, country),
        wage_after_tax(row)};
    std::erase(details, "");
    return {"Real wage, " + row.name, signed_percent(row.real_wage_pct),
            fmt::format("{}", fmt::join(details, "; ")), row.real_wage_pct};
  }

  HeadlineFigure hours(const CountryRow& row) const {
    return {"Hours worked, " + row.name, signed_percent(row.employment_pct),
            fmt::format(
                "they respond to the real wage{} with elasticity {:g}",
                outcome_.parameters().revenue == RevenueUse::income_tax
                    ? fmt::format(" after tax ({})", signed_percent(row.real_wage_after_tax_pct))
                    : "",
                outcome_.parameters().labour_supply),
            std::nan("")};
  }

  HeadlineFigure without_rebate(const CountryRow& row) const {
    return {(counts_work(outcome_) ? "Welfare without the rebate, "
                                   : "Real income without the rebate, ") +
                row.name,
            signed_percent(row.welfare_without_rebate_pct), without_rebate_in_words(outcome_),
            row.welfare_without_rebate_pct};
  }

  /// First in a short run, and wherever sectors have wages of their own.
  bool tells_wages() const { return is_short_run_ || has_sector_wages(outcome_.parameters()); }

  std::string gainers() const {
    const std::ptrdiff_t gain = about_.count(true), lose = about_.count(false);
    return fmt::format("{} of {} economies {}, {} {}", gain, about_.countries.size(), gain_of(gain),
                       lose, lose_of(lose));
  }

  const RunRecord& record_;
  const Outcome& outcome_;
  const HeadlineSubjects& about_;
  const Step& step_;
  bool is_short_run_;
  WorldRow world_;
};

}  // namespace

std::vector<HeadlineFigure> headline_tiles(const RunRecord& record, const SolvedStep& solved,
                                           const HeadlineSubjects& about) {
  return Tiles(record, solved, about).figures();
}

const char* gain_of(std::ptrdiff_t count) { return count == 1 ? "gains" : "gain"; }
const char* lose_of(std::ptrdiff_t count) { return count == 1 ? "loses" : "lose"; }

}  // namespace tariffsim
