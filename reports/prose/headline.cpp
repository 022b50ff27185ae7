#include "prose/headline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "outcomes/policy_change.hpp"
#include "prose/goal.hpp"
#include "prose/near_turn.hpp"
#include "prose/prices_and_balances.hpp"
#include "prose/quotas.hpp"
#include "prose/sector_labour.hpp"
#include "prose/shown_figures.hpp"
#include "prose/welfare_base.hpp"
#include "prose/welfare_forces.hpp"
#include "results/rows.hpp"

namespace tariffsim {
namespace {

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

constexpr std::size_t kMostSides = 3;                    // economies with a figure of their own
constexpr std::size_t kMostInSteps = 2, kMostSteps = 6;  // of them, told step by step

/// The figures that sentences are composed of.
class Story {
 public:
  Story(const RunRecord& record, const SolvedStep& last)
      : record_(record),
        result_(last.result),
        outcome_(*last.result.outcome),
        ends_(last.step.ends),
        is_short_run_(is_short_run(last.options)),
        countries_(country_rows(outcome_)),
        world_(world_row(outcome_)) {
    choose_trade();
    choose_sides();
  }

  std::vector<HeadlineFigure> figures() const {
    std::vector<HeadlineFigure> out;
    for (const CountryRow& row : sides_) {
      if (tells_wages() && std::isfinite(row.real_wage_pct)) out.push_back(real_wage(row));
      if (is_short_run_) out.push_back(without_rebate(row));
      out.push_back(income(row));
      if (counts_work() && std::isfinite(row.employment_pct)) out.push_back(hours(row));
    }
    out.push_back({counts_work() ? "World welfare, mean" : "World real income",
                   signed_percent(world_.real_income_pct), gainers(), world_.real_income_pct});
    out.push_back({"World trade, volume", signed_percent(world_.trade_volume_pct),
                   fmt::format("in value from {} to {} {}", money(world_.trade_base_musd),
                               money(world_.trade_musd), record_.currency),
                   world_.trade_volume_pct});
    out.push_back(revenue());
    return out;
  }

  std::vector<std::string> sentences() const {
    std::vector<std::string> out{incomes(), trade(), world()};
    if (const std::string told = wages(); !told.empty()) out.insert(out.begin(), told);
    if (const std::string told = goal_sentence(result_); !told.empty())
      out.insert(out.begin(), told);
    for (const CountryRow& row : sides_) add_forces(row, out);
    const std::string deficits = value_of(record_.options, "model.deficits");
    // The real wage stands in front in a short run: its inverse is no news.
    for (std::string more :
         {is_short_run_ ? "" : prices_sentence(sides_),
          balances_sentence(levier(), record_.currency, deficits == "fixed",
                            paid_abroad_for(outcome_)),
          deficits == "fixed" ? deficits_sentence(told_of(), record_.currency) : "",
          counts_work() ? small_bases_sentence(outcome_) : "",
          near_turn_sentence(result_.statistics, outcome_.parameters())})
      if (!more.empty()) out.push_back(std::move(more));
    if (value_of(record_.options, "model.deficits") == "none")
      out.push_back(
          "Trade deficits are removed first: 'before' is the baseline solved again without "
          "deficits, so trade before differs from the data.");
    return out;
  }

  RangeSummary range() const {
    std::vector<std::string> economies;
    for (const CountryRow& row : sides_) economies.push_back(row.country);
    return range_summary(record_, result_, economies);
  }
  const std::optional<Diversion>& told_trade() const { return trade_; }

  /// "Real income step by step, counted from the start: +0.20 % (2025-04-09) and -0.03 %
  /// (2025-06-01) in the United States; ..."
  std::string step_by_step(std::span<const SolvedStep> steps) const {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < std::min(kMostInSteps, sides_.size()); ++at)
      parts.push_back(fmt::format("{} in {}", incomes_by_step(sides_[at].country, steps),
                                  name_in_sentence(sides_[at].name)));
    return fmt::format("Real income step by step, counted from the start: {}.",
                       fmt::join(parts, "; "));
  }

 private:
  const std::vector<std::string>& focus() const { return record_.focus_names(); }

  /// Positions of a code's country, or of a group's members.
  std::vector<Index> members(const std::string& name) const {
    for (const NamedGroup& group : groups_told_of(record_))
      if (group.name == name) return group.members;
    const Index country = find_country(outcome_.base().countries, name);
    return country < 0 ? std::vector<Index>{} : std::vector<Index>{country};
  }

  /// The targeted trade that moves most: of the first in focus that has any, else of all.
  void choose_trade() {
    const std::vector<Diversion> of_groups = group_diversions(outcome_, groups_told_of(record_));
    const auto consider = [&](const Diversion& pair) {
      if (!trade_ || std::abs(pair.change) >= std::abs(trade_->change)) trade_ = pair;
    };
    for (const std::string& name : focus()) {
      const std::vector<Index> party = members(name);
      for (const Diversion& pair : diversions(outcome_, 1, party)) consider(pair);
      for (const Diversion& pair : of_groups)
        if (pair.exporters == party || pair.importers == party) consider(pair);
      if (trade_) return;
    }
    for (const Diversion& pair : diversions(outcome_, 1)) consider(pair);
    if (focus().empty())
      for (const Diversion& pair : of_groups) consider(pair);
  }

  /// Those in focus, in its order; filled up with both ends of that trade, else with the largest.
  void choose_sides() {
    for (const CountryRow& row : named_rows(outcome_, focus(), record_.groups))
      if (sides_.size() < kMostSides && !overlaps(members(row.country))) sides_.push_back(row);
    if (trade_) {
      fill_up(trade_->importers);
      fill_up(trade_->exporters);
    }
    std::vector<std::size_t> order(countries_.size());
    for (std::size_t n = 0; n < order.size(); ++n) order[n] = n;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return countries_[a].income_base_musd > countries_[b].income_base_musd;
    });
    for (const std::size_t n : order) fill_up({static_cast<Index>(n)});
  }

  /// Whether one of these is told of already, by itself or in a group.
  bool overlaps(const std::vector<Index>& economies) const {
    return std::any_of(sides_.begin(), sides_.end(), [&](const CountryRow& side) {
      const std::vector<Index> told = members(side.country);
      return std::find_first_of(told.begin(), told.end(), economies.begin(), economies.end()) !=
             told.end();
    });
  }

  void fill_up(const std::vector<Index>& party) {
    if (sides_.size() >= 2 || overlaps(party)) return;
    const std::vector<NamedGroup>& groups = groups_told_of(record_);
    const std::string& code = countries_[static_cast<std::size_t>(party.front())].country;
    const std::string name = party.size() == 1 ? code : party_name(outcome_, groups, party);
    sides_.push_back(named_rows(outcome_, {name}, groups).front());
  }

  /// The sides, then those who win and lose most.
  std::vector<CountryRow> told_of() const {
    std::vector<CountryRow> out = sides_;
    std::vector<CountryRow> order = countries_;
    std::stable_sort(order.begin(), order.end(), [](const CountryRow& a, const CountryRow& b) {
      return std::abs(a.welfare_pct) > std::abs(b.welfare_pct);
    });
    std::size_t winners = 0, losers = 0;
    for (const CountryRow& row : order) {
      if (!(std::abs(row.welfare_pct) >= kVisiblePercent)) continue;
      if ((row.welfare_pct > 0 ? winners : losers)++ >= kMostSides) continue;
      if (!overlaps(members(row.country))) out.push_back(row);
    }
    return out;
  }

  /// Of the side that changes a levy of its own, and whose revenue changes most; else of who
  /// changes one over most trade.
  CountryRow levier() const {
    std::vector<Index> levying;
    for (const PolicyChange& change : policy_changes(outcome_, Partners::all))
      if (wedge_of(change.wedge).collector != Collector::nobody) levying.push_back(change.country);
    const auto levies = [&](const CountryRow& side) {
      const std::vector<Index> of_side = members(side.country);
      return std::any_of(of_side.begin(), of_side.end(), [&](Index member) {
        return std::find(levying.begin(), levying.end(), member) != levying.end();
      });
    };
    const auto gain = [](const CountryRow& row) {
      return std::abs(row.tax_revenue_musd - row.tax_revenue_base_musd);
    };
    const CountryRow* most = nullptr;
    for (const CountryRow& side : sides_)
      if (levies(side) && (most == nullptr || gain(side) > gain(*most))) most = &side;
    if (most != nullptr) return *most;
    return levying.empty() ? sides_.front() : countries_[static_cast<std::size_t>(levying.front())];
  }

  HeadlineFigure revenue() const {
    const CountryRow row = levier();
    const bool tariff =
        std::abs(row.average_tariff_goods_pct - row.average_tariff_goods_base_pct) > 0;
    const std::string more = tariff
                                 ? fmt::format("average tariff on goods from {} to {}",
                                               plain_percent(row.average_tariff_goods_base_pct),
                                               plain_percent(row.average_tariff_goods_pct))
                                 : fmt::format("from {} to {} {}", money(row.tax_revenue_base_musd),
                                               money(row.tax_revenue_musd), record_.currency);
    std::string detail = fmt::format("a year{}, from {} to {} of GDP; {}", while_it_lasts(),
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
                    record_.price_year, while_it_lasts(), signed_percent(row.ev_gdp_pct));
    if (std::isfinite(row.ev_per_person_usd))
      detail +=
          fmt::format(", {} {} a person", signed_amount(row.ev_per_person_usd), record_.currency);
    if (std::isfinite(row.ev_per_household_usd))
      detail += fmt::format(", {} a household", signed_amount(row.ev_per_household_usd));
    if (const std::string rebate = rebate_detail(row, outcome_.parameters());
        !rebate.empty() && !is_short_run_)
      detail += "; " + rebate;
    if (counts_work())
      return {"Welfare (consumption less work), " + row.name, signed_percent(row.welfare_pct),
              detail + "; in percent of income less what work is worth", row.welfare_pct};
    return {"Real income, " + row.name, signed_percent(row.welfare_pct), detail, row.welfare_pct};
  }

  /// ", while it lasts (until 2026-07-24)" of a step something of which ends.
  std::string while_it_lasts() const {
    return ends_.empty() ? "" : fmt::format(", while it lasts (until {})", ends_);
  }

  HeadlineFigure real_wage(const CountryRow& row) const {
    return {"Real wage, " + row.name, signed_percent(row.real_wage_pct),
            sector_wage_range(outcome_, find_country(outcome_.base().countries, row.country)),
            row.real_wage_pct};
  }

  HeadlineFigure hours(const CountryRow& row) const {
    return {"Hours worked, " + row.name, signed_percent(row.employment_pct),
            fmt::format("they respond to the real wage{} with elasticity {:g}",
                        outcome_.parameters().revenue == RevenueUse::income_tax ? " after tax" : "",
                        outcome_.parameters().labour_supply),
            std::nan("")};
  }

  HeadlineFigure without_rebate(const CountryRow& row) const {
    return {(counts_work() ? "Welfare without the rebate, " : "Real income without the rebate, ") +
                row.name,
            signed_percent(row.welfare_without_rebate_pct), without_rebate_in_words(outcome_),
            row.welfare_without_rebate_pct};
  }

  /// Where hours answer the real wage, welfare is what is left when work is paid for.
  bool counts_work() const { return outcome_.parameters().labour_supply > 0; }

  /// First in a short run, and wherever sectors have wages of their own.
  bool tells_wages() const { return is_short_run_ || has_sector_wages(outcome_.parameters()); }

  /// What moves real income is told in a short run, and where the rebate turns its sign.
  void add_forces(const CountryRow& row, std::vector<std::string>& sentences) const {
    if (!is_short_run_ && !hangs_on_rebate(row)) return;
    std::optional<WelfareForces> forces;
    if (result_.forces) forces = result_.forces->points_of(outcome_, members(row.country));
    if (std::string sentence = forces_sentence(row, outcome_.parameters(), forces);
        !sentence.empty())
      sentences.push_back(std::move(sentence));
  }

  /// If there are many steps, the lowest, the highest and the last.
  std::string incomes_by_step(const std::string& code, std::span<const SolvedStep> steps) const {
    std::vector<double> welfare;
    welfare.reserve(steps.size());
    for (const SolvedStep& step : steps)
      welfare.push_back(
          named_rows(*step.result.outcome, {code}, groups_told_of(record_)).front().welfare_pct);
    const auto word = [&](std::size_t at) {
      const Step& step = steps[at].step;
      return fmt::format("{} ({})", signed_percent(welfare[at]),
                         step.date.empty() ? step.id : step.date);
    };
    std::vector<std::string> words;
    words.reserve(steps.size());
    for (std::size_t at = 0; at < steps.size(); ++at) words.push_back(word(at));
    if (steps.size() <= kMostSteps) return enumerated(words);
    const auto [low, high] = std::minmax_element(welfare.begin(), welfare.end());
    return fmt::format("between {} and {}, at last {}",
                       word(static_cast<std::size_t>(low - welfare.begin())),
                       word(static_cast<std::size_t>(high - welfare.begin())), words.back());
  }

  /// "Real wages fall by 1.00 % in the United States (by sector -6.90 to +18.9 %) and by 0.85 %
  /// in China"; where one rises and another does not "change by -1.00 %".
  std::string wages() const {
    std::vector<CountryRow> rows;
    for (const CountryRow& row : sides_)
      if (is_short_run_ && std::isfinite(row.real_wage_pct)) rows.push_back(row);
    if (rows.empty()) return "";
    const auto all = [&](const char* how) {
      return std::all_of(rows.begin(), rows.end(),
                         [&](const CountryRow& row) { return verb(row.real_wage_pct) == how; });
    };
    const char* how = all("falls") ? "fall" : all("rises") ? "rise" : "change";
    const bool one_way = how != std::string("change");
    std::vector<std::string> told;
    for (const CountryRow& row : rows) {
      const Index n = find_country(outcome_.base().countries, row.country);
      const std::string span = sector_wage_span(outcome_, n);
      told.push_back(fmt::format(
          "by {} in {}{}",
          one_way ? plain_percent(std::abs(row.real_wage_pct)) : signed_percent(row.real_wage_pct),
          name_in_sentence(row.name), span.empty() ? "" : fmt::format(" ({})", span)));
    }
    return fmt::format("Real wages {} {}.", how, enumerated(told));
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
    std::string text =
                    counts_work() ? "Welfare (consumption less the work for it) " : "Real income ",
                last;
    for (std::size_t at = 0; at < sides_.size(); ++at) {
      const CountryRow& row = sides_[at];
      const std::string now = verb(row.welfare_pct);
      if (at > 0) text += at + 1 == sides_.size() ? " and" : ",";
      if (now != last) text += (at > 0 ? " " : "") + now;
      text += fmt::format("{} in {} ({} {} a year)", by_how_much(row.welfare_pct),
                          name_in_sentence(row.name), signed_money(row.ev_musd), record_.currency);
      last = now;
    }
    return text + ".";
  }

  /// "falls by 93.1 %, from 453.4 bn to 31.2 bn USD", "ends (453.4 bn USD)"
  std::string moves_to(double before, double after) const {
    if (after == 0) return fmt::format("ends ({} {} before)", money(before), record_.currency);
    return fmt::format("{}, from {} to {} {}", moves(percent_change(before, after)), money(before),
                       money(after), record_.currency);
  }

  std::string trade() const {
    if (!trade_)
      return fmt::format("World trade {} in value and its volume {}.",
                         moves(world_.trade_value_pct), moves(world_.trade_volume_pct));
    const Diversion& pair = *trade_;
    const auto name = [&](const std::vector<Index>& party) {
      return name_in_sentence(party_name(outcome_, groups_told_of(record_), party));
    };
    const std::string at_home =
        pair.importers.size() == 1 ? "domestic producers" : "producers in " + name(pair.importers);
    return fmt::format(
        "What {} sells to {} in the sectors concerned {}; {} there, {} {} (in value, with changes "
        "of prices).",
        name(pair.exporters), name(pair.importers), moves_to(pair.base, pair.base + pair.change),
        other_suppliers(pair), at_home, more_or_less(pair.domestic, record_.currency));
  }

  /// Those whose barriers change as well are no third parties.
  std::string other_suppliers(const Diversion& pair) const {
    const std::vector<Index> also_targeted = other_targeted_suppliers(outcome_, pair);
    double targeted = 0;
    for (const Index supplier : also_targeted) targeted += pair.by_supplier(supplier);
    const std::string there = more_or_less(targeted, record_.currency);
    const std::string elsewhere = more_or_less(pair.other_suppliers - targeted, record_.currency);
    if (also_targeted.empty()) return "other suppliers sell " + elsewhere;
    if (also_targeted.size() + pair.exporters.size() + pair.importers.size() == countries_.size())
      return fmt::format("other suppliers, whose barriers change too, sell {}", there);
    return fmt::format("suppliers whose barriers change too sell {}, all others {}", there,
                       elsewhere);
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
    return fmt::format("{} {}: {}; {}.",
                       counts_work() ? "World welfare, in the mean," : "World real income",
                       moves(world_.real_income_pct), extreme(true), extreme(false));
  }

  const RunRecord& record_;
  const ExperimentResult& result_;
  const Outcome& outcome_;
  std::string ends_;  // the day, if it is known
  bool is_short_run_;
  std::vector<CountryRow> countries_;
  WorldRow world_;
  std::optional<Diversion> trade_;  // none if nothing is targeted
  std::vector<CountryRow> sides_;   // at most kMostSides
};

}  // namespace

Headline headline(const RunRecord& record, std::span<const SolvedStep> steps) {
  const Story story(record, steps.back());
  Headline told{policy_prose(*steps.back().result.outcome, record.currency, record.named_groups),
                record.shown.empty() ? story.figures() : shown_figures(record, steps),
                story.sentences(), story.told_trade(), story.range()};
  if (steps.size() > 1)
    told.sentences.insert(told.sentences.begin() + 1, story.step_by_step(steps));
  if (std::string signs = sign_sentence(told.range); !signs.empty())
    told.sentences.insert(told.sentences.begin(), std::move(signs));
  return told;
}

}  // namespace tariffsim
