#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "equilibrium/continuation.hpp"
#include "equilibrium/determinant_sign.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/feasibility.hpp"
#include "equilibrium/joint_newton.hpp"
#include "equilibrium/newton.hpp"
#include "equilibrium/quick_search.hpp"

namespace tariffsim {

/// The only maker of equilibria.
class EquilibriumBuilder {
 public:
  static void build(const EquationSystem& system, std::optional<Equilibrium>& result) {
    Equilibrium& e = result ? *result : result.emplace(Equilibrium());
    const Family& family = system.family();
    const Index countries = system.wage_bill().size();
    e.wage_ = system.state().log_wage.array().exp();
    e.labour_.setOnes(countries);
    if (family.labour_moves) {
      e.labour_ = system.state().labour.array().exp();
      e.wage_ = e.wage_.cwiseQuotient(e.labour_);
    }
    if (family.wage_part > 0)
      e.sector_wage_ = system.log_labour().array().exp();
    else
      e.sector_wage_.resize(0, 0);
    e.sector_income_ = system.state().sector_income;
    e.unit_cost_ = system.prices().log_cost.array().exp();
    e.price_ = system.prices().log_price.array().exp();
    e.expenditure_ = system.state().expenditure;
    e.home_odds_.resize(0, 0);
    e.home_spending_.resize(0, 0);
    e.imports_.resize(0, 0);
    if (family.tells_origin()) {
      e.imports_ = system.state().expenditure;
      e.home_spending_ = system.state().home_spending;
      e.home_odds_ = system.log_odds();
      // Of a good with one origin the search leaves rounding of the other.
      const auto z = e.home_odds_.array();
      e.imports_ = (z == HUGE_VAL).select(0.0, e.imports_.array());
      e.home_spending_ = (z == -HUGE_VAL).select(0.0, e.home_spending_.array());
      e.expenditure_ += e.home_spending_;
    }
    e.deficit_.resize(countries);
    for (Index n = 0; n < countries; ++n) e.deficit_(n) = system.deficit(n);
  }
};

struct SolverWorkspace::Memory {
  Memory(const World& world, const Preconditioner& baseline)
      : problem{world, TradeKernel(baseline.kernel()), {}, {}} {}

  void set(const Counterfactual& wanted, const ModelParameters& otherwise);
  /// Computes the equilibrium, quickly or else robustly, or leaves none.
  void search(const Preconditioner& baseline, const SignWatch& at_baseline,
              const TradePolicy& policy, const SolverOptions& options);
  void report(const Progress& progress, SolveMethod method, const SolverOptions& options);
  void keep(const EquationSystem& system);
  /// Refuses and says why, or keeps; `baseline` as in search().
  void keep_if_single(const EquationSystem& system, const Preconditioner& baseline,
                      const SignWatch& at_baseline);
  void refuse(const Cell& where, std::string_view at);

  Problem problem;
  TradeLinks links;
  Numeraire numeraire;
  State start;
  QuickSearch quick;
  SolveResult result;
  std::optional<Equilibrium> spare;  // the last equilibrium's memory
};

namespace {

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

void set_start(const World& world, const Equilibrium* known, State& start) {
  if (known == nullptr) {
    start.log_wage.setZero(world.n_countries());
    start.log_price.setZero(world.n_countries(), world.n_sectors());
    start.expenditure = world.expenditure;
    start.sector_income.resize(0, 0);
    start.home_odds.resize(0, 0);
    start.home_spending.resize(0, 0);
    start.labour.setZero(world.n_countries());
    return;
  }
  start.labour = known->labour().array().log();
  start.sector_income = known->sector_income();
  start.log_wage = known->wage().array().log() + start.labour.array();
  start.log_price = known->price().array().log();
  start.expenditure = known->expenditure();
  start.home_odds = known->home_odds().array().isInf().select(0.0, known->home_odds().array());
  start.home_spending = known->home_spending();
  if (start.home_spending.size() > 0) start.expenditure = known->imports();
}

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

void describe(const Problem& problem, const Progress& found, const SolverOptions& options,
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

}  // namespace

const char* to_string(SolveStatus status) {
  switch (status) {
    case SolveStatus::not_solved:
      return "not solved";
    case SolveStatus::converged:
      return "converged";
    case SolveStatus::no_supplier:
      return "no supplier";
    case SolveStatus::no_balance:
      return "no balance";
    case SolveStatus::several_equilibria:
      return "several equilibria";
    case SolveStatus::no_welfare:
      return "no welfare";
    case SolveStatus::not_converged:
      return "not converged";
  }
  return "not solved";
}

const char* to_string(SolveMethod method) {
  switch (method) {
    case SolveMethod::quick_search:
      return "quick search";
    case SolveMethod::newton:
      return "Newton";
    case SolveMethod::continuation:
      return "continuation";
  }
  return "quick search";
}

SolverWorkspace::SolverWorkspace() = default;
SolverWorkspace::~SolverWorkspace() = default;
SolverWorkspace::SolverWorkspace(SolverWorkspace&&) noexcept = default;
SolverWorkspace& SolverWorkspace::operator=(SolverWorkspace&&) noexcept = default;

const TradeKernel& SolverWorkspace::kernel() const { return memory_->problem.kernel; }

namespace {

/// Of the world as it is, at these parameters. Nothing is looked for where sectors cannot sustain
/// their own growth; where the accounts are no equilibrium of theirs, the solution will tell.
SignWatch watch_baseline(const World& world, const ModelParameters& parameters,
                         const Preconditioner& baseline) {
  if (!may_have_several(parameters)) return {};
  const Problem before{world, TradeKernel(baseline.kernel()), world.deficit, parameters};
  Numeraire of_all;
  of_all.set(world, std::vector<Index>(static_cast<std::size_t>(world.n_countries()), 0));
  EquationSystem system;
  system.set(before);
  system.state() = with_unknowns(
      system.family(), {Vector::Zero(world.n_countries()),
                        Table::Zero(world.n_countries(), world.n_sectors()), world.expenditure});
  if (!system.evaluate()) return {};
  return watch_sign(JointSpace(system, of_all, baseline.spending_scale()));
}

}  // namespace

Solver::Solver(const World& world, ModelParameters parameters)
    : world_(world),
      parameters_(std::move(parameters)),
      baseline_(std::make_unique<const Preconditioner>(world, parameters_)),
      sign_at_baseline_(
          std::make_unique<const SignWatch>(watch_baseline(world, parameters_, *baseline_))) {}
Solver::~Solver() = default;

namespace {

struct RobustResult {
  Continued end;
  SolveMethod method;
};

/// Newton from the start and, if that fails, along the way from the baseline.
RobustResult robust_search(const Problem& problem, const Numeraire& numeraire, const State& start,
                           const TradePolicy& policy, const SolverOptions& options) {
  NewtonResult direct = newton(problem, numeraire, start, options);
  if (direct.progress.converged) return {{std::move(direct), std::nullopt}, SolveMethod::newton};
  Continued end = continued(problem, numeraire, policy, options);
  end.found.progress.add_steps(direct.progress);
  return {std::move(end), SolveMethod::continuation};
}

}  // namespace

void SolverWorkspace::Memory::set(const Counterfactual& wanted, const ModelParameters& otherwise) {
  const World& world = problem.world;
  set_start(world, wanted.start, start);  // first: it may be the result of the last solve
  if (result.equilibrium) spare = std::move(result.equilibrium);
  result.equilibrium.reset();
  result.iterations = result.evaluations = 0;
  result.smallest_eigenvalue = std::numeric_limits<double>::infinity();
  result.method = SolveMethod::quick_search;
  result.max_residual = result.wall_ms = 0;
  problem.parameters = wanted.parameters != nullptr ? *wanted.parameters : otherwise;
  problem.deficit = wanted.deficit;
  problem.kernel.set(problem.parameters, wanted.policy);
}

void SolverWorkspace::Memory::search(const Preconditioner& baseline, const SignWatch& at_baseline,
                                     const TradePolicy& policy, const SolverOptions& options) {
  numeraire.set(problem.world, links.components());
  if (at_baseline.turned) return refuse(*at_baseline.turned, "before any change of policy");
  quick.set(problem, baseline, numeraire);
  const Progress quickly = quick.run(start, options);
  report(quickly, SolveMethod::quick_search, options);
  if (quickly.converged) {
    quick.system().complete_prices();
    return keep_if_single(quick.system(), baseline, at_baseline);
  }
  const auto [end, method] = robust_search(problem, numeraire, start, policy, options);
  report(end.found.progress, method, options);
  if (end.turned)
    refuse(end.turned->where,
           fmt::format("at {:.0f} % of the way to this policy", 100 * end.turned->along));
  else if (end.found.progress.converged)
    keep_if_single(end.found.system(), baseline, at_baseline);
}

void SolverWorkspace::Memory::keep_if_single(const EquationSystem& system,
                                             const Preconditioner& baseline,
                                             const SignWatch& at_baseline) {
  if (may_have_several(problem.parameters)) {
    const SignWatch watch =
        watch_sign(JointSpace(system, numeraire, baseline.spending_scale()), at_baseline.leftmost);
    if (watch.turned) return refuse(*watch.turned, "under this policy");
    result.smallest_eigenvalue = watch.smallest;
  }
  keep(system);
}

void SolverWorkspace::Memory::refuse(const Cell& where, std::string_view at) {
  const World& world = problem.world;
  result.status = SolveStatus::several_equilibria;
  result.message = fmt::format(
      "there may be several equilibria here, so none is reported: with these {} sector {} of {} "
      "could grow or shrink on its own {}; {} may help",
      own_growth(problem.parameters), world.sectors[static_cast<std::size_t>(where.sector)].code,
      world.countries[static_cast<std::size_t>(where.country)].code, at,
      what_to_lower(problem.parameters));
}

void SolverWorkspace::Memory::report(const Progress& progress, SolveMethod method,
                                     const SolverOptions& options) {
  result.method = method;
  result.iterations += progress.iterations;
  result.evaluations += progress.evaluations;
  result.max_residual = std::isnan(progress.residual) ? 0 : progress.residual;
  result.status = progress.converged ? SolveStatus::converged
                  : progress.unpaid  ? SolveStatus::no_balance
                                     : SolveStatus::not_converged;
  describe(problem, progress, options, result.message);
}

void SolverWorkspace::Memory::keep(const EquationSystem& system) {
  if (spare) result.equilibrium = std::move(spare);
  EquilibriumBuilder::build(system, result.equilibrium);
}

const SolveResult& Solver::solve(SolverWorkspace& workspace, const Counterfactual& wanted,
                                 const SolverOptions& options) const {
  const auto begin = std::chrono::steady_clock::now();
  if (!workspace.memory_ || workspace.memory_->problem.kernel.baseline() != baseline_->kernel())
    workspace.memory_ = std::make_unique<SolverWorkspace::Memory>(world_, *baseline_);
  SolverWorkspace::Memory& memory = *workspace.memory_;
  memory.set(wanted, parameters_);
  memory.links.compute(memory.problem);
  if (const auto impossible = find_infeasibility(memory.problem, memory.links)) {
    memory.result.status = impossible->status;
    memory.result.message = impossible->message;
  } else {
    const bool others = wanted.parameters != nullptr;
    const SignWatch at_theirs =
        others ? watch_baseline(world_, *wanted.parameters, *baseline_) : SignWatch{};
    memory.search(*baseline_, others ? at_theirs : *sign_at_baseline_, wanted.policy, options);
  }
  memory.result.wall_ms = milliseconds_since(begin);
  return memory.result;
}

SolveResult Solver::solve(const TradePolicy& policy, const Vector& deficit,
                          const SolverOptions& options, const Equilibrium* start) {
  return solve(own_, {policy, deficit, start, nullptr}, options);
}

SolveResult solve(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
                  const Vector& deficit, const SolverOptions& options, const Equilibrium* start) {
  const auto begin = std::chrono::steady_clock::now();
  SolveResult result = Solver(world, parameters).solve(policy, deficit, options, start);
  result.wall_ms = milliseconds_since(begin);
  return result;
}

}  // namespace tariffsim
