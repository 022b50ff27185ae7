// A solved counterfactual equilibrium, and the report of the attempt to find one.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "model/parameters.hpp"
#include "model/tolerance.hpp"
#include "model/world.hpp"
#include "policy/trade_policy.hpp"

namespace tariffsim {

struct SolverOptions {
  /// Largest |sum_s beta Y' - w V| / (w V) over countries at which a solution is accepted; fraction
  /// of value added. The other conditions' tolerances follow from it (conditions.hpp).
  double tolerance = kDefaultTolerance;
  /// Steps of one search (quick, or Newton's if that fails) before it gives up.
  int max_iterations = 60;
};

enum class SolveStatus {
  not_solved,
  converged,
  no_supplier,         ///< all suppliers of a good that a country needs are cut off
  no_balance,          ///< a country cannot pay, or be paid, its fixed deficit
  several_equilibria,  ///< economies of scale leave more than one possible (or none): no figures
  no_welfare,          ///< work would cost a country's households all of their income, or more
  not_converged,       ///< out of iterations, or no step makes the residual smaller
};

/// Searches in the order in which they are tried: the later ones are slower and more robust.
enum class SolveMethod { quick_search, newton, continuation };

/// Changes (new over old) and new spending. Only the solver makes one, and only when it has
/// converged.
class Equilibrium {
 public:
  /// w hat, N: the average wage for an hour; numeraire: world value added.
  const Vector& wage() const { return wage_; }
  const Vector& labour() const { return labour_; }  ///< L hat, N: 1 where its supply is fixed
  /// v hat, the wage of a sector; w where labour moves freely.
  double sector_wage(Index country, Index sector) const {
    return sector_wage_.size() > 0 ? sector_wage_(country, sector) : wage_(country);
  }
  /// All of them, N x S.
  Table sector_wages() const {
    return sector_wage_.size() > 0 ? sector_wage_ : wage_.replicate(1, unit_cost_.cols()).eval();
  }
  /// u, N x S: log change of a sector's part in what labour earns; empty where no equation
  /// depends on it (equilibrium/family.hpp).
  const Table& sector_income() const { return sector_income_; }
  const Table& unit_cost() const { return unit_cost_; }  ///< c hat, N x S, row = exporter
  const Table& price() const {
    return price_;
  }  ///< P hat, N x S, row = importer; 1 if nothing is spent
  const Table& expenditure() const { return expenditure_; }  ///< X', N x S, million, duty included
  /// H', what is spent on home's goods, and M', on imports, duty included, N x S, million; and z,
  /// the change of the log odds of home's goods (equilibrium/origin_shares.hpp), infinite where a
  /// good has one origin. Empty unless the world tells origins; P is then that of final users.
  const Table& home_spending() const { return home_spending_; }
  const Table& imports() const { return imports_; }
  const Table& home_odds() const { return home_odds_; }
  const Vector& deficit() const { return deficit_; }  ///< D', N, million

 private:
  friend class EquilibriumBuilder;
  Equilibrium() = default;
  Vector wage_, labour_;
  Table sector_wage_;  // empty where it is wage_
  Table sector_income_;
  Table unit_cost_;
  Table price_;
  Table expenditure_;
  Table home_spending_, imports_, home_odds_;
  Vector deficit_;
};

/// What happened; `equilibrium` is there exactly when the status is `converged`.
struct SolveResult {
  SolveStatus status = SolveStatus::not_solved;
  SolveMethod method = SolveMethod::quick_search;  ///< the last one tried: it converged, if any did
  std::string message =
      "not solved";         ///< one sentence with both numbers, or with country and sector
  int iterations = 0;       ///< steps of the searches
  int evaluations = 0;      ///< of all equations at one point
  double max_residual = 0;  ///< as in SolverOptions::tolerance
  double wall_ms = 0;
  /// With economies of scale or selling costs, how far the solution is from one beyond which there
  /// may be several: SignWatch::smallest of determinant_sign.hpp. Otherwise infinity.
  double smallest_eigenvalue = std::numeric_limits<double>::infinity();
  std::optional<Equilibrium> equilibrium;
};

const char* to_string(SolveStatus status);
/// "quick search", "Newton" or "continuation".
const char* to_string(SolveMethod method);

/// What to solve for. What it refers to outlives the solve.
struct Counterfactual {
  const TradePolicy& policy;                    ///< tariff and export tax > -1, trade cost > 0
  const Vector& deficit;                        ///< D', N, million, summing to zero
  const Equilibrium* start = nullptr;           ///< that of a policy nearby; otherwise the baseline
  const ModelParameters* parameters = nullptr;  ///< otherwise the solver's
};

class TradeKernel;

/// The memory of a solve, allocated by the first one on a world. One thread at a time.
class SolverWorkspace {
 public:
  SolverWorkspace();
  ~SolverWorkspace();
  SolverWorkspace(SolverWorkspace&&) noexcept;
  SolverWorkspace& operator=(SolverWorkspace&&) noexcept;

  /// What the last solve's policy makes of trade. Precondition: there was a solve.
  const TradeKernel& kernel() const;

 private:
  friend class Solver;
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

class Preconditioner;
struct SignWatch;

/// Solves the equations of sim/model.md, sections 2.1 and 2.7, for policies on one world. The
/// preconditioner of all solves is factorised once, at the baseline. A result depends neither on
/// earlier solves nor on other threads.
class Solver {
 public:
  /// The world outlives the solver and is calibrated.
  Solver(const World& world, ModelParameters parameters);
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  /// From any thread, each with a workspace of its own; the result stays there until the next
  /// solve. Allocates nothing if the workspace has served this world before, the policy has the
  /// same instruments, and the quick search succeeds. No exception for numerical failure: see the
  /// status.
  const SolveResult& solve(SolverWorkspace& workspace, const Counterfactual& counterfactual,
                           const SolverOptions& options = {}) const;

  /// The same with the solver's own workspace, for one thread.
  SolveResult solve(const TradePolicy& policy, const Vector& deficit,
                    const SolverOptions& options = {}, const Equilibrium* start = nullptr);

 private:
  const World& world_;
  ModelParameters parameters_;
  std::unique_ptr<const Preconditioner> baseline_;
  std::unique_ptr<const SignWatch> sign_at_baseline_;
  SolverWorkspace own_;
};

/// One solve on its own.
SolveResult solve(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
                  const Vector& deficit, const SolverOptions& options = {},
                  const Equilibrium* start = nullptr);

}  // namespace tariffsim
