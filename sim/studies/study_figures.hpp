// What a study keeps of each point beside the measures of economies: of quotas, and of rates that
// governments choose.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "outcomes/policy_solution.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

enum class FigureKind { licence_price, fill, rent, tariff, export_tax, welfare };

struct StudyFigure {
  FigureKind kind = FigureKind::licence_price;
  std::string of;  ///< the name of a quota, or of a player
  bool operator==(const StudyFigure&) const = default;

  bool is_of_quota() const { return kind <= FigureKind::rent; }
};

/// The name of the measure in files: "licence_price", "fill", "rent_musd", "tariff", "export_tax",
/// "welfare_pct".
const char* name_of(FigureKind kind);

/// Three of each quota, then of each player its rates of each kind and its welfare.
std::vector<StudyFigure> study_figures(const std::vector<Quota>& quotas,
                                       const StrategyRequest* strategy);

/// At a point, found by name; NaN where the point has none. Of several rates of one kind a player's
/// figure is their mean, weighted by what is traded in the world. `chosen`: or nullptr.
std::vector<double> figures_at(const std::vector<StudyFigure>& figures, const World& world,
                               const PolicySolution& solution, const StrategyResult* chosen);

}  // namespace tariffsim
