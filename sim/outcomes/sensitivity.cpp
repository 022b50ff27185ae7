#include "outcomes/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "outcomes/quota_response.hpp"
#include "policy/parts_response.hpp"
#include "policy/split_world.hpp"

namespace tariffsim {
namespace {

/// What whole cells of the equations' policy mean for a rate that a user can set.
double owed(const CellResponse& response, const PolicyDirection& gradient, Index i, Index n,
            Index s) {
  return response.tariff * gradient.tariff(i, n, s) +
         response.export_tax * gradient.export_tax(i, n, s) +
         response.trade_cost * gradient.trade_cost(i, n, s);
}

void move_cell(const CellResponse& response, double change, Index i, Index n, Index s,
               PolicyDirection& direction) {
  direction.tariff(i, n, s) += response.tariff * change;
  direction.export_tax(i, n, s) += response.export_tax * change;
  direction.trade_cost(i, n, s) += response.trade_cost * change;
}

}  // namespace

struct Sensitivities::Memory {
  Memory(const World& own, const ModelParameters& of_world, const PartedPolicy& parted,
         const TradePolicy& effective, const Vector& deficit, const Equilibrium& equilibrium,
         const Levels& after, const std::vector<Licence>& licences, const SolverOptions& options)
      : world(own), own_parameters(of_world), parts(parted.parts) {
    if (own_parameters.separate_nests && parted.sets_goods_apart())
      solve_split(own, own_parameters, parted, deficit, options);
    else
      linearise(own, own_parameters, effective, deficit, equilibrium, after);
    quotas_left_out = !licences.empty() && (split || !can_follow_quotas(parted));
    if (linear && !licences.empty() && !quotas_left_out)
      quotas.emplace(*point, whole, parted.quotas, licences, *linear);
  }

  /// Whether there is anything to differentiate.
  bool is_known() const { return linear && !quotas_left_out && (!quotas || quotas->is_known()); }

  void solve_split(const World& own, const ModelParameters& of_world, const PartedPolicy& parted,
                   const Vector& deficit, const SolverOptions& options) {
    split = split_world(own, of_world, parted);
    split_solution = solve(split->world, split->parameters, split->policy, deficit, options);
    if (!split_solution.equilibrium) return;
    split_after =
        levels(split->world, split->parameters, split->policy, *split_solution.equilibrium);
    linearise(split->world, split->parameters, split->policy, deficit, *split_solution.equilibrium,
              split_after);
  }

  void linearise(const World& in, const ModelParameters& at, const TradePolicy& policy,
                 const Vector& deficit, const Equilibrium& equilibrium, const Levels& after) {
    point.emplace(SolvedPoint{in, at, equilibrium, after});
    whole = policy;
    linear.emplace(in, at, policy, deficit, equilibrium);
  }

  /// The sector of the user's world that a sector of the equations is, or is a part of.
  Index sector_of(Index s) const {
    return split ? split->sector_of[static_cast<std::size_t>(s)] : s;
  }

  OutcomePlace place_in_equations(const OutcomePlace& place) const {
    if (!split) return place;
    OutcomePlace found{place.countries, place.importer, {}};
    for (Index v = 0; v < point->world.n_sectors(); ++v)
      if (std::find(place.sectors.begin(), place.sectors.end(), sector_of(v)) !=
          place.sectors.end())
        found.sectors.push_back(v);
    return found;
  }

  Weights weights(const DifferentiableOutcome& outcome, const OutcomePlace& place) const {
    Weights all = linear->system().no_weights();
    outcome.add_weights(*point, place, 1, all);
    return all;
  }

  /// The same under quotas.
  LicensedWeights licensed_weights(const DifferentiableOutcome& outcome,
                                   const OutcomePlace& place) const {
    Vector by_revenue;
    if (outcome.add_revenue != nullptr) {
      by_revenue.setZero(point->world.n_countries());
      outcome.add_revenue(*point, place, 1, by_revenue);
    }
    return quotas->licensed(weights(outcome, place), by_revenue);
  }

  /// By the rates that stand for parts and licences, which follow.
  std::optional<PolicyDirection> gradient(const DifferentiableOutcome& outcome,
                                          const OutcomePlace& place) const {
    const PolicyDirection asked = no_direction(point->world);
    if (!quotas) return linear->gradient(weights(outcome, place), asked);
    const LicensedWeights of = licensed_weights(outcome, place);
    auto found = linear->gradient(of.equations, asked);
    if (found) quotas->follow(of, *found);
    return found;
  }

  double tax_exponent(Index n, Index s) const {
    const Table& phi = point->parameters.tax_exponent;
    return phi.size() > 0 ? phi(n, s) : 1;
  }

  /// How a whole cell of the equations answers to a rate of the user's.
  CellResponse response(WedgeKind kind, Index i, Index n, Index s) const {
    if (const std::vector<PolicyPart>* all = parts_of(i, n, s))
      return response_to_rate(*all, kind, point->parameters.trade_elasticity(s),
                              tax_exponent(n, s));
    const double of_log = 1 / (1 + value_at(wedge_of(kind), whole, i, n, s));
    if (kind == WedgeKind::tariff)
      return {of_log * (quotas ? quotas->tariff_factor({i, n, s}) : 1), 0, 0};
    return {0, of_log * (quotas ? quotas->export_tax_factor({i, n, s}) : 1), 0};
  }

  /// Nullptr where the equations have a rate for each part, or the cell has none.
  const std::vector<PolicyPart>* parts_of(Index i, Index n, Index s) const {
    if (split) return nullptr;
    const auto found = parts.find({i, n, s});
    return found == parts.end() ? nullptr : &found->second.parts;
  }

  /// All cells abroad with trade.
  template <class Act>
  void for_each_cell(const Act& act) const {
    for (Index s = 0; s < point->world.n_sectors(); ++s)
      for (Index n = 0; n < point->world.n_countries(); ++n)
        for (Index i = 0; i < point->world.n_countries(); ++i)
          if (i != n && point->after.flow(i, n, s) > 0) act(i, n, s);
  }

  Sensitivity by_rates(const PolicyDirection& gradient) const;
  std::vector<CellMovement> movements(const PolicyPath& path, double s, const TradePolicy& start,
                                      const TradePolicy& end) const;
  CellResponse response_on_path(const PolicyPath& path, double s, const TradePolicy& start,
                                const TradePolicy& end, const Wedge& wedge, Index i, Index n,
                                Index k) const;
  PolicyDirection of_rates(const Sensitivity& direction) const;

  const World& world;
  const ModelParameters& own_parameters;
  const std::map<CellPlace, PolicyCell> parts;
  std::optional<SplitWorld> split;
  SolveResult split_solution;
  Levels split_after;
  std::optional<SolvedPoint> point;
  TradePolicy whole;
  std::optional<Linearisation> linear;
  std::optional<QuotaResponse> quotas;
  bool quotas_left_out = false;  // there are some, whose licences cannot be followed
};

Sensitivity Sensitivities::Memory::by_rates(const PolicyDirection& gradient) const {
  Sensitivity found;
  found.tariff = found.export_tax = found.trade_cost = Cube(world.n_countries(), world.n_sectors());
  found.trade_elasticity = Vector::Zero(world.n_sectors());
  for (Index s = 0; s < gradient.trade_elasticity.size(); ++s)
    found.trade_elasticity(sector_of(s)) += gradient.trade_elasticity(s);
  for_each_cell([&](Index i, Index n, Index s) {
    const Index own = sector_of(s);
    found.tariff(i, n, own) += owed(response(WedgeKind::tariff, i, n, s), gradient, i, n, s);
    found.export_tax(i, n, own) +=
        owed(response(WedgeKind::export_tax, i, n, s), gradient, i, n, s);
    found.trade_cost(i, n, own) += gradient.trade_cost(i, n, s);
    if (const std::vector<PolicyPart>* all = parts_of(i, n, s))
      found.trade_elasticity(own) += owed(
          response_to_elasticity(*all, point->parameters.trade_elasticity(s), tax_exponent(n, s)),
          gradient, i, n, s);
  });
  return found;
}

PolicyDirection Sensitivities::Memory::of_rates(const Sensitivity& direction) const {
  PolicyDirection found = no_direction(point->world);
  for (Index s = 0; s < found.trade_elasticity.size(); ++s)
    found.trade_elasticity(s) = direction.trade_elasticity(sector_of(s));
  for_each_cell([&](Index i, Index n, Index s) {
    const Index own = sector_of(s);
    move_cell(response(WedgeKind::tariff, i, n, s), direction.tariff(i, n, own), i, n, s, found);
    move_cell(response(WedgeKind::export_tax, i, n, s), direction.export_tax(i, n, own), i, n, s,
              found);
    found.trade_cost(i, n, s) += direction.trade_cost(i, n, own);
    if (const std::vector<PolicyPart>* all = parts_of(i, n, s))
      move_cell(
          response_to_elasticity(*all, point->parameters.trade_elasticity(s), tax_exponent(n, s)),
          direction.trade_elasticity(own), i, n, s, found);
  });
  return found;
}

/// Of a cell without parts, or a part that is a cell of the equations, from one policy to another.
CellResponse Sensitivities::Memory::response_on_path(const PolicyPath& path, double s,
                                                     const TradePolicy& start,
                                                     const TradePolicy& end, const Wedge& wedge,
                                                     Index i, Index n, Index k) const {
  const double theta = point->parameters.trade_elasticity(k);
  if (const std::vector<PolicyPart>* now = parts_of(i, n, k)) {
    const auto& before = path.start().parts.at({i, n, k}).parts;
    const auto& after = path.end().parts.at({i, n, k}).parts;
    std::vector<double> moved;
    moved.reserve(after.size());
    for (std::size_t j = 0; j < after.size(); ++j)
      moved.push_back(movement_on_path(wedge, before[j].level(wedge.kind),
                                       after[j].level(wedge.kind), s, theta,
                                       std::isinf(part_trade_cost(after[j]))));
    return response_along(*now, wedge.kind, moved, theta, tax_exponent(n, k));
  }
  const double moved =
      movement_on_path(wedge, value_at(wedge, start, i, n, k), value_at(wedge, end, i, n, k), s,
                       theta, std::isinf(trade_cost_at(end, i, n, k)));
  const double of_log =
      wedge.collector == Collector::nobody ? moved : moved / (1 + value_at(wedge, whole, i, n, k));
  CellResponse response;
  if (wedge.kind == WedgeKind::tariff)
    response.tariff = of_log;
  else if (wedge.kind == WedgeKind::export_tax)
    response.export_tax = of_log;
  else
    response.trade_cost = of_log;
  return response;
}

std::vector<CellMovement> Sensitivities::Memory::movements(const PolicyPath& path, double s,
                                                           const TradePolicy& start,
                                                           const TradePolicy& end) const {
  std::vector<CellMovement> all;
  for_each_cell([&](Index i, Index n, Index k) {
    for (const Wedge& wedge : kWedges) {
      const CellResponse response = response_on_path(path, s, start, end, wedge, i, n, k);
      if (response.tariff != 0 || response.export_tax != 0 || response.trade_cost != 0)
        all.push_back({wedge.kind, {i, n, sector_of(k)}, k, response});
    }
  });
  return all;
}

Sensitivities::Sensitivities(const World& world, const ModelParameters& parameters,
                             const PartedPolicy& policy, const TradePolicy& effective,
                             const Vector& deficit, const Equilibrium& equilibrium,
                             const Levels& after, const SolverOptions& options,
                             const std::vector<Licence>& licences)
    : memory_(std::make_unique<const Memory>(world, parameters, policy, effective, deficit,
                                             equilibrium, after, licences, options)) {}
/// A world whose deficits were re-solved away has none left.
Sensitivities::Sensitivities(const Outcome& outcome, const SolverOptions& options)
    : Sensitivities(outcome.base(), outcome.parameters(), outcome.parted_policy(),
                    outcome.effective_policy(), outcome.base().deficit, outcome.equilibrium(),
                    outcome.after(), options, outcome.licences()) {}
Sensitivities::~Sensitivities() = default;

std::optional<Sensitivity> Sensitivities::of(const DifferentiableOutcome& outcome,
                                             const OutcomePlace& place) const {
  if (!memory_->is_known()) return std::nullopt;
  const OutcomePlace at = memory_->place_in_equations(place);
  const double value = outcome.value(*memory_->point, at);
  if (!std::isfinite(value)) return std::nullopt;
  const auto gradient = memory_->gradient(outcome, at);
  if (!gradient) return std::nullopt;
  Sensitivity found = memory_->by_rates(*gradient);
  found.value = value;
  return found;
}

std::optional<double> Sensitivities::change_along(const DifferentiableOutcome& outcome,
                                                  const OutcomePlace& place,
                                                  const Sensitivity& direction) const {
  if (!memory_->is_known()) return std::nullopt;
  const OutcomePlace at = memory_->place_in_equations(place);
  PolicyDirection policy = memory_->of_rates(direction);
  Vector licences;
  if (memory_->quotas) licences = memory_->quotas->follow(policy);
  const auto unknowns = memory_->linear->unknowns_along(policy);
  if (!unknowns) return std::nullopt;
  const EquationSystem& system = memory_->linear->system();
  if (!memory_->quotas)
    return tariffsim::change_along(system, memory_->weights(outcome, at), *unknowns, policy);
  const LicensedWeights of = memory_->licensed_weights(outcome, at);
  return tariffsim::change_along(system, of.equations, *unknowns, policy) +
         of.directly(policy, licences);
}

std::vector<CellMovement> Sensitivities::movements(const PolicyPath& path, double s) const {
  if (!memory_->linear) return {};
  if (!memory_->split) return memory_->movements(path, s, path.start().average, path.end().average);
  const ModelParameters& parameters = memory_->own_parameters;
  return memory_->movements(path, s, split_world(memory_->world, parameters, path.start()).policy,
                            split_world(memory_->world, parameters, path.end()).policy);
}

std::optional<Vector> Sensitivities::through(const DifferentiableOutcome& outcome,
                                             const OutcomePlace& place,
                                             const std::vector<CellMovement>& movements) const {
  if (!memory_->linear) return std::nullopt;
  const OutcomePlace at = memory_->place_in_equations(place);
  const auto gradient = memory_->linear->gradient(memory_->weights(outcome, at),
                                                  no_direction(memory_->point->world, false));
  if (!gradient) return std::nullopt;
  Vector by_movement(static_cast<Index>(movements.size()));
  for (std::size_t m = 0; m < movements.size(); ++m) {
    const CellMovement& one = movements[m];
    by_movement(static_cast<Index>(m)) =
        owed(one.response, *gradient, one.place.exporter, one.place.importer, one.sector);
  }
  return by_movement;
}

}  // namespace tariffsim
