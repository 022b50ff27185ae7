// Numbers to a tolerance that is meant. Catch's own Approx, bare, passes whatever is within a
// relative 1.2e-5, which is more than most mistakes make.
#pragma once

#include <catch2/catch.hpp>

namespace tariffsim::test {

/// Within `tolerance`, absolute.
inline Catch::Detail::Approx near(double value, double tolerance) {
  return Catch::Detail::Approx(value).epsilon(0).margin(tolerance);
}

/// Within the part `tolerance` of itself.
inline Catch::Detail::Approx within(double value, double tolerance) {
  return Catch::Detail::Approx(value).epsilon(tolerance).margin(0);
}

/// The same number worked out in another order: some hundreds of operations that round by 1e-16
/// each, and a difference that leaves 1 % of what it is made of.
inline Catch::Detail::Approx rounded(double value) { return within(value, 1e-11); }

/// The same number read back from a file, which keeps ten significant digits.
inline Catch::Detail::Approx written(double value) { return within(value, 1e-9); }

/// Two solves of one policy to the default tolerance of 1e-10, amplified by elasticities: of what
/// is in percent, in figures of ten digits. Welfare is flat at the top of a search.
inline constexpr double kSamePercent = 1e-6;

/// Two searches for the same rates (sim/model.md, section 2.10).
inline constexpr double kSameRate = 1e-7;

}  // namespace tariffsim::test
