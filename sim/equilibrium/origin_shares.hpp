// Where users buy: the part h of what each spends on a good that goes to home's goods, moved by the
// prices of home's goods and of imports (sim/model.md, section 2.7). Of a world that tells origins.
//
// Of a good k in n there are two prices, c of home's and P_M of imports; each user j has its own
// index of the two, P^{kj} = (h c^-theta + (1-h) P_M^-theta)^(-1/theta). The searches know them by
// P, the index of final users, and z, the change of the log odds of home's goods against imports:
//
//   z = theta (log P_M - log c),   h' = h e^z / (h e^z + 1 - h),
//   log P_M = log P + log(h^C e^z + 1 - h^C) / theta,   log c = log P_M - z / theta.
//
// z is infinite where nothing comes from abroad, and minus infinity where nothing is home's.
#pragma once

#include "model/parameters.hpp"
#include "model/world.hpp"

namespace tariffsim {

/// What moves with the prices of home's goods and of imports, or is added up over users of each.
struct ByOrigin {
  Table home, abroad;  // N x S

  static ByOrigin zero(Index countries, Index sectors) {
    return {Table::Zero(countries, sectors), Table::Zero(countries, sectors)};
  }
};

/// h' and 1 - h' of one user, and log(h e^z + 1 - h) - max(z, 0), which is finite at any z where
/// something is bought.
struct MovedShare {
  double home = 0, abroad = 1, log_sum = 0;
};
MovedShare moved_share(double home, double log_odds);

class OriginShares {
 public:
  OriginShares() = default;
  /// At the baseline. The world outlives them; it tells origins, or they stay empty.
  void set(const World& world, const ModelParameters& parameters);
  bool empty() const { return world_ == nullptr; }

  /// Moves them to these log odds z, N x S.
  void move(const Table& log_odds);

  /// g h' (P^{kj} / P^k)^(1-eta) of input k in sector j, and the same with 1 - h': without the
  /// factors of Shares.
  const InputShares& home() const { return home_; }
  const InputShares& abroad() const { return abroad_; }
  const Table& home_final() const { return home_final_; }      ///< h' of final use, N x S
  const Table& abroad_final() const { return abroad_final_; }  ///< 1 - h'
  /// Whether a good has one origin only: z is infinite.
  auto has_one() const { return log_odds_.array().isInf(); }
  /// h' of inputs.
  InputShares home_input() const;

  /// Adds sum_k g log P^{kj}, or for r other than 0 sum_k g ((P^{kj})^r - 1): N x S.
  void add_price_terms(double r, const Table& log_price, Table& out) const;

  /// Changes of log c and log P_M along those of log P and z, and the transpose; z of a good that
  /// has one origin only stays.
  ByOrigin price_change(const Table& price_change, const Table& odds_change) const;
  void add_price_transposed(const ByOrigin& bar, Table& price_bar, Table& odds_bar) const;

  /// sum_j home h' (1-h')-wise: sum_j g h' (1-h') (P^{kj} / P^k)^(1-eta) x_j, N x S.
  Table spread(const Table& x) const;

  /// How log P^{kj} answers to theta^k, P and z being held: sums over inputs of (home + abroad)
  /// times that times `elasticity_change` (S), and over users of home and of abroad times that, N x
  /// S.
  Table elasticity_terms(const Table& of_input, const Vector& elasticity_change) const;
  ByOrigin elasticity_use(const Table& x) const;
  /// The transpose of elasticity_terms(), S.
  Vector elasticity_terms_transposed(const Table& of_input, const Table& bar) const;

 private:
  double shift(Index n, Index k, double log_sum) const {
    return (log_sum_final_(n, k) - log_sum) / theta_(k);
  }

  const World* world_ = nullptr;
  Vector theta_;
  double r_ = 0;  // 1 - eta
  Table log_odds_, log_sum_final_;
  InputShares home_, abroad_, shift_;  // shift_: log(P^{kj} / P^k)
  Table home_final_, abroad_final_;
};

}  // namespace tariffsim
