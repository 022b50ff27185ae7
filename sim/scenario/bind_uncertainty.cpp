#include "scenario/bind_uncertainty.hpp"

#include <algorithm>
#include <cmath>

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

/// What is 0 or without bound has no factor.
void check_options(const UncertaintyText& text, const ModelParameters& parameters,
                   Diagnostics& diagnostics) {
  const double mobility = parameters.labour_mobility;
  if (text.mobility_deviation > 0 && !(mobility > 0 && std::isfinite(mobility)))
    diagnostics.error(text.mobility_place,
                      mobility > 0 ? "labour moves freely in this scenario, which is no number to "
                                     "draw around"
                                   : "labour mobility is 0 in this scenario, and times a factor "
                                     "it stays 0",
                      "give 'model: {labour_mobility: NUMBER}', above 0");
  if (text.supply_deviation > 0 && !(parameters.labour_supply > 0))
    diagnostics.error(text.supply_place,
                      "labour supply is fixed in this scenario, and 0 times a factor stays 0",
                      "give 'model: {labour_supply: NUMBER}', above 0");
}

/// Whether there is no trade between two different countries in the cells.
bool is_of_nobody(const Cells& cells) {
  if (cells.sectors.empty()) return true;
  return std::none_of(cells.importers.begin(), cells.importers.end(), [&](Index importer) {
    return std::any_of(cells.exporters.begin(), cells.exporters.end(),
                       [&](Index exporter) { return exporter != importer; });
  });
}

}  // namespace

Uncertainty bind_uncertainty(const UncertaintyText& text, const ModelParameters& parameters,
                             const PolicyLookup& lookup) {
  Uncertainty bound;
  bound.draws = text.draws;
  bound.seed = text.seed;
  bound.sampling = text.sampling;
  bound.elasticity_error = relative_errors(text, parameters.trade_elasticity, lookup);
  bound.distribution = text.distribution;
  for (const UncertainCostText& cost : text.trade_costs) {
    bound.trade_costs.push_back(
        {bind_cells(cost.cells, "all", lookup), cost.standard_deviation, cost.text});
    if (!lookup.diagnostics.has_errors() && is_of_nobody(bound.trade_costs.back().cells))
      lookup.diagnostics.warning(cost.place,
                                 "this is about no trade between two countries: nothing is drawn");
  }
  bound.rate_deviation = text.rate_deviation;
  bound.substitution_deviation = text.substitution_deviation;
  bound.mobility_deviation = text.mobility_deviation;
  bound.supply_deviation = text.supply_deviation;
  check_options(text, parameters, lookup.diagnostics);
  return bound;
}

}  // namespace tariffsim
