// A scenario meets its baseline: names become positions.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "model/baseline.hpp"
#include "model/calibration.hpp"
#include "model/observed.hpp"
#include "model/revenue_terms.hpp"
#include "model/tolerance.hpp"
#include "policy/apply_policy.hpp"
#include "policy/closure.hpp"
#include "policy/model_alternative.hpp"
#include "policy/stage.hpp"
#include "policy/strategy_request.hpp"
#include "policy/uncertainty.hpp"
#include "scenario/reported_groups.hpp"
#include "scenario/scenario_aggregation.hpp"

namespace tariffsim {

struct BoundScenario {
  Baseline baseline;  ///< with the rates and the countries and sectors that the scenario says
  std::vector<LineAudit> in_data;  ///< what each line of `in_data` replaced of its rates
  CalibrationOptions calibration;
  std::vector<RunOption> options;  ///< of the model, in words
  DeficitClosure deficits = DeficitClosure::fixed;
  double tolerance = kDefaultTolerance;  ///< SolverOptions::tolerance
  std::vector<PolicyLine> reference;     ///< in force before; empty: the baseline's own policy
  std::vector<Stage> stages;             ///< at least one
  std::vector<std::string> horizons;     ///< of each: what its horizon sets; empty: nothing, or as
                                         ///< in the scenario
  std::vector<ModelAlternative> alternatives;  ///< of the last stage; empty: not asked for
  std::vector<Index> focus;                    ///< positions of report.focus, in its order
  std::vector<std::string> focus_names;        ///< the same as written: codes, names of `groups`
  std::vector<ReportedGroup> groups;           ///< of `groups:`, then others named in report.focus
  std::vector<ReportedGroup> named_groups;     ///< all that are named anywhere
  std::map<std::string, std::string> expected_names;  ///< in measures, as written -> code or group
  std::vector<ReportedGroup> expected_groups;         ///< in `expect`, `sensitivity`, `goal`
  std::vector<ReportedGroup> sector_groups;           ///< of reported_sector_groups
  std::optional<Uncertainty> uncertainty;
  std::optional<ObservedTrade> observed;
  std::optional<RevenueTerms> revenue;
  std::shared_ptr<const StrategyRequest> strategy;  ///< nullptr if nothing is chosen
};

/// The baseline with the set of tariffs that `model` names, the policy of `in_data`, and then
/// aggregated as the scenario says. Throws InputError.
AggregatedBaseline scenario_data(const Scenario& scenario, Baseline baseline,
                                 Diagnostics& diagnostics);

/// Looks up every country, sector, group and elasticity source; aggregates. A group's member that
/// the baseline lacks is a note, an unknown code an error with what was probably meant. Reads the
/// rate files that the policy names; joins the policy of included files. Throws InputError with all
/// errors.
BoundScenario bind(const Scenario& scenario, Baseline baseline, Diagnostics& diagnostics);

/// The same on the scenario_data of a scenario that differs in neither; the result's `baseline`
/// stays empty. For the points of a sweep, from any thread.
BoundScenario bind_aggregated(const Scenario& scenario, const AggregatedBaseline& aggregated,
                              Diagnostics& diagnostics);

}  // namespace tariffsim
