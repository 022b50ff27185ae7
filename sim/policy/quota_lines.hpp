// The quotas that a line of a policy makes.
#pragma once

#include <map>
#include <vector>

#include "policy/instrument.hpp"
#include "policy/levied_cells.hpp"

namespace tariffsim {

/// Where goods lie that are not all of their cell's.
using QuotaGoods = std::map<CellPlace, std::vector<PartPlace>>;

/// Those of a line, on the cells that the world trades in, at the rates that `cells` have now.
/// `goods` are those that it is about in cells of which it is about some only. Throws InputError at
/// `place` where nothing is traded, or a tariff-rate quota has no one margin.
std::vector<Quota> quotas_of(const QuotaLine& line, const QuotaGoods& goods,
                             const LeviedCells& cells, const Place& place);

/// Adds the quotas of a line, at least one, in place of earlier ones of the same side whose goods
/// are all among theirs. Throws InputError where goods would be under two.
void replace_quotas(std::vector<Quota>& quotas, std::vector<Quota> more, const LeviedCells& cells);

}  // namespace tariffsim
