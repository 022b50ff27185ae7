#include "outcomes/shares_at_prices.hpp"

#include <cmath>

namespace tariffsim {
namespace {

using Array = Eigen::ArrayXd;

/// What a price adds to the mean of several, in the form in which weights add it up: its log, or
/// p^(1 - sigma) - 1.
Eigen::ArrayXXd terms(double sigma, const Eigen::ArrayXXd& log_price) {
  if (sigma == 1) return log_price;
  return ((1 - sigma) * log_price).expm1();
}

/// The log of the mean whose terms have been added up.
Array log_mean(double sigma, const Array& sum) {
  if (sigma == 1) return sum;
  return sum.log1p() / (1 - sigma);
}

/// What an elasticity of substitution makes of the share of a price in a mean.
Eigen::ArrayXXd share_factor(double sigma, const Eigen::ArrayXXd& log_relative) {
  if (sigma == 1) return Eigen::ArrayXXd::Ones(log_relative.rows(), log_relative.cols());
  return ((1 - sigma) * log_relative).exp();
}

/// sum_k g x^k, N, for users in one sector: who buys nothing adds nothing, be the price no number.
Array over_inputs(const World& world, Index s, const Eigen::ArrayXXd& x, Array sum) {
  for (Index k = 0; k < world.n_sectors() && !world.input_share.empty(); ++k) {
    const auto share = world.input_share.by_country(k, s).array();
    sum += (share == 0).select(0.0, share * x.col(k));
  }
  return sum;
}

/// log P^{kj} of sector j's inputs, N x S.
Eigen::ArrayXXd prices_of_inputs(const World& world, const OriginsAtPrices& origins, Index j) {
  Eigen::ArrayXXd price = Eigen::ArrayXXd::Zero(world.n_countries(), world.n_sectors());
  for (Index k = 0; k < price.cols(); ++k)
    for (Index n = 0; n < price.rows(); ++n)
      if (world.input_share(n, k, j) > 0)
        price(n, k) = origins.log_price(n, k, world.home_input(n, k, j));
  return price;
}

}  // namespace

double SharesAtPrices::input(const World& world, Index n, Index k, Index s) const {
  const double share = world.input_share(n, k, s);
  if (share == 0) return 0;
  const double of_user = share * input_factor(n, k) * user_factor(n, s);
  if (!origins || inputs_elasticity == 1) return of_user;
  const double price = origins->log_price(n, k, world.home_input(n, k, s));
  return of_user * std::exp((1 - inputs_elasticity) * price);
}

SharesAtPrices shares_at_prices(const World& world, const ModelParameters& parameters,
                                const Equilibrium& e) {
  const auto& [eps, eta, zeta] = parameters.substitution;
  const Eigen::ArrayXXd price = e.price().array().log(), labour = e.sector_wages().array().log();
  const Eigen::ArrayXXd consumed = terms(zeta, price);
  SharesAtPrices at;
  at.inputs_elasticity = eta;
  if (world.tells_origin()) at.origins.emplace(world, parameters.trade_elasticity, e);
  at.log_cost.resize(price.rows(), price.cols());
  Table inputs(price.rows(), price.cols());
  for (Index s = 0; s < price.cols(); ++s) {
    const auto beta = world.value_added_share.col(s).array();
    const Eigen::ArrayXXd paid = at.origins ? prices_of_inputs(world, *at.origins, s) : price;
    if (eps == 1 && eta == 1) {
      at.log_cost.col(s) = over_inputs(world, s, paid, beta * labour.col(s));
      continue;
    }
    const Array sum = over_inputs(world, s, terms(eta, paid), Array::Zero(price.rows()));
    inputs.col(s) = log_mean(eta, (beta < 1).select(sum / (1 - beta), 0.0));
    at.log_cost.col(s) = log_mean(eps, beta * terms(eps, labour.col(s)).col(0) +
                                           (1 - beta) * terms(eps, inputs.col(s).array()).col(0));
  }
  if (eps == 1 && eta == 1) inputs.setZero();  // the factors do not depend on them
  const Eigen::ArrayXXd cost = at.log_cost.array();
  at.value_added = world.value_added_share.array() * share_factor(eps, labour - cost);
  at.input_factor = share_factor(at.origins ? 1 : eta, price);
  at.user_factor = share_factor(eta, -inputs.array()) * share_factor(eps, inputs.array() - cost);
  at.log_consumer_price = log_mean(zeta, (world.final_share.array() * consumed).rowwise().sum());
  at.final_use = world.final_share.array() *
                 share_factor(zeta, price.colwise() - at.log_consumer_price.array());
  return at;
}

}  // namespace tariffsim
