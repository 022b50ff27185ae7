// How the rates that stand for the parts of a cell (weigh_parts) answer to a rate of all of them.
#pragma once

#include <vector>

#include "policy/parted_policy.hpp"

namespace tariffsim {

/// Derivatives of log(1 + t'), log(1 + e') and log d' of a whole cell.
struct CellResponse {
  double tariff = 0, export_tax = 0, trade_cost = 0;
};

/// By the rate of a tax, all parts' rates rising by the same: by one fraction (100 points) each.
/// `kind` is the tariff or the export tax. Precondition, here and below: the parts are weighed at
/// this theta and phi.
CellResponse response_to_rate(const std::vector<PolicyPart>& parts, WedgeKind kind, double theta,
                              double phi);

/// By the levels of one wedge moving part by part: `moved` has the change of each part's rate, or
/// of the log of its cost.
CellResponse response_along(const std::vector<PolicyPart>& parts, WedgeKind kind,
                            const std::vector<double>& moved, double theta, double phi);

/// By theta: buyers turn to the parts that became cheaper.
CellResponse response_to_elasticity(const std::vector<PolicyPart>& parts, double theta, double phi);

}  // namespace tariffsim
