#include "results/study_figures.hpp"

#include <algorithm>
#include <string_view>

#include "results/quotas.hpp"

namespace tariffsim {
namespace {

MeasureText text_of_quota(std::string_view name) {
  const auto& all = quota_measures();
  return *std::find_if(all.begin(), all.end(),
                       [&](const MeasureText& measure) { return measure.name == name; });
}

}  // namespace

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
    default:
      return text_of_quota(name_of(kind));
  }
}

std::vector<MeasureText> figure_texts() {
  std::vector<MeasureText> texts;
  for (const FigureKind kind : {FigureKind::licence_price, FigureKind::fill, FigureKind::rent,
                                FigureKind::tariff, FigureKind::export_tax, FigureKind::welfare})
    texts.push_back(text_of(kind));
  return texts;
}

}  // namespace tariffsim
