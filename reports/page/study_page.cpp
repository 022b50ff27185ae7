#include <algorithm>

#include "files/study_head.hpp"
#include "files/summary_head.hpp"
#include "outcomes/kept_measures.hpp"
#include "page/page.hpp"
#include "page/page_json.hpp"
#include "page/study_grid.hpp"
#include "prose/assumptions.hpp"
#include "prose/study.hpp"
#include "prose/study_figures.hpp"

namespace tariffsim {
namespace {

/// Cells that can be told apart on a screen.
constexpr std::size_t kMostPoints = 1600;
/// 1.2 MB of six digits: with charts and map the page stays under 3 MB.
constexpr std::size_t kMostNumbers = 120'000;
/// So many have room for all ten digits.
constexpr std::size_t kMostExactNumbers = 75'000;

double six_digits(double value) {
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

double as_shown(const StudyAxis& axis, double value) { return axis.percent ? 100 * value : value; }

template <class Values>
OrderedJson numbers_json(const Values& values) {
  OrderedJson out = OrderedJson::array();
  for (const double value : values) out.push_back(json_number(value));
  return out;
}

OrderedJson axis_json(const StudyAxis& axis, const std::vector<std::size_t>& positions) {
  OrderedJson values = OrderedJson::array();
  for (const std::size_t position : positions)
    values.push_back(json_number(as_shown(axis, axis.values[position])));
  return {{"key", axis.name},
          {"title", axis_title(axis)},
          {"percent", axis.percent},
          {"all", axis.values.size()},
          {"values", values},
          {"names", axis.names.empty() ? OrderedJson(nullptr) : OrderedJson(axis.names)}};
}

/// By series: where it is largest, on the grid and between its points, and where it is smallest.
OrderedJson extreme_json(const Study& study, const GridMaximum& largest,
                         const GridValue& smallest) {
  OrderedJson at = OrderedJson::array(), top = OrderedJson::array();
  for (std::size_t axis = 0; axis < largest.axes.size(); ++axis) {
    at.push_back(json_number(as_shown(study.axes[axis], largest.axes[axis].on_grid)));
    top.push_back(json_number(as_shown(study.axes[axis], largest.axes[axis].refined)));
  }
  return {{"value", json_number(largest.value)},
          {"at", at},
          {"top_value", json_number(largest.refined_value)},
          {"top", top},
          {"moved", largest.moved},
          {"points", largest.points},
          {"partial", largest.points < study.points},
          {"equals", largest.equals},
          {"edge", largest.may_rise_beyond(study)},
          {"bound", largest.at_edge(study) && !largest.may_rise_beyond(study)},
          {"smallest", json_number(smallest.value)}};
}

OrderedJson extremes_json(const StudyReport& report) {
  OrderedJson out = OrderedJson::array();
  const StudyFindings& findings = report.findings;
  for (std::size_t at = 0; at < findings.maxima.size(); ++at)
    out.push_back(findings.maxima[at]
                      ? extreme_json(report.study, *findings.maxima[at], *findings.minima[at])
                      : OrderedJson(nullptr));
  return out;
}

/// The values of each of `points`, null for one without a result.
OrderedJson points_json(const StudyStore& store, const std::vector<std::size_t>& points,
                        bool exact) {
  OrderedJson out = OrderedJson::array();
  for (const std::size_t point : points) {
    const std::optional<PointResult> result = store.find(point);
    if (!result || result->values.empty()) {
      out.push_back(nullptr);
      continue;
    }
    std::vector<double> values = result->values;
    if (!exact) std::transform(values.begin(), values.end(), values.begin(), six_digits);
    out.push_back(numbers_json(values));
  }
  return out;
}

OrderedJson sweep_json(const StudyReport& report, const StudyStore& store) {
  const std::size_t series = series_of_figure(report, report.study.figures.size());
  const auto positions = thinned_axes(
      report.study, std::min(kMostPoints, std::max<std::size_t>(1, kMostNumbers / series)));
  const std::vector<std::size_t> points = points_at(report.study, positions);
  const bool exact = points.size() * series <= kMostExactNumbers;
  OrderedJson out{{"exact", exact}, {"axes", OrderedJson::array()}};
  for (std::size_t axis = 0; axis < positions.size(); ++axis)
    out["axes"].push_back(axis_json(report.study.axes[axis], positions[axis]));
  out["points"] = points;
  out["values"] = points_json(store, points, exact);
  out["extremes"] = extremes_json(report);
  return out;
}

OrderedJson spread_json(const Spread& spread) {
  OrderedJson out = numbers_json(spread.percentiles);
  out.push_back(json_number(spread.mean));
  out.push_back(json_number(spread.above_zero));
  return out;
}

/// By series: the percentiles, the mean, the share above zero; and the indices by group.
OrderedJson draws_json(const StudyReport& report) {
  OrderedJson groups = OrderedJson::array(), spreads = OrderedJson::array(),
              sobol = OrderedJson::array();
  for (const std::string& group : report.study.draws->groups) groups.push_back(group_prose(group));
  for (const Spread& spread : report.findings.spreads) spreads.push_back(spread_json(spread));
  for (const std::vector<double>& indices : report.findings.sobol)
    sobol.push_back(numbers_json(indices));
  return {{"draws", report.study.draws->draws},
          {"groups", groups},
          {"percentiles", kPercentiles},
          {"spreads", spreads},
          {"sobol", sobol}};
}

/// Those that tables show, with their place behind the series of economies.
OrderedJson figures_json(const StudyReport& report) {
  OrderedJson out = OrderedJson::array();
  const std::vector<StudyFigure>& figures = report.study.figures;
  for (const std::size_t at : told_figures(report)) {
    const StudyFigure& figure = figures[at];
    out.push_back({{"at", at},
                   {"of", figure.told_of()},
                   {"measure", name_of(figure)},
                   {"kind", figure.is_of_quota()                    ? "quota"
                            : figure.is_of_goal()                   ? "goal"
                            : figure.kind == FigureKind::derivative ? "derivative"
                            : figure.kind == FigureKind::added      ? "added"
                            : figure.is_asked()                     ? "asked"
                                                                    : "player"},
                   {"title", title_of(figure)},
                   {"signed", figure.is_asked() && figure_text(figure, 1).starts_with("+")},
                   {"mean", figure.mean},
                   {"percent", figure.percent}});
  }
  return out;
}

OrderedJson focus_json(const StudyReport& report) {
  OrderedJson out = OrderedJson::array();
  for (const std::size_t country : study_focus(report)) out.push_back(country);
  return out;
}

}  // namespace

std::string study_page_data(const StudyReport& report, const StudyStore& store) {
  OrderedJson data{{"kind", "study"}};
  data["summary"] = summary_head(report.record, report.baseline_resolved);
  data["summary"]["study"] = study_head_json(report);
  data["description"] = report.record.description;
  data["sources"] = report.record.sources;
  data["assumptions"] = assumptions(report.record, varied_names(report.study));
  data["method"] = method_json(report.record, varied_names(report.study));
  data["headline"] = headline_json(report.record, study_headline(report));
  data["certificate"] = study_certificate(report.findings);
  data["places"] = places_json(report.economies, report.record.regions);
  data["countries"] = report.countries;
  data["focus"] = focus_json(report);
  data["measures"] = kKeptMeasures;
  data["figures"] = figures_json(report);
  data["central"] = numbers_json(report.central.values);
  if (report.study.is_sweep()) data["sweep"] = sweep_json(report, store);
  if (report.study.draws) data["uncertainty"] = draws_json(report);
  return page_text(data);
}

}  // namespace tariffsim
