#include "model/base_rates.hpp"

#include <algorithm>
#include <utility>

namespace tariffsim {

void replace_tariffs(Baseline& baseline, Cube tariff) {
  if (baseline.duty_observed) {
    const auto before = std::as_const(baseline.tariff).values();
    const auto after = std::as_const(tariff).values();
    const auto flow = baseline.flow.values();
    for (std::size_t cell = 0; cell < flow.size(); ++cell)
      if (after[cell] != before[cell]) flow[cell] *= (1 + before[cell]) / (1 + after[cell]);
  }
  baseline.tariff = std::move(tariff);
  baseline.parts.clear();
}

std::vector<std::string> tariff_set_names(const Baseline& baseline) {
  std::vector<std::string> names{baseline.tariff_name};
  for (const TariffSet& set : baseline.tariff_sets) names.push_back(set.name);
  return names;
}

bool choose_tariffs(Baseline& baseline, std::string_view name) {
  if (name == baseline.tariff_name) return true;
  const auto chosen = std::find_if(baseline.tariff_sets.begin(), baseline.tariff_sets.end(),
                                   [&](const TariffSet& set) { return set.name == name; });
  if (chosen == baseline.tariff_sets.end()) return false;
  Cube levied = chosen->tariff;
  chosen->tariff = baseline.tariff;
  std::swap(chosen->name, baseline.tariff_name);
  replace_tariffs(baseline, std::move(levied));
  return true;
}

}  // namespace tariffsim
