// The domestic part of the input-output system, country by country: what makes its linear systems
// converge in a few steps.
#pragma once

#include "world/input_shares.hpp"

namespace tariffsim {

/// (I - g_n D_n)^-1 for each country, D_n the home shares: an S x S block a country, all countries
/// inverted side by side.
class HomeMarket {
 public:
  /// `home_share`: pi'_nn^s, N x S. Without input-output the blocks are the identity and cost
  /// nothing.
  HomeMarket(const InputShares& input_share, const Table& home_share);

  /// (I - g D)^-1 x: spending of each country once its inputs bought at home are counted. N x S.
  Table spend(const Table& x) const;
  /// (I - D g')^-1 x, the transpose: prices once inputs made at home have passed them on. N x S.
  Table pass_on(const Table& x) const;

 private:
  InputShares inverse_;  // N x S x S: (country, row, column)
};

}  // namespace tariffsim
