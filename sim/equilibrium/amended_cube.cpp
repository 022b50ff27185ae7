#include "equilibrium/amended_cube.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// Where more than one in this many of a sector's columns change, the whole sector is amended.
constexpr Index kMany = 4;

}  // namespace

AmendedColumns::AmendedColumns(Index countries, Index sectors)
    : countries_(countries),
      first_(static_cast<std::size_t>(sectors + 1), 0),
      touched_(static_cast<std::size_t>(countries), 0) {}

void AmendedColumns::clear() {
  importers_.clear();
  std::fill(touched_.begin(), touched_.end(), char{0});
}

void AmendedColumns::add(Index importer) {
  importers_.push_back(importer);
  touched_[static_cast<std::size_t>(importer)] = 1;
}

void AmendedColumns::close(Index sector) {
  if (kMany * (size() - first(sector)) > countries_) {
    importers_.resize(static_cast<std::size_t>(first(sector)));
    for (Index n = 0; n < countries_; ++n) add(n);
  }
  first_[static_cast<std::size_t>(sector) + 1] = size();
}

std::span<const Index> AmendedColumns::of(Index sector) const {
  const auto begin = static_cast<std::size_t>(first(sector));
  return std::span(importers_).subspan(begin, static_cast<std::size_t>(first(sector + 1)) - begin);
}

void AmendedCube::amend(const Cube& base) {
  base_ = &base;
  own_.resize(static_cast<std::size_t>(columns_->size() * columns_->countries()));
}

Eigen::Map<Vector> AmendedCube::own(Index at) {
  return {own_.data() + at * columns_->countries(), columns_->countries()};
}

Eigen::Map<const Eigen::MatrixXd> AmendedCube::own_of(Index sector) const {
  const Index countries = columns_->countries();
  return {own_.data() + columns_->first(sector) * countries, countries,
          static_cast<Index>(columns_->of(sector).size())};
}

Eigen::Map<const Vector> AmendedCube::column(Index importer, Index sector) const {
  const auto amended = columns_->of(sector);
  const auto found = std::lower_bound(amended.begin(), amended.end(), importer);
  const bool is_own = found != amended.end() && *found == importer;
  const double* data = is_own ? own_of(sector).col(found - amended.begin()).data()
                              : base_->sector(sector).col(importer).data();
  return {data, columns_->countries()};
}

void AmendedCube::sum_over_exporters(Index sector, const Eigen::Ref<const Vector>& u,
                                     Eigen::Ref<Vector> sums) const {
  const auto amended = columns_->of(sector);
  const auto own = own_of(sector);
  if (own.cols() == u.size()) {
    sums.noalias() = own.transpose() * u;
    return;
  }
  sums.noalias() = base_->sector(sector).transpose() * u;
  for (Index at = 0; at < own.cols(); ++at)
    sums(amended[static_cast<std::size_t>(at)]) = own.col(at).dot(u);
}

/// Importers between amended ones take the base's columns: nothing is added that has to be
/// subtracted again.
void AmendedCube::sum_over_importers(Index sector, const Eigen::Ref<const Vector>& x,
                                     Eigen::Ref<Vector> sums) const {
  const auto amended = columns_->of(sector);
  const auto own = own_of(sector);
  if (own.cols() == x.size()) {
    sums.noalias() = own * x;
    return;
  }
  const auto base = base_->sector(sector);
  sums.setZero();
  Index next = 0;
  for (Index at = 0; at <= own.cols(); ++at) {
    const Index end = at < own.cols() ? amended[static_cast<std::size_t>(at)] : x.size();
    if (end > next)
      sums.noalias() += base.middleCols(next, end - next) * x.segment(next, end - next);
    if (at < own.cols()) sums += x(end) * own.col(at);
    next = end + 1;
  }
}

}  // namespace tariffsim
