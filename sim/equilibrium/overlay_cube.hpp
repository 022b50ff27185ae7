// A cube that differs from another in some columns: what a policy leaves alone is not copied.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "model/cube.hpp"

namespace tariffsim {

/// Which columns (an importer and a sector) have been replaced. Several cubes share one list.
class OverlayColumns {
 public:
  OverlayColumns(Index countries, Index sectors);
  bool operator==(const OverlayColumns&) const = default;

  /// Replaces the columns for which `changed(importer, sector)` is true, and all of a sector if
  /// many of its columns change: one product over all is then cheaper than many over parts.
  template <class Changed>
  void choose(const Changed& changed) {
    clear();
    for (Index s = 0; s < sectors(); ++s) {
      for (Index n = 0; n < countries_; ++n) {
        if (changed(n, s)) add(n);
      }
      close(s);
    }
  }

  Index size() const { return static_cast<Index>(importers_.size()); }
  Index countries() const { return countries_; }
  Index sectors() const { return static_cast<Index>(first_.size()) - 1; }
  /// The overlaid importers of a sector, ascending.
  std::span<const Index> of(Index sector) const;
  /// Place of a sector's first overlaid column among all.
  Index first(Index sector) const { return first_[static_cast<std::size_t>(sector)]; }
  /// Whether any sector's column of this importer is overlaid.
  bool any_of(Index importer) const { return touched_[static_cast<std::size_t>(importer)] != 0; }

 private:
  void clear();
  void add(Index importer);
  void close(Index sector);

  Index countries_;
  std::vector<Index> importers_;  // sector by sector
  std::vector<Index> first_;      // S + 1
  std::vector<char> touched_;     // N
};

/// Another cube, the base, with some columns replaced by its own. Sector-major like Cube.
class OverlayCube {
 public:
  explicit OverlayCube(std::shared_ptr<const OverlayColumns> columns)
      : columns_(std::move(columns)) {}
  /// The same numbers, in columns of a list that is a copy of the other's.
  OverlayCube(const OverlayCube& other, std::shared_ptr<const OverlayColumns> columns)
      : columns_(std::move(columns)), base_(other.base_), own_(other.own_) {}

  /// Makes room for the columns of the list, to be written next. `base` outlives it.
  void set_base(const Cube& base);
  /// An overlaid column, N by exporter, by its place in the list.
  Eigen::Map<Vector> own(Index at);

  /// N, by exporter.
  Eigen::Map<const Vector> column(Index importer, Index sector) const;
  /// One sector's sums K' u by importer, u being by exporter. Both N.
  void sum_over_exporters(Index sector, const Eigen::Ref<const Vector>& u,
                          Eigen::Ref<Vector> sums) const;
  /// One sector's sums K x by exporter, x being by importer. Both N.
  void sum_over_importers(Index sector, const Eigen::Ref<const Vector>& x,
                          Eigen::Ref<Vector> sums) const;

 private:
  Eigen::Map<const Eigen::MatrixXd> own_of(Index sector) const;

  std::shared_ptr<const OverlayColumns> columns_;
  const Cube* base_ = nullptr;
  std::vector<double> own_;  // N x overlaid columns
};

}  // namespace tariffsim
