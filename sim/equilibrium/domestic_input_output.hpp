// The domestic part of the input-output system, country by country: what makes its linear systems
// converge in a few steps.
#pragma once

#include <vector>

#include "model/input_shares.hpp"

namespace tariffsim {

/// I - g_n D_n for each country, D_n the home shares, factorised: an S x S block a country, several
/// countries side by side. The factors are kept in single precision: what they give is a correction
/// that is looked at again, and large worlds wait for memory.
class DomesticInputOutput {
 public:
  DomesticInputOutput() = default;  ///< without input-output the blocks are the identity
  DomesticInputOutput(const InputShares& input_share, const Table& home_share);
  /// The same at other home shares, in the same memory.
  void factorise(const InputShares& input_share, const Table& home_share);

  /// (I - g D)^-1 x: spending of each country once its inputs bought at home are counted. N x S.
  void spend(const Table& x, Table& y) const;
  /// (I - D g')^-1 x, the transpose: prices once inputs made at home have passed them on. N x S.
  void pass_on(const Table& x, Table& y) const;

 private:
  std::size_t place(Index n, Index row, Index column) const {
    return static_cast<std::size_t>((column * sectors_ + row) * countries_ + n);
  }
  const float* factor(Index n, Index row, Index column) const {
    return &factors_[place(n, row, column)];
  }

  Index countries_ = 0, sectors_ = 0;
  std::vector<float> factors_;  // N x S x S: (country, row, column); L below the diagonal, its own
                                // being 1, U above, and on it the inverse of U's
  std::vector<double> block_;   // S x S of several countries, while they are factorised
};

}  // namespace tariffsim
