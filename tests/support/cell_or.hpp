// Cells of cubes that may not be there.
#pragma once

#include "model/cube.hpp"

namespace tariffsim::test {

/// The cell, or what an empty cube stands for.
inline double cell_or(const Cube& cube, Index i, Index n, Index s, double absent) {
  return cube.countries() == 0 ? absent : cube(i, n, s);
}

}  // namespace tariffsim::test
