#include <catch2/catch.hpp>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <map>
#include <set>

#include "studies/draws.hpp"
#include "studies/unit_sampler.hpp"
#include "support/near.hpp"

using namespace tariffsim;
using test::within;

namespace {

/// A shifted Sobol sequence of 4096 points misses the tails by some parts in a thousand of the
/// mean, and by ten times that of the standard deviation of 0.2.
constexpr double kSampled = 0.02;

std::vector<double> coordinate(const UnitSampler& sampler, std::size_t size, std::size_t d) {
  std::vector<double> values;
  for (std::size_t at = 0; at < size; ++at) values.push_back(sampler.at(at)[d]);
  return values;
}

/// How many of `parts` equal parts of the unit interval hold exactly `each` values.
std::size_t even_parts(const std::vector<double>& values, std::size_t parts, std::size_t each) {
  std::vector<std::size_t> count(parts, 0);
  for (const double value : values)
    ++count[static_cast<std::size_t>(value * static_cast<double>(parts))];
  return static_cast<std::size_t>(std::count(count.begin(), count.end(), each));
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("a latin hypercube has one point in each part of each dimension, for any size") {
  for (const std::size_t size : {2U, 7U, 100U, 257U}) {
    const UnitSampler sampler(Sampling::latin_hypercube, 3, size, 5);
    for (std::size_t d = 0; d < 5; ++d) {
      CAPTURE(size, d);
      CHECK(even_parts(coordinate(sampler, size, d), size, 1) == size);
    }
  }
}

TEST_CASE("the dimensions of a latin hypercube are shuffled apart, and seeds differ") {
  const UnitSampler one(Sampling::latin_hypercube, 1, 1000, 2);
  const UnitSampler other(Sampling::latin_hypercube, 2, 1000, 2);
  const auto x = coordinate(one, 1000, 0), y = coordinate(one, 1000, 1);
  double covariance = 0;
  for (std::size_t at = 0; at < x.size(); ++at) covariance += (x[at] - 0.5) * (y[at] - 0.5);
  // Under independence the correlation has standard deviation 1/sqrt(999): 5 of these.
  CHECK(std::abs(covariance / 1000 * 12) < 0.16);
  CHECK(coordinate(other, 1000, 0) != x);
}

TEST_CASE("a shifted Sobol sequence stays even in every dimension and in pairs") {
  constexpr std::size_t kSize = 256;
  const UnitSampler sampler(Sampling::sobol, 11, kSize, 6);
  for (std::size_t d = 0; d < 6; ++d)
    CHECK(even_parts(coordinate(sampler, kSize, d), kSize, 1) == kSize);
  const auto x = coordinate(sampler, kSize, 0), y = coordinate(sampler, kSize, 1);
  std::set<std::pair<int, int>> squares;  // 16 x 16, each hit once: a (0, 8, 2)-net
  for (std::size_t at = 0; at < kSize; ++at)
    squares.emplace(static_cast<int>(16 * x[at]), static_cast<int>(16 * y[at]));
  CHECK(squares.size() == kSize);
}

TEST_CASE("a Sobol point by index is that of the sequence run from its beginning") {
  constexpr std::size_t kDimensions = 4;
  boost::random::sobol engine(kDimensions);
  const UnitSampler sampler(Sampling::sobol, 5, 100, kDimensions);
  const auto digits = [](double unit) { return static_cast<std::uint64_t>(unit * 0x1p52); };
  const std::vector<double> origin = sampler.at(0);
  for (std::size_t at = 1; at < 100; ++at) {
    const std::vector<double> point = sampler.at(at);
    for (std::size_t d = 0; d < kDimensions; ++d)  // the shift cancels
      CHECK((digits(point[d]) ^ digits(origin[d])) == engine() >> 12);
  }
}

TEST_CASE("elasticity factors have the mean and the spread that was asked for") {
  constexpr std::size_t kSize = 4096;
  const UnitSampler sampler(Sampling::sobol, 1, kSize, 1);
  for (const Distribution distribution : {Distribution::lognormal, Distribution::normal}) {
    std::vector<double> factors, squares;
    for (const double u : coordinate(sampler, kSize, 0)) {
      factors.push_back(elasticity_factor(distribution, 0.2, u));
      squares.push_back((factors.back() - 1) * (factors.back() - 1));
    }
    CHECK(mean(factors) == test::near(1, 2e-3));
    CHECK(std::sqrt(mean(squares)) == within(0.2, kSampled));
  }
  CHECK(elasticity_factor(Distribution::normal, 0.5, 1e-6) == 0.1);  // 1 - 0.5 * 4.75 < 0.1
  CHECK(elasticity_factor(Distribution::lognormal, 0, 0.3) == 1);
}

TEST_CASE("a block of points shares what the mixture of a group shares") {
  PointInputs central{{Vector::Constant(2, 4.0)}, {Vector::Constant(2, 4.0)}, {}, {}, 1e-10};
  central.policy.push_back(
      {LevyChange{WedgeKind::tariff, RateChange::add, OneRate{{{0}, {1}, {0}}, 0.25}},
       "tariff",
       {}});
  Uncertainty uncertainty;
  uncertainty.draws = 10;
  uncertainty.elasticity_error = Vector::Constant(2, 0.3);
  uncertainty.rate_deviation = 0.1;
  uncertainty.trade_costs = {{{{0}, {1}, {0, 1}}, 0.2, "cost"}};
  const Study study = uncertain_study(central, uncertainty);
  REQUIRE(study.draws->groups == std::vector<std::string>{"elasticities", "rates", "trade_costs"});
  CHECK(study.points == 5 * 5);
  const auto rate = [](const PointInputs& point) {
    return std::get<OneRate>(std::get<LevyChange>(point.policy[0].instrument).rates).rate;
  };
  const auto cost = [](const PointInputs& point) {
    return std::get<TradeCostChange>(point.policy[1].instrument).change;
  };
  for (std::size_t row = 0; row < 5; ++row) {
    std::vector<PointInputs> p;
    for (std::size_t role = 0; role < 5; ++role) p.push_back(study.inputs(5 * row + role));
    CHECK(p[0].parameters.trade_elasticity != p[1].parameters.trade_elasticity);
    CHECK(rate(p[0]) != rate(p[1]));
    CHECK(cost(p[0]) != cost(p[1]));
    for (std::size_t group = 0; group < 3; ++group) {
      const PointInputs& mixed = p[group + 2];
      CHECK(mixed.parameters.trade_elasticity == p[group == 0 ? 1 : 0].parameters.trade_elasticity);
      CHECK(mixed.starting_parameters == p[group == 0 ? 1 : 0].starting_parameters);
      CHECK(rate(mixed) == rate(p[group == 1 ? 1 : 0]));
      CHECK(cost(mixed) == cost(p[group == 2 ? 1 : 0]));
    }
    CHECK(study.draws->is_draw(5 * row));
    CHECK(study.draws->is_draw(5 * row + 1));
    CHECK_FALSE(study.draws->is_draw(5 * row + 2));
  }
}

TEST_CASE("draws from sources take each of them equally often") {
  PointInputs central{{Vector::Constant(1, 4.0)}, {Vector::Constant(1, 4.0)}, {}, {}, 1e-10};
  Uncertainty uncertainty;
  uncertainty.draws = 300;
  uncertainty.sampling = Sampling::latin_hypercube;
  for (const double theta : {2.0, 5.0, 9.0})
    uncertainty.sources.push_back({{Vector::Constant(1, theta)}, {Vector::Constant(1, theta)}});
  const Study study = uncertain_study(central, uncertainty);
  std::map<double, int> count;
  for (std::size_t at = 0; at < study.points; ++at)
    ++count[study.inputs(at).parameters.trade_elasticity(0)];
  CHECK(count == std::map<double, int>{{2.0, 100}, {5.0, 100}, {9.0, 100}});
}

TEST_CASE("draws of options are factors with median 1 on what the scenario says") {
  ModelParameters parameters{Vector::Constant(1, 4.0)};
  parameters.substitution = {0.5, 0.02, 1};
  parameters.labour_mobility = 1.5;
  parameters.labour_supply = 0.4;
  const PointInputs central{parameters, parameters, {}, {}, 1e-10};
  Uncertainty uncertainty;
  uncertainty.draws = 1001;
  uncertainty.sampling = Sampling::latin_hypercube;
  uncertainty.mobility_deviation = 0.5;
  const Study mobility = uncertain_study(central, uncertainty);
  REQUIRE(mobility.draws->groups == std::vector<std::string>{"labour_mobility"});
  std::vector<double> drawn;
  for (std::size_t at = 0; at < mobility.points; ++at) {
    const PointInputs point = mobility.inputs(at);
    CHECK(point.parameters == point.starting_parameters);
    CHECK(point.parameters.labour_supply == 0.4);
    drawn.push_back(std::log(point.parameters.labour_mobility / 1.5));
  }
  std::sort(drawn.begin(), drawn.end());
  // A part of a latin hypercube is 1/1001 wide: its median is known to 0.5 x 0.0025.
  CHECK(drawn[500] == test::near(0, 0.0013));
  std::vector<double> squares;
  for (const double log_factor : drawn) squares.push_back(log_factor * log_factor);
  CHECK(std::sqrt(mean(squares)) == within(0.5, kSampled));

  uncertainty.mobility_deviation = 0;
  uncertainty.substitution_deviation = 0.5;
  uncertainty.supply_deviation = 0.2;
  const Study both = uncertain_study(central, uncertainty);
  REQUIRE(both.draws->groups == std::vector<std::string>{"substitution", "labour_supply"});
  for (std::size_t at = 0; at < both.points; ++at) {
    const ModelParameters point = both.inputs(at).parameters;
    CHECK(point.substitution.inputs >= kLeastSubstitution);
    CHECK(point.substitution.value_added / 0.5 != point.substitution.final_use);
    CHECK(point.labour_mobility == 1.5);
  }
}
