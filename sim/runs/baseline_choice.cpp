#include "runs/baseline_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "data/baseline_folder.hpp"
#include "runs/baseline_cautions.hpp"
#include "runs/baseline_doubts.hpp"

namespace tariffsim {
namespace {

/// For a baseline that brings no elasticities: Simonovska and Waugh (2014).
constexpr double kUniformElasticity = 4;

CalibrationOptions default_calibration(const Baseline& baseline) {
  const auto n_sectors = static_cast<Index>(baseline.sectors.size());
  CalibrationOptions options;
  options.parameters.trade_elasticity = baseline.elasticities.empty()
                                            ? Vector::Constant(n_sectors, kUniformElasticity).eval()
                                            : baseline.elasticities.front().trade_elasticity;
  return options;
}

double largest_change(const ExperimentResult& zero_shock) {
  double largest = 0;
  if (zero_shock.outcome)
    for (const CountryOutcome& country : zero_shock.outcome->countries())
      largest = std::max({largest, std::abs(country.welfare), std::abs(country.nominal_wage)});
  return largest;
}

}  // namespace

Baseline read_chosen_baseline(const std::optional<std::string>& id_or_folder,
                              Diagnostics& diagnostics) {
  return read_baseline(find_baseline(id_or_folder.value_or(kDefaultBaseline)), diagnostics);
}

CheckedBaseline check_baseline(Baseline baseline, Diagnostics& diagnostics) {
  if (baseline.elasticities.empty())
    diagnostics.note({},
                     fmt::format("{} has no trade elasticities: solved here with {} in every "
                                 "sector (Simonovska and Waugh 2014)",
                                 baseline.id, kUniformElasticity),
                     "a scenario on it needs 'model: {elasticities: NUMBER}'");
  CheckedBaseline checked;
  Diagnostics doubts;
  doubt_baseline(baseline, doubts);
  checked.doubts = doubts.all().size();
  diagnostics.append(std::move(doubts));
  checked.cautions = take_caution(baseline);
  checked.calibration = calibrate(baseline, default_calibration(baseline));
  Diagnostics scaled;
  warn_of_scaled_inputs(checked.calibration, baseline.id, baseline.currency, scaled);
  for (const Diagnostic& one : scaled.all())
    if (one.severity == Severity::warning) ++checked.doubts;
  diagnostics.append(std::move(scaled));
  checked.zero_shock = run_experiment(checked.calibration, {}, DeficitClosure::fixed, {});
  checked.largest_change = largest_change(checked.zero_shock);
  checked.baseline = std::move(baseline);
  return checked;
}

}  // namespace tariffsim
