#include "studies/spread.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>

namespace tariffsim {
namespace {

constexpr std::size_t kBins = 4096;

/// One series between the passes.
class Series {
 public:
  void see(double value) {
    if (std::isnan(value)) return;
    const auto before = static_cast<double>(spread_.count++);
    spread_.mean += (value - spread_.mean) / (before + 1);
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
    if (value > 0) ++above_zero_;
  }

  void count(double value) {
    if (bins_.empty()) bins_.assign(kBins, 0);
    if (!std::isnan(value)) ++bins_[bin(value)];
  }

  /// The bins of the order statistics between which percentiles lie.
  void choose_bins() {
    if (spread_.count == 0) return;
    for (const int percent : kPercentiles)
      for (const std::size_t rank : {rank_below(percent), rank_above(percent)})
        kept_.try_emplace(bin_of_rank(rank));
  }

  void keep(double value) {
    if (std::isnan(value)) return;
    const auto found = kept_.find(bin(value));
    if (found != kept_.end()) found->second.push_back(value);
  }

  Spread finish() {
    if (spread_.count == 0) return nothing();
    for (auto& [bin, values] : kept_) std::sort(values.begin(), values.end());
    spread_.minimum = lowest_;
    spread_.maximum = highest_;
    spread_.above_zero = static_cast<double>(above_zero_) / static_cast<double>(spread_.count);
    for (std::size_t p = 0; p < kPercentiles.size(); ++p)
      spread_.percentiles[p] = percentile(kPercentiles[p]);
    return spread_;
  }

 private:
  static Spread nothing() {
    Spread spread;
    spread.mean = spread.minimum = spread.maximum = spread.above_zero = std::nan("");
    spread.percentiles.fill(std::nan(""));
    return spread;
  }

  /// Never falls if the value rises.
  std::size_t bin(double value) const {
    if (!(highest_ > lowest_)) return 0;
    const double along = (value - lowest_) / (highest_ - lowest_);
    if (!std::isfinite(along)) return 0;
    return std::min(kBins - 1, static_cast<std::size_t>(along * kBins));
  }

  double rank(int percent) const {
    return percent / 100.0 * static_cast<double>(spread_.count - 1);
  }
  std::size_t rank_below(int percent) const {
    return static_cast<std::size_t>(std::floor(rank(percent)));
  }
  std::size_t rank_above(int percent) const {
    return static_cast<std::size_t>(std::ceil(rank(percent)));
  }

  std::size_t bin_of_rank(std::size_t rank) const {
    std::size_t bin = 0;
    for (std::size_t before = bins_[0]; before <= rank; before += bins_[bin]) ++bin;
    return bin;
  }

  double at_rank(std::size_t rank) const {
    const std::size_t bin = bin_of_rank(rank);
    std::size_t before = 0;
    for (std::size_t b = 0; b < bin; ++b) before += bins_[b];
    return kept_.at(bin)[rank - before];
  }

  double percentile(int percent) const {
    const double below = at_rank(rank_below(percent)), above = at_rank(rank_above(percent));
    return below + (rank(percent) - std::floor(rank(percent))) * (above - below);
  }

  Spread spread_;
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
  std::size_t above_zero_ = 0;
  std::vector<std::uint32_t> bins_;
  std::map<std::size_t, std::vector<double>> kept_;  // sorted at the end
};

template <class Do>
void pass(const SeriesSource& source, std::vector<Series>& series, const Do& act) {
  source([&](std::span<const double> values) {
    for (std::size_t at = 0; at < series.size(); ++at) act(series[at], values[at]);
  });
}

}  // namespace

std::vector<Spread> spreads(const SeriesSource& source, std::size_t count) {
  std::vector<Series> series(count);
  pass(source, series, [](Series& one, double value) { one.see(value); });
  pass(source, series, [](Series& one, double value) { one.count(value); });
  for (Series& one : series) one.choose_bins();
  pass(source, series, [](Series& one, double value) { one.keep(value); });
  std::vector<Spread> finished;
  finished.reserve(count);
  for (Series& one : series) finished.push_back(one.finish());
  return finished;
}

}  // namespace tariffsim
