#include "equilibrium/shares.hpp"

#include "equilibrium/contraction.hpp"

namespace tariffsim {

void Shares::set(const World& world, const Substitution& elasticities) {
  world_ = &world;
  elasticities_ = elasticities;
  production_moves_ =
      !world.input_share.empty() && (elasticities.value_added != 1 || elasticities.inputs != 1);
  final_moves_ = elasticities.final_use != 1;
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

/// Q = (sum_k a P^(1-eta))^(1/(1-eta)), a = g / (1 - beta).
void Shares::move_inputs(const Table& log_price) {
  const double r = 1 - elasticities_.inputs;
  log_inputs_.setZero();
  if (r == 0) {
    tariffsim::add_over_inputs(world_->input_share, log_price, log_inputs_);
    log_inputs_ = log_inputs_.cwiseProduct(one_over_inputs_);
    return;
  }
  const Table powers = (r * log_price.array()).expm1();
  tariffsim::add_over_inputs(world_->input_share, powers, log_inputs_);
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

InputShares Shares::inputs() const {
  InputShares moved = world_->input_share;
  if (!production_moves_) return moved;
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

void Shares::add_input_price_transposed(const Table& input_bar, Table& price_bar) const {
  Table sums = Table::Zero(input_bar.rows(), input_bar.cols());
  tariffsim::add_over_users(world_->input_share,
                            input_bar.cwiseProduct(within_inputs_).cwiseProduct(one_over_inputs_),
                            sums);
  price_bar += of_input_.cwiseProduct(sums);
}

}  // namespace tariffsim
