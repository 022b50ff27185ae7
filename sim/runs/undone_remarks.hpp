// Lines of a policy that other lines of it undo.
#pragma once

#include "base/diagnostic.hpp"
#include "runs/prepared_run.hpp"

namespace tariffsim {

/// Warnings about lines of a scenario that a line below them makes idle, two that cancel, or two
/// changes of trade costs that look as if they did: in all steps and variants that have them, and
/// at the ends of what a study or a goal varies.
void warn_of_undone_lines(const PreparedScenario& prepared, Diagnostics& diagnostics);

/// A warning at `nests` of 'nests: separate' where neither the scenario nor a variant hits part of
/// the goods in a cell.
void warn_of_idle_nests(const PreparedScenario& prepared, const Place& nests,
                        Diagnostics& diagnostics);

}  // namespace tariffsim
