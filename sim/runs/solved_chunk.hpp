// A chunk of a study on its way from the thread or machine that has solved it.
#pragma once

#include <string>
#include <vector>

#include "studies/point_solver.hpp"

namespace tariffsim {

struct SolvedChunk {
  std::size_t chunk = 0;
  std::vector<PointResult> results;
};

/// As bytes between processes of one program on machines of one kind, every number bit for bit.
std::string encode(const SolvedChunk& solved);
SolvedChunk decode(const std::string& bytes);

}  // namespace tariffsim
