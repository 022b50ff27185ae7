#include "prose/study_draws.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tariffsim {
namespace {

/// Standard error of a first-order index that says something.
constexpr double kMostError = 0.1;

}  // namespace

bool has_lost_draws(const StudyReport& report, std::size_t series) {
  return report.findings.spreads[series].count < report.study.draws->draws;
}

std::string of_draws(const StudyReport& report, int percent, std::size_t series) {
  return fmt::format("{} of 100 draws{}", percent,
                     has_lost_draws(report, series) ? " with a result" : "");
}

std::string too_few_to_tell(const StudyReport& report) {
  // Of an index of 0, the least sure: two blocks of draws for each 2 / kMostError^2.
  const auto wanted = static_cast<std::size_t>(std::lround(2 * 2 / (kMostError * kMostError)));
  std::string few = "too few draws to tell";
  if (report.study.draws->draws >= wanted) return few;
  return fmt::format("{}: {} would tell each share to about {:.0f} points", few, wanted,
                     100 * kMostError);
}

bool tells_causes(const StudyReport& report, const std::vector<double>& first_order) {
  constexpr double kLeast = -0.05, kMostInAll = 1.1;  // of an index
  const auto blocks = static_cast<double>(report.study.draws->blocks());
  double all = 0;
  for (const double index : first_order) {
    if (!(index >= kLeast) || (1 - index) * std::sqrt(2 / blocks) > kMostError) return false;
    all += index;
  }
  return all <= kMostInAll;
}

}  // namespace tariffsim
