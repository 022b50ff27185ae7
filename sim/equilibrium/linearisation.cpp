#include "equilibrium/linearisation.hpp"

#include <utility>

#include "equilibrium/feasibility.hpp"
#include "equilibrium/gmres.hpp"
#include "equilibrium/joint_newton.hpp"
#include "equilibrium/joint_space.hpp"

namespace tariffsim {
namespace {

/// Linear systems are solved to this, relative; what is left of a larger gap is solved for anew.
constexpr double kLinearTolerance = 1e-12;
/// At a larger gap there is no answer.
constexpr double kLinearFailure = 1e-8;
constexpr int kMostLinearDirections = 150;
constexpr int kMostLinearRounds = 4;

template <class Apply, class Precondition>
std::optional<Vector> solved(const Apply& apply, const Precondition& precondition,
                             const Vector& b) {
  Vector x = Vector::Zero(b.size()), open = b;
  const double size = b.norm();
  for (int round = 0; round < kMostLinearRounds && open.norm() > kLinearTolerance * size; ++round) {
    x += gmres(apply, precondition, open, kLinearTolerance * size / open.norm(),
               static_cast<int>(std::min<Index>(b.size(), kMostLinearDirections)));
    open = b - apply(x);
  }
  if (!(open.norm() <= kLinearFailure * size)) return std::nullopt;
  return x;
}

/// The same with an inverse that rounds.
std::optional<Vector> refined(const JointSpace& space, const Vector& b) {
  Vector x = Vector::Zero(b.size()), open = b;
  const double size = b.norm();
  for (int round = 0; round < kMostLinearRounds && open.norm() > kLinearTolerance * size; ++round) {
    x += space.precondition_transposed(open);
    open = b - space.apply_transposed(x);
  }
  if (!(open.norm() <= kLinearFailure * size)) return std::nullopt;
  return x;
}

double dot(const Vector& a, const Vector& b) { return a.size() > 0 ? a.dot(b) : 0; }
double dot(const Table& a, const Table& b) { return a.size() > 0 ? a.cwiseProduct(b).sum() : 0; }

/// Of goods with one origin the search knows no odds.
Table finite(const Table& log_odds) {
  return log_odds.array().isInf().select(0.0, log_odds.array());
}

State state_of(const Family& family, const Equilibrium& e) {
  const Vector labour = e.labour().array().log();
  return with_unknowns(
      family, {e.wage().array().log() + labour.array(), e.price().array().log(),
               e.home_spending().size() > 0 ? e.imports() : e.expenditure(), e.sector_income(),
               labour, finite(e.home_odds()), e.home_spending()});
}

}  // namespace

struct Linearisation::Memory {
  Memory(const World& world, const ModelParameters& parameters, TradeKernel kernel,
         const Vector& deficit, const Equilibrium& solution)
      : problem{world, std::move(kernel), deficit, parameters} {
    numeraire.set(world, TradeLinks(problem).components());
    system.set(problem);
    system.state() = state_of(system.family(), solution);
    system.evaluate();
    system.complete_prices();
    space.emplace(system, numeraire, spending_scale(world));
  }

  Problem problem;
  Numeraire numeraire;
  EquationSystem system;
  std::optional<JointSpace> space;
};

Linearisation::Linearisation(const World& world, const ModelParameters& parameters,
                             const TradePolicy& policy, const Vector& deficit,
                             const Equilibrium& solution)
    : Linearisation(world, parameters, make_kernel(world, parameters, policy), deficit, solution) {}
Linearisation::Linearisation(const World& world, const ModelParameters& parameters,
                             TradeKernel kernel, const Vector& deficit, const Equilibrium& solution)
    : memory_(std::make_unique<const Memory>(world, parameters, std::move(kernel), deficit,
                                             solution)) {}
Linearisation::~Linearisation() = default;

const EquationSystem& Linearisation::system() const { return memory_->system; }

std::optional<State> Linearisation::unknowns_along(const PolicyDirection& policy) const {
  const JointSpace& space = *memory_->space;
  const Vector b = -space.residual(memory_->system.gaps_along(policy));
  const auto x = solved([&](const Vector& v) { return space.apply(v); },
                        [&](const Vector& r) { return space.precondition(r); }, b);
  if (!x) return std::nullopt;
  return space.direction(*x);
}

/// -J_x in the vectors of the space.
Vector Linearisation::adjoint_right_side(const Weights& of) const {
  return -memory_->space->direction_transposed(memory_->system.gradient_by_unknowns(of));
}

void Linearisation::add_by_policy(const Weights& of, const Vector& adjoint,
                                  PolicyDirection& gradient) const {
  memory_->system.add_gradient_by_policy(of, memory_->space->weights_of_gaps(adjoint), gradient);
}

std::optional<PolicyDirection> Linearisation::gradient(const Weights& of,
                                                       PolicyDirection parts) const {
  const JointSpace& space = *memory_->space;
  const Vector b = adjoint_right_side(of);
  const auto x = space.is_inverted()
                     ? refined(space, b)
                     : solved([&](const Vector& v) { return space.apply_transposed(v); },
                              [&](const Vector& r) { return space.precondition_transposed(r); }, b);
  if (!x) return std::nullopt;
  add_by_policy(of, *x, parts);
  return parts;
}

std::optional<PolicyDirection> Linearisation::gradient(const Weights& of, PolicyDirection parts,
                                                       SharedDirections& known) const {
  const JointSpace& space = *memory_->space;
  if (space.is_inverted()) return gradient(of, std::move(parts));
  const auto x = known.solve([&](const Vector& v) { return space.apply_transposed(v); },
                             [&](const Vector& r) { return space.precondition_transposed(r); },
                             adjoint_right_side(of), kLinearTolerance, kMostLinearDirections);
  if (!x) return gradient(of, std::move(parts));
  add_by_policy(of, *x, parts);
  return parts;
}

namespace {

/// Of the unknowns and of all else that is N or N x S.
double change_of_tables(const Weights& of, const State& v, const Effects& d) {
  const State& s = of.state;
  const Effects& e = of.effects;
  return dot(s.log_wage, v.log_wage) + dot(s.log_price, v.log_price) +
         dot(s.expenditure, v.expenditure) + dot(s.sector_income, v.sector_income) +
         dot(s.labour, v.labour) + dot(s.home_odds, v.home_odds) +
         dot(s.home_spending, v.home_spending) + dot(e.wage, d.wage) + dot(e.labour, d.labour) +
         dot(e.made, d.made) + dot(e.cost, d.cost) + dot(e.share, d.share) + dot(e.index, d.index) +
         dot(e.sold, d.sold) + dot(e.received, d.received) + dot(e.revenue, d.revenue) +
         dot(e.income, d.income) + dot(e.earned, d.earned);
}

}  // namespace

double change_along(const EquationSystem& system, const Weights& of, const State& unknowns,
                    const PolicyDirection& policy) {
  const Effects d = system.effects_along(unknowns, policy);
  const double change = change_of_tables(of, unknowns, d);
  if (of.flow.countries() == 0) return change;
  double of_home = 0;
  for (Index s = 0; s < unknowns.home_spending.cols(); ++s)
    of_home += of.flow.sector(s).diagonal().dot(unknowns.home_spending.col(s));
  return change + of_home +
         flows_change(system.problem(), system.prices(), system.state().expenditure, of.flow,
                      d.cost, unknowns.expenditure, policy);
}

}  // namespace tariffsim
