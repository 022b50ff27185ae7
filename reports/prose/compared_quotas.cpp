#include "prose/compared_quotas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/numbers.hpp"
#include "prose/compared_names.hpp"
#include "prose/difference_marks.hpp"
#include "prose/headline.hpp"
#include "prose/quotas.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostShownQuotas = 10;

std::string in_pp(double fraction) {
  std::string text = signed_percent(100 * fraction);
  if (text.ends_with(" %")) text.replace(text.size() - 1, 1, "pp");
  return text;
}

/// A line of a quota: how its values and differences are written.
struct QuotaFigure {
  const char* measure;
  const char* title;
  std::string (*level)(double);
  std::string (*difference)(double);
};

const QuotaFigure kFigures[] = {
    {"licence_price", "a licence costs", [](double value) { return plain_percent(100 * value); },
     in_pp},
    {"fill", "traded of its amount", [](double value) { return plain_percent(100 * value); },
     in_pp},
    {"rent_musd", "rent", [](double value) { return money(value); }, signed_money},
};

std::vector<TextTable::Column> columns_of(const Comparison& comparison) {
  std::vector<TextTable::Column> columns{{"quota", true}, {"", true}};
  const std::size_t runs = comparison.runs.size();
  for (const ComparedRun& run : comparison.runs) columns.push_back({shown(run.id)});
  for (std::size_t run = 1; run < runs; ++run)
    columns.push_back(
        {runs == 2 ? std::string("difference") : shown(comparison.runs[run].id) + " - first"});
  return columns;
}

std::string called_in_words(const Comparison& comparison, const std::string& quota) {
  return quota_in_words(
      quota, [&](const std::string& code) { return name_of_sector(comparison, code); },
      [&](const std::string& code) { return name_in_sentence(name_of_economy(comparison, code)); });
}

std::vector<TextCell> regimes_of(const Comparison& comparison, const std::string& quota) {
  std::vector<TextCell> cells{{shown(called_in_words(comparison, quota)), Tone::strong},
                              {"regime"}};
  for (const ComparedRun& run : comparison.runs) {
    const auto found = run.regimes.find(quota);
    cells.push_back({found == run.regimes.end() ? "-" : shown(found->second)});
  }
  cells.resize(cells.size() + comparison.runs.size() - 1);
  return cells;
}

/// A run without the quota has no figure, and nothing differs from it.
std::vector<TextCell> cells_of_figure(const ComparedRow& row, const QuotaFigure& figure) {
  const auto written = [](double value, std::string (*how)(double)) {
    return std::isnan(value) ? std::string("-") : how(value);
  };
  std::vector<TextCell> cells{{""}, {figure.title}};
  for (const double value : row.values) cells.push_back({written(value, figure.level)});
  for (std::size_t at = 0; at < row.differences.size(); ++at) {
    const std::string text = written(row.differences[at], figure.difference);
    const bool visible = text != figure.difference(0);
    cells.push_back({visible ? text + letter_mark(row, at) : text});
  }
  return cells;
}

/// Those on most trade in any run first, then in the order of the runs.
std::vector<std::string> names_of_quotas(const Comparison& comparison) {
  std::vector<std::string> names;
  std::map<std::string, double> trade;
  for (const ComparedRow& row : comparison.rows) {
    if (row.key.kind != "quota") continue;
    if (trade.try_emplace(row.key.key, 0.0).second) names.push_back(row.key.key);
    if (row.measure != "amount_base") continue;
    for (const double value : row.values)
      if (value > trade[row.key.key]) trade[row.key.key] = value;
  }
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) { return trade[a] > trade[b]; });
  return names;
}

}  // namespace

TitledTable compared_quotas(const Comparison& comparison) {
  TextTable table(columns_of(comparison));
  std::vector<std::string> notes{fmt::format("a licence: of the value of the goods; rent in {}",
                                             shown(comparison.runs[0].currency))};
  const std::vector<std::string> names = names_of_quotas(comparison);
  for (std::size_t at = 0; at < std::min(kMostShownQuotas, names.size()); ++at) {
    table.add(regimes_of(comparison, names[at]));
    for (const QuotaFigure& figure : kFigures)
      for (const ComparedRow& row : comparison.rows)
        if (row.key.kind == "quota" && row.key.key == names[at] && row.measure == figure.measure)
          table.add(cells_of_figure(row, figure));
  }
  if (names.size() > kMostShownQuotas)
    notes.push_back(fmt::format("these are the {} of {} quotas on most trade; compare.csv has all",
                                kMostShownQuotas, names.size()));
  return {"Quotas", std::move(table), std::move(notes)};
}

}  // namespace tariffsim
