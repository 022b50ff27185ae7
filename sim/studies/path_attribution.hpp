// A change of welfare divided over cells of policy, along the straight path in the rates
// (Aumann and Shapley 1974; sim/model.md, section 3.7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcomes/sensitivity.hpp"
#include "studies/partial_policies.hpp"

namespace tariffsim {

/// One rate, or cost of trade, that the policy moves.
struct PathCell {
  WedgeKind wedge = WedgeKind::tariff;
  CellPlace place;
};

struct PathAttribution {
  LineStatus status = LineStatus::not_solved;
  std::string message = "not solved";  ///< one sentence
  std::vector<Index> countries;        ///< whose welfare
  std::vector<PathCell> cells;         ///< by wedge, then sector, importer, exporter; if `solved`
  Table adds;        ///< cells x countries: points of percent that each adds to welfare
  int nodes = 0;     ///< of the quadrature
  double error = 0;  ///< largest gap of a country's sum to its change of welfare, points
  int solves = 0;
};

/// The integral over the path of the gradient of welfare, by Gauss and Legendre: with 8 nodes, then
/// twice as many until all sums are the changes of welfare to 1e-8 points, at most 64. Every node
/// is a solve with its certificate.
PathAttribution attribute_along_path(const Outcome& whole, const std::vector<Index>& countries,
                                     const SolverOptions& options);

}  // namespace tariffsim
