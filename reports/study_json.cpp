#include <cmath>
#include <nlohmann/json.hpp>

#include "outcomes/headline.hpp"
#include "reports/numbers.hpp"
#include "reports/study_files.hpp"
#include "reports/summary_head.hpp"

namespace tariffsim {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(ten_digits(value)) : Json(nullptr); }

Json axes_json(const Study& study) {
  Json axes = Json::array();
  for (const StudyAxis& axis : study.axes)
    axes.push_back({{"key", axis.name},
                    {"values", axis.values.size()},
                    {"first", number(axis.values.front())},
                    {"last", number(axis.values.back())},
                    {"unit", axis.percent ? "fraction" : "number"}});
  return axes;
}

Json failures_json(const StudyFindings& findings) {
  Json failures = Json::array();
  for (const auto& [point, message] : findings.failures)
    failures.push_back({{"point", point}, {"message", message}});
  return failures;
}

Json study_head_json(const StudyReport& report) {
  Json out = {{"kind", report.study.is_sweep() ? "sweep" : "uncertainty"},
              {"points", report.study.points},
              {"solved", report.findings.points},
              {"failed", report.findings.failed},
              {"largest_residual", number(report.findings.largest_residual)}};
  if (report.study.is_sweep()) out["axes"] = axes_json(report.study);
  if (report.study.draws) {
    out["draws"] = report.study.draws->draws;
    out["groups"] = report.study.draws->groups;
  }
  out["failures"] = failures_json(report.findings);
  return out;
}

Json maximum_json(const Study& study, const GridMaximum& maximum) {
  Json axes = Json::array();
  for (std::size_t axis = 0; axis < maximum.axes.size(); ++axis)
    axes.push_back({{"key", study.axes[axis].name},
                    {"on_grid", number(maximum.axes[axis].on_grid)},
                    {"refined", number(maximum.axes[axis].refined)},
                    {"at_edge", maximum.axes[axis].at_edge}});
  return {{"point", maximum.point},
          {"welfare_pct", number(maximum.value)},
          {"refined_welfare_pct", number(maximum.refined_value)},
          {"axes", axes}};
}

Json maxima_json(const StudyReport& report) {
  Json maxima = Json::array();
  for (std::size_t n = 0; n < report.findings.maxima.size(); ++n) {
    if (!report.findings.maxima[n]) continue;
    Json one = {{"country", report.countries[n].code}};
    one.update(maximum_json(report.study, *report.findings.maxima[n]));
    maxima.push_back(std::move(one));
  }
  return maxima;
}

Json spread_json(double central, const Spread& spread) {
  Json out = {{"central", number(central)}, {"mean", number(spread.mean)}};
  for (std::size_t p = 0; p < kPercentiles.size(); ++p)
    out[fmt::format("p{}", kPercentiles[p])] = number(spread.percentiles[p]);
  out["above_zero"] = number(spread.above_zero);
  return out;
}

Json sobol_json(const StudyReport& report, std::size_t series) {
  Json out = Json::object();
  const std::vector<std::string>& groups = report.study.draws->groups;
  for (std::size_t group = 0; group < groups.size(); ++group)
    out[groups[group]] = number(report.findings.sobol[series][group]);
  return out;
}

Json distributions_json(const StudyReport& report) {
  Json countries = Json::array();
  std::size_t series = 0;
  for (const Country& country : report.countries) {
    Json one = {{"country", country.code}, {"name", country.name}};
    for (const char* measure : kHeadlineMeasures) {
      one[measure] = spread_json(report.central.values[series], report.findings.spreads[series]);
      if (!report.findings.sobol.empty()) one[measure]["first_order"] = sobol_json(report, series);
      ++series;
    }
    countries.push_back(std::move(one));
  }
  return countries;
}

}  // namespace

std::string study_json(const StudyReport& report) {
  Json out = summary_head(report.record, report.baseline_resolved);
  out["study"] = study_head_json(report);
  if (report.study.is_sweep()) {
    out["maxima"] = maxima_json(report);
  } else {
    out["countries"] = distributions_json(report);
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tariffsim
