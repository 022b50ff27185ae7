#include <cmath>

#include "base/numbers.hpp"
#include "files/markdown.hpp"
#include "files/study_files.hpp"
#include "outcomes/kept_measures.hpp"
#include "prose/study.hpp"
#include "prose/study_draws.hpp"
#include "prose/study_figures.hpp"

namespace tariffsim {
namespace {

/// All axes at once: "20 %, 4".
std::string place_values(const Study& study, std::size_t point) {
  const std::vector<std::size_t> positions = study.positions(point);
  std::string text;
  for (std::size_t axis = 0; axis < positions.size(); ++axis) {
    const StudyAxis& one = study.axes[axis];
    text += (axis == 0 ? "" : ", ") + axis_value(one, one.values[positions[axis]]);
  }
  return text;
}

std::string top_values(const Study& study, const GridMaximum& maximum, const GridValue& smallest) {
  if (std::string still = stillness_prose(study, maximum, smallest); !still.empty()) return still;
  if (maximum.equals > 1) return "several are as good";
  if (maximum.may_rise_beyond(study)) return "at the edge of the grid";
  if (maximum.refined_value <= maximum.value) return "none better";
  std::string text;
  for (std::size_t axis = 0; axis < maximum.axes.size(); ++axis)
    text += (axis == 0 ? "" : ", ") + axis_value(study.axes[axis], maximum.axes[axis].refined);
  return text;
}

std::string maxima_section(const StudyReport& report) {
  std::vector<std::string> axes;
  for (const StudyAxis& axis : report.study.axes) axes.push_back(axis_title(axis));
  TextTable table(
      {{"Economy", true}, {"Smallest"}, {"at"}, {"Largest"}, {"at"}, {"Best between points"}});
  for (const std::size_t n : study_focus(report)) {
    const GridMaximum& largest = *report.findings.maxima[series_of(n, kWelfare)];
    const GridValue& smallest = *report.findings.minima[series_of(n, kWelfare)];
    const bool still = !stillness_prose(report.study, largest, smallest).empty();
    const auto place = [&](const GridValue& at) {
      return still ? "" : place_values(report.study, at.point) + other_places(at);
    };
    table.add({{report.economies[n].name},
               change_cell(smallest.value),
               {place(smallest)},
               change_cell(largest.value),
               {place(largest)},
               {top_values(report.study, largest, smallest)}});
  }
  return markdown_heading("Where welfare is smallest and largest") +
         markdown_text("Places: " + enumerated(axes) + ".") + "\n\n" + markdown_table(table);
}

std::string spreads_section(const StudyReport& report) {
  std::vector<TextTable::Column> titles{{"Economy", true}, {"As it stands"}};
  for (const int percent : kPercentiles) titles.push_back({fmt::format("{} %", percent)});
  titles.push_back({"Probability of gain"});
  TextTable table(titles);
  for (const std::size_t n : study_focus(report)) {
    const Spread& spread = report.findings.spreads[series_of(n, kWelfare)];
    std::vector<TextCell> row{{report.economies[n].name},
                              change_cell(report.central.values[series_of(n, kWelfare)])};
    for (const double value : spread.percentiles) row.push_back(change_cell(value));
    row.push_back({whole_percent(spread.above_zero)});
    table.add(std::move(row));
  }
  return markdown_heading("Welfare, percentiles over the draws") + markdown_table(table);
}

std::string sobol_section(const StudyReport& report) {
  if (report.findings.sobol.empty()) return "";
  std::vector<std::string> titles{"Economy"};
  for (const std::string& group : report.study.draws->groups) titles.push_back(group_prose(group));
  MarkdownTable table(titles);
  bool all_told = true;
  for (const std::size_t n : study_focus(report)) {
    std::vector<std::string> row{markdown_text(report.economies[n].name)};
    const std::vector<double>& indices = report.findings.sobol[series_of(n, kWelfare)];
    const bool told = tells_causes(report, indices);
    all_told = all_told && (told || std::isnan(indices.front()));
    for (const double index : indices) row.push_back(!told ? "-" : fmt::format("{:.2f}", index));
    table.add(row);
  }
  return markdown_heading("What the variance of welfare is due to, first-order Sobol indices") +
         table.text() + (all_told ? "" : fmt::format("\n-: {}.\n", too_few_to_tell(report)));
}

std::string figures_section(const StudyReport& report) {
  std::string out;
  for (const TitledTable& one : figure_tables(report)) {
    out += markdown_heading(markdown_text(one.title)) + markdown_table(one.table);
    for (const std::string& note : one.notes) out += "\n" + markdown_text(note) + "\n";
  }
  return out;
}

std::string failures_section(const StudyReport& report) {
  const StudyFindings& findings = report.findings;
  if (findings.failed == 0) return "";
  std::string out = markdown_heading("Points without a result");
  for (const auto& [point, message] : findings.failures)
    out += fmt::format(
        "- point {}{}: {}\n", point,
        report.study.is_sweep() ? markdown_text(", " + place_prose(report.study, point)) : "",
        markdown_text(message));
  if (findings.failed > findings.failures.size())
    out += fmt::format("- and {} more\n", findings.failed - findings.failures.size());
  return out;
}

}  // namespace

std::string study_markdown(const StudyReport& report) {
  const std::string tables = report.study.is_sweep()
                                 ? maxima_section(report)
                                 : spreads_section(report) + sobol_section(report);
  return markdown_opening(report.record, study_headline(report)) + tables +
         figures_section(report) + failures_section(report) +
         markdown_method(report.record, study_certificate(report.findings),
                         varied_names(report.study));
}

}  // namespace tariffsim
