#include "outcomes/welfare_forces.hpp"

#include <Eigen/LU>
#include <boost/math/special_functions/chebyshev.hpp>
#include <cmath>
#include <numbers>
#include <utility>

namespace tariffsim {
namespace {

/// Values at the points of a path, the integral of which is a sum and the derivative of which is a
/// product with a matrix: both exact for polynomials of degree count - 1.
class ChebyshevRule {
 public:
  explicit ChebyshevRule(std::span<const PointOnPath> points) {
    const auto count = static_cast<Index>(points.size());
    Table values(count, count), slopes(count, count);
    Vector integrals(count);
    for (Index j = 0; j < count; ++j) {
      const auto degree = static_cast<unsigned>(j);
      for (Index k = 0; k < count; ++k) {
        const double x = 2 * points[static_cast<std::size_t>(k)].s - 1;
        values(k, j) = boost::math::chebyshev_t(degree, x);
        slopes(k, j) = 2 * boost::math::chebyshev_t_prime(degree, x);
      }
      // Over [-1, 1], of which [0, 1] is half: 2 / (1 - j^2), and 0 of odd degrees.
      integrals(j) = j % 2 == 1 ? 0 : 1.0 / static_cast<double>(1 - j * j);
    }
    const Table inverse = values.inverse();
    derivative_ = slopes * inverse;
    weights_ = inverse.transpose() * integrals;
  }

  Vector derivative(const Vector& values) const { return derivative_ * values; }
  double integral(const Vector& values) const { return weights_.dot(values); }

 private:
  Table derivative_;
  Vector weights_;
};

/// One part of a cell at all points.
class PartOnPath {
 public:
  explicit PartOnPath(std::size_t points)
      : flow(static_cast<Index>(points)),
        log_price(flow.size()),
        duty(flow.size()),
        export_tax(flow.size()),
        log_trade_cost(flow.size()) {}

  void set(Index point, const PartFlow& part, double unit_cost) {
    flow(point) = part.after;
    log_price(point) = std::log(exporter_border_price(unit_cost, part));
    duty(point) = part.duty_rate;
    export_tax(point) = part.export_rate;
    log_trade_cost(point) = std::log(part.trade_cost);
  }
  bool ends() const { return std::isinf(log_trade_cost(log_trade_cost.size() - 1)); }

  Vector flow, log_price, duty, export_tax, log_trade_cost;
};

class PathIntegral {
 public:
  PathIntegral(const World& base, const ModelParameters& parameters,
               std::span<const PointOnPath> points)
      : base_(base), parameters_(parameters), points_(points), rule_(points) {
    per_price_.reserve(points.size());
    for (const PointOnPath& point : points)
      per_price_.push_back(point.levels->consumer_price.cwiseInverse());
  }

  std::vector<WelfareForces> run() {
    forces_.assign(static_cast<std::size_t>(base_.n_countries()), {});
    for (Index s = 0; s < base_.n_sectors(); ++s)
      for (Index n = 0; n < base_.n_countries(); ++n)
        for (Index i = 0; i < base_.n_countries(); ++i)
          if (i != n && base_.flow(i, n, s) > 0) add_cell(i, n, s);
    return std::move(forces_);
  }

 private:
  void add_cell(Index i, Index n, Index s) {
    std::size_t parts = 0;
    for (std::size_t k = 0; k < points_.size(); ++k) {
      const PointOnPath& point = points_[k];
      parts = 0;
      for_each_part(base_, *point.policy, *point.levels, i, n, s, [&](const PartFlow& part) {
        if (parts == parts_.size()) parts_.emplace_back(points_.size());
        parts_[parts++].set(static_cast<Index>(k), part, (*point.unit_cost)(i, s));
      });
    }
    for (std::size_t at = 0; at < parts; ++at)
      add_part(parts_[at], i, n, parameters_.trade_elasticity(s));
  }

  void add_part(const PartOnPath& part, Index i, Index n, double theta) {
    const Vector by_price = part.flow.cwiseProduct(rule_.derivative(part.log_price));
    const Vector by_volume = rule_.derivative(part.flow) - by_price;
    const auto rate = [](double export_tax) { return export_tax / (1 + export_tax); };
    WelfareForces& exporter = forces_[static_cast<std::size_t>(i)];
    WelfareForces& importer = forces_[static_cast<std::size_t>(n)];
    exporter.terms_of_trade += integral_at_prices_of(i, by_price);
    importer.terms_of_trade -= integral_at_prices_of(n, by_price);
    exporter.volume_of_trade +=
        integral_at_prices_of(i, part.export_tax.unaryExpr(rate).cwiseProduct(by_volume));
    importer.volume_of_trade += integral_at_prices_of(n, part.duty.cwiseProduct(by_volume));
    importer.trade_cost -=
        integral_at_prices_of(n, (1 + part.duty.array()).matrix().cwiseProduct(burnt(part, theta)));
  }

  /// F dlog d / ds. Where trade ends log d = -log(1 - s) / theta, and F / (1 - s) is -dF / ds at
  /// the end.
  Vector burnt(const PartOnPath& part, double theta) const {
    if (!part.ends()) return part.flow.cwiseProduct(rule_.derivative(part.log_trade_cost));
    const Index last = part.flow.size() - 1;
    Vector out(part.flow.size());
    for (Index k = 0; k < last; ++k)
      out(k) = part.flow(k) / (theta * (1 - points_[static_cast<std::size_t>(k)].s));
    out(last) = -rule_.derivative(part.flow)(last) / theta;
    return out;
  }

  double integral_at_prices_of(Index n, const Vector& by_point) const {
    Vector real(by_point.size());
    for (Index k = 0; k < real.size(); ++k)
      real(k) = by_point(k) * per_price_[static_cast<std::size_t>(k)](n);
    return rule_.integral(real);
  }

  const World& base_;
  const ModelParameters& parameters_;
  std::span<const PointOnPath> points_;
  const ChebyshevRule rule_;
  std::vector<Vector> per_price_;  // by point, N
  std::vector<PartOnPath> parts_;  // of one cell at a time
  std::vector<WelfareForces> forces_;
};

}  // namespace

WelfareForces& WelfareForces::operator+=(const WelfareForces& other) {
  terms_of_trade += other.terms_of_trade;
  volume_of_trade += other.volume_of_trade;
  trade_cost += other.trade_cost;
  return *this;
}

WelfareForces& WelfareForces::operator*=(double factor) {
  terms_of_trade *= factor;
  volume_of_trade *= factor;
  trade_cost *= factor;
  return *this;
}

std::vector<double> chebyshev_points(int count) {
  std::vector<double> points;
  points.reserve(static_cast<std::size_t>(count));
  for (int k = 0; k < count; ++k)
    points.push_back((1 - std::cos(std::numbers::pi * k / (count - 1))) / 2);
  return points;
}

std::vector<WelfareForces> welfare_forces(const World& base, const ModelParameters& parameters,
                                          std::span<const PointOnPath> points) {
  return PathIntegral(base, parameters, points).run();
}

}  // namespace tariffsim
