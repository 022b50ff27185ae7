#include "equilibrium/origin_preconditioner.hpp"

namespace tariffsim {

void OriginPreconditioner::factorise(const Shares& shares, const Vector& trade_elasticity) {
  shares_ = &shares;
  theta_ = trade_elasticity;
  const Table& alpha = shares.final_use();
  const OriginShares& origins = shares.origins();
  home_.factorise(shares.inputs_at_home(), Table::Ones(alpha.rows(), alpha.cols()));
  home_.spend(alpha.cwiseProduct(origins.home_final()), multiplier_.home);
  multiplier_.abroad = alpha.cwiseProduct(origins.abroad_final()) + abroad_of(multiplier_.home);
}

Table OriginPreconditioner::abroad_of(const Table& output) const {
  ByOrigin use = ByOrigin::zero(output.rows(), output.cols());
  shares_->add_over_users(output, use);
  return use.abroad;
}

Table OriginPreconditioner::costs_of(const Table& import_price) const {
  const Table none = Table::Zero(import_price.rows(), import_price.cols());
  Table costs = none;
  shares_->add_over_inputs(ByOrigin{none, import_price}, costs);
  return costs;
}

OriginPrices OriginPreconditioner::correct_prices(const OriginPrices& gap,
                                                  const Table& import_price) const {
  const OriginShares& origins = shares_->origins();
  ByOrigin open = origins.price_change(gap.price, gap.odds * theta_.asDiagonal());
  open.abroad += import_price;
  Table home;
  home_.pass_on(open.home + costs_of(open.abroad), home);
  OriginPrices change{
      origins.home_final().cwiseProduct(home) + origins.abroad_final().cwiseProduct(open.abroad),
      gap.odds};
  change.odds = origins.has_one().select(gap.odds.array(), (open.abroad - home).array());
  return change;
}

OriginPrices OriginPreconditioner::correct_prices_transposed(const OriginPrices& bar,
                                                             Table& import_price_bar) const {
  const OriginShares& origins = shares_->origins();
  const Table odds = origins.has_one().select(0.0, bar.odds.array());
  const Table home = origins.home_final().cwiseProduct(bar.price) - odds;
  ByOrigin open;
  home_.spend(home, open.home);
  open.abroad = origins.abroad_final().cwiseProduct(bar.price) + odds + abroad_of(open.home);
  import_price_bar = open.abroad;
  OriginPrices gap_bar{Table::Zero(odds.rows(), odds.cols()),
                       Table::Zero(odds.rows(), odds.cols())};
  origins.add_price_transposed(open, gap_bar.price, gap_bar.odds);
  gap_bar.odds =
      origins.has_one().select(bar.odds.array(), (gap_bar.odds * theta_.asDiagonal()).array());
  return gap_bar;
}

ByOrigin OriginPreconditioner::correct_spending(const Table& duty_share,
                                                const ByOrigin& gap) const {
  ByOrigin change;
  home_.spend(gap.home, change.home);
  change.abroad = gap.abroad + abroad_of(change.home);
  const auto kept = 1 - duty_share.cwiseProduct(multiplier_.abroad).rowwise().sum().array();
  const Vector income = duty_share.cwiseProduct(change.abroad).rowwise().sum().array() / kept;
  change.home += income.asDiagonal() * multiplier_.home;
  change.abroad += income.asDiagonal() * multiplier_.abroad;
  return change;
}

ByOrigin OriginPreconditioner::correct_spending_transposed(const Table& duty_share,
                                                           const ByOrigin& bar) const {
  const auto kept = 1 - duty_share.cwiseProduct(multiplier_.abroad).rowwise().sum().array();
  const Vector income =
      (multiplier_.home.cwiseProduct(bar.home) + multiplier_.abroad.cwiseProduct(bar.abroad))
          .rowwise()
          .sum()
          .array() /
      kept;
  ByOrigin gap_bar;
  gap_bar.abroad = bar.abroad + income.asDiagonal() * duty_share;
  home_.pass_on(bar.home + costs_of(gap_bar.abroad), gap_bar.home);
  return gap_bar;
}

}  // namespace tariffsim
