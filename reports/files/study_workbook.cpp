#include <algorithm>
#include <cmath>
#include <set>

#include "base/numbers.hpp"
#include "files/study_files.hpp"
#include "files/xlsx_book.hpp"
#include "outcomes/kept_measures.hpp"
#include "prose/study.hpp"
#include "results/study_figures.hpp"
#include "results/tables.hpp"

namespace tariffsim {
namespace {

lxw_format* axis_format(Book& book, const StudyAxis& axis) {
  return axis.percent ? book.rate() : nullptr;
}

/// A number, or the name that it stands for.
void put_axis_value(Book& book, const StudyAxis& axis, double value, std::size_t column,
                    Sheet& sheet) {
  if (axis.names.empty())
    sheet.number(column, value, axis_format(book, axis));
  else
    sheet.text(column, axis.names[static_cast<std::size_t>(value)]);
}

/// Of each measure that is kept, in their order.
std::vector<std::string> kept_in_words(const StudyReport& report) {
  std::vector<std::string> words;
  words.reserve(kept_measures().size());
  for (const MeasureText& measure : kept_measures())
    words.push_back(head_of(measure, report.record.currency));
  return words;
}

/// What a row of one measure of one economy begins with; returns the column behind it.
std::size_t add_subject(const StudyReport& report, const Country& country, std::size_t series,
                        Sheet& sheet) {
  const std::size_t kept = series_of(report.economies.size(), 0);
  const MeasureText measure = series < kept ? kept_measures()[series % kKeptMeasures.size()]
                                            : text_of(report.study.figures[series - kept]);
  std::size_t column = 0;
  for (const std::string& text :
       {country.code, country.name, head_of(measure, report.record.currency)})
    sheet.text(column++, text);
  return column;
}

void add_maxima(Book& book, const StudyReport& report) {
  Sheet sheet(book, "Maxima");
  std::vector<std::string> names{"country", "name", "measure", "smallest", "largest"};
  for (const StudyAxis& axis : report.study.axes) {
    names.push_back(axis_title(axis));
    names.push_back("top of the parabola: " + axis_title(axis));
  }
  names.insert(names.end(), {"value at the top", "at the edge of the grid"});
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for_each_series(report, [&](const Country& country, const char* measure, std::size_t series) {
    const std::optional<GridMaximum>& largest = report.findings.maxima[series];
    if (!largest) return;
    const std::string name = measure;
    std::size_t column = add_subject(report, country, series, sheet);
    sheet.number(column++, report.findings.minima[series]->value, book.number(name));
    sheet.number(column++, largest->value, book.number(name));
    for (std::size_t axis = 0; axis < largest->axes.size(); ++axis) {
      const GridMaximum::Place& place = largest->axes[axis];
      const StudyAxis& one = report.study.axes[axis];
      const bool has_top =
          largest->moved && largest->equals == 1 && !place.at_edge && one.names.empty();
      put_axis_value(book, one, place.on_grid, column++, sheet);
      sheet.number(column++, has_top ? place.refined : std::nan(""), axis_format(book, one));
    }
    sheet.number(column++, largest->refined_value, book.number(name));
    sheet.text(column, !largest->moved                  ? "not moved"
                       : largest->equals > 1            ? "largest at several points"
                       : largest->at_edge(report.study) ? "yes"
                                                        : "no");
    sheet.end_row();
  });
  sheet.filter(names.size());
}

void add_percentiles(Book& book, const StudyReport& report) {
  Sheet sheet(book, "Percentiles");
  std::vector<std::string> names{"country", "name", "measure", "central", "mean"};
  for (const int percent : kPercentiles) names.push_back(fmt::format("p{}", percent));
  names.insert(names.end(), {"part of draws above 0", "draws"});
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for_each_series(report, [&](const Country& country, const char* measure, std::size_t series) {
    const Spread& spread = report.findings.spreads[series];
    const std::string name = measure;
    std::size_t column = add_subject(report, country, series, sheet);
    sheet.number(column++, report.central.values[series], book.number(name));
    sheet.number(column++, spread.mean, book.number(name));
    for (const double value : spread.percentiles) sheet.number(column++, value, book.number(name));
    sheet.number(column++, spread.above_zero, book.number("above_zero"));
    sheet.number(column, static_cast<double>(spread.count), nullptr);
    sheet.end_row();
  });
  sheet.filter(names.size());
}

void add_sobol(Book& book, const StudyReport& report) {
  if (report.findings.sobol.empty()) return;
  Sheet sheet(book, "Sobol");
  std::vector<std::string> names{"country", "name", "measure"};
  for (const std::string& group : report.study.draws->groups) names.push_back(group);
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for_each_series(report, [&](const Country& country, const char*, std::size_t series) {
    std::size_t column = add_subject(report, country, series, sheet);
    for (const double index : report.findings.sobol[series])
      sheet.number(column++, index, book.number("index"));
    sheet.end_row();
  });
  sheet.filter(names.size());
}

/// The number of the point and the values of its axes; returns the column behind them.
std::size_t add_place(Book& book, const StudyReport& report, std::size_t point, Sheet& sheet) {
  const std::vector<std::size_t> positions = report.study.positions(point);
  std::size_t column = 0;
  sheet.number(column++, static_cast<double>(point), nullptr);
  for (std::size_t axis = 0; axis < positions.size(); ++axis)
    put_axis_value(book, report.study.axes[axis], report.study.axes[axis].values[positions[axis]],
                   column++, sheet);
  return column;
}

void add_point(Book& book, const StudyReport& report, std::size_t point,
               const std::vector<double>& values, Sheet& sheet) {
  for (std::size_t n = 0; n < report.economies.size(); ++n) {
    std::size_t column = add_place(book, report, point, sheet);
    sheet.text(column++, report.economies[n].code);
    sheet.text(column++, report.economies[n].name);
    for (std::size_t m = 0; m < kKeptMeasures.size(); ++m)
      sheet.number(column++, values[series_of(n, m)], book.number(kKeptMeasures[m]));
    sheet.end_row();
  }
}

/// The rows of study.csv, as many whole points as a sheet has room for.
void add_points(Book& book, const StudyReport& report, const StudyStore& store) {
  Sheet sheet(book, "Points");
  std::vector<std::string> names{"point"};
  for (const StudyAxis& axis : report.study.axes) names.push_back(axis_title(axis));
  names.insert(names.end(), {"country", "name"});
  const std::vector<std::string> measures = kept_in_words(report);
  names.insert(names.end(), measures.begin(), measures.end());
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for (std::size_t point = 0; point < report.study.points; ++point) {
    if (!sheet.has_room(report.economies.size())) break;
    if (report.study.draws && !report.study.draws->is_draw(point)) continue;
    const std::optional<PointResult> result = store.find(point);
    if (result && !result->values.empty()) add_point(book, report, point, result->values, sheet);
  }
  sheet.filter(names.size());
}

/// The rows of figures.csv, as many whole points as a sheet has room for.
void add_figures(Book& book, const StudyReport& report, const StudyStore& store) {
  const std::vector<StudyFigure>& figures = report.study.figures;
  if (figures.empty()) return;
  Sheet sheet(book, "Figures");
  std::vector<std::string> names{"point"};
  for (const StudyAxis& axis : report.study.axes) names.push_back(axis_title(axis));
  names.insert(names.end(), {"of", "measure", "value"});
  sheet.width(names.size(), kNarrow);
  sheet.header(names);
  for (std::size_t point = 0; point < report.study.points; ++point) {
    if (!sheet.has_room(figures.size())) break;
    if (report.study.draws && !report.study.draws->is_draw(point)) continue;
    const std::optional<PointResult> result = store.find(point);
    if (!result || result->values.empty()) continue;
    for (std::size_t at = 0; at < figures.size(); ++at) {
      std::size_t column = add_place(book, report, point, sheet);
      sheet.text(column++, figures[at].told_of());
      sheet.text(column++, head_of(text_of(figures[at]), report.record.currency));
      sheet.number(column, result->values[series_of_figure(report, at)],
                   book.number(name_of(figures[at])));
      sheet.end_row();
    }
  }
  sheet.filter(names.size());
}

/// Points with a row for each country, and whether all of them find room.
std::string points_note(const StudyReport& report) {
  const std::size_t room = (kSheetRows - 1) / std::max<std::size_t>(1, report.economies.size());
  const StudyFindings& findings = report.findings;
  const std::size_t shown = report.study.draws ? findings.spreads.front().count : findings.points;
  if (shown <= room) return "all are on the sheet Points";
  return fmt::format(
      "the sheet Points holds the first {}, as many as Excel has rows for; study.csv and "
      "study.sqlite have all",
      grouped(static_cast<long long>(room)));
}

void add_failures(Book& book, const StudyReport& report) {
  if (report.findings.failed == 0) return;
  Sheet sheet(book, "Without result");
  sheet.width(1, kNarrow);
  sheet.width(1, 2 * kWide);
  sheet.header({"point", "reason"});
  for (const auto& [point, message] : report.findings.failures) {
    sheet.number(0, static_cast<double>(point), nullptr);
    sheet.text(1, message);
    sheet.end_row();
  }
}

void add_columns(Book& book, const StudyReport& report) {
  Sheet sheet(book, "Columns");
  sheet.width(2, 2 * kNarrow);
  sheet.width(1, kWide);
  sheet.header({"measure", "in files", "meaning"});
  const auto add = [&](const MeasureText& measure) {
    sheet.text(0, head_of(measure, report.record.currency));
    sheet.text(1, measure.name);
    sheet.text(2, measure.meaning);
    sheet.end_row();
  };
  for (const MeasureText& measure : kept_measures()) add(measure);
  std::set<std::string> told;
  for (const StudyFigure& figure : report.study.figures) {
    const MeasureText text = text_of(figure);
    if (figure.kind == FigureKind::welfare || !told.insert(text.name).second) continue;
    add(text);
  }
}

}  // namespace

void write_study_workbook(const StudyReport& report, const StudyStore& store,
                          const std::filesystem::path& path) {
  Book book(path, Book::Size::large);
  book.set_title(report.record.title.empty() ? report.record.id : report.record.title);
  const std::string points =
      fmt::format("{} points; {}; values of rates are fractions; empty: not defined",
                  grouped(static_cast<long long>(report.study.points)), points_note(report));
  add_about_sheet(book, report.record, study_headline(report), study_certificate(report.findings),
                  points, varied_names(report.study));
  if (report.study.is_sweep()) add_maxima(book, report);
  if (report.study.draws) add_percentiles(book, report);
  add_sobol(book, report);
  add_points(book, report, store);
  add_figures(book, report, store);
  add_failures(book, report);
  add_scenario_sheet(book, report.record);
  add_columns(book, report);
  book.finish();
}

}  // namespace tariffsim
