#include "equilibrium/solve_messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tariffsim {
namespace {

/// The largest model.tolerance that a scenario may ask for.
constexpr double kLoosestTolerance = 1e-4;
/// A search that ends further than so many tolerances away has lost its way, not its last digits.
constexpr double kNearMiss = 100;

/// Of what a sector, or a market, that sustains its own growth has its growth.
const char* own_growth(const ModelParameters& parameters) {
  return parameters.scale.size() == 0         ? "selling costs"
         : parameters.tax_exponent.size() > 0 ? "economies of scale and selling costs"
                                              : "economies of scale";
}

/// What makes own growth less likely, of that which can still be lowered.
std::string what_to_lower(const ModelParameters& parameters) {
  const Substitution& by = parameters.substitution;
  if (parameters.scale.size() > 0)
    return parameters.labour_mobility == 0 ? "smaller values of model.scale"
           : std::isinf(parameters.labour_mobility)
               ? "smaller values of model.scale, or a number as model.labour_mobility,"
               : "smaller values of model.scale, or a lower model.labour_mobility,";
  return std::max({by.value_added, by.inputs, by.final_use}) > kLeastSubstitution
             ? "smaller values of model.selling, or a lower model.substitution,"
             : "smaller values of model.selling";
}

/// Whether workers who hardly leave their sector make, with inputs that are hardly replaced, so
/// little of what the sector still sells that their wage has no end to its fall.
bool wages_may_collapse(const ModelParameters& parameters) {
  constexpr double kLittle = 0.1;
  const Substitution& by = parameters.substitution;
  return parameters.labour_mobility < kLittle && std::min(by.value_added, by.inputs) < kLittle;
}

/// The setting of a scenario that may help a search that failed.
void advise(const Problem& problem, const Progress& found, const SolverOptions& options,
            std::back_insert_iterator<std::string> out) {
  const double enough = found.missed ? found.missed->least_tolerance : found.residual;
  const double times = std::pow(10, std::ceil(std::log10(enough / options.tolerance)));
  if (times <= kNearMiss && times * options.tolerance <= kLoosestTolerance) {
    fmt::format_to(out, "; a model.tolerance {:.0f} times as large may help", times);
  } else if (may_have_several(problem.parameters)) {
    fmt::format_to(out,
                   "; with these {} the equilibrium near the baseline may end on the way to the "
                   "policy: smaller values of {} may help",
                   own_growth(problem.parameters),
                   problem.parameters.scale.size() > 0 ? "model.scale" : "model.selling");
  } else if (wages_may_collapse(problem.parameters)) {
    fmt::format_to(
        out,
        "; with so little of model.substitution and model.labour_mobility the wages of "
        "sectors that lose their buyers fall to almost nothing: more of either may help");
  } else if (problem.deficit.cwiseAbs().maxCoeff() > 0) {
    fmt::format_to(out, "; model.deficits: none may help");
  } else {
    fmt::format_to(out, "; smaller trade elasticities (model.elasticities) may help");
  }
}

}  // namespace

void describe_solve(const Problem& problem, const Progress& found, const SolverOptions& options,
                    std::string& message) {
  const auto& countries = problem.world.countries;
  const auto& worst = countries[static_cast<std::size_t>(found.worst)];
  const auto out = std::back_inserter(message);
  message.clear();
  if (found.converged && found.residual <= options.tolerance) {
    fmt::format_to(out, "residual {:.1e} <= {:.0e}", found.residual, options.tolerance);
  } else if (found.converged) {
    fmt::format_to(out, "residual {:.1e} > {:.0e}, but all conditions hold and no step helps",
                   found.residual, options.tolerance);
  } else if (found.unpaid) {
    const auto& poor = countries[static_cast<std::size_t>(*found.unpaid)];
    const double owed = -problem.deficit(*found.unpaid);
    const char* what =
        owed <= 0 ? "pay more subsidies than it earns"
        : owed >= problem.world.value_added(*found.unpaid)
            ? "transfer more abroad than it earns (deficits: fixed); use deficits: none"
            : "pay more in subsidies and in transfers abroad than it earns; lower its subsidies, "
              "or "
              "where it pays none use deficits: none";
    fmt::format_to(out, "no equilibrium found: {} ({}) would have to {}", poor.code, poor.name,
                   what);
  } else if (found.taxed_away) {
    const auto& where = countries[static_cast<std::size_t>(*found.taxed_away)];
    fmt::format_to(out,
                   "no equilibrium found: in {} ({}) the income tax would have to rise to 100 % or "
                   "fall below 0 to offset the change of border taxes (model.revenue: income_tax); "
                   "model.revenue: lump_sum may help",
                   where.code, where.name);
  } else if (std::isnan(found.residual)) {
    fmt::format_to(out,
                   "no equilibrium found: the search cannot start because numbers overflow; "
                   "smaller trade elasticities (model.elasticities) or rates may help");
  } else {
    if (found.missed)
      fmt::format_to(out, "residual of {} {:.1e} > {:.0e} after {} Newton steps",
                     found.missed->name, found.missed->residual, found.missed->allowed,
                     found.iterations);
    else
      fmt::format_to(out, "residual {:.1e} > {:.0e} after {} Newton steps, largest in {} ({})",
                     found.residual, options.tolerance, found.iterations, worst.code, worst.name);
    advise(problem, found, options, out);
  }
}

std::string several_equilibria(const Problem& problem, const Cell& where, std::string_view at) {
  const World& world = problem.world;
  return fmt::format(
      "there may be several equilibria here, so none is reported: with these {} sector {} of {} "
      "could grow or shrink on its own {}; {} may help",
      own_growth(problem.parameters), world.sectors[static_cast<std::size_t>(where.sector)].code,
      world.countries[static_cast<std::size_t>(where.country)].code, at,
      what_to_lower(problem.parameters));
}

}  // namespace tariffsim
