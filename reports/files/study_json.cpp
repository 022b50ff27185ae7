#include "files/json_rows.hpp"
#include "files/study_files.hpp"
#include "files/study_head.hpp"
#include "files/summary_head.hpp"
#include "outcomes/kept_measures.hpp"
#include "prose/papers.hpp"
#include "prose/study.hpp"

namespace tariffsim {
namespace {

/// A number, or the name that it stands for.
OrderedJson axis_value_json(const StudyAxis& axis, double value) {
  if (axis.names.empty()) return json_number(value);
  return axis.names[static_cast<std::size_t>(value)];
}

OrderedJson axes_json(const Study& study) {
  OrderedJson axes = OrderedJson::array();
  for (const StudyAxis& axis : study.axes)
    axes.push_back({{"key", axis.name},
                    {"values", axis.values.size()},
                    {"first", axis_value_json(axis, axis.values.front())},
                    {"last", axis_value_json(axis, axis.values.back())},
                    {"unit", !axis.names.empty() ? "name"
                             : axis.percent      ? "fraction"
                                                 : "number"}});
  return axes;
}

OrderedJson failures_json(const StudyReport& report) {
  OrderedJson failures = OrderedJson::array();
  for (const auto& [point, message] : report.findings.failures) {
    failures.push_back({{"point", point}});
    if (report.study.is_sweep()) failures.back()["at"] = place_prose(report.study, point);
    failures.back()["message"] = message;
  }
  return failures;
}

OrderedJson maximum_json(const Study& study, const GridMaximum& maximum) {
  OrderedJson axes = OrderedJson::array();
  for (std::size_t axis = 0; axis < maximum.axes.size(); ++axis)
    axes.push_back({{"key", study.axes[axis].name},
                    {"on_grid", axis_value_json(study.axes[axis], maximum.axes[axis].on_grid)},
                    {"refined", axis_value_json(study.axes[axis], maximum.axes[axis].refined)},
                    {"at_edge", maximum.axes[axis].at_edge},
                    {"at_bound", maximum.axes[axis].at_bound}});
  return {{"point", maximum.point},
          {"welfare_pct", json_number(maximum.value)},
          {"refined_welfare_pct", json_number(maximum.refined_value)},
          {"equals", maximum.equals},
          {"points", maximum.points},
          {"moved", maximum.moved},
          {"axes", axes}};
}

OrderedJson maxima_json(const StudyReport& report) {
  OrderedJson maxima = OrderedJson::array();
  for (std::size_t n = 0; n < report.economies.size(); ++n) {
    const auto& maximum = report.findings.maxima[series_of(n, kWelfare)];
    if (!maximum) continue;
    OrderedJson one = {{"country", report.economies[n].code}};
    one.update(maximum_json(report.study, *maximum));
    maxima.push_back(std::move(one));
  }
  return maxima;
}

OrderedJson spread_json(double central, const Spread& spread) {
  OrderedJson out = {{"central", json_number(central)}, {"mean", json_number(spread.mean)}};
  for (std::size_t p = 0; p < kPercentiles.size(); ++p)
    out[fmt::format("p{}", kPercentiles[p])] = json_number(spread.percentiles[p]);
  out["above_zero"] = json_number(spread.above_zero);
  return out;
}

OrderedJson sobol_json(const StudyReport& report, std::size_t series) {
  OrderedJson out = OrderedJson::object();
  const std::vector<std::string>& groups = report.study.draws->groups;
  for (std::size_t group = 0; group < groups.size(); ++group)
    out[groups[group]] = json_number(report.findings.sobol[series][group]);
  return out;
}

OrderedJson distributions_json(const StudyReport& report) {
  OrderedJson countries = OrderedJson::array();
  std::size_t series = 0;
  for (const Country& country : report.economies) {
    OrderedJson one = {{"country", country.code}, {"name", country.name}};
    for (const char* measure : kKeptMeasures) {
      one[measure] = spread_json(report.central.values[series], report.findings.spreads[series]);
      if (!report.findings.sobol.empty()) one[measure]["first_order"] = sobol_json(report, series);
      ++series;
    }
    countries.push_back(std::move(one));
  }
  return countries;
}

/// Of each quota and each player: as it stands with percentiles, or where it is smallest and
/// largest.
OrderedJson figures_json(const StudyReport& report) {
  OrderedJson out = OrderedJson::array();
  for (std::size_t at = 0; at < report.study.figures.size(); ++at) {
    const StudyFigure& figure = report.study.figures[at];
    const std::size_t series = series_of_figure(report, at);
    OrderedJson one{{"of", figure.of}, {"measure", name_of(figure)}};
    if (report.study.draws) {
      one.update(spread_json(report.central.values[series], report.findings.spreads[series]));
      if (!report.findings.sobol.empty()) one["first_order"] = sobol_json(report, series);
    } else if (const auto& largest = report.findings.maxima[series]) {
      const GridValue& smallest = *report.findings.minima[series];
      one["smallest"] = {{"point", smallest.point}, {"value", json_number(smallest.value)}};
      one["largest"] = {{"point", largest->point}, {"value", json_number(largest->value)}};
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

OrderedJson study_head_json(const StudyReport& report) {
  OrderedJson out = {{"kind", report.study.is_sweep() ? "sweep" : "uncertainty"},
                     {"points", report.study.points},
                     {"solved", report.findings.points},
                     {"failed", report.findings.failed},
                     {"largest_residual", json_number(report.findings.largest_residual)}};
  if (report.study.is_sweep()) out["axes"] = axes_json(report.study);
  if (report.study.draws) {
    out["draws"] = report.study.draws->draws;
    out["groups"] = report.study.draws->groups;
  }
  out["failures"] = failures_json(report);
  return out;
}

std::string study_json(const StudyReport& report) {
  OrderedJson out = summary_head(report.record, report.baseline_resolved);
  out["papers"] = references_of(report.record, varied_names(report.study));
  out["study"] = study_head_json(report);
  if (report.study.is_sweep()) {
    out["maxima"] = maxima_json(report);
  } else {
    out["countries"] = distributions_json(report);
  }
  if (!report.study.figures.empty()) out["figures"] = figures_json(report);
  return json_text(out, 2) + "\n";
}

}  // namespace tariffsim
