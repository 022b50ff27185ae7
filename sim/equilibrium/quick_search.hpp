// The quick search: all equations corrected side by side, accelerated.
#pragma once

#include "equilibrium/anderson_acceleration.hpp"
#include "equilibrium/preconditioner.hpp"
#include "equilibrium/stopping.hpp"

namespace tariffsim {

/// Unknowns, in one vector: log wages; with input-output, log prices in units of the importer's own
/// wage; with input-output or export taxes, spending in units of its scale and the own wage; then u
/// and l of a family that has them (family.hpp). In these units a country's prices and spending
/// hardly move with its wage, so that each block can be corrected on its own. Where the world tells
/// origins z / theta comes before l, and spending on home's goods as that on imports.
class QuickSearch {
 public:
  /// All outlive it. Keeps its memory when called again for the same world.
  void set(const Problem& problem, const Preconditioner& baseline, const Numeraire& numeraire);

  /// Anderson's acceleration of the corrections, from `start`. Gives up early if that leads
  /// nowhere.
  Progress run(const State& start, const SolverOptions& options);

  /// At the last point reached.
  EquationSystem& system() { return system_; }

 private:
  Index cells() const { return scale_.size(); }
  Eigen::Map<Table> price_block(Vector& v) const;
  Eigen::Map<Table> spending_block(Vector& v) const;
  Eigen::Map<Table> sector_block(Vector& v) const;
  Eigen::Map<Table> odds_block(Vector& v) const;
  Eigen::Map<Table> home_block(Vector& v) const;
  void start_by_origin(const State& start);
  void start_at(const State& start);
  void move(const Vector& change);
  bool evaluate();
  void compute_spending_gap();
  void precondition();
  void compute_price_gap_ahead();
  void precondition_from_here();
  void precondition_by_origin();

  EquationSystem system_;
  const Preconditioner* preconditioner_ = nullptr;  // the baseline's or here_
  Preconditioner here_;
  const Numeraire* numeraire_ = nullptr;
  AndersonAcceleration acceleration_;
  Vector unknowns_, correction_;
  Table scale_;                     // of spending, N x S
  Table judged_scale_;              // of its gaps, N x 2S, where the world tells origins
  Table stiffness_;                 // of sectors' incomes, N x S, where they are unknown
  Vector wage_;                     // N
  Table spending_gap_, price_gap_;  // N x S; of spending N x 2S where the world tells origins
  Table scratch_;
  Vector clearance_, wage_change_, column_;
};

}  // namespace tariffsim
