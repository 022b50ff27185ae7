// What a study keeps of each point beside the measures of economies: of quotas, of rates that
// governments choose, and of a number that reaches a goal.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "outcomes/policy_solution.hpp"
#include "studies/goal.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

enum class FigureKind { licence_price, fill, rent, tariff, export_tax, welfare, sought, roots };

struct StudyFigure {
  FigureKind kind = FigureKind::licence_price;
  std::string of;        ///< the name of a quota, of a player, or the key of what a goal seeks
  bool percent = false;  ///< what is sought is a rate
  bool operator==(const StudyFigure&) const = default;

  bool is_of_quota() const { return kind <= FigureKind::rent; }
  bool is_of_goal() const { return kind >= FigureKind::sought; }
};

/// What the one who plays is called where it is another from point to point.
inline constexpr const char* kWhoPlays = "player";

/// The name of the measure in files: "licence_price", "fill", "rent_musd", "tariff", "export_tax",
/// "welfare_pct", "sought", "roots".
const char* name_of(FigureKind kind);

/// Three of each quota, then of each player its rates of each kind and its welfare; or two of a
/// goal. `players_vary`: the one who plays is another from point to point.
std::vector<StudyFigure> study_figures(const std::vector<Quota>& quotas,
                                       const StrategyRequest* strategy, bool players_vary,
                                       const GoalTerms* goal);

/// What is found anew at a point: rates, or a number that reaches a goal; nullptr: not asked for.
struct FoundAtPoint {
  const StrategyResult* rates = nullptr;
  const GoalResult* goal = nullptr;
};

/// At a point, found by name; NaN where the point has none. Of several rates of one kind a player's
/// figure is their mean, weighted by what is traded in the world.
std::vector<double> figures_at(const std::vector<StudyFigure>& figures, const World& world,
                               const PolicySolution& solution, const FoundAtPoint& found);

}  // namespace tariffsim
