// Input-output technology: g of sim/model.md, section 1.1.
#pragma once

#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// g_n^{ks}, N x S x S: share of input k in the cost of sector s in country n; the country
/// contiguous.
class InputShares {
 public:
  InputShares() = default;
  InputShares(Index countries, Index sectors)
      : countries_(countries),
        sectors_(sectors),
        values_(static_cast<std::size_t>(countries * sectors * sectors), 0.0) {}

  bool operator==(const InputShares&) const = default;

  bool empty() const { return values_.empty(); }
  Index countries() const { return countries_; }
  Index sectors() const { return sectors_; }

  double& operator()(Index country, Index input, Index sector) {
    return values_[offset(country, input, sector)];
  }
  const double& operator()(Index country, Index input, Index sector) const {
    return values_[offset(country, input, sector)];
  }
  /// Share of one input in one sector's cost, by country.
  Eigen::Map<const Vector> by_country(Index input, Index sector) const {
    return {values_.data() + offset(0, input, sector), countries_};
  }

 private:
  std::size_t offset(Index country, Index input, Index sector) const {
    return static_cast<std::size_t>((sector * sectors_ + input) * countries_ + country);
  }

  Index countries_ = 0;
  Index sectors_ = 0;
  std::vector<double> values_;
};

}  // namespace tariffsim
