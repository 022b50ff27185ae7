// What a policy makes of trade, in the form that sweeps over the trade-share cube want.
#pragma once

#include <memory>

#include "equilibrium/overlay_cube.hpp"
#include "model/parameters.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {

/// The kernel of the baseline's own policy: K = pi. Constant and shared; the world outlives it.
/// Where the world tells origins, trade is with others alone: in pi's place are the shares of
/// others in what is imported, pi_in / (1 - pi_nn), and home's goods are no part of it.
struct BaselineKernel {
  explicit BaselineKernel(const World& of);

  const World& world;
  Cube imported;  ///< pi_in / (1 - pi_nn), 0 at home; empty unless the world tells origins
  Table imports;  ///< (1 - pi_nn) X, N x S; as `imported`
  Cube border;    ///< pi / (1 + t), t being all that the importer collects
  Cube producer;  ///< pi / ((1 + t)(1 + e)), e being all that the exporter collects; empty without
                  ///< export taxes (then as `border`)
  Table link;     ///< largest trade share over sectors, N x N, row = exporter

  const Cube& share() const { return world.tells_origin() ? imported : world.trade_share; }
  /// What is spent on the trade that this is of, N x S.
  const Table& spending() const { return world.tells_origin() ? imports : world.expenditure; }
};

/// With u_i^s = (c_i^s)^-theta the price index is P^-theta = K' u, so that a solve needs N x S
/// powers per step and none over cells. K = pi (T / T_min)^-theta, the largest factor of a column
/// (an importer and a sector) being 1; zero if an importer spends nothing on a sector at
/// baseline. Columns that no instrument changes are the baseline's own, and are not copied.
class TradeKernel {
 public:
  /// Of the baseline's own policy.
  explicit TradeKernel(std::shared_ptr<const BaselineKernel> baseline);
  TradeKernel(TradeKernel&&) = default;
  TradeKernel& operator=(TradeKernel&&) = default;
  TradeKernel(const TradeKernel& other);
  TradeKernel& operator=(const TradeKernel&) = delete;
  ~TradeKernel() = default;

  /// Wedges T = (1+t')(1+e')d' / ((1+t)(1+e)) (sim/model.md, section 2.1), raised to -theta; where
  /// selling has a cost (section 2.7), T = d' ( (1+t')(1+e') / ((1+t)(1+e)) )^phi. d' = infinity,
  /// or a factor under 1e-300, gives a weight of zero. Allocates nothing if it has held as many
  /// changed columns before. Where the same columns are changed as the last time, only those whose
  /// wedges are others are raised to powers.
  void set(const ModelParameters& parameters, const TradePolicy& policy);

  const std::shared_ptr<const BaselineKernel>& baseline() const { return baseline_; }
  const OverlayCube& weight() const { return weight_; }  ///< K
  /// K / (1 + t'): of what buyers pay, what reaches the border.
  const OverlayCube& border() const { return border_; }
  /// K / ((1 + t')(1 + e')): of what buyers pay, what reaches producers.
  const OverlayCube& revenue() const { return has_export_tax_ ? producer_ : border_; }
  bool has_export_tax() const { return has_export_tax_; }
  /// log T_min, N x S, row = importer: the smallest wedge among its suppliers; infinite if none
  /// is left.
  const Table& log_wedge() const { return log_wedge_; }
  /// What is spent at baseline on what policy leaves open, N x S: the baseline's, 0 where the world
  /// tells origins and nobody abroad sells any more.
  const Table& spending() const {
    return open_spending_.size() > 0 ? open_spending_ : baseline_->spending();
  }
  /// Largest weight over sectors, N x N, row = exporter: 0 = no trade.
  const Table& link() const { return link_; }

 private:
  void set_bases();
  bool keeps_exponents(const ModelParameters& parameters);
  void set_column(const ModelParameters& parameters, const TradePolicy& policy, Index importer,
                  Index sector, Index at, bool kept);
  void compute_links();

  std::shared_ptr<const BaselineKernel> baseline_;
  std::shared_ptr<OverlayColumns> columns_;
  OverlayColumns wanted_;  // scratch
  OverlayCube weight_, border_, producer_;
  OverlayCube wedge_;  // T, of the columns that are changed
  Vector trade_elasticity_;
  Table tax_exponent_;  // with theta what T is raised to
  bool has_export_tax_ = false;
  Table log_wedge_, link_;
  Table open_spending_;             // of a world that tells origins
  Eigen::ArrayXd rates_, changes_;  // N, scratch
};

/// (1 - pi_nn) X, N x S.
Table imports_of(const World& world);

/// A kernel on its own.
TradeKernel make_kernel(const World& world, const ModelParameters& parameters,
                        const TradePolicy& policy);

}  // namespace tariffsim
