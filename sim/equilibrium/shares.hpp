// Shares of value added, inputs and final goods in what producers and households spend: the data's
// where elasticities of substitution are 1, moved by prices elsewhere (sim/model.md, section 2.7).
// Where the world tells origins, each input is bought at home and abroad, in a part of the user's
// own (origin_shares.hpp).
#pragma once

#include "equilibrium/origin_shares.hpp"
#include "model/parameters.hpp"
#include "model/world.hpp"

namespace tariffsim {

/// beta', g' and alpha' at given prices. Where an elasticity is 1 the shares that it governs are
/// the world's own, and nothing is computed of them. g' is kept as g times a factor for each input
/// and one for each user, so that products with it cost what products with g cost.
class Shares {
 public:
  Shares() = default;
  /// Those of the baseline. Implicit: most worlds' shares do not move. The world outlives them.
  Shares(const World& world) : world_(&world) {}
  /// Those that move with these elasticities; at the baseline's prices until move() is called.
  void set(const World& world, const ModelParameters& parameters);

  /// Moves them to these prices of value added (log v) and of goods (log P), both N x S.
  void move(const Table& log_labour, const Table& log_price);
  /// The same where origins are told, at these log odds z.
  void move(const Table& log_labour, const Table& log_price, const Table& log_odds);

  bool production_moves() const { return production_moves_; }
  bool final_moves() const { return final_moves_; }
  bool tells_origin() const { return !origins_.empty(); }
  const OriginShares& origins() const { return origins_; }
  const World& world() const { return *world_; }
  const Substitution& elasticities() const { return elasticities_; }

  const Table& value_added() const { return production_moves_ ? beta_ : world_->value_added_share; }
  const Table& final_use() const { return final_moves_ ? alpha_ : world_->final_share; }
  /// out(n, s) += sum_k g'(n, k, s) x(n, k), and out(n, k) += sum_s g'(n, k, s) x(n, s).
  void add_over_inputs(const Table& x, Table& out) const;
  void add_over_users(const Table& x, Table& out) const;
  /// The same by origin, with g' h' and g' (1 - h').
  void add_over_inputs(const ByOrigin& x, Table& out) const;
  void add_over_users(const Table& x, ByOrigin& out) const;
  /// sum_s g' h' (1 - h') x(n, s), N x S by input.
  Table spread_over_origins(const Table& x) const;
  InputShares inputs_at_home() const;  ///< g' h', N x S x S
  /// g', N x S x S.
  InputShares inputs() const;

  // Of the last move; empty if production (households' spending) has constant shares.
  const Table& log_unit_cost() const { return log_cost_; }      ///< log k, N x S
  const Table& log_input_price() const { return log_inputs_; }  ///< log Q, N x S
  /// log P^C, N: of any shares.
  Vector log_consumer_price(const Table& log_price) const;

  /// d log Q: the mean of changes of input prices, weighted by what they have of input spending.
  Table input_price_change(const Table& price_change) const;
  void add_input_price_transposed(const Table& input_bar, Table& price_bar) const;
  // By origin.
  Table input_price_change(const ByOrigin& price_change) const;
  void add_input_price_transposed(const Table& input_bar, ByOrigin& price_bar) const;

  /// What trade elasticities do to costs and input prices while P and z are held: the changes of
  /// log k and log Q along one of them (S), N x S each; and their transpose, S.
  struct OfElasticity {
    Table cost, input_price;
  };
  OfElasticity elasticity_effect(const Vector& elasticity_change) const;
  Vector elasticity_effect_transposed(const OfElasticity& bar) const;
  /// sum_j g' h' (d log P^{kj} / d theta^k) x(n, j), and of 1 - h'.
  ByOrigin elasticity_use(const Table& x) const;

 private:
  void move_inputs(const Table& log_price);
  void move_value_added(const Table& log_labour);
  void move_final_use(const Table& log_price);

  const World* world_ = nullptr;
  Substitution elasticities_;
  bool production_moves_ = false, final_moves_ = false;
  Table beta_, alpha_;
  Table one_over_inputs_;  // 1 / (1 - beta), 0 without inputs
  Table of_input_;         // P^(1 - eta)
  Table within_inputs_;    // Q^(eta - 1)
  Table of_user_;          // Q^(eta - 1) (Q / k)^(1 - eps)
  Table log_cost_, log_inputs_;
  OriginShares origins_;
};

}  // namespace tariffsim
