#include "studies/study_figures.hpp"

#include <algorithm>
#include <cmath>

#include "outcomes/quota_outcome.hpp"

namespace tariffsim {
namespace {

double figure_of(const QuotaOutcome& quota, FigureKind kind) {
  if (kind == FigureKind::licence_price) return quota.licence_price;
  return kind == FigureKind::fill ? quota.fill : quota.rent;
}

double mean_rate(const FoundStrategy& player, WedgeKind wedge, const World& world) {
  double sum = 0, weight = 0;
  for (const FoundRate& rate : player.rates) {
    if (rate.chosen.wedge != wedge) continue;
    for (const auto& [i, n, s] : rate.chosen.cells) {
      sum += rate.rate * world.flow(i, n, s);
      weight += world.flow(i, n, s);
    }
  }
  return weight > 0 ? sum / weight : std::nan("");
}

double figure_of(const FoundStrategy& player, FigureKind kind, const World& world) {
  if (kind == FigureKind::welfare) return 100 * player.welfare;
  return mean_rate(player, kind == FigureKind::tariff ? WedgeKind::tariff : WedgeKind::export_tax,
                   world);
}

/// Its rates of one kind, if it chooses any.
void add_rates(const StrategyPlayer& player, const std::string& name, FigureKind kind,
               WedgeKind wedge, std::vector<StudyFigure>& figures) {
  std::size_t lines = 0;
  bool several = false;
  for (const RateChoice& choice : player.choices) {
    if (choice.wedge != wedge) continue;
    several = several || ++lines > 1 || choice.by != RateBy::uniform;
  }
  if (lines == 0) return;
  figures.push_back({kind, name});
  figures.back().mean = several;
}

}  // namespace

const char* name_of(FigureKind kind) {
  switch (kind) {
    case FigureKind::licence_price:
      return "licence_price";
    case FigureKind::fill:
      return "fill";
    case FigureKind::rent:
      return "rent_musd";
    case FigureKind::tariff:
      return "tariff";
    case FigureKind::export_tax:
      return "export_tax";
    case FigureKind::welfare:
      return "welfare_pct";
    case FigureKind::sought:
      return "sought";
    case FigureKind::roots:
      return "roots";
    default:
      return "";
  }
}

const char* name_of(const StudyFigure& figure) {
  return figure.is_asked() ? figure.measure.c_str() : name_of(figure.kind);
}

std::vector<StudyFigure> study_figures(const std::vector<Quota>& quotas,
                                       const StrategyRequest* strategy, bool players_vary,
                                       const GoalTerms* goal) {
  std::vector<StudyFigure> figures;
  for (const std::string& name : names_of(quotas))
    for (const FigureKind kind : {FigureKind::licence_price, FigureKind::fill, FigureKind::rent})
      figures.push_back({kind, name});
  if (goal != nullptr) {
    for (const FigureKind kind : {FigureKind::sought, FigureKind::roots}) {
      StudyFigure& figure = figures.emplace_back(StudyFigure{kind, goal->key});
      figure.percent = kind == FigureKind::sought && goal->percent;
      figure.key_in_words = goal->title;
    }
  }
  if (strategy == nullptr) return figures;
  for (const StrategyPlayer& player : strategy->players) {
    const std::string name = players_vary ? kWhoPlays : player.name;
    add_rates(player, name, FigureKind::tariff, WedgeKind::tariff, figures);
    add_rates(player, name, FigureKind::export_tax, WedgeKind::export_tax, figures);
    figures.push_back({FigureKind::welfare, name});
  }
  return figures;
}

namespace {

double figure_of(const GoalResult& goal, FigureKind kind) {
  if (kind == FigureKind::roots) return static_cast<double>(goal.roots.size());
  return goal.roots.empty() ? std::nan("") : goal.roots.front().value;
}

double figure_of(const StudyFigure& figure, const StrategyResult& chosen, const World& world) {
  for (const FoundStrategy& player : chosen.players)
    if (player.name == figure.of || figure.of == kWhoPlays)
      return figure_of(player, figure.kind, world);
  return std::nan("");
}

}  // namespace

std::vector<double> figures_at(const std::vector<StudyFigure>& figures, const World& world,
                               const PolicySolution& solution, const FoundAtPoint& found) {
  if (figures.empty()) return {};
  const std::vector<std::string> quotas = names_of(solution.policy.quotas);
  const std::vector<QuotaOutcome> outcomes =
      quotas.empty() ? std::vector<QuotaOutcome>() : quota_outcomes(world, solution);
  std::vector<double> values(figures.size(), std::nan(""));
  std::size_t asked = 0;  // measures met
  for (std::size_t at = 0; at < figures.size(); ++at) {
    const StudyFigure& figure = figures[at];
    if (figure.is_asked()) {
      if (found.asked != nullptr) values[at] = (*found.asked)[asked++];
    } else if (figure.is_of_quota()) {
      const auto quota = std::find(quotas.begin(), quotas.end(), figure.of);
      if (quota != quotas.end())
        values[at] =
            figure_of(outcomes[static_cast<std::size_t>(quota - quotas.begin())], figure.kind);
    } else if (figure.is_of_goal()) {
      if (found.goal != nullptr) values[at] = figure_of(*found.goal, figure.kind);
    } else if (found.rates != nullptr) {
      values[at] = figure_of(figure, *found.rates, world);
    }
  }
  return values;
}

}  // namespace tariffsim
