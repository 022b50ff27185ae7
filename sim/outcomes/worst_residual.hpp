// The worst of the residuals of one condition, and where it is.
#pragma once

#include "outcomes/certificate.hpp"

namespace tariffsim {

/// Keeps what is largest in size; what is no finite number is larger than all numbers.
class WorstResidual {
 public:
  /// Of a country, or of a sector of it; country -1: of the world.
  void see(double residual, Index country, Index sector = -1);

  Residual named(const World& world, const char* name, const char* meaning, double tolerance) const;

 private:
  double value_ = 0;
  Index country_ = -1;
  Index sector_ = -1;
};

}  // namespace tariffsim
