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

bool are_opposed(double a, double b) {
  return std::abs(a) >= kVisibleMove && std::abs(b) >= kVisibleMove && a * b < 0;
}

void count_opposed(const Study& study, const StudyStore& store, std::size_t economies,
                   StudyFindings& findings) {
  findings.opposed.resize(economies);
  store.for_each([&](std::size_t point, const PointResult& result) {
    if (result.values.empty() || (study.draws && !study.draws->is_draw(point))) return;
    for (std::size_t n = 0; n < economies; ++n) {
      const double welfare = result.values[series_of(n, kWelfare)];
      OpposedSigns& opposed = findings.opposed[n];
      if (are_opposed(welfare, result.values[series_of(n, kRealWage)])) ++opposed.real_wage;
      if (are_opposed(welfare, result.values[series_of(n, kUnrebated)])) ++opposed.without_rebate;
    }
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

/// Which values of a series are the same: the one rule for sweeps that move nothing, for ties and
/// for tops between points.
class Sameness {
 public:
  Sameness(const Study& study, std::size_t series)
      : figures_(study.figures),
        first_figure_(series - study.figures.size()),
        least_(least_difference(study.central.tolerance)) {}

  /// The series that says whether another differs: what welfare is worth differs where welfare
  /// does.
  std::size_t told_by(std::size_t series) const {
    const bool worth = series < first_figure_ && series % kMeasures == kVariation;
    return worth ? series - kVariation + kWelfare : series;
  }
  /// How far values that are the same may lie apart; `largest` is the largest of the series.
  double slack(std::size_t series, double largest) const {
    if (is_its_own_measure(series)) return least_ * std::abs(largest);
    return least_ * (is_a_fraction(series) ? 1 : 100);
  }

 private:
  const StudyFigure* figure(std::size_t series) const {
    return series < first_figure_ ? nullptr : &figures_[series - first_figure_];
  }
  /// Money, and a number that is no rate.
  bool is_its_own_measure(std::size_t series) const {
    const StudyFigure* one = figure(series);
    if (one == nullptr) return series % kMeasures == kTaxRevenue;
    return one->kind == FigureKind::rent || (one->is_asked() && !is_in_percent(*one)) ||
           (one->kind == FigureKind::sought && !one->percent);
  }
  static bool is_in_percent(const StudyFigure& figure) {
    return figure.kind == FigureKind::welfare ||
           (figure.is_asked() && figure.measure.ends_with("_pct"));
  }
  /// Rates, and what a licence costs; all else is percent of what it changes.
  bool is_a_fraction(std::size_t series) const {
    return figure(series) != nullptr && !is_in_percent(*figure(series));
  }

  const std::vector<StudyFigure>& figures_;
  std::size_t first_figure_;
  double least_;
};

/// Points whose values are those of an extreme, to what the solver leaves open.
struct Shared {
  std::size_t first = 0, count = 0;
  double widest = 0;  ///< the largest distance from the extreme
};

/// The largest and the smallest value of each series on a grid, and how many points share them.
class GridExtremes {
 public:
  explicit GridExtremes(std::size_t series)
      : largest(series), smallest(series), points(series), highest_(series), lowest_(series) {}

  void see(std::size_t point, std::span<const double> values) {
    for (std::size_t at = 0; at < values.size(); ++at) {
      if (std::isnan(values[at])) continue;
      ++points[at];
      if (!largest[at] || values[at] > largest[at]->value) largest[at] = {point, values[at]};
      if (!smallest[at] || values[at] < smallest[at]->value) smallest[at] = {point, values[at]};
    }
  }

  /// When all have been seen, each once more.
  template <class Same>
  void count(std::size_t point, std::span<const double> values, const Same& same) {
    for (std::size_t at = 0; at < values.size(); ++at) {
      const std::size_t told = same.told_by(at);
      if (std::isnan(values[at]) || !largest[told]) continue;
      const double slack = same.slack(at, largest[told]->value);
      const auto add = [&](const GridValue& extreme, Shared& shared) {
        const double apart = std::abs(values[told] - extreme.value);
        if (apart > slack) return;
        if (shared.count++ == 0) shared.first = point;
        shared.widest = std::max(shared.widest, apart);
      };
      add(*largest[told], highest_[at]);
      add(*smallest[told], lowest_[at]);
    }
  }

  /// When all have been counted: of equals the first is named.
  template <class Same>
  void name_first_of_equals(const Same& same) {
    for (std::size_t at = 0; at < largest.size(); ++at) {
      if (!largest[at]) continue;
      const double slack = same.slack(at, largest[same.told_by(at)]->value);
      largest[at] = first_of(highest_[at], slack, *largest[at]);
      smallest[at] = first_of(lowest_[at], slack, *smallest[at]);
    }
  }

  std::vector<std::optional<GridValue>> largest, smallest;
  std::vector<std::size_t> points;  ///< that have a value

 private:
  /// Values that fill what the solver leaves open are the round top of a curve on a fine grid, of
  /// which the extreme is a better point than the first; those of a flat one differ by far less.
  static GridValue first_of(const Shared& shared, double slack, GridValue extreme) {
    constexpr double kFlat = 0.1;
    if (shared.count < 2 || shared.widest > kFlat * slack) return extreme;
    return {shared.first, extreme.value, shared.count};
  }

  std::vector<Shared> highest_, lowest_;
};

/// Where a series is largest, between points too if it is larger there than anywhere on the grid.
GridMaximum maximum_of(std::size_t at, const GridExtremes& extremes, const Sameness& same,
                       const Study& study, const StudyStore& store) {
  const GridValue& largest = *extremes.largest[at];
  GridMaximum found = refine_maximum(study, largest.point,
                                     [&](std::size_t point) { return value_at(store, point, at); });
  found.value = largest.value;
  found.equals = largest.equals;
  found.points = extremes.points[at];
  const std::size_t told = same.told_by(at);
  const double slack = same.slack(at, extremes.largest[told]->value);
  found.moved = extremes.largest[told]->value - extremes.smallest[told]->value > slack;
  if (found.equals > 1 || found.refined_value - found.value <= slack) found.drop_refinement();
  return found;
}

void compute_extremes(const Study& study, const StudyStore& store, std::size_t series,
                      StudyFindings& findings) {
  const Sameness same(study, series);
  GridExtremes extremes(series);
  store.for_each(
      [&](std::size_t point, const PointResult& result) { extremes.see(point, result.values); });
  store.for_each([&](std::size_t point, const PointResult& result) {
    extremes.count(point, result.values, same);
  });
  extremes.name_first_of_equals(same);
  findings.maxima.resize(series);
  for (std::size_t at = 0; at < series; ++at)
    if (extremes.largest[at]) findings.maxima[at] = maximum_of(at, extremes, same, study, store);
  findings.minima = std::move(extremes.smallest);
}

/// Of series that are the welfare of economies.
struct SameWelfare {
  double least;
  std::size_t told_by(std::size_t series) const { return series; }
  double slack(std::size_t, double) const { return 100 * least; }
};

std::vector<double> welfare_of(const PointResult& result, std::size_t economies) {
  std::vector<double> welfare(economies);
  for (std::size_t n = 0; n < economies; ++n) welfare[n] = result.values[series_of(n, kWelfare)];
  return welfare;
}

/// The best of what can be chosen is another at each setting of what nobody chooses.
void compute_best_by_setting(const Study& study, const StudyStore& store, std::size_t economies,
                             StudyFindings& findings) {
  const std::size_t settings = study.settings();
  if (!study.has_choice() || settings < 2 || settings > kMostSettings) return;
  const SameWelfare same{least_difference(study.central.tolerance)};
  std::vector<GridExtremes> extremes(settings, GridExtremes(economies));
  store.for_each([&](std::size_t point, const PointResult& result) {
    if (!result.values.empty())
      extremes[study.setting_of(point)].see(point, welfare_of(result, economies));
  });
  store.for_each([&](std::size_t point, const PointResult& result) {
    if (!result.values.empty())
      extremes[study.setting_of(point)].count(point, welfare_of(result, economies), same);
  });
  findings.best_by_setting.reserve(settings);
  for (GridExtremes& one : extremes) {
    one.name_first_of_equals(same);
    auto& best = findings.best_by_setting.emplace_back(economies);
    for (std::size_t n = 0; n < economies; ++n) {
      if (!one.largest[n]) continue;
      best[n] = refine_maximum(study, one.largest[n]->point, [&](std::size_t point) {
        return value_at(store, point, series_of(n, kWelfare));
      });
      static_cast<GridValue&>(*best[n]) = *one.largest[n];
    }
  }
}

}  // namespace

StudyFindings compute_findings(const Study& study, const StudyStore& store, std::size_t economies) {
  StudyFindings findings;
  count_points(store, findings);
  count_opposed(study, store, economies, findings);
  const std::size_t series = economies * kMeasures + study.figures.size();
  if (study.draws) {
    findings.spreads = draw_spreads(*study.draws, store, series);
    findings.sobol = sobol_indices(*study.draws, store, series);
  } else {
    compute_extremes(study, store, series, findings);
    compute_best_by_setting(study, store, economies, findings);
  }
  return findings;
}

}  // namespace tariffsim
