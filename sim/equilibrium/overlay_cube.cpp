#include "equilibrium/overlay_cube.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// If more than one in this many of a sector's columns change, the whole sector is overlaid.
constexpr Index kMany = 4;

}  // namespace

OverlayColumns::OverlayColumns(Index countries, Index sectors)
    : countries_(countries),
      first_(static_cast<std::size_t>(sectors + 1), 0),
      touched_(static_cast<std::size_t>(countries), 0) {}

void OverlayColumns::clear() {
  importers_.clear();
  std::fill(touched_.begin(), touched_.end(), char{0});
}

void OverlayColumns::add(Index importer) {
  importers_.push_back(importer);
  touched_[static_cast<std::size_t>(importer)] = 1;
}

void OverlayColumns::close(Index sector) {
  if (kMany * (size() - first(sector)) > countries_) {
    importers_.resize(static_cast<std::size_t>(first(sector)));
    for (Index n = 0; n < countries_; ++n) add(n);
  }
  first_[static_cast<std::size_t>(sector) + 1] = size();
}

std::span<const Index> OverlayColumns::of(Index sector) const {
  const auto begin = static_cast<std::size_t>(first(sector));
  return std::span(importers_).subspan(begin, static_cast<std::size_t>(first(sector + 1)) - begin);
}

void OverlayCube::set_base(const Cube& base) {
  base_ = &base;
  own_.resize(static_cast<std::size_t>(columns_->size() * columns_->countries()));
}

Eigen::Map<Vector> OverlayCube::own(Index at) {
  return {own_.data() + at * columns_->countries(), columns_->countries()};
}

Eigen::Map<const Eigen::MatrixXd> OverlayCube::own_of(Index sector) const {
  const Index countries = columns_->countries();
  return {own_.data() + columns_->first(sector) * countries, countries,
          static_cast<Index>(columns_->of(sector).size())};
}

Eigen::Map<const Vector> OverlayCube::column(Index importer, Index sector) const {
  const auto overlaid = columns_->of(sector);
  const auto found = std::lower_bound(overlaid.begin(), overlaid.end(), importer);
  const bool is_own = found != overlaid.end() && *found == importer;
  const double* data = is_own ? own_of(sector).col(found - overlaid.begin()).data()
                              : base_->sector(sector).col(importer).data();
  return {data, columns_->countries()};
}

void OverlayCube::sum_over_exporters(Index sector, const Eigen::Ref<const Vector>& u,
                                     Eigen::Ref<Vector> sums) const {
  const auto overlaid = columns_->of(sector);
  const auto own = own_of(sector);
  if (own.cols() == u.size()) {
    sums.noalias() = own.transpose() * u;
    return;
  }
  sums.noalias() = base_->sector(sector).transpose() * u;
  for (Index at = 0; at < own.cols(); ++at)
    sums(overlaid[static_cast<std::size_t>(at)]) = own.col(at).dot(u);
}

/// Importers between overlaid ones take the base's columns: nothing is added that has to be
/// subtracted again.
void OverlayCube::sum_over_importers(Index sector, const Eigen::Ref<const Vector>& x,
                                     Eigen::Ref<Vector> sums) const {
  const auto overlaid = columns_->of(sector);
  const auto own = own_of(sector);
  if (own.cols() == x.size()) {
    sums.noalias() = own * x;
    return;
  }
  const auto base = base_->sector(sector);
  sums.setZero();
  Index next = 0;
  for (Index at = 0; at <= own.cols(); ++at) {
    const Index end = at < own.cols() ? overlaid[static_cast<std::size_t>(at)] : x.size();
    if (end > next)
      sums.noalias() += base.middleCols(next, end - next) * x.segment(next, end - next);
    if (at < own.cols()) sums += x(end) * own.col(at);
    next = end + 1;
  }
}

}  // namespace tariffsim
