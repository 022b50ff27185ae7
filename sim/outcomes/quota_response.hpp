// How licence prices move with policy, and what outcomes owe to that (sim/model.md, section 2.9).
#pragma once

#include <vector>

#include "equilibrium/linearisation.hpp"
#include "outcomes/outcome_weights.hpp"
#include "policy/quota.hpp"

namespace tariffsim {

/// Whether derivatives are known: every quota is on whole cells without parts.
bool can_follow_quotas(const PartedPolicy& policy);

/// The derivatives of one number by all that the equations compute, by the rates that stand for
/// licences, and by the licences themselves.
struct LicensedWeights {
  Weights equations;
  PolicyDirection policy;  ///< by log(1 + t''), log(1 + e''), log d' of cells, directly
  Vector licences;         ///< by the unknown of each quota that is not slack, directly

  /// What these two add to a change along a direction.
  double directly(const PolicyDirection& along, const Vector& moved_licences) const;
};

/// At a solution with quotas each of them stays what it is: one that is slack costs nothing; the
/// licence price of one that binds, or the part within it of one that is exceeded, is an unknown u,
/// and the amount q a condition,
///
///   binds: log q = log Q, u = log(1 + lambda);   exceeded: log q + log omega = log Q, u = -log
///   omega.
///
/// With J_p, q_p by the rates that stand for licences (under_licences) and V = dp/du,
///
///   dJ/dp = J_p + mu q_p,   mu B = J_u + J_p V,   B = -(q_p V + q_u) (+ 1 if exceeded).
class QuotaResponse {
 public:
  /// All outlive it. `at` is the solution as it is shown, `effective` the policy with licences as
  /// rates, which `linear` was made of. Precondition: can_follow_quotas.
  QuotaResponse(const SolvedPoint& at, const TradePolicy& effective,
                const std::vector<Quota>& quotas, const std::vector<Licence>& licences,
                const Linearisation& linear);

  /// False where a licence price has no direction: the gradient of nothing is known then.
  bool is_known() const { return known_; }

  /// Of the derivatives of an outcome by what is shown: flows without what licences bring
  /// exporters, and, where it is about the revenue that is shown, without licences, `by_revenue`,
  /// N, the part of its derivatives by R' that is (empty: none).
  LicensedWeights licensed(Weights shown, const Vector& by_revenue) const;
  /// Makes of a gradient at given licences (by `of.equations`) that with licences which follow.
  void follow(const LicensedWeights& of, PolicyDirection& gradient) const;

  /// Adds to a direction of policy what licences do along it, V du, and returns the du.
  Vector follow(PolicyDirection& along) const;

  /// By what d log(1 + t'') of a cell is more than dt' / (1 + t''), and the same of e'.
  double tariff_factor(const CellPlace& at) const;
  double export_tax_factor(const CellPlace& at) const;

 private:
  /// What a quota that is not slack does to a cell of its own as its unknown rises.
  struct Moved {
    CellPlace at;
    double tariff = 0, export_tax = 0;  ///< of log(1 + t''), log(1 + e'')
    LicenceRates rates;                 ///< of what is paid for licences
  };
  struct Active {
    const Quota* quota;
    bool exceeded;
    std::vector<Moved> moved;
    PolicyDirection amount = {};  ///< log q_p, licences being held
  };

  std::vector<Moved> movements(const Quota& quota, const Licence& licence) const;
  LicensedWeights weights_of_amount(const Quota& quota, Weights none) const;
  LicenceRates paid(const CellPlace& at) const;
  /// gradient V, by active quota.
  Vector through_licences(const PolicyDirection& gradient) const;

  SolvedPoint at_;
  const TradePolicy& effective_;
  std::vector<Active> active_;
  Eigen::MatrixXd matrix_;  ///< B
  bool known_ = true;
};

}  // namespace tariffsim
