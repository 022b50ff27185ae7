#include "equilibrium/economy.hpp"

#include <cmath>
#include <limits>

#include "equilibrium/gmres.hpp"

namespace tariffsim {
namespace {

/// Log prices are solved until their residual is rounding.
constexpr double kPriceTolerance = 4e-15;
constexpr int kMaxPriceSteps = 60;
/// Spending is solved until the residual of each cell is rounding, relative to the cell.
constexpr double kSpendingTolerance = 2e-15;
constexpr int kMaxRefinements = 4;
constexpr int kMaxKrylov = 60;

Vector flat(const Table& table) { return table.reshaped(); }
Table table(const Vector& v, Index rows) { return v.reshaped(rows, v.size() / rows); }

}  // namespace

Economy::Economy(const Problem& problem, State start) {
  system_.set(problem);
  system_.state() = std::move(start);
  const Table& base = problem.world.expenditure;
  scale_ = (base.array() > 0).select(base, 1.0);
  scale_.array().colwise() *= system_.state().log_wage.array().exp();
  if (!solve_prices()) return;
  solve_spending();
  if (const Vector& income = system_.money().income; income.allFinite()) {
    Index poorest = 0;
    if (!(income.minCoeff(&poorest) > 0)) unpaid_ = poorest;
  }
}

/// log P = Phi(c(w, P)): Phi is concave and increasing in log P with row sums under 1, so Newton
/// converges from anywhere.
bool Economy::solve_prices() {
  double last = std::numeric_limits<double>::infinity();
  for (int step = 0; system_.evaluate_prices(); ++step) {
    home_.factorise_home(system_.problem(), system_.prices());
    if (!system_.prices_unknown() || step == kMaxPriceSteps) return true;
    const double size = system_.price_residual();
    if (size <= kPriceTolerance || (size < 1e-12 && size > 0.5 * last)) return true;
    last = size;
    Table gap;
    system_.price_gap(gap);
    system_.state().log_price += price_change(gap, std::clamp(size, 1e-10, 1e-3));
  }
  return false;
}

/// The change of prices that closes a gap of theirs, with its passing-on through inputs.
Table Economy::price_change(const Table& gap, double tolerance) const {
  if (!system_.prices_unknown()) return gap;
  const Index n = gap.rows();
  const Vector no_wage = Vector::Zero(n);
  const auto apply = [&](const Vector& p) -> Vector {
    return -flat(system_.price_gap_change(no_wage, table(p, n)));
  };
  const auto precondition = [&](const Vector& r) -> Vector {
    Table passed;
    home_.correct_prices(table(r, n), passed);
    return flat(passed);
  };
  return table(gmres(apply, precondition, flat(gap), tolerance, kMaxKrylov), n);
}

/// The change of spending that closes a gap of it, which is linear in spending. Cells are scaled,
/// so that small economies are as exact as large ones.
Table Economy::spending_change(const Table& gap, double tolerance) const {
  const Index n = gap.rows();
  const auto apply = [&](const Vector& x) -> Vector {
    const Table change = table(x, n).cwiseProduct(scale_);
    return -flat(system_.apply_jacobian_of_spending(change).spending.cwiseQuotient(scale_));
  };
  const auto precondition = [&](const Vector& r) -> Vector {
    Table change;
    home_.correct_spending(system_.duty_share(), table(r, n).cwiseProduct(scale_), change);
    return flat(change.cwiseQuotient(scale_));
  };
  const Vector x =
      gmres(apply, precondition, flat(gap.cwiseQuotient(scale_)), tolerance, kMaxKrylov);
  return table(x, n).cwiseProduct(scale_);
}

void Economy::solve_spending() {
  double last = std::numeric_limits<double>::infinity();
  for (int step = 0;; ++step) {
    ok_ = system_.evaluate_money();
    if (!system_.spending_unknown() || step == kMaxRefinements) return;
    Table gap;
    system_.spending_gap(system_.money().output, gap);
    const double size = gap.cwiseQuotient(scale_).cwiseAbs().maxCoeff();
    if (!std::isfinite(size)) return;
    if (size <= kSpendingTolerance || size > 0.5 * last) return;
    last = size;
    system_.state().expenditure += spending_change(gap, std::clamp(1e-15 / size, 1e-12, 1e-2));
  }
}

Standing Economy::standing(const SolverOptions& options, Progress& progress) const {
  Table gap, scratch;
  system_.spending_gap(system_.money().output, gap);
  return judge(system_, {gap, scale_}, options, progress, scratch);
}

Vector Economy::market_clearance_change(const Vector& wage_change, double tolerance) const {
  const Table none = Table::Zero(scale_.rows(), scale_.cols());
  const Table direct = system_.price_gap_change(wage_change, none);
  const Gaps costlier =
      system_.apply_jacobian_of_prices(wage_change, price_change(direct, tolerance));
  const Gaps spent =
      system_.apply_jacobian_of_spending(spending_change(costlier.spending, tolerance));
  return costlier.clearance + spent.clearance;
}

}  // namespace tariffsim
