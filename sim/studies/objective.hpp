// What a government wants more of (sim/model.md, section 2.10).
#pragma once

#include <span>
#include <vector>

#include "outcomes/outcome_weights.hpp"
#include "policy/strategy_request.hpp"

namespace tariffsim {

/// J / I: the weighted sum of its aims over the income of the player before. Of welfare alone it
/// is W, new real income over old.
class Objective {
 public:
  Objective(const World& world, std::span<const Aim> aims, const std::vector<Index>& player);

  double value(const SolvedPoint& at) const;
  /// Adds its derivatives, times a factor.
  void add_weights(const SolvedPoint& at, double factor, Weights& weights) const;
  /// Of these the ones by revenue that is shown without licences (DifferentiableOutcome), N.
  Vector revenue_weights(const SolvedPoint& at) const;
  double income() const { return income_; }  ///< I, million

 private:
  struct Term {
    const DifferentiableOutcome* outcome;
    OutcomePlace place;
    double per_unit;  ///< of J / I, by the outcome in its unit
  };
  void add(const World& world, const Aim& aim);
  void add_term(const char* outcome, OutcomeSubject subject, OutcomePlace place, double per_unit);

  std::vector<Term> terms_;
  double before_ = 0;  ///< J / I where changes in percent are zero, without what is in money
  double income_ = 0;
};

/// The change of welfare of several countries together, fraction.
double welfare_of(const SolvedPoint& at, const std::vector<Index>& members);

}  // namespace tariffsim
