#include "equilibrium/origin_shares.hpp"

#include <cmath>

#include "equilibrium/contraction.hpp"

namespace tariffsim {

MovedShare moved_share(double home, double log_odds) {
  // In proportion to the likelier origin, so that no odds overflow.
  const double odds = std::exp(-std::abs(log_odds));
  const double at_home = log_odds > 0 ? home : home * odds;
  const double abroad = log_odds > 0 ? (1 - home) * odds : 1 - home;
  const double sum = at_home + abroad;
  return {at_home / sum, abroad / sum, std::log(sum)};
}

void OriginShares::set(const World& world, const ModelParameters& parameters) {
  world_ = world.tells_origin() ? &world : nullptr;
  if (empty()) return;
  theta_ = parameters.trade_elasticity;
  r_ = 1 - parameters.substitution.inputs;
  const Index countries = world.n_countries(), sectors = world.n_sectors();
  if (home_.countries() != countries || home_.sectors() != sectors)
    home_ = abroad_ = shift_ = InputShares(countries, sectors);
  move(Table::Zero(countries, sectors));
}

void OriginShares::move(const Table& log_odds) {
  const Index countries = log_odds.rows(), sectors = log_odds.cols();
  log_odds_ = log_odds;
  for (Table* t : {&log_sum_final_, &home_final_, &abroad_final_}) t->resize(countries, sectors);
  for (Index k = 0; k < sectors; ++k)
    for (Index n = 0; n < countries; ++n) {
      const MovedShare of = moved_share(world_->home_final(n, k), log_odds(n, k));
      home_final_(n, k) = of.home;
      abroad_final_(n, k) = of.abroad;
      log_sum_final_(n, k) = of.log_sum;
    }
  for (Index s = 0; s < sectors; ++s)
    for (Index k = 0; k < sectors; ++k)
      for (Index n = 0; n < countries; ++n) {
        const double share = world_->input_share(n, k, s);
        double& moved = shift_(n, k, s);
        moved = 0;
        if (share == 0) {
          home_(n, k, s) = abroad_(n, k, s) = 0;
          continue;
        }
        const MovedShare of = moved_share(world_->home_input(n, k, s), log_odds(n, k));
        moved = shift(n, k, of.log_sum);
        const double spent = r_ == 0 ? share : share * std::exp(r_ * moved);
        home_(n, k, s) = spent * of.home;
        abroad_(n, k, s) = spent * of.abroad;
      }
}

InputShares OriginShares::home_input() const {
  InputShares moved = world_->home_input;
  for (Index s = 0; s < moved.sectors(); ++s)
    for (Index k = 0; k < moved.sectors(); ++k)
      for (Index n = 0; n < moved.countries(); ++n)
        moved(n, k, s) = moved_share(moved(n, k, s), log_odds_(n, k)).home;
  return moved;
}

void OriginShares::add_price_terms(double r, const Table& log_price, Table& out) const {
  for (Index s = 0; s < log_price.cols(); ++s)
    for (Index k = 0; k < log_price.cols(); ++k)
      for (Index n = 0; n < log_price.rows(); ++n) {
        const double share = world_->input_share(n, k, s);
        if (share == 0) continue;
        const double price = log_price(n, k) + shift_(n, k, s);
        out(n, s) += share * (r == 0 ? price : std::expm1(r * price));
      }
}

ByOrigin OriginShares::price_change(const Table& price_change, const Table& odds_change) const {
  ByOrigin d{price_change, price_change};
  for (Index k = 0; k < price_change.cols(); ++k)
    for (Index n = 0; n < price_change.rows(); ++n) {
      if (std::isinf(log_odds_(n, k))) continue;
      d.home(n, k) -= abroad_final_(n, k) * odds_change(n, k) / theta_(k);
      d.abroad(n, k) += home_final_(n, k) * odds_change(n, k) / theta_(k);
    }
  return d;
}

void OriginShares::add_price_transposed(const ByOrigin& bar, Table& price_bar,
                                        Table& odds_bar) const {
  price_bar += bar.home + bar.abroad;
  for (Index k = 0; k < price_bar.cols(); ++k)
    for (Index n = 0; n < price_bar.rows(); ++n)
      if (!std::isinf(log_odds_(n, k)))
        odds_bar(n, k) +=
            (home_final_(n, k) * bar.abroad(n, k) - abroad_final_(n, k) * bar.home(n, k)) /
            theta_(k);
}

Table OriginShares::spread(const Table& x) const {
  Table sum = Table::Zero(x.rows(), x.cols());
  for (Index s = 0; s < x.cols(); ++s)
    for (Index k = 0; k < x.cols(); ++k)
      for (Index n = 0; n < x.rows(); ++n) {
        const double home = home_(n, k, s), abroad = abroad_(n, k, s);
        if (home > 0 && abroad > 0) sum(n, k) += home * abroad / (home + abroad) * x(n, s);
      }
  return sum;
}

/// d log P^{kj} = -log(P^{kj} / P^k) / theta d theta.
Table OriginShares::elasticity_terms(const Table& of_input, const Vector& elasticity_change) const {
  Table sum = Table::Zero(of_input.rows(), of_input.cols());
  for (Index s = 0; s < sum.cols(); ++s)
    for (Index k = 0; k < sum.cols(); ++k)
      for (Index n = 0; n < sum.rows(); ++n)
        sum(n, s) -= of_input(n, k) * (home_(n, k, s) + abroad_(n, k, s)) * shift_(n, k, s) *
                     elasticity_change(k) / theta_(k);
  return sum;
}

Vector OriginShares::elasticity_terms_transposed(const Table& of_input, const Table& bar) const {
  Vector sum = Vector::Zero(theta_.size());
  for (Index s = 0; s < bar.cols(); ++s)
    for (Index k = 0; k < bar.cols(); ++k)
      for (Index n = 0; n < bar.rows(); ++n)
        sum(k) -= of_input(n, k) * (home_(n, k, s) + abroad_(n, k, s)) * shift_(n, k, s) *
                  bar(n, s) / theta_(k);
  return sum;
}

ByOrigin OriginShares::elasticity_use(const Table& x) const {
  ByOrigin sum = ByOrigin::zero(x.rows(), x.cols());
  for (Index s = 0; s < x.cols(); ++s)
    for (Index k = 0; k < x.cols(); ++k)
      for (Index n = 0; n < x.rows(); ++n) {
        const double answer = -shift_(n, k, s) / theta_(k) * x(n, s);
        sum.home(n, k) += home_(n, k, s) * answer;
        sum.abroad(n, k) += abroad_(n, k, s) * answer;
      }
  return sum;
}

}  // namespace tariffsim
