#include "equilibrium/preconditioner.hpp"

#include "equilibrium/exact_wage_jacobian.hpp"
#include "equilibrium/packs.hpp"

namespace tariffsim {

Table spending_scale(const World& world) {
  Table scale;
  final_spending(world, world.income, scale);
  add_input_spending(world, world.output, scale);
  scale = scale.cwiseMax(world.expenditure);
  return (scale.array() > 0).select(scale, world.value_added.replicate(1, world.n_sectors()));
}

Preconditioner::Preconditioner(const World& world, const ModelParameters& parameters)
    : kernel_(std::make_shared<const BaselineKernel>(world)) {
  const Problem baseline{world, TradeKernel(kernel_), world.deficit, parameters};
  Prices at;
  at.resize(world.n_countries(), world.n_sectors());
  at.log_cost.setZero();
  for (Index s = 0; s < world.n_sectors(); ++s) supply_and_demand(baseline, s, at);
  Numeraire numeraire;
  numeraire.set(world, std::vector<Index>(static_cast<std::size_t>(world.n_countries()), 0));
  // Prices' demand is one at the baseline.
  const Vector wage = Vector::Zero(world.n_countries());
  if (world.tells_origin()) {
    baseline_shares_.set(world, parameters);
    const Table home = world.expenditure - kernel_->imports;
    factorise_by_origin(baseline, at, kernel_->imports, wage, numeraire, baseline_shares_, home);
  } else {
    factorise(baseline, at, world.expenditure, wage, numeraire);
  }
  spending_scale_ = tariffsim::spending_scale(world);
}

void Preconditioner::factorise(const Problem& problem, const Prices& at,
                               const Table& spending_per_demand, const Vector& log_wage,
                               const Numeraire& numeraire) {
  factorise_home(problem, at);
  wages_.compute(approximate_.earnings(problem, at, spending_per_demand, log_wage), problem.world,
                 log_wage, numeraire);
}

void Preconditioner::factorise_by_origin(const Problem& problem, const Prices& at,
                                         const Table& spending_per_demand, const Vector& log_wage,
                                         const Numeraire& numeraire, const Shares& shares,
                                         const Table& home_spending) {
  by_origin_.factorise(shares, problem.parameters.trade_elasticity);
  wages_.compute(approximate_.earnings(problem, at, spending_per_demand, log_wage, home_spending),
                 problem.world, log_wage, numeraire);
}

void Preconditioner::factorise_exactly(const Problem& problem, const Prices& at,
                                       const Table& spending_per_demand, const Vector& log_wage,
                                       const Numeraire& numeraire) {
  factorise_home(problem, at);
  ExactWageJacobian exact;
  wages_.compute(exact.earnings(problem, at, spending_per_demand, log_wage), problem.world,
                 log_wage, numeraire);
}

void Preconditioner::factorise_home(const Problem& problem, const Prices& at) {
  home_share_.resizeLike(at.supply);
  for (Index s = 0; s < home_share_.cols(); ++s) home_share(problem, at, s, home_share_);
  home_.factorise(problem.world.input_share, home_share_);
  home_.spend(problem.world.final_share, home_multiplier_);
}

void Preconditioner::correct_spending(const Table& duty_share, const Table& gap,
                                      Table& change) const {
  home_.spend(gap, change);
  for_packs(gap.rows(), [&]<int width>(Index n) {
    Pack<width> kept = Pack<width>::Ones(), duty = Pack<width>::Zero();
    for (Index s = 0; s < gap.cols(); ++s) {
      kept -= pack<width>(&duty_share(n, s)) * pack<width>(&home_multiplier_(n, s));
      duty += pack<width>(&duty_share(n, s)) * pack<width>(&change(n, s));
    }
    duty /= kept;
    for (Index s = 0; s < gap.cols(); ++s)
      pack<width>(&change(n, s)) += pack<width>(&home_multiplier_(n, s)) * duty;
  });
}

void Preconditioner::correct_spending_transposed(const Table& duty_share, const Table& bar,
                                                 Table& gap_bar) const {
  const Vector kept = 1 - duty_share.cwiseProduct(home_multiplier_).rowwise().sum().array();
  const Vector returned = home_multiplier_.cwiseProduct(bar).rowwise().sum().cwiseQuotient(kept);
  home_.pass_on(bar + returned.asDiagonal() * duty_share, gap_bar);
}

}  // namespace tariffsim
