// Numbers by exporter, importer and sector.
#pragma once

#include <algorithm>
#include <cassert>
#include <span>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// N x N x S, sector-major; within a sector column = importer, row = exporter, the exporter
/// contiguous.
class Cube {
 public:
  Cube() = default;
  Cube(Index countries, Index sectors, double value = 0.0)
      : countries_(countries),
        sectors_(sectors),
        values_(static_cast<std::size_t>(countries * countries * sectors), value) {}

  bool operator==(const Cube&) const = default;

  Index countries() const { return countries_; }
  Index sectors() const { return sectors_; }

  double& operator()(Index exporter, Index importer, Index sector) {
    return values_[offset(exporter, importer, sector)];
  }
  double operator()(Index exporter, Index importer, Index sector) const {
    return values_[offset(exporter, importer, sector)];
  }
  /// Of a cube that may be empty, and is `absent` everywhere then.
  double value_or(Index exporter, Index importer, Index sector, double absent) const {
    return countries_ == 0 ? absent : (*this)(exporter, importer, sector);
  }

  /// One sector, N x N: row = exporter, column = importer.
  Eigen::Map<Eigen::MatrixXd> sector(Index s) {
    return {values_.data() + offset(0, 0, s), countries_, countries_};
  }
  Eigen::Map<const Eigen::MatrixXd> sector(Index s) const {
    return {values_.data() + offset(0, 0, s), countries_, countries_};
  }
  /// All cells, in storage order.
  std::span<double> values() { return values_; }
  std::span<const double> values() const { return values_; }

 private:
  std::size_t offset(Index exporter, Index importer, Index sector) const {
    assert(exporter < countries_ && importer < countries_ && sector < sectors_);
    return static_cast<std::size_t>((sector * countries_ + importer) * countries_ + exporter);
  }

  Index countries_ = 0;
  Index sectors_ = 0;
  std::vector<double> values_;
};

}  // namespace tariffsim
