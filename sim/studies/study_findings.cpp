#include "studies/study_findings.hpp"

#include <algorithm>
#include <cmath>

#include "outcomes/kept_measures.hpp"
#include "studies/sobol_indices.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostFailures = 20;  // told with their reasons
constexpr std::size_t kMeasures = kKeptMeasures.size();

void count_points(const StudyStore& store, StudyFindings& findings) {
  store.for_each([&](std::size_t point, const PointResult& result) {
    if (!result.values.empty()) {
      ++findings.points;
      findings.largest_residual = std::max(findings.largest_residual, result.residual);
      return;
    }
    ++findings.failed;
    if (findings.failures.size() < kMostFailures)
      findings.failures.emplace_back(point, result.message);
  });
}

std::vector<Spread> draw_spreads(const DrawDesign& design, const StudyStore& store,
                                 std::size_t series) {
  return spreads(
      [&](const std::function<void(std::span<const double>)>& visit) {
        store.for_each([&](std::size_t point, const PointResult& result) {
          if (design.is_draw(point) && !result.values.empty()) visit(result.values);
        });
      },
      series);
}

/// Adds a block of points once all of them have come; a block in which one has failed is left out.
class BlockReader {
 public:
  BlockReader(const DrawDesign& design, std::size_t series)
      : design_(design), indices_(series, SobolIndices(design.groups.size())) {}

  void see(std::size_t point, const PointResult& result) {
    if (point % design_.block() == 0) block_.clear();
    if (!result.values.empty()) block_.push_back(result.values);
    if (block_.size() == design_.block()) add_block();
  }

  std::vector<std::vector<double>> first_order() const {
    std::vector<std::vector<double>> indices;
    for (const SobolIndices& one : indices_) indices.push_back(one.first_order());
    return indices;
  }

 private:
  void add_block() {
    std::vector<double> mixed(design_.groups.size());
    for (std::size_t at = 0; at < indices_.size(); ++at) {
      for (std::size_t group = 0; group < mixed.size(); ++group)
        mixed[group] = block_[group + 2][at];
      indices_[at].add(block_[0][at], block_[1][at], mixed);
    }
    block_.clear();
  }

  const DrawDesign& design_;
  std::vector<SobolIndices> indices_;
  std::vector<std::vector<double>> block_;
};

std::vector<std::vector<double>> sobol_indices(const DrawDesign& design, const StudyStore& store,
                                               std::size_t series) {
  if (!design.split()) return {};
  BlockReader blocks(design, series);
  store.for_each([&](std::size_t point, const PointResult& result) { blocks.see(point, result); });
  return blocks.first_order();
}

double value_at(const StudyStore& store, std::size_t point, std::size_t series) {
  const auto found = store.find(point);
  return found && !found->values.empty() ? found->values[series] : std::nan("");
}

/// The largest and the smallest value of each series on a grid.
class GridExtremes {
 public:
  explicit GridExtremes(std::size_t series) : largest(series), smallest(series) {}

  void see(std::size_t point, std::span<const double> values) {
    for (std::size_t at = 0; at < values.size(); ++at) {
      if (std::isnan(values[at])) continue;
      if (!largest[at] || values[at] > largest[at]->value) largest[at] = {point, values[at]};
      if (!smallest[at] || values[at] < smallest[at]->value) smallest[at] = {point, values[at]};
    }
  }

  std::vector<std::optional<GridValue>> largest, smallest;
};

/// Rates, and what a licence costs, are fractions; money, and a number that is no rate, is its own
/// measure.
bool figures_differ(const StudyFigure& figure, double largest, double smallest, double least) {
  const bool in_percent =
      figure.kind == FigureKind::welfare || (figure.is_asked() && figure.measure.ends_with("_pct"));
  const bool own = figure.kind == FigureKind::rent || (figure.is_asked() && !in_percent) ||
                   (figure.kind == FigureKind::sought && !figure.percent);
  const double whole = own ? std::abs(largest) : in_percent ? 100.0 : 1.0;
  return largest - smallest > whole * least;
}

/// Percentages are of what they change, revenue is its own measure; what welfare is worth moves
/// where welfare does.
bool differ(std::size_t series, const StudyFindings& findings, double least) {
  const std::size_t measure = series % kMeasures;
  const std::size_t told = measure == kVariation ? series - kVariation + kWelfare : series;
  const double largest = findings.maxima[told]->value, smallest = findings.minima[told]->value;
  const double whole = measure == kTaxRevenue ? std::abs(largest) : 100;
  return largest - smallest > whole * least;
}

void compute_extremes(const Study& study, const StudyStore& store, std::size_t series,
                      StudyFindings& findings) {
  GridExtremes extremes(series);
  store.for_each(
      [&](std::size_t point, const PointResult& result) { extremes.see(point, result.values); });
  findings.maxima.resize(series);
  for (std::size_t at = 0; at < series; ++at)
    if (extremes.largest[at])
      findings.maxima[at] =
          refine_maximum(study, extremes.largest[at]->point,
                         [&](std::size_t point) { return value_at(store, point, at); });
  findings.minima = std::move(extremes.smallest);
  const double least = least_difference(study.central.tolerance);
  const std::size_t first = series - study.figures.size();
  for (std::size_t at = 0; at < series; ++at)
    if (findings.maxima[at])
      findings.maxima[at]->moved =
          at < first ? differ(at, findings, least)
                     : figures_differ(study.figures[at - first], findings.maxima[at]->value,
                                      findings.minima[at]->value, least);
}

}  // namespace

StudyFindings compute_findings(const Study& study, const StudyStore& store, std::size_t economies) {
  StudyFindings findings;
  count_points(store, findings);
  const std::size_t series = economies * kMeasures + study.figures.size();
  if (study.draws) {
    findings.spreads = draw_spreads(*study.draws, store, series);
    findings.sobol = sobol_indices(*study.draws, store, series);
  } else {
    compute_extremes(study, store, series, findings);
  }
  return findings;
}

}  // namespace tariffsim
