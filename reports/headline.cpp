#include "reports/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "outcomes/diversion.hpp"
#include "reports/numbers.hpp"
#include "reports/rows.hpp"

namespace tariffsim {
namespace {

/// Smaller changes are shown as 0.00 %.
constexpr double kVisiblePercent = 0.005;

std::string verb(double percent) {
  if (std::isnan(percent)) return "is not defined";
  if (std::abs(percent) < kVisiblePercent) return "hardly changes";
  return percent > 0 ? "rises" : "falls";
}

/// " by 0.43 %", or nothing.
std::string by_how_much(double percent) {
  if (std::isnan(percent) || std::abs(percent) < kVisiblePercent) return "";
  return " by " + plain_percent(std::abs(percent));
}

/// "rises by 0.27 %", "falls by 0.43 %", "hardly changes"
std::string moves(double percent) { return verb(percent) + by_how_much(percent); }

/// "88.1 bn USD more"
std::string more_or_less(double million, const std::string& currency) {
  return fmt::format("{} {} {}", money(std::abs(million)), currency,
                     million >= 0 ? "more" : "less");
}

/// The figures that sentences are composed of.
class Story {
 public:
  Story(const RunRecord& record, const Outcome& outcome)
      : record_(record),

        countries_(country_rows(outcome)),
        world_(world_row(outcome)),
        diversions_(diversions(outcome, 1)) {
    choose_sides();
  }

  std::vector<HeadlineFigure> figures() const {
    return {
        income(first()),
        income(second()),
        {"World real income", signed_percent(world_.real_income_pct), gainers(),
         world_.real_income_pct},
        {"World trade, volume", signed_percent(world_.trade_volume_pct),
         fmt::format("in value from {} to {} {}", money(world_.trade_base_musd),
                     money(world_.trade_musd), record_.currency),
         world_.trade_volume_pct},
        {"Border tax revenue, " + first().name,
         signed_money(first().tax_revenue_musd - first().tax_revenue_base_musd) + " " +
             record_.currency,
         fmt::format("average tariff from {} to {}", plain_percent(first().average_tariff_base_pct),
                     plain_percent(first().average_tariff_pct)),
         std::nan("")}};
  }

  std::vector<std::string> sentences() const { return {incomes(), trade(), world()}; }

 private:
  /// Both ends of the targeted trade that moves most; else those in focus, else the largest.
  void choose_sides() {
    if (!diversions_.empty()) {
      first_ = static_cast<std::size_t>(diversions_[0].importer);
      second_ = static_cast<std::size_t>(diversions_[0].exporter);
      return;
    }
    std::vector<std::size_t> order(countries_.size());
    for (std::size_t n = 0; n < order.size(); ++n) order[n] = n;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const bool focus_a = in_focus(a), focus_b = in_focus(b);
      if (focus_a != focus_b) return focus_a;
      return countries_[a].income_base_musd > countries_[b].income_base_musd;
    });
    first_ = order.front();
    second_ = order[std::min<std::size_t>(1, order.size() - 1)];
  }

  bool in_focus(std::size_t n) const {
    return std::find(record_.focus.begin(), record_.focus.end(), countries_[n].country) !=
           record_.focus.end();
  }

  const CountryRow& first() const { return countries_[first_]; }
  const CountryRow& second() const { return countries_[second_]; }

  HeadlineFigure income(const CountryRow& row) const {
    return {"Real income, " + row.name, signed_percent(row.welfare_pct),
            fmt::format("{} {} a year", signed_money(row.ev_musd), record_.currency),
            row.welfare_pct};
  }

  std::ptrdiff_t count(bool gaining) const {
    return std::count_if(countries_.begin(), countries_.end(), [&](const CountryRow& row) {
      return gaining ? row.welfare_pct >= kVisiblePercent : row.welfare_pct <= -kVisiblePercent;
    });
  }

  static const char* gain(std::ptrdiff_t count) { return count == 1 ? "gains" : "gain"; }
  static const char* lose(std::ptrdiff_t count) { return count == 1 ? "loses" : "lose"; }

  std::string gainers() const {
    return fmt::format("{} of {} economies {}, {} {}", count(true), countries_.size(),
                       gain(count(true)), count(false), lose(count(false)));
  }

  std::string incomes() const {
    const auto where = [&](const CountryRow& row) {
      return fmt::format("in {} ({} {} a year)", name_in_sentence(row.name),
                         signed_money(row.ev_musd), record_.currency);
    };
    const double one = first().welfare_pct, other = second().welfare_pct;
    const bool same_way = verb(one) == verb(other);
    return fmt::format("Real income {} {} and{} {}.", moves(one), where(first()),
                       same_way ? by_how_much(other) : " " + moves(other), where(second()));
  }

  std::string trade() const {
    if (diversions_.empty())
      return fmt::format("World trade {} in value and its volume {}.",
                         moves(world_.trade_value_pct), moves(world_.trade_volume_pct));
    const Diversion& pair = diversions_[0];
    const double after = pair.base + pair.change;
    return fmt::format(
        "What {} sells to {} in the sectors concerned {}, from {} to {} {}; other suppliers sell "
        "{} there, domestic producers {}.",
        name_in_sentence(second().name), name_in_sentence(first().name),
        moves(percent_change(pair.base, after)), money(pair.base), money(after), record_.currency,
        more_or_less(pair.other_suppliers, record_.currency),
        more_or_less(pair.domestic, record_.currency));
  }

  std::string extreme(bool gaining) const {
    const auto less = [](const CountryRow& a, const CountryRow& b) {
      return a.welfare_pct < b.welfare_pct;
    };
    const auto [worst, best] = std::minmax_element(countries_.begin(), countries_.end(), less);
    const CountryRow& row = gaining ? *best : *worst;
    const std::string who =
        fmt::format("{} ({})", name_in_sentence(row.name), signed_percent(row.welfare_pct));
    if (count(gaining) == 0) return gaining ? "no economy gains" : "no economy loses";
    return fmt::format("{} of {} economies {}, {} most", count(gaining), countries_.size(),
                       gaining ? gain(count(true)) : lose(count(false)), who);
  }

  std::string world() const {
    return fmt::format("World real income {}: {}; {}.", moves(world_.real_income_pct),
                       extreme(true), extreme(false));
  }

  const RunRecord& record_;
  std::vector<CountryRow> countries_;
  WorldRow world_;
  std::vector<Diversion> diversions_;
  std::size_t first_ = 0, second_ = 0;
};

}  // namespace

Headline headline(const RunRecord& record, const Outcome& outcome) {
  const Story story(record, outcome);
  return {policy_in_words(outcome, record.currency), story.figures(), story.sentences()};
}

}  // namespace tariffsim
