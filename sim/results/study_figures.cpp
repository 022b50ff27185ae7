#include "results/study_figures.hpp"

#include <algorithm>
#include <string_view>

#include "outcomes/kept_measures.hpp"
#include "results/tables.hpp"

namespace tariffsim {
namespace {

MeasureText text_in(TableKind table, std::string_view name) {
  const std::vector<MeasureText>& all = measures_of(table);
  return *std::find_if(all.begin(), all.end(),
                       [&](const MeasureText& measure) { return measure.name == name; });
}

}  // namespace

const std::vector<MeasureText>& kept_measures() {
  static const auto measures = [] {
    std::vector<MeasureText> out;
    out.reserve(kKeptMeasures.size());
    for (const char* name : kKeptMeasures) out.push_back(text_in(TableKind::countries, name));
    return out;
  }();
  return measures;
}

MeasureText text_of(FigureKind kind) {
  switch (kind) {
    case FigureKind::tariff:
      return {"tariff",
              "the tariff that a player chooses, as a fraction; of several its mean, weighted by "
              "trade before"};
    case FigureKind::export_tax:
      return {"export_tax",
              "the export tax that a player chooses, as a fraction; of several its mean, weighted "
              "by trade before"};
    case FigureKind::welfare:
      return {"welfare_pct", "change of welfare (real income) of the members of a player together",
              "welfare"};
    case FigureKind::sought:
      return {"sought",
              "the lowest value of the number that a goal varies at which its outcome is what is "
              "wanted; a rate as a fraction"};
    case FigureKind::roots:
      return {"roots", "how many such values there are"};
    case FigureKind::asked:
    case FigureKind::derivative:
    case FigureKind::added:
      return {"", ""};
    default:
      return text_in(TableKind::quotas, name_of(kind));
  }
}

MeasureText text_of(const StudyFigure& figure) {
  if (!figure.is_asked()) return text_of(figure.kind);
  return {figure.measure.c_str(), figure.meaning.c_str(), figure.title.c_str()};
}

std::vector<MeasureText> figure_texts() {
  std::vector<MeasureText> texts;
  for (const FigureKind kind :
       {FigureKind::licence_price, FigureKind::fill, FigureKind::rent, FigureKind::tariff,
        FigureKind::export_tax, FigureKind::welfare, FigureKind::sought, FigureKind::roots})
    texts.push_back(text_of(kind));
  return texts;
}

}  // namespace tariffsim
