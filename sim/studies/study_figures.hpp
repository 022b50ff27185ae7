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

enum class FigureKind {
  licence_price,
  fill,
  rent,
  tariff,
  export_tax,
  welfare,
  sought,
  roots,
  asked,       ///< a measure that the scenario asks for
  derivative,  ///< of an outcome, by rates that are moved together
  added        ///< what a line of the policy adds to the welfare of an economy
};

struct StudyFigure {
  FigureKind kind = FigureKind::licence_price;
  std::string of;  ///< the name of a quota, of a player, the key of what a goal seeks, or what
                   ///< a measure is of: "CHN->USA[C26]"; of a derivative the outcome
  bool percent = false;                  ///< what is sought is a rate
  std::string measure = {};              ///< that is asked for: "flow_pct", "by_tariff CHN->USA"
  std::string meaning = {}, title = {};  ///< of that
  std::string key_in_words = {};         ///< of what a goal seeks
  bool mean = false;                     ///< of several rates
  bool operator==(const StudyFigure&) const = default;

  /// What it is of, for people.
  const std::string& told_of() const { return key_in_words.empty() ? of : key_in_words; }

  bool is_of_quota() const { return kind <= FigureKind::rent; }
  bool is_of_goal() const { return kind == FigureKind::sought || kind == FigureKind::roots; }
  /// Read off the outcome of a point (Study::asked).
  bool is_asked() const { return kind >= FigureKind::asked; }
};

/// What the one who plays is called where it is another from point to point.
inline constexpr const char* kWhoPlays = "player";

/// The name of the measure in files: "licence_price", "fill", "rent_musd", "tariff", "export_tax",
/// "welfare_pct", "sought", "roots"; of a measure that is asked for see name_of(figure).
const char* name_of(FigureKind kind);
const char* name_of(const StudyFigure& figure);

/// Three of each quota, then of each player its rates of each kind and its welfare; or two of a
/// goal. `players_vary`: the one who plays is another from point to point.
std::vector<StudyFigure> study_figures(const std::vector<Quota>& quotas,
                                       const StrategyRequest* strategy, bool players_vary,
                                       const GoalTerms* goal);

/// What is found anew at a point: rates, a number that reaches a goal, measures that are asked for
/// in their order; nullptr: not asked for.
struct FoundAtPoint {
  const StrategyResult* rates = nullptr;
  const GoalResult* goal = nullptr;
  const std::vector<double>* asked = nullptr;
};

/// At a point, found by name; NaN where the point has none. Of several rates of one kind a player's
/// figure is their mean, weighted by what is traded in the world.
std::vector<double> figures_at(const std::vector<StudyFigure>& figures, const World& world,
                               const PolicySolution& solution, const FoundAtPoint& found);

}  // namespace tariffsim
