// Derivatives of outcomes as rows: each number that any report shows of them.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "results/measure.hpp"
#include "studies/asked_sensitivity.hpp"

namespace tariffsim {

/// Positions; of elasticities, exporter and importer are the number of countries.
struct GradientRow {
  std::size_t outcome = 0, exporter = 0, importer = 0, sector = 0;
  double derivative = 0;  ///< of the outcome in its unit
};

const std::vector<Measure<GradientRow>>& gradient_measures();

/// "tariff", "export_tax", "trade_cost", "elasticity".
const char* name_of(SensitivityTo to);
const char* name_of(WedgeKind wedge);

/// Outcome by outcome, sector by sector and importer by importer; without those that are zero: no
/// trade, an embargo.
void for_each_derivative(const SensitivityResult& result, const World& world,
                         const std::function<void(const GradientRow&)>& act);

}  // namespace tariffsim
