#include "prose/study_cautions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// Economies that are told of.
constexpr std::size_t kMostCautions = 3;

class Cautions {
 public:
  explicit Cautions(const StudyReport& report) : report_(report), focus_(study_focus(report)) {
    focus_.resize(std::min(focus_.size(), kMostCautions));
  }

  /// "Signs differ between the points: welfare in China changes by -0.31 to +0.12 %; ..."
  std::string signs() const {
    std::vector<std::string> on, parts;
    for (const std::size_t n : focus_)
      if (const std::string part = straddles(n); !part.empty()) parts.push_back(part);
    if (!parts.empty()) on.push_back(report_.study.draws ? "the draw" : "the point");
    const std::size_t by_points = parts.size();
    for (const std::size_t n : focus_)
      if (const std::string part = opposed(n); !part.empty()) parts.push_back(part);
    if (parts.size() > by_points) on.emplace_back("what becomes of border taxes");
    return parts.empty()
               ? ""
               : fmt::format("Signs depend on {}: {}.", enumerated(on), fmt::join(parts, "; "));
  }

  /// "Welfare counts the change of border taxes, which households get; without it ..."
  std::string rebate() const {
    std::vector<std::string> parts;
    for (const std::size_t n : focus_)
      if (const std::string part = without(n); !part.empty()) parts.push_back(part);
    if (parts.empty()) return "";
    const bool in_place = report_.record.parameters.revenue == RevenueUse::income_tax;
    return fmt::format(
        "Welfare counts the change of border taxes, which households get{}; without it, {}, "
        "welfare changes by {}.",
        in_place ? " in place of taxes on wages" : "",
        report_.study.draws ? "in 90 of 100 draws" : "over all points", fmt::join(parts, "; by "));
  }

 private:
  std::string name(std::size_t n) const { return name_in_sentence(report_.economies[n].name); }
  std::optional<SeriesRange> range(std::size_t n, std::size_t measure) const {
    return series_range(report_, series_of(n, measure));
  }
  static std::string text(const SeriesRange& range) {
    const std::string low = signed_percent(range.low), high = signed_percent(range.high);
    return low == high ? low : fmt::format("{} to {}", low, high);
  }
  const char* over() const {
    return report_.study.draws ? "in 90 of 100 draws" : "lowest and highest of all points";
  }

  std::string straddles(std::size_t n) const {
    const auto welfare = range(n, kWelfare);
    if (!welfare || welfare->low > -kVisiblePercent || welfare->high < kVisiblePercent) return "";
    return fmt::format("welfare in {} changes by {} ({})", name(n), text(*welfare), over());
  }

  /// Welfare goes one way, what people earn the other.
  std::string opposed(std::size_t n) const {
    const OpposedSigns& opposed = report_.findings.opposed[n];
    const bool of_wage = opposed.real_wage >= opposed.without_rebate;
    const std::size_t count = of_wage ? opposed.real_wage : opposed.without_rebate;
    if (count == 0) return "";
    const std::size_t all = report_.study.draws
                                ? report_.findings.spreads[series_of(n, kWelfare)].count
                                : report_.findings.points;
    return fmt::format("{} in {} moves the other way than welfare, by 0.005 % or more each, {}",
                       of_wage ? "the real wage" : "welfare without the rebate of border taxes",
                       name(n), share_of(count, all));
  }

  std::string share_of(std::size_t count, std::size_t all) const {
    const char* const thing = report_.study.draws ? "draw" : "point";
    if (count == all && all == 2) return fmt::format("at both {}s", thing);
    if (count == all)
      return all == 1 ? fmt::format("at the one {}", thing)
                      : fmt::format("at all {}", counted(all, thing));
    return fmt::format("at {} of {}", grouped(static_cast<long long>(count)), counted(all, thing));
  }

  /// "-0.94 to -0.11 % in the United States (with it -0.20 to +0.13 %; real wage -1.02 to -0.12 %)"
  std::string without(std::size_t n) const {
    const auto welfare = range(n, kWelfare), unrebated = range(n, kUnrebated),
               wage = range(n, kRealWage);
    if (!welfare || !unrebated || text(*welfare) == text(*unrebated)) return "";
    return fmt::format("{} in {} (with it {}{})", text(*unrebated), name(n), text(*welfare),
                       wage ? "; real wage " + text(*wage) : "");
  }

  const StudyReport& report_;
  std::vector<std::size_t> focus_;
};

}  // namespace

std::optional<SeriesRange> series_range(const StudyReport& report, std::size_t series) {
  if (report.study.draws) {
    const Spread& spread = report.findings.spreads[series];
    if (spread.count == 0) return std::nullopt;
    return SeriesRange{spread.percentiles.front(), spread.percentiles.back()};
  }
  const auto& low = report.findings.minima[series];
  const auto& high = report.findings.maxima[series];
  if (!low || !high) return std::nullopt;
  return SeriesRange{low->value, high->value};
}

std::vector<std::string> study_cautions(const StudyReport& report) {
  const Cautions cautions(report);
  std::vector<std::string> out;
  for (std::string sentence : {cautions.signs(), cautions.rebate()})
    if (!sentence.empty()) out.push_back(std::move(sentence));
  return out;
}

}  // namespace tariffsim
