// All unknowns of a family's equations in one vector, in units in which they hardly move with their
// country's wage: what a Newton step on all of them at once needs.
#pragma once

#include "equilibrium/preconditioner.hpp"
#include "equilibrium/stopping.hpp"

namespace tariffsim {

/// How a sector's income answers to its own unknown u, at the baseline, other things equal:
/// 1 - d log VA' / du, N x S. What a gap of it is divided by to close it.
Table sector_income_stiffness(const Family& family);

/// The system linearised where it was evaluated. A vector holds a change of b; of log P - b; of X'
/// over its unit, less that of b; of u; where the world tells origins of z / theta, and of H' as of
/// X'; and of l. Residuals are in the same order, clearing first,
/// the redundant ones replaced by the numeraire.
class JointSpace {
 public:
  /// Of a system that has been evaluated, prices completed, which outlives it. `scale`: of
  /// spending, N x S, at the baseline. Factorises its preconditioner there.
  JointSpace(const EquationSystem& system, const Numeraire& numeraire, const Table& scale);

  Index size() const;
  /// What the equations leave open.
  Vector gaps() const { return gaps_of(system_, numeraire_, unit_); }
  /// The same of another point of the system, spending in units of `unit`, N x S.
  static Vector gaps_of(const EquationSystem& system, const Numeraire& numeraire,
                        const Table& unit);
  /// J v.
  Vector apply(const Vector& v) const;
  /// About J^-1 r: each block on its own, prices after wages.
  Vector precondition(const Vector& r) const;
  /// J^T v, and about J^-T r.
  Vector apply_transposed(const Vector& v) const;
  Vector precondition_transposed(const Vector& r) const;
  /// Where prices and spending follow from wages, it is J^-T r but for rounding.
  bool is_inverted() const { return system_.follows_from_wages(); }
  /// Of a vector, the changes of sectors' incomes, or else of spending over its unit: N x S.
  Table relative_move(const Vector& v) const;
  /// A vector as a direction of the state.
  State direction(const Vector& v) const;
  /// The gradient by a vector of which that by the state it is a direction of is known.
  Vector direction_transposed(const State& bar) const;
  /// Changes of gaps as a residual, and a vector as weights of the gaps; redundant ones are zero.
  Vector residual(Gaps change) const;
  Gaps weights_of_gaps(const Vector& v) const;

 private:
  Gaps unpacked(const Vector& v) const;
  Vector follow_transposed(const Vector& r) const;
  Vector invert_transposed(const Vector& r) const;
  void precondition_labour(const Vector& r, Vector& all) const;
  Vector precondition_by_origin(const Vector& r, const Vector& wage) const;
  Vector precondition_by_origin_transposed(const Vector& r) const;
  Index cells() const { return unit_.size(); }
  const Vector& theta() const { return system_.problem().parameters.trade_elasticity; }
  /// Where z / theta begins in a vector; H' follows.
  Index odds_at() const {
    return unit_.rows() + (system_.family().sector_income_moves ? 3 : 2) * cells();
  }

  const EquationSystem& system_;
  const Numeraire& numeraire_;
  Table unit_;  // of spending, at these wages
  Table stiffness_;
  Preconditioner near_;
};

}  // namespace tariffsim
