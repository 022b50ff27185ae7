// The quotas that a line of a policy makes.
#pragma once

#include <vector>

#include "policy/instrument.hpp"
#include "policy/levied_cells.hpp"

namespace tariffsim {

/// Those of a line, on the cells that the world trades in, at the rates that `cells` have now.
/// Throws InputError at `place` where nothing is traded, or a tariff-rate quota has no one margin.
std::vector<Quota> quotas_of(const QuotaLine& line, const LeviedCells& cells, const Place& place);

/// Adds the quotas of a line, in place of earlier ones of the same side of which it covers all
/// cells. Throws InputError where a cell would be under two.
void replace_quotas(std::vector<Quota>& quotas, std::vector<Quota> more, const Cells& covered,
                    const LeviedCells& cells);

}  // namespace tariffsim
