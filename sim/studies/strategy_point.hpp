// A policy solved, with the gradients of what governments want.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outcomes/levels.hpp"
#include "outcomes/policy_solution.hpp"
#include "outcomes/quota_response.hpp"
#include "studies/objective.hpp"

namespace tariffsim {

/// All policy that nobody chooses, of whole cells (weigh_parts).
struct GivenPolicy {
  GivenPolicy(TradePolicy of_lines, TradePolicy beside_choices)
      : as_it_is(std::move(of_lines)), beside(std::move(beside_choices)) {}
  /// Where no line divides a cell whose rate is chosen, both are the same.
  GivenPolicy(const TradePolicy& whole_cells)  // NOLINT(google-explicit-constructor)
      : as_it_is(whole_cells), beside(whole_cells) {}

  TradePolicy as_it_is;  ///< without the rates that are chosen
  /// What is left of it where a chosen rate is for all goods of a cell, in place of what lines made
  /// of that wedge for some: chosen rates are written over it.
  TradePolicy beside;
  std::vector<Quota> quotas = {};  ///< beside both; can_follow_quotas
};

/// What is given to those who choose. Changes are counted from the world, which outlives it.
struct StrategySetting {
  const World& world;
  const ModelParameters& parameters;
  TradePolicy given;  ///< GivenPolicy::beside: rates that are chosen are written over it
  Vector deficit;     ///< D', N, million
  std::vector<Quota> quotas = {};  ///< GivenPolicy::quotas
};

class StrategyPoint {
 public:
  /// `kernel` is of the rates that stand for the policy (PolicySolution::effective), which
  /// `solution` was solved at.
  StrategyPoint(const StrategySetting& setting, TradePolicy policy, TradeKernel kernel,
                PolicySolution solution);
  StrategyPoint(const StrategyPoint&) = delete;
  StrategyPoint& operator=(const StrategyPoint&) = delete;

  const SolvedPoint& solved() const { return solved_; }
  /// Rates as they are chosen and given, without licences of quotas.
  const TradePolicy& policy() const { return policy_; }
  /// Of J / I, by logs of 1 + tariffs and 1 + export taxes; nothing where the linearised equations
  /// have no solution. `parts` as in Linearisation. One thread at a time: gradients at one point
  /// share their work.
  std::optional<PolicyDirection> gradient(const Objective& objective, PolicyDirection parts) const;

 private:
  void by_chosen_rates(PolicyDirection& gradient) const;

  TradePolicy policy_;
  PolicySolution solution_;
  Linearisation linear_;
  SolvedPoint solved_;
  std::optional<QuotaResponse> quotas_;  // where there are any
  mutable SharedDirections known_;
};

/// Solves one policy after another, each to far more digits than a report needs: a rate is as sure
/// as the gradient that it is found by. One thread at a time.
class StrategySolver {
 public:
  explicit StrategySolver(const StrategySetting& setting)
      : setting_(setting), solver_(setting.world, setting.parameters) {}

  const StrategySetting& setting() const { return setting_; }
  /// Starting at a solution nearby, if one is known. nullptr where there is no equilibrium, or none
  /// is found.
  std::shared_ptr<const StrategyPoint> solve(TradePolicy policy, const StrategyPoint* near);
  int solves() const { return solves_; }
  const std::string& message() const { return message_; }  ///< of the last one

 private:
  PolicySolution solve_licences(const TradePolicy& policy, const SolverOptions& options,
                                const Equilibrium* near);

  const StrategySetting& setting_;
  Solver solver_;
  SolverWorkspace workspace_;
  int solves_ = 0;
  std::string message_;
};

}  // namespace tariffsim
