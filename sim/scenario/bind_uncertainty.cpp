#include "scenario/bind_uncertainty.hpp"

#include "scenario/bind_model.hpp"

namespace tariffsim {
namespace {

/// Standard errors as fractions of the elasticities; empty if there are none.
Vector relative_errors(const UncertaintyText& text, const Vector& trade_elasticity,
                       const PolicyLookup& lookup) {
  if (text.elasticity_error)
    return Vector::Constant(trade_elasticity.size(), *text.elasticity_error);
  if (text.sector_error.empty()) return {};
  Vector errors = Vector::Zero(trade_elasticity.size());
  for (const auto& [name, error] : text.sector_error)
    for (const Index s : lookup.sectors.resolve(name)) errors(s) = error / trade_elasticity(s);
  return errors;
}

}  // namespace

Uncertainty bind_uncertainty(const UncertaintyText& text, const Vector& trade_elasticity,
                             const Baseline& baseline, const PolicyLookup& lookup) {
  Uncertainty bound;
  bound.draws = text.draws;
  bound.seed = text.seed;
  bound.sampling = text.sampling;
  bound.elasticity_error = relative_errors(text, trade_elasticity, lookup);
  bound.distribution = text.distribution;
  for (const Name& source : text.sources)
    bound.sources.push_back(source_elasticities(source, baseline, lookup.diagnostics));
  for (const UncertainCostText& cost : text.trade_costs)
    bound.trade_costs.push_back(
        {bind_cells(cost.cells, "all", lookup), cost.standard_deviation, cost.text});
  bound.rate_deviation = text.rate_deviation;
  return bound;
}

}  // namespace tariffsim
