// An independent twin: two countries, one sector with input-output, solved by bisection from the
// textbook equations.
#include <catch2/catch.hpp>

#include <cmath>

#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Two countries 0 and 1, one good used as its own input, tariffs and deficits: everything by hand.
struct TwoCountries {
  double theta;
  double flow[2][2];    // exporter, importer
  double tariff[2][2];  // before
  double new_tariff[2][2];
  double input[2];  // share of the good in its own cost

  double share(int i, int n) const { return flow[i][n] * (1 + tariff[i][n]) / spending(n); }
  double spending(int n) const {
    return flow[0][n] * (1 + tariff[0][n]) + flow[1][n] * (1 + tariff[1][n]);
  }
  double output(int i) const { return flow[i][0] + flow[i][1]; }
  double labour(int n) const { return (1 - input[n]) * output(n); }
  double deficit(int n) const { return flow[1 - n][n] - flow[n][1 - n]; }

  struct Solution {
    double wage[2], price[2], income[2];
  };

  /// Prices by plain iteration of the two price equations: a contraction because inputs are part of
  /// cost only.
  void prices(const double (&wage)[2], double (&price)[2]) const {
    price[0] = price[1] = 1;
    for (int round = 0; round < 5000; ++round) {
      double next[2];
      for (int n = 0; n < 2; ++n) {
        double sum = 0;
        for (int i = 0; i < 2; ++i) {
          const double cost = std::pow(wage[i], 1 - input[i]) * std::pow(price[i], input[i]);
          const double wedge = (1 + new_tariff[i][n]) / (1 + tariff[i][n]);
          sum += share(i, n) * std::pow(cost * wedge, -theta);
        }
        next[n] = std::pow(sum, -1 / theta);
      }
      price[0] = next[0];
      price[1] = next[1];
    }
  }

  /// Excess of country 0's wage bill over what its sales pay, at the relative wage `ratio` = w0 /
  /// w1.
  double excess(double ratio, Solution& out) const {
    const double world = labour(0) + labour(1);
    out.wage[1] = world / (ratio * labour(0) + labour(1));
    out.wage[0] = ratio * out.wage[1];
    prices(out.wage, out.price);
    double pays[2][2];   // importer n spends on exporter i, of X_n
    double lands[2][2];  // and what reaches i
    for (int n = 0; n < 2; ++n) {
      for (int i = 0; i < 2; ++i) {
        const double cost = std::pow(out.wage[i], 1 - input[i]) * std::pow(out.price[i], input[i]);
        const double wedge = (1 + new_tariff[i][n]) / (1 + tariff[i][n]);
        pays[i][n] = share(i, n) * std::pow(cost * wedge / out.price[n], -theta);
        lands[i][n] = pays[i][n] / (1 + new_tariff[i][n]);
      }
    }
    // X_n = w_n V_n + D_n + duty_n X_n + input_n Y_n with Y_n = sum_m lands[n][m] X_m: two
    // equations in X.
    double a[2][2], b[2];
    for (int n = 0; n < 2; ++n) {
      const double duty = pays[1 - n][n] - lands[1 - n][n];
      a[n][n] = 1 - duty - input[n] * lands[n][n];
      a[n][1 - n] = -input[n] * lands[n][1 - n];
      b[n] = out.wage[n] * labour(n) + deficit(n);
    }
    const double determinant = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    const double x[2] = {(b[0] * a[1][1] - a[0][1] * b[1]) / determinant,
                         (a[0][0] * b[1] - a[1][0] * b[0]) / determinant};
    for (int n = 0; n < 2; ++n) {
      out.income[n] = b[n] + (pays[1 - n][n] - lands[1 - n][n]) * x[n];
    }
    const double sales = lands[0][0] * x[0] + lands[0][1] * x[1];
    return out.wage[0] * labour(0) - (1 - input[0]) * sales;
  }

  Solution solve() const {
    Solution out{};
    double low = 1e-3;
    double high = 1e3;
    for (int round = 0; round < 200; ++round) {
      const double middle = std::sqrt(low * high);
      (excess(middle, out) > 0 ? high : low) = middle;
    }
    return out;
  }
};

}  // namespace

TEST_CASE("the general solver agrees with a two-country model solved by bisection") {
  const TwoCountries cases[] = {
      {4.0, {{80, 15}, {10, 120}}, {{0, 0.05}, {0.1, 0}}, {{0, 0.4}, {0.1, 0}}, {0.0, 0.0}},
      {6.5, {{80, 15}, {10, 120}}, {{0, 0.05}, {0.1, 0}}, {{0, 0.0}, {1.5, 0}}, {0.4, 0.5}},
      {0.8, {{500, 2}, {3, 20}}, {{0, 0.0}, {0.2, 0}}, {{0, 10.0}, {0.0, 0}}, {0.6, 0.3}},
      {20., {{80, 30}, {25, 90}}, {{0, 0.02}, {0.0, 0}}, {{0, 0.1}, {0.1, 0}}, {0.5, 0.45}},
  };
  for (const TwoCountries& twin : cases) {
    CAPTURE(twin.theta);
    Baseline b = random_baseline(1, {2, 1, true, false, false, false, 0.0, 0.0});
    for (Index n = 0; n < 2; ++n) {
      b.input_share(n, 0, 0) = twin.input[n];
      for (Index i = 0; i < 2; ++i) {
        b.flow(i, n, 0) = twin.flow[i][n];
        b.tariff(i, n, 0) = twin.tariff[i][n];
      }
    }
    const Calibration c = calibrate(b, {{Vector::Constant(1, twin.theta)}, true});
    REQUIRE(c.adjustment.cells == 0);
    const std::vector<CellRate> rates{{0, 1, 0, twin.new_tariff[0][1]},
                                      {1, 0, 0, twin.new_tariff[1][0]}};
    const std::vector<PolicyLine> policy{
        {LevyChange{WedgeKind::tariff, RateChange::set, rates}, "", {}}};
    const ExperimentResult found = run_experiment(c, policy, DeficitClosure::fixed, {1e-13, 60});
    REQUIRE(found.outcome);
    const TwoCountries::Solution expected = twin.solve();
    for (Index n = 0; n < 2; ++n) {
      const auto& e = found.outcome->equilibrium();
      CHECK(e.wage()(n) == within(expected.wage[n], kSameTight));
      CHECK(e.price()(n, 0) == within(expected.price[n], kSameTight));
      CHECK(found.outcome->after().income(n) == within(expected.income[n], kSameTight));
    }
  }
}
