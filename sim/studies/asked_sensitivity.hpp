// Gradients that a scenario asks for, of its solution.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcomes/sensitivity.hpp"

namespace tariffsim {

/// What outcomes are differentiated by.
enum class SensitivityTo { tariffs, export_taxes, trade_costs, elasticities };

struct AskedOutcome {
  std::string text;  ///< "USA.welfare_pct"
  const DifferentiableOutcome* outcome = nullptr;
  OutcomePlace place;
};

struct SensitivityRequest {
  std::vector<AskedOutcome> of;
  SensitivityTo to = SensitivityTo::tariffs;
};

struct SolvedSensitivity {
  std::string text;
  std::optional<Sensitivity> found;  ///< nothing where the outcome, or its derivative, is undefined
  /// Million that a unit of the outcome is worth; nothing if it is no welfare in percent.
  std::optional<double> worth;
};

struct SensitivityResult {
  SensitivityTo to = SensitivityTo::tariffs;
  std::vector<SolvedSensitivity> of;
};

/// `options` are those of the solve.
SensitivityResult solve_sensitivity(const SensitivityRequest& request, const Outcome& outcome,
                                    const SolverOptions& options);

}  // namespace tariffsim
