#include "prose/range_sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {

std::string sign_sentence(const RangeSummary& range) {
  std::vector<std::string> found, by;
  SignsBy signs;
  for (const RangeLine& line : range.lines) {
    if (line.extremes.empty()) continue;
    signs = signs | line.signs;
    const std::string measure = line.measure != "without the rebate" ? line.measure
                                : range.counts_work                  ? "welfare without the rebate"
                                                    : "real income without the rebate";
    found.push_back(fmt::format(
        "{} {} lies {}", measure,
        line.economy == "World" ? "of the world" : "in " + name_in_sentence(line.economy),
        line.extremes));
  }
  if (found.empty()) return "";
  constexpr std::size_t kMostTold = 3;
  const std::size_t more = found.size() > kMostTold ? found.size() - kMostTold : 0;
  found.resize(std::min(kMostTold, found.size()));
  if (signs.horizon) by.emplace_back("the horizon");
  if (signs.source) by.emplace_back("the trade elasticities");
  if (signs.closure) by.emplace_back("what becomes of trade deficits");
  return fmt::format("Signs depend on {}: {}{}.", enumerated(by), fmt::join(found, "; "),
                     more == 0 ? "" : fmt::format("; and {} more, see the range", more));
}

std::string size_sentence(const RangeSummary& range) {
  constexpr double kMultiple = 3, kLeastPoints = 0.5;
  std::vector<std::string> found;
  for (const RangeLine& line : range.lines) {
    if (line.economy == "World" || line.measure != range.lines.front().measure) continue;
    double own = std::nan(""), largest = 0;
    std::vector<std::string> others;
    for (std::size_t at = 0; at < line.cells.size(); ++at) {
      const double percent = line.cells[at].own;
      if (std::isnan(percent)) continue;
      if (at == range.own_horizon) {
        own = percent;
        continue;
      }
      largest = std::max(largest, std::abs(percent));
      others.push_back(fmt::format("{} in the {}", signed_percent(percent), range.horizons[at]));
    }
    if (std::isnan(own) || largest < kMultiple * std::abs(own) ||
        largest - std::abs(own) < kLeastPoints)
      continue;
    found.push_back(fmt::format("{} in {} is {} here, {}", line.measure,
                                name_in_sentence(line.economy), signed_percent(own),
                                enumerated(others)));
  }
  if (found.empty()) return "";
  constexpr std::size_t kMostTold = 2;
  found.resize(std::min(kMostTold, found.size()));
  return fmt::format("Sizes depend on the horizon: {}.", fmt::join(found, "; "));
}

std::vector<std::string> range_sentences(const RangeSummary& range) {
  std::vector<std::string> sentences{sign_sentence(range), size_sentence(range)};
  std::erase(sentences, "");
  return sentences;
}

}  // namespace tariffsim
