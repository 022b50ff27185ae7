// Solutions as near as doubles allow, and how near two of them are.
#pragma once

#include <catch2/catch.hpp>

#include <vector>

#include "studies/experiment.hpp"

namespace tariffsim::test {

inline const SolverOptions kTight{1e-13, 60};
/// Where a search of its own goes around the equations: for parts of cells, or quotas.
inline const SolverOptions kNested{1e-12, 60};

/// Two solutions to a residual of 1e-13 differ by that times the condition of the system. So do
/// such a solution and one by bisection, which has more digits.
inline constexpr double kSameTight = 1e-10;
/// Two solves of the same equations, under options or with parts that amplify more.
inline constexpr double kSame = 1e-9;
/// Changes that are identities of the model hold to the solver's tolerance times the condition of
/// the system, which grows with trade elasticities and inputs in costs.
inline constexpr double kIdentity = 1e-10;
/// A few additions of figures of up to a few hundred percent.
inline constexpr double kFewAdditions = 1e-12;

inline Outcome outcome_of(const Calibration& calibration, const std::vector<PolicyLine>& policy,
                          DeficitClosure closure = DeficitClosure::fixed) {
  ExperimentResult result = run_experiment(calibration, policy, closure, kTight);
  INFO(result.statistics.message << "; " << result.certificate.summary());
  REQUIRE(result.outcome);
  return *result.outcome;
}

inline const CountryOutcome& country_of(const Outcome& outcome, Index n) {
  return outcome.countries()[static_cast<std::size_t>(n)];
}

/// By country, fractions.
inline Vector welfare(const Outcome& outcome) {
  return Vector::NullaryExpr(outcome.base().n_countries(),
                             [&](Index n) { return country_of(outcome, n).welfare; });
}
inline Vector welfare(const ExperimentResult& result) {
  REQUIRE(result.outcome);
  return welfare(*result.outcome);
}

template <typename One, typename Other>
double largest_gap(const One& a, const Other& b) {
  return (a - b).cwiseAbs().maxCoeff();
}

}  // namespace tariffsim::test
