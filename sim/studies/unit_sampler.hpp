// Numbers between 0 and 1 by index: any part of a sample can be made anywhere.
#pragma once

#include <cstdint>
#include <vector>

#include "policy/uncertainty.hpp"

namespace tariffsim {

/// A sample of `size` points of the open unit cube. From any thread.
class UnitSampler {
 public:
  /// `dimensions` at most most_dimensions(sampling).
  UnitSampler(Sampling sampling, std::uint64_t seed, std::size_t size, std::size_t dimensions);

  /// Point `index` < size.
  std::vector<double> at(std::size_t index) const;

  static std::size_t most_dimensions(Sampling sampling);

 private:
  std::vector<double> sobol(std::size_t index) const;
  std::vector<double> latin_hypercube(std::size_t index) const;

  Sampling sampling_;
  std::uint64_t seed_;
  std::size_t size_;
  std::size_t dimensions_;
};

}  // namespace tariffsim
