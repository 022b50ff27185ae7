// A solved counterfactual equilibrium, and the report of the attempt to find one.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "policy/trade_policy.hpp"
#include "world/world.hpp"

namespace tariffsim {

struct SolverOptions {
  /// Largest |sum_s beta Y' - w V| / (w V) over countries at which a solution is accepted; fraction
  /// of value added.
  double tolerance = 1e-10;
  /// Newton steps before giving up.
  int max_iterations = 60;
};

enum class SolveStatus {
  not_solved,
  converged,
  no_supplier,    ///< all suppliers of a good that a country needs are cut off
  no_balance,     ///< a country cannot pay, or be paid, its fixed deficit
  not_converged,  ///< out of iterations, or no step makes the residual smaller
};

/// Changes (new over old) and new spending. Only the solver makes one, and only when it has
/// converged.
class Equilibrium {
 public:
  const Vector& wage() const { return wage_; }           ///< w hat, N; numeraire: world value added
  const Table& unit_cost() const { return unit_cost_; }  ///< c hat, N x S, row = exporter
  const Table& price() const {
    return price_;
  }  ///< P hat, N x S, row = importer; 1 where nothing is spent
  const Table& expenditure() const { return expenditure_; }  ///< X', N x S, million, duty included
  const Vector& deficit() const { return deficit_; }         ///< D', N, million

 private:
  friend class EquilibriumBuilder;
  Equilibrium() = default;
  Vector wage_;
  Table unit_cost_;
  Table price_;
  Table expenditure_;
  Vector deficit_;
};

/// What happened; `equilibrium` is there exactly when the status is `converged`.
struct SolveResult {
  SolveStatus status = SolveStatus::not_solved;
  std::string message =
      "not solved";         ///< one sentence with both numbers, or with country and sector
  int iterations = 0;       ///< Newton steps
  int evaluations = 0;      ///< of the whole system at one wage vector
  double max_residual = 0;  ///< as in SolverOptions::tolerance
  double wall_ms = 0;
  std::optional<Equilibrium> equilibrium;
};

const char* to_string(SolveStatus status);

/// Solves section 2 of the model for policies on one world. The derivative at the baseline is
/// factorised on the first solve and serves all later ones; a solver is used by one thread at a
/// time, and a result does not depend on earlier solves.
class Solver {
 public:
  /// The world outlives the solver and is calibrated.
  explicit Solver(const World& world);
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  /// Solves for given deficits (N, million, summing to zero), from the baseline or from `start`,
  /// the equilibrium of a policy nearby. No exception for numerical failure: see the status.
  /// Preconditions: tariff and export tax > -1, trade cost > 0.
  SolveResult solve(const TradePolicy& policy, const Vector& deficit,
                    const SolverOptions& options = {}, const Equilibrium* start = nullptr);

 private:
  struct Baseline;
  const World& world_;
  std::unique_ptr<const Baseline> baseline_;  // made on the first solve
};

/// One solve on its own.
SolveResult solve(const World& world, const TradePolicy& policy, const Vector& deficit,
                  const SolverOptions& options = {}, const Equilibrium* start = nullptr);

}  // namespace tariffsim
