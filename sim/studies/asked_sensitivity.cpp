#include "studies/asked_sensitivity.hpp"

#include <string_view>

#include "outcomes/measures.hpp"

namespace tariffsim {
namespace {

std::optional<double> worth_of(const AskedOutcome& asked, const Outcome& outcome) {
  if (std::string_view(asked.outcome->name) != "welfare_pct") return std::nullopt;
  double base = 0;
  for (const Index n : asked.place.countries)
    base += welfare_base(outcome.base(), outcome.after(), n);
  return base / 100;
}

}  // namespace

SensitivityResult solve_sensitivity(const SensitivityRequest& request, const Outcome& outcome,
                                    const SolverOptions& options) {
  const Sensitivities all(outcome, options);
  SensitivityResult result{request.to, {}};
  for (const AskedOutcome& asked : request.of)
    result.of.push_back(
        {asked.text, all.of(*asked.outcome, asked.place), worth_of(asked, outcome)});
  return result;
}

}  // namespace tariffsim
