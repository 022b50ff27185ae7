// Numbers to a tolerance that is meant.
#pragma once

#include <catch2/catch.hpp>

namespace tariffsim::test {

/// Within `tolerance`, absolute. Catch's own Approx also passes what is within its relative epsilon
/// of 1e-5, whatever the margin.
inline Catch::Detail::Approx near(double value, double tolerance) {
  return Catch::Detail::Approx(value).epsilon(0).margin(tolerance);
}

}  // namespace tariffsim::test
