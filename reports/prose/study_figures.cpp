#include "prose/study_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "prose/headline.hpp"
#include "prose/shown_figures.hpp"
#include "prose/study.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostFigureSentences = 4;
constexpr std::size_t kMostFigureColumns = 5;
constexpr std::size_t kMostFigureRows = 30;

const std::vector<StudyFigure>& figures_of(const StudyReport& report) {
  return report.study.figures;
}

/// What a sentence is worth: not how full a quota is, nor welfare, which stands by economy.
bool is_told(FigureKind kind) {
  return kind == FigureKind::asked || kind == FigureKind::licence_price ||
         kind == FigureKind::tariff || kind == FigureKind::export_tax || kind == FigureKind::sought;
}

/// "The price of a licence under the quota on cars from CHN into USA", "The tariff that USA
/// chooses", "The lowest tariff added (USA on CHN) that reaches the goal".
std::string subject_of(const StudyFigure& figure) {
  const std::string of = shown(figure.told_of());
  if (figure.is_asked()) {
    std::string title = title_of(figure);
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    return fmt::format("{}, {},", title, of);
  }
  if (figure.kind == FigureKind::licence_price)
    return fmt::format("The price of a licence under the quota on {}", of);
  if (figure.kind == FigureKind::sought)
    return fmt::format("The lowest {} that reaches the goal", of);
  return fmt::format("The {} that {} chooses", title_of(figure),
                     figure.of == kWhoPlays ? "the player" : of);
}

std::string of_goods(FigureKind kind) {
  return kind == FigureKind::licence_price ? " of the value of the goods" : "";
}

std::string draws_sentence(const StudyReport& report, const StudyFigure& figure,
                           std::size_t series) {
  const Spread& spread = report.findings.spreads[series];
  const auto text = [&](double value) { return figure_text(figure, value); };
  std::string words = fmt::format("{} is {}{} as the scenario stands, and {} to {} in {}",
                                  subject_of(figure), text(report.central.values[series]),
                                  of_goods(figure.kind), text(spread.percentiles.front()),
                                  text(spread.percentiles.back()), of_draws(report, 90, series));
  if (figure.kind == FigureKind::licence_price)
    words +=
        fmt::format("; the quota is in the way in {} of all", whole_percent(spread.above_zero));
  return words + ".";
}

/// Whether the largest and the smallest read the same.
bool shows_nothing(const StudyFigure& figure, const GridMaximum& largest,
                   const GridValue& smallest) {
  return !largest.moved ||
         figure_text(figure, largest.value) == figure_text(figure, smallest.value);
}

std::string sweep_sentence(const StudyReport& report, const StudyFigure& figure,
                           std::size_t series) {
  const auto& largest = report.findings.maxima[series];
  const auto& smallest = report.findings.minima[series];
  if (!largest || !smallest) return "";
  const auto text = [&](double value) { return figure_text(figure, value); };
  if (shows_nothing(figure, *largest, *smallest))
    return fmt::format("{} is {}{} {}.", subject_of(figure), text(largest->value),
                       of_goods(figure.kind), everywhere_prose(report.study, *largest));
  const auto place = [&](const GridValue& at) {
    return place_prose(report.study, at.point) + other_places(at);
  };
  return fmt::format("{} lies between {} ({}) and {} ({}){}.", subject_of(figure),
                     text(smallest->value), place(*smallest), text(largest->value), place(*largest),
                     of_goods(figure.kind));
}

TitledTable spreads_table(const StudyReport& report) {
  TextTable table({{"", true},
                   {"", true},
                   {"as it stands"},
                   {"5 %"},
                   {"25 %"},
                   {"median"},
                   {"75 %"},
                   {"95 %"},
                   {"above 0"}});
  for (std::size_t at = 0; at < std::min(kMostFigureRows, figures_of(report).size()); ++at) {
    const StudyFigure& figure = figures_of(report)[at];
    const std::size_t series = series_of_figure(report, at);
    const Spread& spread = report.findings.spreads[series];
    std::vector<TextCell> row{{shown(figure.told_of()), Tone::strong},
                              {title_of(figure)},
                              {figure_text(figure, report.central.values[series])}};
    for (const double value : spread.percentiles) row.push_back({figure_text(figure, value)});
    row.push_back({whole_percent(spread.above_zero)});
    table.add(std::move(row));
  }
  return {"", std::move(table), {}};
}

TitledTable extremes_table(const StudyReport& report) {
  TextTable table({{"", true}, {"", true}, {"smallest"}, {"", true}, {"largest"}, {"", true}});
  for (std::size_t at = 0; at < std::min(kMostFigureRows, figures_of(report).size()); ++at) {
    const StudyFigure& figure = figures_of(report)[at];
    const auto& largest = report.findings.maxima[series_of_figure(report, at)];
    const auto& smallest = report.findings.minima[series_of_figure(report, at)];
    if (!largest || !smallest) continue;
    const bool same = shows_nothing(figure, *largest, *smallest);
    const auto place = [&](const GridValue& value) {
      return place_briefly(report.study, value.point) + other_places(value);
    };
    table.add({{shown(figure.told_of()), Tone::strong},
               {title_of(figure)},
               {figure_text(figure, smallest->value)},
               {same ? everywhere_prose(report.study, *largest) : place(*smallest)},
               {figure_text(figure, largest->value)},
               {same ? "" : place(*largest)}});
  }
  return {"", std::move(table), {}};
}

/// "Quotas", "Rates that are chosen", "What reaches the goal", "Measures asked for", or several of
/// these.
std::string title_of_figures(const StudyReport& report) {
  std::vector<std::string> parts;
  const auto add = [&](const char* part) {
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.emplace_back(part);
  };
  for (const StudyFigure& figure : figures_of(report))
    add(figure.is_of_quota()  ? "quotas"
        : figure.is_of_goal() ? "what reaches the goal"
        : figure.is_asked()   ? "measures asked for"
                              : "rates that are chosen");
  std::string title = enumerated(parts);
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

}  // namespace

std::string title_of(const StudyFigure& figure) {
  switch (figure.kind) {
    case FigureKind::licence_price:
      return "a licence costs";
    case FigureKind::fill:
      return "traded of its amount";
    case FigureKind::rent:
      return "rent";
    case FigureKind::tariff:
      return "tariff";
    case FigureKind::export_tax:
      return "export tax";
    case FigureKind::welfare:
      return "welfare";
    case FigureKind::sought:
      return "lowest value";
    case FigureKind::roots:
      return "values that reach it";
    case FigureKind::asked:
      return figure.title;
  }
  return "";
}

std::string figure_text(const StudyFigure& figure, double value) {
  if (std::isnan(value)) return "-";
  if (figure.is_asked()) return measure_value(value, figure.measure, figure.meaning);
  if (figure.kind == FigureKind::rent) return money(value);
  if (figure.kind == FigureKind::welfare) return signed_percent(value);
  if (figure.is_of_goal() && !figure.percent) return fmt::format("{:.6g}", value);
  return plain_percent(100 * value);
}

std::vector<TitledTable> figure_tables(const StudyReport& report) {
  if (figures_of(report).empty()) return {};
  TitledTable table = report.study.draws ? spreads_table(report) : extremes_table(report);
  table.title = title_of_figures(report);
  if (report.study.draws) table.title += ", percentiles over the draws";
  if (figures_of(report).size() > kMostFigureRows)
    table.notes.push_back(fmt::format("the first {} of {}; {} has all", kMostFigureRows,
                                      figures_of(report).size(), "figures.csv"));
  return {std::move(table)};
}

TitledTable figures_by_point(const StudyReport& report, const std::vector<std::size_t>& points,
                             const std::function<std::optional<PointResult>(std::size_t)>& find) {
  const std::size_t count = std::min(kMostFigureColumns, figures_of(report).size());
  std::vector<TextTable::Column> columns;
  for (const StudyAxis& axis : report.study.axes) columns.push_back({shown(axis_title(axis))});
  for (std::size_t at = 0; at < count; ++at)
    columns.push_back({fmt::format("{}: {}", shown(figures_of(report)[at].told_of()),
                                   title_of(figures_of(report)[at]))});
  TextTable table(std::move(columns));
  for (const std::size_t point : points) {
    std::vector<TextCell> row;
    const std::vector<std::size_t> positions = report.study.positions(point);
    for (std::size_t axis = 0; axis < positions.size(); ++axis)
      row.push_back(
          {axis_value(report.study.axes[axis], report.study.axes[axis].values[positions[axis]])});
    const std::optional<PointResult> result = find(point);
    for (std::size_t at = 0; at < count; ++at)
      row.push_back(
          {result && !result->values.empty()
               ? figure_text(figures_of(report)[at], result->values[series_of_figure(report, at)])
               : std::string("-")});
    table.add(std::move(row));
  }
  return {title_of_figures(report), std::move(table), {}};
}

std::vector<std::string> figure_sentences(const StudyReport& report) {
  std::vector<std::string> sentences;
  for (std::size_t at = 0; at < figures_of(report).size(); ++at) {
    const StudyFigure& figure = figures_of(report)[at];
    if (!is_told(figure.kind) || sentences.size() == kMostFigureSentences) continue;
    const std::size_t series = series_of_figure(report, at);
    std::string sentence = report.study.draws ? draws_sentence(report, figure, series)
                                              : sweep_sentence(report, figure, series);
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace tariffsim
