// What is told of a solve: how it ended, and the setting of a scenario that may help.
#pragma once

#include <string>
#include <string_view>

#include "equilibrium/determinant_sign.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/stopping.hpp"

namespace tariffsim {

/// Writes into `message`, whose memory it reuses, how a search ended.
void describe_solve(const Problem& problem, const Progress& found, const SolverOptions& options,
                    std::string& message);

/// Why none is reported where there may be several: `where` sustains its own growth, `at` a policy
/// ("under this policy").
std::string several_equilibria(const Problem& problem, const Cell& where, std::string_view at);

}  // namespace tariffsim
