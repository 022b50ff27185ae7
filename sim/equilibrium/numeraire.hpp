// World value added as the numeraire, for each group of countries that trade with each other.
#pragma once

#include <vector>

#include "model/world.hpp"

namespace tariffsim {

/// In each group one clearing equation is redundant (Walras): that of the largest country gives way
/// to sum w V = sum V over the group.
class Numeraire {
 public:
  /// `components`: group by country, N.
  void set(const World& world, const std::vector<Index>& components);

  /// Moves log wages so that the numeraire holds.
  void impose(const World& world, Vector& log_wage) const;
  /// Clearing residuals without the redundant ones, which become zero.
  void drop_redundant(Vector& clearance) const;
  /// Puts the numeraire's own derivative in place of the redundant rows, for one change of log
  /// wages.
  void replace_redundant(const World& world, const Vector& log_wage, const Vector& wage_change,
                         Vector& clearance_change) const;
  /// Its transpose: takes the redundant rows' entries out of `clearance_bar` and adds what they
  /// owe to log wages.
  void replace_redundant_transposed(const World& world, const Vector& log_wage,
                                    Vector& clearance_bar, Vector& wage_bar) const;

 private:
  std::vector<Index> component_;  // N
  std::vector<Index> largest_;    // one a component
};

}  // namespace tariffsim
