#include "equilibrium/shares.hpp"

#include "equilibrium/contraction.hpp"

namespace tariffsim {

void Shares::set(const World& world, const ModelParameters& parameters) {
  world_ = &world;
  elasticities_ = parameters.substitution;
  origins_.set(world, parameters);
  production_moves_ =
      !world.input_share.empty() &&
      (elasticities_.value_added != 1 || elasticities_.inputs != 1 || !origins_.empty());
  final_moves_ = elasticities_.final_use != 1;
  if (final_moves_) alpha_ = world.final_share;
  if (!production_moves_) return;
  beta_ = world.value_added_share;
  const auto inputs = 1 - beta_.array();
  one_over_inputs_ = (inputs > 0).select(inputs.inverse(), 0.0);
  of_input_.setOnes(beta_.rows(), beta_.cols());
  within_inputs_ = of_user_ = of_input_;
  log_cost_.setZero(beta_.rows(), beta_.cols());
  log_inputs_ = log_cost_;
}

void Shares::move(const Table& log_labour, const Table& log_price) {
  if (final_moves_) move_final_use(log_price);
  if (!production_moves_) return;
  move_inputs(log_price);
  move_value_added(log_labour);
}

void Shares::move(const Table& log_labour, const Table& log_price, const Table& log_odds) {
  origins_.move(log_odds);
  move(log_labour, log_price);
}

/// Q = (sum_k a P^(1-eta))^(1/(1-eta)), a = g / (1 - beta).
void Shares::move_inputs(const Table& log_price) {
  const double r = 1 - elasticities_.inputs;
  log_inputs_.setZero();
  if (!origins_.empty())
    origins_.add_price_terms(r, log_price, log_inputs_);
  else if (r == 0)
    tariffsim::add_over_inputs(world_->input_share, log_price, log_inputs_);
  if (r == 0) {
    log_inputs_ = log_inputs_.cwiseProduct(one_over_inputs_);
    return;
  }
  const Table powers = (r * log_price.array()).expm1();
  if (origins_.empty()) tariffsim::add_over_inputs(world_->input_share, powers, log_inputs_);
  log_inputs_ = (log_inputs_.array() * one_over_inputs_.array()).log1p() / r;
  of_input_ = 1 + powers.array();
  within_inputs_ = (-r * log_inputs_.array()).exp();
}

/// k = (beta v^(1-eps) + (1-beta) Q^(1-eps))^(1/(1-eps)), beta' = beta (v/k)^(1-eps).
void Shares::move_value_added(const Table& log_labour) {
  const auto beta = world_->value_added_share.array();
  const auto v = log_labour.array();
  const auto q = log_inputs_.array();
  const double r = 1 - elasticities_.value_added;
  if (r == 0) {
    log_cost_ = beta * v + (1 - beta) * q;
  } else {
    log_cost_ = (beta * (r * v).expm1() + (1 - beta) * (r * q).expm1()).log1p() / r;
    beta_ = beta * (r * (v - log_cost_.array())).exp();
  }
  of_user_ = within_inputs_.array() * (r * (q - log_cost_.array())).exp();
}

/// alpha' = alpha (P / P^C)^(1-zeta).
void Shares::move_final_use(const Table& log_price) {
  const double r = 1 - elasticities_.final_use;
  const Vector mean = log_consumer_price(log_price);
  alpha_ = world_->final_share.array() * (r * (log_price.array().colwise() - mean.array())).exp();
}

Vector Shares::log_consumer_price(const Table& log_price) const {
  const auto alpha = world_->final_share.array();
  const double r = 1 - elasticities_.final_use;
  if (r == 0) return (alpha * log_price.array()).rowwise().sum();
  return (alpha * (r * log_price.array()).expm1()).rowwise().sum().log1p() / r;
}

void Shares::add_over_inputs(const Table& x, Table& out) const {
  if (world_->input_share.empty()) return;
  if (!production_moves_) return tariffsim::add_over_inputs(world_->input_share, x, out);
  Table sums = Table::Zero(x.rows(), x.cols());
  tariffsim::add_over_inputs(world_->input_share, of_input_.cwiseProduct(x), sums);
  out += of_user_.cwiseProduct(sums);
}

void Shares::add_over_users(const Table& x, Table& out) const {
  if (world_->input_share.empty()) return;
  if (!production_moves_) return tariffsim::add_over_users(world_->input_share, x, out);
  Table sums = Table::Zero(x.rows(), x.cols());
  tariffsim::add_over_users(world_->input_share, of_user_.cwiseProduct(x), sums);
  out += of_input_.cwiseProduct(sums);
}

void Shares::add_over_inputs(const ByOrigin& x, Table& out) const {
  Table sums = Table::Zero(out.rows(), out.cols());
  tariffsim::add_over_inputs(origins_.home(), of_input_.cwiseProduct(x.home), sums);
  tariffsim::add_over_inputs(origins_.abroad(), of_input_.cwiseProduct(x.abroad), sums);
  out += of_user_.cwiseProduct(sums);
}

void Shares::add_over_users(const Table& x, ByOrigin& out) const {
  const Table used = of_user_.cwiseProduct(x);
  ByOrigin sums = ByOrigin::zero(x.rows(), x.cols());
  tariffsim::add_over_users(origins_.home(), used, sums.home);
  tariffsim::add_over_users(origins_.abroad(), used, sums.abroad);
  out.home += of_input_.cwiseProduct(sums.home);
  out.abroad += of_input_.cwiseProduct(sums.abroad);
}

Table Shares::spread_over_origins(const Table& x) const {
  return of_input_.cwiseProduct(origins_.spread(of_user_.cwiseProduct(x)));
}

Shares::OfElasticity Shares::elasticity_effect(const Vector& elasticity_change) const {
  const Table terms = origins_.elasticity_terms(of_input_, elasticity_change);
  return {of_user_.cwiseProduct(terms),
          within_inputs_.cwiseProduct(one_over_inputs_).cwiseProduct(terms)};
}

Vector Shares::elasticity_effect_transposed(const OfElasticity& bar) const {
  const Table terms_bar =
      of_user_.cwiseProduct(bar.cost) +
      within_inputs_.cwiseProduct(one_over_inputs_).cwiseProduct(bar.input_price);
  return origins_.elasticity_terms_transposed(of_input_, terms_bar);
}

ByOrigin Shares::elasticity_use(const Table& x) const {
  ByOrigin use = origins_.elasticity_use(of_user_.cwiseProduct(x));
  use.home = of_input_.cwiseProduct(use.home);
  use.abroad = of_input_.cwiseProduct(use.abroad);
  return use;
}

InputShares Shares::inputs_at_home() const {
  InputShares moved = origins_.home();
  for (Index s = 0; s < of_user_.cols(); ++s)
    for (Index k = 0; k < of_user_.cols(); ++k)
      for (Index n = 0; n < of_user_.rows(); ++n)
        moved(n, k, s) *= of_input_(n, k) * of_user_(n, s);
  return moved;
}

InputShares Shares::inputs() const {
  InputShares moved = world_->input_share;
  if (!production_moves_) return moved;
  if (!origins_.empty()) {
    if (elasticities_.value_added == 1 && elasticities_.inputs == 1) return moved;
    moved = origins_.home();
    for (Index s = 0; s < of_user_.cols(); ++s)
      for (Index k = 0; k < of_user_.cols(); ++k)
        for (Index n = 0; n < of_user_.rows(); ++n) moved(n, k, s) += origins_.abroad()(n, k, s);
  }
  for (Index s = 0; s < of_user_.cols(); ++s)
    for (Index k = 0; k < of_user_.cols(); ++k)
      for (Index n = 0; n < of_user_.rows(); ++n)
        moved(n, k, s) *= of_input_(n, k) * of_user_(n, s);
  return moved;
}

Table Shares::input_price_change(const Table& price_change) const {
  Table sums = Table::Zero(price_change.rows(), price_change.cols());
  tariffsim::add_over_inputs(world_->input_share, of_input_.cwiseProduct(price_change), sums);
  return sums.cwiseProduct(within_inputs_).cwiseProduct(one_over_inputs_);
}

Table Shares::input_price_change(const ByOrigin& price_change) const {
  Table sums = Table::Zero(of_user_.rows(), of_user_.cols());
  tariffsim::add_over_inputs(origins_.home(), of_input_.cwiseProduct(price_change.home), sums);
  tariffsim::add_over_inputs(origins_.abroad(), of_input_.cwiseProduct(price_change.abroad), sums);
  return sums.cwiseProduct(within_inputs_).cwiseProduct(one_over_inputs_);
}

void Shares::add_input_price_transposed(const Table& input_bar, ByOrigin& price_bar) const {
  const Table by_sum = input_bar.cwiseProduct(within_inputs_).cwiseProduct(one_over_inputs_);
  ByOrigin sums = ByOrigin::zero(input_bar.rows(), input_bar.cols());
  tariffsim::add_over_users(origins_.home(), by_sum, sums.home);
  tariffsim::add_over_users(origins_.abroad(), by_sum, sums.abroad);
  price_bar.home += of_input_.cwiseProduct(sums.home);
  price_bar.abroad += of_input_.cwiseProduct(sums.abroad);
}

void Shares::add_input_price_transposed(const Table& input_bar, Table& price_bar) const {
  Table sums = Table::Zero(input_bar.rows(), input_bar.cols());
  tariffsim::add_over_users(world_->input_share,
                            input_bar.cwiseProduct(within_inputs_).cwiseProduct(one_over_inputs_),
                            sums);
  price_bar += of_input_.cwiseProduct(sums);
}

}  // namespace tariffsim
