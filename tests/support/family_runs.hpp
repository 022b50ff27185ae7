// Runs of the reference cases of the family of models (sim/model.md, section 2.7).
#pragma once

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include "runs/prepared_run.hpp"
#include "support/shared_data.hpp"

namespace tariffsim::test {

inline std::filesystem::path family_folder() {
  return std::filesystem::absolute(shared_folder() / "replications" / "family");
}

/// Points of percent: what the answers of the other solver are good to.
inline constexpr double kPoints = 1e-6;

/// The outcome of a scenario file on a baseline folder.
inline Outcome solved(const std::filesystem::path& scenario, const std::filesystem::path& world,
                      const std::vector<std::string>& overrides = {}) {
  std::vector<std::string> all{"baseline=" + world.string()};
  all.insert(all.end(), overrides.begin(), overrides.end());
  Diagnostics diagnostics;
  const auto prepared = prepare_scenarios({scenario.string()}, all, diagnostics);
  ExperimentResult result = run_experiment(prepared.front().front().experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return *result.outcome;
}

/// Welfare by the formula of Ignatenko et al. (2025), as a fraction: it takes N (w L / P - 1) for
/// what the change of hours costs, which forgets that the part of a wage that is kept changes too.
inline double published_welfare(const Outcome& o, Index n) {
  const CountryOutcome& c = o.countries()[static_cast<std::size_t>(n)];
  const double spending = c.income / c.income_base / (1 + c.consumer_price);
  const double work = o.after().disutility_base(n);
  return (c.income_base * (spending - 1) - work * ((1 + c.real_wage) * (1 + c.employment) - 1)) /
         (c.income_base - work);
}

}  // namespace tariffsim::test
