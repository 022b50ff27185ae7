#include "scenario/bind.hpp"

#include <fmt/format.h>

#include "scenario/bind_elasticities.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/scenario_aggregation.hpp"

namespace tariffsim {
namespace {

bool use_input_output(const ModelText& model, const Baseline& baseline, Diagnostics& diagnostics) {
  const bool there = !baseline.input_share.empty();
  if (model.input_output == true && !there) {
    diagnostics.error(model.input_output_place, fmt::format("{} has no input shares", baseline.id),
                      "use a baseline with inputs.csv, or leave this out");
  }
  return model.input_output.value_or(there);
}

/// Every name of the scenario looked up in its (aggregated) baseline.
BoundScenario look_up(const Scenario& scenario, AggregatedBaseline aggregated,
                      Diagnostics& diagnostics) {
  Baseline& baseline = aggregated.baseline;
  const Place whole_file{scenario.source, 0, 0, 1};
  SelectorLookup countries(country_names(scenario, baseline, diagnostics), diagnostics);
  SelectorLookup sectors(sector_names(scenario, baseline, aggregated.joined_sectors, diagnostics),
                         diagnostics);
  countries.check_groups();
  sectors.check_groups();

  BoundScenario bound;
  BoundElasticities elasticities =
      bind_elasticities(scenario.model, baseline, whole_file, sectors, diagnostics);
  bound.calibration = {std::move(elasticities.trade_elasticity),
                       use_input_output(scenario.model, baseline, diagnostics)};
  bound.elasticities = std::move(elasticities.words);
  bound.deficits = scenario.model.deficits;
  bound.tolerance = scenario.model.tolerance;
  const PolicyLookup lookup{countries, sectors, diagnostics};
  for (const PolicyText& line : scenario.policy)
    bound.policy.push_back(bind_policy_line(line, lookup));
  if (scenario.focus) bound.focus = countries.resolve(*scenario.focus);
  bound.baseline = std::move(baseline);
  return bound;
}

}  // namespace

BoundScenario bind(const Scenario& scenario, Baseline baseline, Diagnostics& diagnostics) {
  Diagnostics found;
  AggregatedBaseline aggregated = aggregate_baseline(scenario, std::move(baseline), found);
  BoundScenario bound = look_up(scenario, std::move(aggregated), found);
  found.throw_if_errors();
  pass_on(found.all(), diagnostics);
  return bound;
}

}  // namespace tariffsim
