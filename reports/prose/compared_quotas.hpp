// What became of quotas in each of several runs.
#pragma once

#include "prose/text_table.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// Each quota that a run has, with its regime, licence price, how much of its amount is traded, and
/// rent, run by run; empty without quotas.
TitledTable compared_quotas(const Comparison& comparison);

}  // namespace tariffsim
