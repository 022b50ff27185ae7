#include "equilibrium/joint_newton.hpp"

#include <algorithm>
#include <utility>

#include "equilibrium/gmres.hpp"
#include "equilibrium/joint_space.hpp"
#include "equilibrium/newton_steps.hpp"

namespace tariffsim {
namespace {

/// A step changes no wage, price or income by more than this, as logs.
constexpr double kLongestJointMove = 1.5;
/// Directions of a linear system that are tried before the best found is taken.
constexpr int kMostJointDirections = 200;

State moved(const State& at, const State& d, double length) {
  State next{at.log_wage + length * d.log_wage, at.log_price + length * d.log_price,
             at.expenditure + length * d.expenditure};
  if (at.sector_income.size() > 0) next.sector_income = at.sector_income + length * d.sector_income;
  if (at.labour.size() > 0) next.labour = at.labour + length * d.labour;
  if (at.home_odds.size() > 0) {
    next.home_odds = at.home_odds + length * d.home_odds;
    next.home_spending = at.home_spending + length * d.home_spending;
  }
  return next;
}

bool evaluate_at(EquationSystem& system, const Numeraire& numeraire, State state) {
  numeraire.impose(system.problem().world, state.log_wage);
  system.state() = std::move(state);
  return system.evaluate();
}

/// Why no economy exists at a point.
void note_obstacle(const EquationSystem& at, Progress& progress) {
  progress.taxed_away = at.taxed_away();
  const Vector& income = at.money().income;
  Index poorest = 0;
  if (income.allFinite() && !(income.minCoeff(&poorest) > 0)) progress.unpaid = poorest;
}

/// Puts `next` at the first point along a direction, halved until the gaps' norm falls below
/// `size`; `largest` is the largest move of the whole of it. False if none helps.
bool find_better(const EquationSystem& at, const State& direction, double largest,
                 const Numeraire& numeraire, const Table& unit, double size, EquationSystem& next,
                 Progress& progress) {
  for (double length = std::min(1.0, kLongestJointMove / largest); length >= kShortestStep;
       length /= 2) {
    ++progress.evaluations;
    if (!evaluate_at(next, numeraire, moved(at.state(), direction, length))) {
      note_obstacle(next, progress);
    } else if (JointSpace::gaps_of(next, numeraire, unit).norm() <= (1 - kArmijo * length) * size) {
      progress.unpaid = progress.taxed_away = std::nullopt;
      return true;
    }
  }
  return false;
}

}  // namespace

State with_unknowns(const Family& family, State start) {
  const Index countries = family.world->n_countries();
  if (!family.sector_income_moves)
    start.sector_income.resize(0, 0);
  else if (start.sector_income.size() == 0)
    start.sector_income.setZero(countries, family.world->n_sectors());
  if (!family.labour_moves)
    start.labour.resize(0);
  else if (start.labour.size() == 0)
    start.labour.setZero(countries);
  if (!family.tells_origin()) {
    start.home_odds.resize(0, 0);
    start.home_spending.resize(0, 0);
  } else if (start.home_spending.size() == 0) {
    const Table imports = imports_of(*family.world);
    start.home_odds.setZero(countries, family.world->n_sectors());
    start.home_spending = start.expenditure - imports;
    start.expenditure = imports;
  }
  return start;
}

NewtonResult joint_newton(const Problem& problem, const Numeraire& numeraire, const State& start,
                          const SolverOptions& options) {
  NewtonResult result;
  Progress& progress = result.progress;
  result.joint.emplace();
  EquationSystem& at = *result.joint;
  at.set(problem);
  const Table scale = spending_scale(problem.world);
  progress.evaluations = 1;
  if (!evaluate_at(at, numeraire, with_unknowns(at.family(), start))) {
    note_obstacle(at, progress);
    return result;
  }
  EquationSystem next;
  next.set(problem);
  Table gap, unit = scale, scratch;
  for (;;) {
    unit = at.state().log_wage.array().exp().matrix().asDiagonal() * scale;
    cell_gaps(at, at.money().output, gap);
    const Standing standing = judge(at, {gap, cell_scale(at, unit)}, options, progress, scratch);
    progress.converged = standing != Standing::open;
    if (standing == Standing::solved || progress.iterations == options.max_iterations)
      return result;
    ++progress.iterations;
    const JointSpace space(at, numeraire, scale);
    const Vector open = space.gaps();
    const double size = open.norm();
    if (size == 0) return result;
    const Vector step =
        gmres([&](const Vector& v) { return space.apply(v); },
              [&](const Vector& r) { return space.precondition(r); }, Vector(-open),
              std::clamp(kDirectionPart * size, kClosest, kLoosest),
              static_cast<int>(std::min<Index>(space.size(), kMostJointDirections)));
    const State direction = space.direction(step);
    if (!find_better(at, direction, step.cwiseAbs().maxCoeff(), numeraire, unit, size, next,
                     progress))
      return result;
    std::swap(at, next);
  }
}

}  // namespace tariffsim
