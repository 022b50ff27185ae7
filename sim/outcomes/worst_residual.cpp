#include "outcomes/worst_residual.hpp"

#include <cmath>

namespace tariffsim {

void WorstResidual::see(double residual, Index country, Index sector) {
  const double size = std::isfinite(residual) ? std::abs(residual) : HUGE_VAL;
  if (country_ >= 0 && size <= value_) return;
  value_ = size;
  country_ = country;
  sector_ = sector;
}

Residual WorstResidual::named(const World& world, const char* name, const char* meaning,
                              double tolerance) const {
  Residual residual{name, meaning, value_, tolerance, "world"};
  if (country_ >= 0) residual.where = world.countries[static_cast<std::size_t>(country_)].code;
  if (sector_ >= 0) residual.where += " " + world.sectors[static_cast<std::size_t>(sector_)].code;
  return residual;
}

}  // namespace tariffsim
