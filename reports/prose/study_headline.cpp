#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/numbers.hpp"
#include "outcomes/kept_measures.hpp"
#include "prose/study.hpp"
#include "prose/study_cautions.hpp"
#include "prose/study_draws.hpp"
#include "prose/study_figures.hpp"

namespace tariffsim {
namespace {

/// Share of draws from which on a sign is sure.
constexpr double kSure = 0.95;
/// Economies whose real wage is told.
constexpr std::size_t kMostWages = 3;

double visible(double percent) { return std::abs(percent) < kVisiblePercent ? 0 : percent; }

std::string digits(std::size_t count) { return grouped(static_cast<long long>(count)); }

/// Countries on one side, and the one that is furthest out.
struct Side {
  std::size_t count = 0;
  std::size_t furthest = 0;
  double value = 0;  ///< of `furthest`

  void add(std::size_t country, double welfare) {
    if (count++ == 0 || std::abs(welfare) > std::abs(value)) furthest = country, value = welfare;
  }
};

/// What both kinds of studies tell.
class StudyStory {
 public:
  explicit StudyStory(const StudyReport& report) : report_(report), focus_(study_focus(report)) {}

 protected:
  std::string name(std::size_t country) const {
    return name_in_sentence(report_.economies[country].name);
  }
  const std::string& label(std::size_t country) const { return report_.economies[country].name; }
  std::size_t first() const { return focus_.front(); }
  std::size_t second() const { return focus_.size() > 1 ? focus_[1] : focus_.front(); }
  /// ", Viet Nam most (+0.47 %)"
  std::string most(const Side& side, const char* how_far) const {
    return fmt::format(", {} most ({}{})", name(side.furthest), how_far,
                       signed_percent(side.value));
  }
  /// "-1.00 to -0.12 % in the United States", of each in focus that has wages; empty: none has, or
  /// it is no short run.
  std::vector<std::string> wages() const {
    std::vector<std::string> told;
    if (!is_short_run(report_.record.options)) return told;
    for (const std::size_t n : focus_)
      if (const std::string one = wage_range(n); !one.empty() && told.size() < kMostWages)
        told.push_back(one + " in " + name(n));
    return told;
  }
  /// The real wage over what is studied, in figures.
  std::string wage_range(std::size_t n) const { return to_text(range_of(n, kRealWage)); }
  /// What stands first: that signs differ from point to point, or hang on the rebate of border
  /// taxes; then what welfare is without it, where that can be seen.
  void add_cautions(std::vector<std::string>& sentences) const {
    std::vector<std::string> all = study_cautions(report_);
    sentences.insert(sentences.begin(), std::make_move_iterator(all.begin()),
                     std::make_move_iterator(all.end()));
  }
  /// Of the first in focus, where wages are told first.
  void add_wage_figure(const char* over, std::vector<HeadlineFigure>& figures) const {
    if (wages().empty() || wage_range(first()).empty()) return;
    figures.insert(figures.begin(),
                   {"Real wage, " + label(first()), wage_range(first()), over, std::nan("")});
  }
  void add_wage_sentence(const std::string& over, std::vector<std::string>& sentences) const {
    if (const std::vector<std::string> told = wages(); !told.empty())
      sentences.insert(
          sentences.begin(),
          fmt::format("Real wages, which count first in a short run, change by {} ({}).",
                      enumerated(told), over));
  }
  std::string residual() const {
    return fmt::format("largest residual {:.1e}", report_.findings.largest_residual);
  }
  std::string failures() const {
    const std::size_t failed = report_.findings.failed;
    return failed == 0 ? "all have a result" : digits(failed) + " have no result";
  }

  static std::string to_text(const std::optional<SeriesRange>& range) {
    return range ? fmt::format("{} to {}", signed_percent(range->low), signed_percent(range->high))
                 : "";
  }
  std::optional<SeriesRange> range_of(std::size_t n, std::size_t measure) const {
    return series_range(report_, series_of(n, measure));
  }

  const StudyReport& report_;
  std::vector<std::size_t> focus_;
};

class SweepStory : StudyStory {
 public:
  explicit SweepStory(const StudyReport& report) : StudyStory(report) {
    for (std::size_t n = 0; n < report.countries; ++n) take_side(n);
  }

  std::vector<HeadlineFigure> figures() const {
    std::vector<HeadlineFigure> out{extreme("Largest welfare, ", largest(first()), first()),
                                    extreme("Smallest welfare, ", smallest(first()), first()),
                                    other_figure(),
                                    HeadlineFigure{"Points", digits(report_.study.points),
                                                   failures() + "; " + residual(), std::nan("")}};
    if (focus_.size() > 2)
      out.insert(out.end() - 1, extreme("Largest welfare, ", largest(focus_[2]), focus_[2]));
    add_wage_figure("lowest and highest of all points", out);
    return out;
  }

  std::vector<std::string> sentences() const {
    std::vector<std::string> out{best()};
    if (std::string range = span(); range != out.front()) out.push_back(std::move(range));
    out.push_back(sides());
    if (const std::string some = results_prose(report_.findings); !some.empty())
      out.insert(out.begin(), some + "; the others are left out of what follows.");
    add_wage_sentence("lowest and highest of all points", out);
    add_cautions(out);
    return out;
  }

 private:
  std::string stillness(std::size_t n) const {
    return stillness_prose(report_.study, largest(n), smallest(n));
  }

  const GridMaximum& largest(std::size_t n) const {
    return *report_.findings.maxima[series_of(n, kWelfare)];
  }
  const GridValue& smallest(std::size_t n) const {
    return *report_.findings.minima[series_of(n, kWelfare)];
  }

  void take_side(std::size_t n) {
    const double low = smallest(n).value, high = largest(n).value;
    const bool gains = high >= kVisiblePercent, loses = low <= -kVisiblePercent;
    if (gains && !loses) gaining_.add(n, high);
    if (loses && !gains) losing_.add(n, low);
    if (!gains && !loses) ++unmoved_;
  }

  HeadlineFigure extreme(const std::string& what, const GridValue& at, std::size_t n) const {
    const std::string still = stillness(n);
    return {what + label(n), fine_percent(at.value), still.empty() ? briefly(at) : still,
            visible(at.value)};
  }

  /// The second country in focus, or how many gain.
  HeadlineFigure other_figure() const {
    if (second() != first()) return extreme("Largest welfare, ", largest(second()), second());
    return {"Economies that gain and never lose", digits(gaining_.count),
            fmt::format("of {}; {} lose and never gain", report_.countries, losing_.count),
            std::nan("")};
  }

  std::string briefly(const GridValue& at) const {
    return place_briefly(report_.study, at.point) + other_places(at);
  }

  std::string best() const {
    const GridMaximum& top = largest(first());
    if (const std::string still = stillness(first()); !still.empty())
      return fmt::format("Welfare in {} {}.", name(first()), still);
    if (const std::string by_setting = best_by_setting_prose(report_, first()); !by_setting.empty())
      return fmt::format("Welfare in {} {}.", name(first()), by_setting);
    if (!report_.study.has_choice()) return range(first());
    std::string words =
        fmt::format("Welfare in {} is largest, {}, with {}", name(first()), fine_percent(top.value),
                    place_prose(report_.study, top.point) + other_places(top));
    if (top.may_rise_beyond(report_.study)) return words + "; " + at_the_edge(top.value) + ".";
    if (top.refined_value <= top.value) return words + ".";
    return words + fmt::format("; a parabola through the points beside it has its top {} ({}).",
                               top_prose(report_.study, top), fine_percent(top.refined_value));
  }

  /// The second country's welfare; the first's, if it has been told otherwise.
  std::string span() const { return range(second()); }

  std::string range(std::size_t n) const {
    const double low = smallest(n).value, high = largest(n).value;
    if (!stillness(n).empty())
      return fmt::format("Welfare in {} is {} {}.", name(n), signed_percent(high),
                         everywhere_prose(report_.study, largest(n)));
    return fmt::format("Welfare in {} lies between {} ({}) and {} ({}).", name(n),
                       fine_percent(low), briefly(smallest(n)), fine_percent(high),
                       briefly(largest(n)));
  }

  static const char* s(std::size_t count) { return count == 1 ? "s" : ""; }

  std::string sides() const {
    const std::size_t up = gaining_.count, down = losing_.count;
    const std::size_t rest = report_.countries - up - down - unmoved_;
    std::string words =
        fmt::format("Of {} economies, {} gain{} at one point or more and never lose{}{}",
                    digits(report_.countries), digits(up), s(up), s(up),
                    up == 0 ? "" : most(gaining_, "up to "));
    words += fmt::format("; {} lose{} at one point or more and never gain{}{}", digits(down),
                         s(down), s(down), down == 0 ? "" : most(losing_, "down to "));
    if (rest > 0)
      words += fmt::format("; {} gain{} at some points and lose{} at others", digits(rest), s(rest),
                           s(rest));
    if (unmoved_ > 0) words += fmt::format("; {} hardly move{}", digits(unmoved_), s(unmoved_));
    return words + ".";
  }

  Side gaining_, losing_;
  std::size_t unmoved_ = 0;
};

class DrawsStory : StudyStory {
 public:
  explicit DrawsStory(const StudyReport& report) : StudyStory(report) {
    for (std::size_t n = 0; n < report.countries; ++n) {
      const double gains = spread(n).above_zero;
      if (hardly_moves(spread(n))) {
        ++unmoved_;
        continue;
      }
      if (gains >= kSure) gaining_.add(n, middle(n));
      if (gains <= 1 - kSure && spread(n).percentiles.back() < 0) losing_.add(n, middle(n));
    }
  }

  std::vector<HeadlineFigure> figures() const {
    const double as_it_stands = central(first());
    std::vector<HeadlineFigure> out{
        HeadlineFigure{"Welfare as it stands, " + label(first()), signed_percent(as_it_stands),
                       "the scenario without uncertainty", as_it_stands},
        median_figure(first()),
        HeadlineFigure{"Probability of gain, " + label(first()),
                       whole_percent(spread(first()).above_zero),
                       lacks_draws() ? "share of draws with a result in which welfare rises"
                                     : "share of draws in which welfare rises",
                       std::nan("")},
        HeadlineFigure{"Economies that gain in " + of_welfare_draws(95),
                       fmt::format("{} of {}", gaining_.count, report_.countries),
                       fmt::format("{} lose in as many", losing_.count), std::nan("")},
        HeadlineFigure{"Draws", digits(report_.study.draws->draws), failures() + "; " + residual(),
                       std::nan("")}};
    if (report_.record.focus_names().size() > 1)
      out.insert(out.begin() + 3, median_figure(second()));
    add_wage_figure("in 90 of 100 draws", out);
    return out;
  }

  std::vector<std::string> sentences() const {
    std::vector<std::string> out{spread_prose(), sides(), causes()};
    add_wage_sentence("in 90 of 100 draws", out);
    add_cautions(out);
    return out;
  }

 private:
  std::string of_welfare_draws(int percent) const {
    return of_draws(report_, percent, series_of(first(), kWelfare));
  }
  bool lacks_draws() const { return has_lost_draws(report_, series_of(first(), kWelfare)); }

  /// Its sign is no news: in words it is no change.
  static bool hardly_moves(const Spread& spread) {
    return std::abs(spread.percentiles.front()) < kVisiblePercent &&
           std::abs(spread.percentiles.back()) < kVisiblePercent;
  }
  const Spread& spread(std::size_t n) const {
    return report_.findings.spreads[series_of(n, kWelfare)];
  }
  double middle(std::size_t n) const { return spread(n).percentiles[kPercentiles.size() / 2]; }
  double central(std::size_t n) const { return report_.central.values[series_of(n, kWelfare)]; }

  HeadlineFigure median_figure(std::size_t n) const {
    return {"Median of the draws, " + label(n), signed_percent(middle(n)),
            of_draws(report_, 90, series_of(n, kWelfare)) + ": " + interval(n) + "; " + in_money(n),
            middle(n)};
  }

  /// "-0.61 % to -0.27 %"
  std::string interval(std::size_t n) const {
    return fmt::format("{} to {}", signed_percent(spread(n).percentiles.front()),
                       signed_percent(spread(n).percentiles.back()));
  }

  /// "-165.2 bn to -73.1 bn USD a year"
  std::string in_money(std::size_t n) const {
    const Spread& worth = report_.findings.spreads[series_of(n, kVariation)];
    return fmt::format("{} to {} {} a year", signed_money(worth.percentiles.front()),
                       signed_money(worth.percentiles.back()), report_.record.currency);
  }

  std::string spread_prose() const {
    const std::size_t with_result = spread(first()).count;
    const std::string draws = lacks_draws()
                                  ? fmt::format("90 % of the {} draw{} with a result",
                                                digits(with_result), with_result == 1 ? "" : "s")
                                  : "90 of 100 draws";
    return fmt::format(
        "Welfare in {} changes by {} as the scenario stands; in {} by {} ({}), and it rises in {} "
        "of {}.{}",
        name(first()), signed_percent(central(first())), draws, interval(first()),
        in_money(first()), whole_percent(spread(first()).above_zero),
        lacks_draws() ? "these" : "all",
        lacks_draws() ? " Draws without a result are not random: what is left may lie to one side."
                      : "");
  }

  std::string sides() const {
    const std::size_t all = report_.countries;
    const std::size_t rest = all - gaining_.count - losing_.count - unmoved_;
    std::string words = fmt::format(
        "In at least {}, {} of {} economies gain{}{} and {} lose{}{}", of_welfare_draws(95),
        digits(gaining_.count), digits(all), gaining_.count == 1 ? "s" : "",
        gaining_.count == 0 ? "" : most(gaining_, "median "), digits(losing_.count),
        losing_.count == 1 ? "s" : "", losing_.count == 0 ? "" : most(losing_, "median "));
    if (rest > 0) words += fmt::format("; the sign is not sure for {}", digits(rest));
    if (unmoved_ > 0)
      words += fmt::format("; {} hardly move{}, by less than {} % in {}", digits(unmoved_),
                           unmoved_ == 1 ? "s" : "", kVisiblePercent, of_welfare_draws(90));
    if (rest + unmoved_ == 0) words += "; the sign is sure for all";
    return words + ".";
  }

  std::string causes() const {
    const std::vector<std::string>& groups = report_.study.draws->groups;
    if (report_.findings.sobol.empty())
      return fmt::format("All of the spread is due to {}: nothing else is uncertain here.",
                         group_prose(groups.front()));
    const std::vector<double>& shares = report_.findings.sobol[series_of(first(), kWelfare)];
    if (std::isnan(shares.front()))
      return fmt::format("Welfare in {} does not vary.", name(first()));
    if (!tells_causes(report_, shares))
      return fmt::format("What the variance of welfare in {} is due to: {}.", name(first()),
                         too_few_to_tell(report_));
    std::vector<std::string> words;
    for (std::size_t at = 0; at < groups.size(); ++at)
      words.push_back(fmt::format("{} alone {}{}", group_prose(groups[at]),
                                  at == 0 ? "explain " : "",
                                  whole_percent(std::clamp(shares[at], 0.0, 1.0))));
    return fmt::format("Of the variance of welfare in {}, {} (first-order Sobol indices).",
                       name(first()), enumerated(words));
  }

  Side gaining_, losing_;
  std::size_t unmoved_ = 0;
};

template <class Kind>
Headline told(const StudyReport& report) {
  const Kind story(report);
  Headline out{varied_prose(report.study), story.figures(), story.sentences()};
  for (std::string& sentence : figure_sentences(report))
    out.sentences.push_back(std::move(sentence));
  return out;
}

}  // namespace

Headline study_headline(const StudyReport& report) {
  return report.study.is_sweep() ? told<SweepStory>(report) : told<DrawsStory>(report);
}

}  // namespace tariffsim
