#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/numbers.hpp"
#include "outcomes/kept_measures.hpp"
#include "prose/baseline_words.hpp"
#include "prose/study.hpp"
#include "prose/study_cautions.hpp"
#include "prose/study_draws.hpp"
#include "prose/study_figures.hpp"
#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMeasures = kKeptMeasures.size();
constexpr std::size_t kShownCountries = 12;
constexpr std::size_t kShownPoints = 15;
constexpr std::size_t kShownColumns = 5;  // countries beside the axes

std::string study_heading(const StudyReport& report, const std::string& what, bool color) {
  std::string text = toned(shown(report.record.title), Tone::strong, color) + "\n";
  text += fmt::format("  {} on {}, tariffsim {}: {}\n", report.record.id, report.record.baseline_id,
                      TARIFFSIM_VERSION, what);
  text += fmt::format("  changes are counted from {}\n", shown(counted_from(report.record)));
  text += caution_lines(report.record.cautions) + "\n";
  for (const std::string& caution : study_cautions(report)) text += shown(caution) + "\n\n";
  return text;
}

std::string draws_prose(const StudyReport& report) {
  std::string groups;
  for (const std::string& group : report.study.draws->groups)
    groups += (groups.empty() ? "" : ", ") + group;
  std::replace(groups.begin(), groups.end(), '_', ' ');
  return fmt::format("{} draws of {}", grouped(static_cast<long long>(report.study.draws->draws)),
                     groups);
}

std::string spread_table(const StudyReport& report, bool color) {
  TextTable table({{"", true},
                   {"", true},
                   {"as it stands"},
                   {"5 %"},
                   {"25 %"},
                   {"median"},
                   {"75 %"},
                   {"95 %"},
                   {"gains"}});
  for (const std::size_t n : study_focus(report)) {
    const Spread& spread = report.findings.spreads[n * kMeasures];
    std::vector<TextCell> row{{shown(report.economies[n].code), Tone::strong},
                              {shown(report.economies[n].name), Tone::plain},
                              change_cell(report.central.values[n * kMeasures])};
    for (const double value : spread.percentiles) row.push_back(change_cell(value));
    row.push_back({whole_percent(spread.above_zero), Tone::plain});
    table.add(std::move(row));
  }
  return "Welfare, percentiles over the draws; probability of gain\n" + table.render(color);
}

std::string sobol_table(const StudyReport& report, bool color) {
  if (report.findings.sobol.empty()) return "";
  std::vector<TextTable::Column> columns{{"", true}};
  for (std::string group : report.study.draws->groups) {
    std::replace(group.begin(), group.end(), '_', ' ');
    columns.push_back({group});
  }
  TextTable table(std::move(columns));
  bool all_told = true;
  for (const std::size_t n : study_focus(report)) {
    std::vector<TextCell> row{{shown(report.economies[n].code), Tone::strong}};
    const std::vector<double>& indices = report.findings.sobol[n * kMeasures];
    const bool told = tells_causes(report, indices);
    all_told = all_told && (told || std::isnan(indices.front()));
    for (const double index : indices)
      row.push_back({!told ? "-" : fmt::format("{:.2f}", index), Tone::plain});
    table.add(std::move(row));
  }
  return "\nWhat the variance of welfare is due to (first-order Sobol indices)\n" +
         table.render(color) +
         (all_told ? ""
                   : toned(fmt::format("  -: {}\n", too_few_to_tell(report)), Tone::quiet, color));
}

/// About kShownPoints of all points, evenly spread, the last one among them.
std::vector<std::size_t> shown_points(std::size_t points) {
  std::vector<std::size_t> shown_of;
  const std::size_t step = std::max<std::size_t>(1, (points + kShownPoints - 2) / kShownPoints);
  for (std::size_t point = 0; point < points; point += step) shown_of.push_back(point);
  if (shown_of.back() != points - 1) shown_of.push_back(points - 1);
  return shown_of;
}

std::vector<std::size_t> shown_columns(const StudyReport& report) {
  std::vector<std::size_t> focus = study_focus(report);
  if (focus.size() > kShownColumns) focus.resize(kShownColumns);
  return focus;
}

std::string grid_table(const StudyReport& report, const StudyStore& store, bool color) {
  const std::vector<std::size_t> focus = shown_columns(report);
  std::vector<TextTable::Column> columns;
  for (const StudyAxis& axis : report.study.axes) columns.push_back({shown(axis_title(axis))});
  for (const std::size_t n : focus) columns.push_back({shown(report.economies[n].code)});
  TextTable table(std::move(columns));
  for (const std::size_t point : shown_points(report.study.points)) {
    std::vector<TextCell> row;
    const std::vector<std::size_t> positions = report.study.positions(point);
    for (std::size_t axis = 0; axis < positions.size(); ++axis) {
      const StudyAxis& one = report.study.axes[axis];
      row.push_back({axis_value(one, one.values[positions[axis]]), Tone::plain});
    }
    const std::optional<PointResult> result = store.find(point);
    for (const std::size_t n : focus)
      row.push_back(result && !result->values.empty() ? change_cell(result->values[n * kMeasures])
                                                      : TextCell{"-", Tone::quiet});
    table.add(std::move(row));
  }
  const bool all = report.study.points == shown_points(report.study.points).size();
  return (all ? "Welfare\n" : "Welfare, some of the points\n") + table.render(color);
}

std::string maximum_prose(const StudyReport& report, std::size_t country) {
  const GridMaximum& maximum = *report.findings.maxima[series_of(country, kWelfare)];
  const GridValue& minimum = *report.findings.minima[series_of(country, kWelfare)];
  if (const std::string still = stillness_prose(report.study, maximum, minimum); !still.empty())
    return fmt::format("  {}: welfare {}\n", report.economies[country].code, still);
  if (const std::string best = best_by_setting_prose(report, country); !best.empty())
    return fmt::format("  {}: welfare {}\n", report.economies[country].code, shown(best));
  std::string words = fmt::format("  {}: largest welfare {} at", report.economies[country].code,
                                  fine_percent(maximum.value));
  for (std::size_t axis = 0; axis < maximum.axes.size(); ++axis) {
    const StudyAxis& one = report.study.axes[axis];
    words += fmt::format("{} {} = {}", axis == 0 ? "" : ",", shown(axis_title(one)),
                         axis_value(one, maximum.axes[axis].on_grid));
  }
  words += other_places(maximum);
  if (maximum.may_rise_beyond(report.study))
    return words + "; " + at_the_edge(maximum.value) + "\n";
  if (maximum.refined_value <= maximum.value) return words + "\n";
  words += "; a parabola through its neighbours has its top at";
  for (std::size_t axis = 0; axis < maximum.axes.size(); ++axis)
    words += fmt::format("{} {}", axis == 0 ? "" : ",",
                         axis_value(report.study.axes[axis], maximum.axes[axis].refined));
  return words + "\n";
}

std::string maxima_text(const StudyReport& report) {
  std::string text = "\n";
  for (const std::size_t n : shown_columns(report))
    if (report.findings.maxima[series_of(n, kWelfare)]) text += maximum_prose(report, n);
  return text;
}

std::string titled(const TitledTable& one, bool color) {
  std::string text = "\n" + one.title + "\n" + one.table.render(color);
  for (const std::string& note : one.notes) text += toned("  " + note + "\n", Tone::quiet, color);
  return text;
}

std::string figures_text(const StudyReport& report, bool color) {
  std::string text;
  for (const TitledTable& one : figure_tables(report)) text += titled(one, color);
  return text;
}

std::string grid_of_figures(const StudyReport& report, const StudyStore& store, bool color) {
  std::string text;
  for (const TitledTable& one :
       figures_by_point(report, shown_points(report.study.points),
                        [&](std::size_t point) { return store.find(point); }))
    text += titled(one, color);
  return text;
}

/// Where it is, of a sweep; of draws its number, as in study.csv.
std::string first_failure(const StudyReport& report) {
  const std::size_t point = report.findings.failures.front().first;
  return report.study.is_sweep() ? shown(place_prose(report.study, point))
                                 : fmt::format("point {}", point);
}

std::string tail(const StudyReport& report, const std::string& written) {
  std::string text = "\n  Certificate  " + study_certificate(report.findings) + "\n";
  if (report.findings.failed > 0)
    text += fmt::format("  No result    at {}; the first, {}: {}\n",
                        counted(report.findings.failed, "point"), first_failure(report),
                        shown(report.findings.failures.front().second));
  if (!written.empty()) text += "  Files        " + written + "\n";
  return text;
}

/// How far a country's welfare moves over the study.
double movement(const StudyReport& report, std::size_t country) {
  if (report.study.draws) {
    const Spread& spread = report.findings.spreads[country * kMeasures];
    return std::max(std::abs(spread.percentiles.front()), std::abs(spread.percentiles.back()));
  }
  const auto& maximum = report.findings.maxima[series_of(country, kWelfare)];
  const auto& minimum = report.findings.minima[series_of(country, kWelfare)];
  return maximum ? std::max(std::abs(maximum->value), std::abs(minimum->value)) : 0;
}

}  // namespace

std::vector<std::size_t> study_focus(const StudyReport& report) {
  std::vector<std::size_t> focus;
  for (const std::string& code : report.record.focus_names())
    for (std::size_t n = 0; n < report.economies.size(); ++n)
      if (report.economies[n].code == code) focus.push_back(n);
  if (!focus.empty()) return focus;
  focus.resize(report.countries);
  std::iota(focus.begin(), focus.end(), std::size_t{0});
  std::stable_sort(focus.begin(), focus.end(), [&](std::size_t a, std::size_t b) {
    return movement(report, a) > movement(report, b);
  });
  if (focus.size() > kShownCountries) focus.resize(kShownCountries);
  return focus;
}

std::string study_report(const StudyReport& report, const StudyStore& store,
                         const std::string& written, bool color) {
  if (report.study.draws)
    return study_heading(report, draws_prose(report), color) + spread_table(report, color) +
           figures_text(report, color) + sobol_table(report, color) + tail(report, written);
  std::string points = results_prose(report.findings);
  if (points.empty()) points = counted(report.study.points, "point");
  return study_heading(report, points, color) + grid_table(report, store, color) +
         maxima_text(report) + grid_of_figures(report, store, color) + tail(report, written);
}

}  // namespace tariffsim
