#include "equilibrium/steering.hpp"

namespace tariffsim {

Steering::Steering(const World& world, const ModelParameters& parameters)
    : kernel_(std::make_shared<const BaselineKernel>(world)) {
  const Problem baseline{world, TradeKernel(kernel_), world.deficit, parameters};
  Prices at;
  at.resize(world.n_countries(), world.n_sectors());
  at.log_cost.setZero();
  for (Index s = 0; s < world.n_sectors(); ++s) supply_and_demand(baseline, s, at);
  Numeraire numeraire;
  numeraire.set(world, std::vector<Index>(static_cast<std::size_t>(world.n_countries()), 0));
  find(baseline, at, world.expenditure.cwiseQuotient(at.demand), Vector::Zero(world.n_countries()),
       numeraire);
  spending_scale_ = world.final_share.array().colwise() * world.income.array();
  add_input_spending(world, world.output, spending_scale_);
  spending_scale_ = spending_scale_.cwiseMax(world.expenditure);
  spending_scale_ = (spending_scale_.array() > 0)
                        .select(spending_scale_, world.value_added.replicate(1, world.n_sectors()));
}

void Steering::find(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                    const Vector& log_wage, const Numeraire& numeraire) {
  home_share_.resizeLike(at.supply);
  for (Index s = 0; s < home_share_.cols(); ++s) home_share(problem, at, s, home_share_);
  home_.find(problem.world.input_share, home_share_);
  home_.spend(problem.world.final_share, home_multiplier_);
  wages_.find(problem, at, spending_per_demand, log_wage, numeraire);
}

}  // namespace tariffsim
