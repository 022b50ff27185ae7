#include "prose/headline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "prose/goal.hpp"
#include "prose/headline_tiles.hpp"
#include "prose/near_turn.hpp"
#include "prose/prices_and_balances.hpp"
#include "prose/quotas.hpp"
#include "prose/range_sentences.hpp"
#include "prose/sector_labour.hpp"
#include "prose/sector_moves.hpp"
#include "prose/shown_figures.hpp"
#include "prose/steps.hpp"
#include "prose/wage_after_tax.hpp"
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

constexpr std::size_t kMostInSteps = 2, kMostSteps = 6;  // of sides, told step by step

/// The figures that sentences are composed of.
class Story {
 public:
  Story(const RunRecord& record, const SolvedStep& last)
      : record_(record),
        result_(last.result),
        outcome_(*last.result.outcome),
        step_(last.step),
        is_short_run_(is_short_run(last.options)),
        about_(headline_subjects(record, last.result)),
        world_(world_row(outcome_)) {}

  std::vector<HeadlineFigure> figures(const SolvedStep& last) const {
    return headline_tiles(record_, last, about_);
  }

  std::vector<std::string> sentences() const {
    std::vector<std::string> out{incomes(), trade(), world()};
    if (const std::string told = wages(); !told.empty()) out.insert(out.begin(), told);
    if (const std::string told = goal_sentence(result_); !told.empty())
      out.insert(out.begin(), told);
    for (const CountryRow& row : about_.leading()) add_forces(row, out);
    const std::string deficits = value_of(record_.options, "model.deficits");
    // The real wage stands in front in a short run: its inverse is no news.
    for (std::string more :
         {is_short_run_ ? "" : prices_sentence(about_.leading()), sectors(),
          balances_sentence(about_.levier, record_.currency, deficits == "fixed",
                            paid_abroad_for(outcome_)),
          deficits == "fixed" ? deficits_sentence(about_.sides_and_extremes, record_.currency) : "",
          counts_work(outcome_) ? small_bases_sentence(outcome_) : "",
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
    for (const CountryRow& row : about_.sides) economies.push_back(row.country);
    return range_summary(record_, result_, economies);
  }
  const std::optional<Diversion>& told_trade() const { return about_.trade; }

  /// "Real income step by step, counted from the start: +0.20 % (2025-04-09) and -0.03 %
  /// (2025-06-01) in the United States; ..."
  std::string step_by_step(std::span<const SolvedStep> steps) const {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < std::min(kMostInSteps, about_.sides.size()); ++at)
      parts.push_back(fmt::format("{} in {}", incomes_by_step(about_.sides[at].country, steps),
                                  name_in_sentence(about_.sides[at].name)));
    return fmt::format("Real income step by step, counted from the start: {}.",
                       fmt::join(parts, "; "));
  }

 private:
  /// What moves real income is told in a short run, and where the rebate turns its sign.
  void add_forces(const CountryRow& row, std::vector<std::string>& sentences) const {
    if (!is_short_run_ && !hangs_on_rebate(row)) return;
    std::optional<WelfareForces> forces;
    if (result_.forces)
      forces =
          result_.forces->points_of(outcome_, members_of(record_, outcome_.base(), row.country));
    if (std::string sentence = forces_sentence(row, outcome_.parameters(), forces, forces_told());
        !sentence.empty())
      sentences.push_back(std::move(sentence));
  }

  ForcesTold forces_told() const {
    const auto any = [&](bool ends) {
      return std::any_of(result_.audit.begin(), result_.audit.end(), [&](const LineAudit& line) {
        return line.cells > 0 && line.ends_trade == ends && !line.of_rates();
      });
    };
    const bool ends = any(true);
    return {sells_licences(outcome_), any(false) || !ends, ends};
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
    const auto lowest = static_cast<std::size_t>(low - welfare.begin()),
               highest = static_cast<std::size_t>(high - welfare.begin());
    const bool ends_at_one = std::max(lowest, highest) + 1 == steps.size();
    const std::string last =
        ends_at_one ? (lowest < highest ? "; the highest is the last" : "; the lowest is the last")
                    : ", at last " + words.back();
    return fmt::format("between {} and {}{}", word(lowest), word(highest), last);
  }

  /// "Real wages fall by 1.00 % in the United States (by sector -6.90 to +18.9 %; after tax
  /// -0.21 %) and by 0.85 % in China"; where one rises and another does not "change by -1.00 %".
  std::string wages() const {
    std::vector<CountryRow> rows;
    for (const CountryRow& row : about_.sides)
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
      std::vector<std::string> details{sector_wage_span(outcome_, n), wage_after_tax(row)};
      std::erase(details, "");
      told.push_back(fmt::format(
          "by {} in {}{}",
          one_way ? plain_percent(std::abs(row.real_wage_pct)) : signed_percent(row.real_wage_pct),
          name_in_sentence(row.name),
          details.empty() ? "" : fmt::format(" ({})", fmt::join(details, "; "))));
    }
    return fmt::format("Real wages {} {}.", how, enumerated(told));
  }

  std::string incomes() const {
    std::string text = counts_work(outcome_) ? "Welfare (consumption less the work for it) "
                                             : "Real income ",
                last;
    for (std::size_t at = 0; at < about_.sides.size(); ++at) {
      const CountryRow& row = about_.sides[at];
      const std::string now = verb(row.welfare_pct);
      if (at > 0) text += at + 1 == about_.sides.size() ? " and" : ",";
      if (now != last) text += (at > 0 ? " " : "") + now;
      text += fmt::format("{} in {} ({} {} a year{})", by_how_much(row.welfare_pct),
                          name_in_sentence(row.name), signed_money(row.ev_musd), record_.currency,
                          while_it_lasts(step_));
      last = now;
    }
    const std::size_t named = record_.focus_names().size();
    if (named > about_.sides.size())
      text += fmt::format("; {} more in focus are in the tables", named - about_.sides.size());
    return text + ".";
  }

  /// "falls by 93.1 %, from 453.4 bn to 31.2 bn USD", "ends (453.4 bn USD)"
  std::string moves_to(double before, double after) const {
    if (after == 0) return fmt::format("ends ({} {} before)", money(before), record_.currency);
    return fmt::format("{}, from {} to {} {}", moves(percent_change(before, after)), money(before),
                       money(after), record_.currency);
  }

  std::string trade() const {
    if (!about_.trade)
      return fmt::format("World trade {} in value and its volume {}.",
                         moves(world_.trade_value_pct), moves(world_.trade_volume_pct));
    const Diversion& pair = *about_.trade;
    const auto name = [&](const std::vector<Index>& party) {
      return name_in_sentence(party_name(outcome_, groups_told_of(record_), party));
    };
    const std::string at_home =
        pair.importers.size() == 1 ? "domestic producers" : "producers in " + name(pair.importers);
    const std::vector<Index> also_targeted = other_targeted_suppliers(outcome_, pair);
    // In value other trade moves with the price of everything against the numeraire as well.
    const Diversion volumes = divert(outcome_.base().flow, flows_at_old_prices(outcome_),
                                     pair.exporters, pair.importers, pair.sectors);
    return fmt::format(
        "What {} sells to {} in the sectors concerned {}. At unchanged prices it is {}; {}{} {}{}.",
        name(pair.exporters), name(pair.importers), moves_to(pair.base, pair.base + pair.change),
        more_or_less(volumes.change, record_.currency),
        only_both(pair) ? "" : other_suppliers(volumes, also_targeted) + " there, ", at_home,
        only_both(pair) ? "sell " : "", more_or_less(volumes.domestic, record_.currency));
  }

  /// Those whose barriers change as well are no third parties.
  static double sold_by(const std::vector<Index>& suppliers, const Diversion& pair) {
    double sum = 0;
    for (const Index supplier : suppliers) sum += pair.by_supplier(supplier);
    return sum;
  }

  bool all_targeted(const Diversion& pair, const std::vector<Index>& also_targeted) const {
    return also_targeted.size() + pair.exporters.size() + pair.importers.size() ==
           about_.countries.size();
  }
  bool only_both(const Diversion& pair) const { return all_targeted(pair, {}); }

  std::string other_suppliers(const Diversion& pair,
                              const std::vector<Index>& also_targeted) const {
    const double targeted = sold_by(also_targeted, pair);
    const std::string there = more_or_less(targeted, record_.currency);
    const std::string elsewhere = more_or_less(pair.other_suppliers - targeted, record_.currency);
    if (also_targeted.empty()) return "other suppliers sell " + elsewhere;
    if (all_targeted(pair, also_targeted))
      return fmt::format("other suppliers, whose barriers change too, sell {}", there);
    return fmt::format("suppliers whose barriers change too sell {}, all others {}", there,
                       elsewhere);
  }

  /// Of the one economy or group in focus.
  std::string sectors() const {
    if (record_.focus_names().size() != 1) return "";
    const std::string& name = record_.focus_names().front();
    const std::vector<CountryRow> row = named_rows(outcome_, {name}, groups_told_of(record_));
    if (row.empty()) return "";
    return sectors_sentence(outcome_, row.front().name, members_of(record_, outcome_.base(), name),
                            record_.currency);
  }

  std::string extreme(bool gaining) const {
    const auto less = [](const CountryRow& a, const CountryRow& b) {
      return a.welfare_pct < b.welfare_pct;
    };
    const auto [worst, best] =
        std::minmax_element(about_.countries.begin(), about_.countries.end(), less);
    const CountryRow& row = gaining ? *best : *worst;
    const std::string who =
        fmt::format("{} ({})", name_in_sentence(row.name), signed_percent(row.welfare_pct));
    const std::ptrdiff_t count = about_.count(gaining);
    if (count == 0) return gaining ? "no economy gains" : "no economy loses";
    return fmt::format("{} of {} economies {}, {} most", count, about_.countries.size(),
                       gaining ? gain_of(count) : lose_of(count), who);
  }

  std::string world() const {
    return fmt::format("{} {}: {}; {}.",
                       counts_work(outcome_) ? "World welfare, in the mean," : "World real income",
                       moves(world_.real_income_pct), extreme(true), extreme(false));
  }

  const RunRecord& record_;
  const ExperimentResult& result_;
  const Outcome& outcome_;
  const Step& step_;
  bool is_short_run_;
  HeadlineSubjects about_;
  WorldRow world_;
};

}  // namespace

Headline headline(const RunRecord& record, std::span<const SolvedStep> steps) {
  const Story story(record, steps.back());
  Headline told{policy_prose(*steps.back().result.outcome, record.currency, record.named_groups),
                record.shown.empty() ? story.figures(steps.back()) : shown_figures(record, steps),
                story.sentences(), story.told_trade(), story.range()};
  if (steps.size() > 1)
    told.sentences.insert(told.sentences.begin() + 1, story.step_by_step(steps));
  const std::vector<std::string> cautions = range_sentences(told.range);
  told.sentences.insert(told.sentences.begin(), cautions.begin(), cautions.end());
  return told;
}

}  // namespace tariffsim
