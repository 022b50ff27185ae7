// A part of a table of results.
#pragma once

#include <cstddef>

#include "results/tables.hpp"

namespace tariffsim {

/// The rows of a table at one position of an axis, without the axis; keys are left out.
ResultTable at_position(const ResultTable& table, std::size_t axis, std::size_t position);

}  // namespace tariffsim
