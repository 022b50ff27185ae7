#include "prose/study_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "prose/headline.hpp"
#include "prose/quotas.hpp"
#include "prose/sensitivity.hpp"
#include "prose/shown_figures.hpp"
#include "prose/study.hpp"
#include "prose/study_draws.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostFigureSentences = 4;
constexpr std::size_t kMostFigureColumns = 5;
constexpr std::size_t kMostFigureRows = 30;
constexpr std::size_t kMostSubject = 160;
constexpr std::size_t kMostDerivatives = 12;  // of one outcome, in a table

const std::vector<StudyFigure>& figures_of(const StudyReport& report) {
  return report.study.figures;
}

/// What a sentence is worth: not how full a quota is, nor welfare, which stands by economy.
bool is_told(FigureKind kind) {
  return kind == FigureKind::asked || kind == FigureKind::licence_price ||
         kind == FigureKind::tariff || kind == FigureKind::export_tax || kind == FigureKind::sought;
}

/// How far a figure is from zero over the study.
double size_of(const StudyReport& report, std::size_t at) {
  const std::size_t series = series_of_figure(report, at);
  double size = 0;
  if (report.study.draws) {
    size = std::abs(report.findings.spreads[series].mean);
  } else if (report.findings.maxima[series] && report.findings.minima[series]) {
    size = std::max(std::abs(report.findings.maxima[series]->value),
                    std::abs(report.findings.minima[series]->value));
  }
  return std::isnan(size) ? 0 : size;
}

/// Figures of a kind, by what they are of.
std::vector<std::vector<std::size_t>> by_subject(const StudyReport& report, FigureKind kind) {
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t at = 0; at < figures_of(report).size(); ++at) {
    if (figures_of(report)[at].kind != kind) continue;
    if (out.empty() || figures_of(report)[out.back().front()].of != figures_of(report)[at].of)
      out.emplace_back();
    out.back().push_back(at);
  }
  return out;
}

/// The largest first, of many the first few.
std::vector<std::size_t> largest_of(const StudyReport& report, std::vector<std::size_t> figures,
                                    std::size_t most) {
  std::stable_sort(figures.begin(), figures.end(), [&](std::size_t a, std::size_t b) {
    return size_of(report, a) > size_of(report, b);
  });
  figures.resize(std::min(figures.size(), most));
  return figures;
}

/// Those that are neither derivatives nor what lines add, in their order.
std::vector<std::size_t> own_figures(const StudyReport& report) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < figures_of(report).size(); ++at)
    if (figures_of(report)[at].kind < FigureKind::derivative) out.push_back(at);
  return out;
}

/// "The price of a licence under the quota on cars from CHN into USA", "The tariff that USA
/// chooses", "The lowest tariff added (USA on CHN) that reaches the goal".
std::string subject_of(const StudyFigure& figure) {
  const std::string of = shown(figure.told_of());
  if (figure.kind == FigureKind::derivative)
    return fmt::format("The change of {} {}", of,
                       shown(figure.meaning.substr(figure.meaning.find("where")), kMostSubject));
  if (figure.kind == FigureKind::added)
    return fmt::format("What {} adds to welfare in {}",
                       figure.title.substr(0, figure.title.find(':')), of);
  if (figure.is_asked()) {
    std::string title = title_of(figure);
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    return fmt::format("{}, {},", title, of);
  }
  if (figure.kind == FigureKind::licence_price)
    return fmt::format("The price of a licence under the quota on {}", of);
  if (figure.kind == FigureKind::sought)
    return fmt::format("The lowest {} that reaches the goal", of);
  const char* const rate = figure.kind == FigureKind::tariff ? "tariff" : "export tax";
  const std::string player = figure.of == kWhoPlays ? "the player" : of;
  return figure.mean
             ? fmt::format("The mean {} that {} chooses, weighted by trade before,", rate, player)
             : fmt::format("The {} that {} chooses", rate, player);
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

TitledTable spreads_table(const StudyReport& report, const std::vector<std::size_t>& figures) {
  TextTable table({{"", true},
                   {"", true},
                   {"as it stands"},
                   {"mean"},
                   {"5 %"},
                   {"25 %"},
                   {"median"},
                   {"75 %"},
                   {"95 %"},
                   {"above 0"}});
  for (const std::size_t at : figures) {
    const StudyFigure& figure = figures_of(report)[at];
    const std::size_t series = series_of_figure(report, at);
    const Spread& spread = report.findings.spreads[series];
    std::vector<TextCell> row{{shown(figure.told_of()), Tone::strong},
                              {shown(title_of(figure))},
                              {figure_text(figure, report.central.values[series])},
                              {figure_text(figure, spread.mean)}};
    for (const double value : spread.percentiles) row.push_back({figure_text(figure, value)});
    row.push_back({whole_percent(spread.above_zero)});
    table.add(std::move(row));
  }
  return {"", std::move(table), {}};
}

TitledTable extremes_table(const StudyReport& report, const std::vector<std::size_t>& figures) {
  TextTable table({{"", true}, {"", true}, {"smallest"}, {"", true}, {"largest"}, {"", true}});
  for (const std::size_t at : figures) {
    const StudyFigure& figure = figures_of(report)[at];
    const auto& largest = report.findings.maxima[series_of_figure(report, at)];
    const auto& smallest = report.findings.minima[series_of_figure(report, at)];
    if (!largest || !smallest) continue;
    const bool same = shows_nothing(figure, *largest, *smallest);
    const auto place = [&](const GridValue& value) {
      return place_briefly(report.study, value.point) + other_places(value);
    };
    table.add({{shown(figure.told_of()), Tone::strong},
               {shown(title_of(figure))},
               {figure_text(figure, smallest->value)},
               {same ? everywhere_prose(report.study, *largest) : place(*smallest)},
               {figure_text(figure, largest->value)},
               {same ? "" : place(*largest)}});
  }
  return {"", std::move(table), {}};
}

/// "Quotas", "Rates that are chosen", "What reaches the goal", "Measures asked for", or several of
/// these.
std::string title_of_figures(const StudyReport& report, const std::vector<std::size_t>& figures) {
  std::vector<std::string> parts;
  const auto add = [&](const char* part) {
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.emplace_back(part);
  };
  for (const std::size_t at : figures) {
    const StudyFigure& figure = figures_of(report)[at];
    add(figure.is_of_quota()                    ? "quotas"
        : figure.is_of_goal()                   ? "what reaches the goal"
        : figure.kind == FigureKind::derivative ? "derivatives"
        : figure.kind == FigureKind::added      ? "what lines add"
        : figure.is_asked()                     ? "measures asked for"
                                                : "rates that are chosen");
  }
  std::string title = enumerated(parts);
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

}  // namespace

Study with_quotas_in_words(Study study, const World& world) {
  for (StudyFigure& figure : study.figures)
    if (figure.is_of_quota()) figure.key_in_words = quota_in_words(figure.of, world);
  return study;
}

std::string title_of(const StudyFigure& figure) {
  switch (figure.kind) {
    case FigureKind::licence_price:
      return "a licence costs";
    case FigureKind::fill:
      return "traded of its amount";
    case FigureKind::rent:
      return "rent";
    case FigureKind::tariff:
      return figure.mean ? "mean tariff, weighted by trade before" : "tariff";
    case FigureKind::export_tax:
      return figure.mean ? "mean export tax, weighted by trade before" : "export tax";
    case FigureKind::welfare:
      return "welfare";
    case FigureKind::sought:
      return "lowest value";
    case FigureKind::roots:
      return "values that reach it";
    case FigureKind::asked:
    case FigureKind::derivative:
    case FigureKind::added:
      return figure.title;
  }
  return "";
}

std::string figure_text(const StudyFigure& figure, double value) {
  if (std::isnan(value)) return "-";
  if (figure.kind == FigureKind::added) return three_digits(value) + " points";
  if (figure.kind == FigureKind::derivative)
    return figure.of.ends_with("_musd")
               ? signed_money(value)
               : three_digits(value) + (figure.of.ends_with("_pct") ? " points" : "");
  if (figure.is_asked()) return measure_value(value, figure.measure, figure.meaning);
  if (figure.kind == FigureKind::rent) return money(value);
  if (figure.kind == FigureKind::welfare) return signed_percent(value);
  if (figure.is_of_goal() && !figure.percent) return fmt::format("{:.6g}", value);
  return plain_percent(100 * value);
}

std::vector<std::size_t> told_figures(const StudyReport& report) {
  std::vector<std::size_t> told = own_figures(report);
  for (const auto kind : {FigureKind::added, FigureKind::derivative})
    for (std::vector<std::size_t>& of_one : by_subject(report, kind)) {
      if (kind == FigureKind::derivative)
        of_one = largest_of(report, std::move(of_one), kMostDerivatives);
      told.insert(told.end(), of_one.begin(), of_one.end());
    }
  return told;
}

namespace {

/// `all`: how many figures there are of these.
TitledTable table_of_figures(const StudyReport& report, std::string title,
                             const std::vector<std::size_t>& figures, std::size_t all) {
  TitledTable table =
      report.study.draws ? spreads_table(report, figures) : extremes_table(report, figures);
  table.title = std::move(title);
  if (report.study.draws) table.title += ", mean and percentiles over the draws";
  if (figures.size() < all)
    table.notes.push_back(fmt::format(
        "{} {} of {}; figures.csv has all",
        figures_of(report)[figures.front()].kind == FigureKind::derivative ? "the largest"
                                                                           : "the first",
        figures.size(), all));
  return table;
}

std::vector<std::size_t> first_of(std::vector<std::size_t> figures) {
  figures.resize(std::min(figures.size(), kMostFigureRows));
  return figures;
}

}  // namespace

std::vector<TitledTable> figure_tables(const StudyReport& report) {
  std::vector<TitledTable> tables;
  if (const std::vector<std::size_t> own = own_figures(report); !own.empty())
    tables.push_back(
        table_of_figures(report, title_of_figures(report, own), first_of(own), own.size()));
  std::vector<std::size_t> added;
  for (const auto& of_one : by_subject(report, FigureKind::added))
    added.insert(added.end(), of_one.begin(), of_one.end());
  if (!added.empty())
    tables.push_back(
        table_of_figures(report, "What each line adds to welfare", first_of(added), added.size()));
  for (const auto& of_one : by_subject(report, FigureKind::derivative))
    tables.push_back(
        table_of_figures(report, "Derivatives of " + shown(figures_of(report)[of_one.front()].of),
                         largest_of(report, of_one, kMostDerivatives), of_one.size()));
  return tables;
}

namespace {

TitledTable by_point(const StudyReport& report, std::vector<std::size_t> figures,
                     const std::vector<std::size_t>& points, const FindPoint& find) {
  figures.resize(std::min(kMostFigureColumns, figures.size()));
  std::vector<TextTable::Column> columns;
  for (const StudyAxis& axis : report.study.axes) columns.push_back({shown(axis_title(axis))});
  for (const std::size_t at : figures)
    columns.push_back({fmt::format("{}: {}", shown(figures_of(report)[at].told_of()),
                                   shown(title_of(figures_of(report)[at])))});
  TextTable table(std::move(columns));
  for (const std::size_t point : points) {
    std::vector<TextCell> row;
    const std::vector<std::size_t> positions = report.study.positions(point);
    for (std::size_t axis = 0; axis < positions.size(); ++axis)
      row.push_back(
          {axis_value(report.study.axes[axis], report.study.axes[axis].values[positions[axis]])});
    const std::optional<PointResult> result = find(point);
    for (const std::size_t at : figures)
      row.push_back(
          {result && !result->values.empty()
               ? figure_text(figures_of(report)[at], result->values[series_of_figure(report, at)])
               : std::string("-")});
    table.add(std::move(row));
  }
  return {title_of_figures(report, figures), std::move(table), {}};
}

}  // namespace

std::vector<TitledTable> figures_by_point(const StudyReport& report,
                                          const std::vector<std::size_t>& points,
                                          const FindPoint& find) {
  std::vector<TitledTable> tables;
  const auto is_of = [&](std::size_t at, FigureKind from, FigureKind to) {
    const FigureKind kind = figures_of(report)[at].kind;
    return kind >= from && kind <= to;
  };
  for (const auto& [from, to] : {std::pair(FigureKind::licence_price, FigureKind::asked),
                                 std::pair(FigureKind::added, FigureKind::added),
                                 std::pair(FigureKind::derivative, FigureKind::derivative)}) {
    std::vector<std::size_t> figures;
    for (const std::size_t at : told_figures(report))
      if (is_of(at, from, to)) figures.push_back(at);
    if (!figures.empty()) tables.push_back(by_point(report, std::move(figures), points, find));
  }
  return tables;
}

namespace {

/// Of derivatives and of what lines add the largest of each outcome, and of the first economy.
std::vector<std::size_t> told_in_words(const StudyReport& report) {
  std::vector<std::size_t> told = own_figures(report);
  std::erase_if(told, [&](std::size_t at) { return !is_told(figures_of(report)[at].kind); });
  if (const auto added = by_subject(report, FigureKind::added); !added.empty())
    told.push_back(largest_of(report, added.front(), 1).front());
  for (const auto& of_one : by_subject(report, FigureKind::derivative))
    told.push_back(largest_of(report, of_one, 1).front());
  return told;
}

}  // namespace

std::vector<std::string> figure_sentences(const StudyReport& report) {
  std::vector<std::string> sentences;
  for (const std::size_t at : told_in_words(report)) {
    if (sentences.size() == kMostFigureSentences) break;
    const StudyFigure& figure = figures_of(report)[at];
    const std::size_t series = series_of_figure(report, at);
    std::string sentence = report.study.draws ? draws_sentence(report, figure, series)
                                              : sweep_sentence(report, figure, series);
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace tariffsim
