#include "outcomes/complementarity.hpp"

#include <Eigen/LU>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Of secants: of its square root rounding and what solves leave are as small as the bend of h.
constexpr double kSecant = 1e-5;
constexpr double kLongestStep = 2;
constexpr double kShortestPart = 1.0 / 64;
constexpr int kMostSteps = 50;
/// Slopes that served worse than this are found anew.
constexpr double kServes = 0.1;
constexpr int kMostSweeps = 60;
constexpr double kFarthest = 60;  // e^60 is no price
constexpr std::uintmax_t kMostBisections = 100;

/// h at a point, and how far from a solution that is.
struct Point {
  Vector u, h;
  double residual = kInfinity;
};

class Search {
 public:
  Search(const ComplementaryGap& gap, Index size, double tolerance)
      : gap_(gap), tolerance_(tolerance), at_(point(Vector::Zero(size))) {}

  ComplementaritySolution run() {
    if (std::isfinite(at_.residual)) {
      newton();
      if (!solved()) sweep();
    }
    return {at_.u, at_.residual, solved()};
  }

 private:
  bool solved() const { return at_.residual <= tolerance_; }

  Point point(Vector u) const {
    Point there{std::move(u), {}, kInfinity};
    const std::optional<Vector> h = gap_(there.u);
    if (!h || h->hasNaN()) return there;
    there.h = *h;
    there.residual = there.u.cwiseMin(there.h).cwiseAbs().maxCoeff();
    return there;
  }

  void newton() {
    bool fresh = find_slopes();
    for (int step = 0; step < kMostSteps && !solved(); ++step) {
      const Point before = at_;
      const bool moved = slopes_.size() > 0 && advance();
      if (moved && at_.residual <= kServes * before.residual) {
        keep_slopes_up(before);
        fresh = false;
        continue;
      }
      if (!moved && fresh) return;
      fresh = find_slopes();
    }
  }

  /// dh/du by secants at the point.
  bool find_slopes() {
    const Index size = at_.u.size();
    slopes_.resize(size, size);
    for (Index k = 0; k < size; ++k) {
      Vector aside = at_.u;
      aside(k) += kSecant;
      const Point there = point(std::move(aside));
      if (!std::isfinite(there.residual)) {
        slopes_.resize(0, 0);
        return false;
      }
      slopes_.col(k) = (there.h - at_.h) / kSecant;
    }
    return true;
  }

  void keep_slopes_up(const Point& before) {
    const Vector moved = at_.u - before.u;
    const Vector missed = at_.h - before.h - slopes_ * moved;
    slopes_ += missed * moved.transpose() / moved.squaredNorm();
  }

  /// Where min(u, h) would be zero if h were straight: u = 0 for who is nearer to that, else h = 0.
  Vector target() const {
    Vector gap = at_.h;
    Eigen::MatrixXd system = slopes_;
    for (Index j = 0; j < gap.size(); ++j) {
      if (at_.u(j) > at_.h(j)) continue;
      gap(j) = at_.u(j);
      system.row(j).setZero();
      system(j, j) = 1;
    }
    return system.fullPivLu().solve(-gap);
  }

  /// One step, or a part of it, that shrinks the residual; false if none does.
  bool advance() {
    Vector step = target();
    if (!step.allFinite()) return false;
    step *= std::min(1.0, kLongestStep / std::max(step.cwiseAbs().maxCoeff(), 1e-300));
    for (double part = 1; part >= kShortestPart; part /= 2) {
      Point there = point((at_.u + part * step).cwiseMax(0));
      if (!(there.residual < at_.residual)) continue;
      at_ = std::move(there);
      return true;
    }
    return false;
  }

  /// h of one unknown, the others staying; infinite where it cannot be computed.
  double own_gap(Index k, double u) const {
    Vector aside = at_.u;
    aside(k) = u;
    const Point there = point(std::move(aside));
    if (!std::isfinite(there.residual)) return kInfinity;
    return there.h(k);
  }

  void sweep() {
    for (int round = 0; round < kMostSweeps && !solved(); ++round) {
      Vector u = at_.u;
      for (Index k = 0; k < u.size(); ++k) {
        u(k) = alone(k);
        at_ = point(u);
        if (!std::isfinite(at_.residual)) return;
      }
    }
  }

  /// The solution for one unknown: 0, or where its h crosses zero.
  double alone(Index k) const {
    const auto gap = [&](double u) { return own_gap(k, u); };
    if (gap(0) >= 0) return 0;
    double low = 0, high = 0.1;
    while (gap(high) < 0 && high < kFarthest) {
      low = high;
      high *= 2;
    }
    std::uintmax_t most = kMostBisections;
    const auto [from, to] = boost::math::tools::toms748_solve(
        gap, low, high, boost::math::tools::eps_tolerance<double>(), most);
    return std::abs(gap(from)) < std::abs(gap(to)) ? from : to;
  }

  const ComplementaryGap& gap_;
  double tolerance_;
  Point at_;
  Eigen::MatrixXd slopes_;  // row: of h
};

}  // namespace

ComplementaritySolution solve_complementarity(const ComplementaryGap& gap, Index size,
                                              double tolerance) {
  return Search(gap, size, tolerance).run();
}

}  // namespace tariffsim
