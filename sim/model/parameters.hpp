// The numbers that govern how a world responds to policy. They stand apart from the world, one of
// which serves many of them: steps of a timeline, points of a study.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// Between which elasticities of substitution equilibria are looked for.
inline constexpr double kLeastSubstitution = 0.02, kMostSubstitution = 10;

/// Elasticities of substitution, > 0; 1 is Cobb-Douglas, whose shares of spending are constant.
struct Substitution {
  double value_added = 1;  ///< eps: value added against inputs
  double inputs = 1;       ///< eta: among inputs
  double final_use = 1;    ///< zeta: among final goods
};

/// Who gets what borders collect: households, or those who work, as a lower tax on their wages.
enum class RevenueUse { lump_sum, income_tax };

/// Symbols of sim/model.md, sections 1.1 and 2.7. What is left at its default is Caliendo and
/// Parro's model.
struct ModelParameters {
  Vector trade_elasticity;         ///< theta, S, > 0
  Substitution substitution = {};  ///< of producers and households
  /// mu, 0 (labour is specific to its sector) to infinity (it moves freely).
  double labour_mobility = std::numeric_limits<double>::infinity();
  double labour_supply = 0;  ///< kappa, >= 0: elasticity of hours to the real wage kept
  RevenueUse revenue = RevenueUse::lump_sum;
  Vector income_tax_rate = {};       ///< tau, N, the rate on wages before; empty: not given
  Vector scale = {};                 ///< psi, S, >= 0; empty: no economies of scale
  bool scale_of_elasticity = false;  ///< psi is 1 / theta of the long run, and moves against it
  Table tax_exponent = {};           ///< phi, N x S, row = importer; empty: 1 (no selling costs)
  /// Deficits are a constant part of income and not a constant.
  bool proportional_deficits = false;
  /// The parts of a cell are no substitutes: each competes with goods of its kind only.
  bool separate_nests = false;
};

/// All of them in a row: by these two sets of parameters are told apart, and a study is known
/// again. A member that is not named here does not compile.
inline std::vector<double> numbers_of(const ModelParameters& parameters) {
  const auto& [theta, substitution, mobility, supply, revenue, tax_rate, scale, of_elasticity,
               tax_exponent, proportional, separate_nests] = parameters;
  const auto& [value_added, inputs, final_use] = substitution;
  std::vector<double> numbers{value_added,
                              inputs,
                              final_use,
                              mobility,
                              supply,
                              static_cast<double>(revenue),
                              static_cast<double>(of_elasticity),
                              static_cast<double>(proportional),
                              static_cast<double>(separate_nests)};
  const auto add = [&](const auto& many) {
    numbers.push_back(static_cast<double>(many.size()));
    numbers.insert(numbers.end(), many.data(), many.data() + many.size());
  };
  add(theta);
  add(tax_rate);
  add(scale);
  add(tax_exponent);
  return numbers;
}

inline bool operator==(const ModelParameters& a, const ModelParameters& b) {
  return numbers_of(a) == numbers_of(b);
}

}  // namespace tariffsim
