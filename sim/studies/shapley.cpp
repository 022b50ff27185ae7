#include "studies/shapley.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace tariffsim {
namespace {

/// Policies of a chain of subsets; one chain is one thread's work.
constexpr std::size_t kSubsetsOfChain = 16;

/// The k-th subset, line j in force if bit j is set.
std::size_t gray_code(std::size_t k) { return k ^ (k >> 1U); }

bool holds(std::size_t subset, std::size_t line) { return ((subset >> line) & 1U) != 0; }

LinesInForce lines_of(std::size_t subset, std::size_t lines) {
  LinesInForce in_force(lines);
  for (std::size_t j = 0; j < lines; ++j) in_force[j] = holds(subset, j);
  return in_force;
}

/// |T|! (n - |T| - 1)! / n! for |T| = 0 to n - 1.
std::vector<double> shapley_weights(std::size_t lines) {
  std::vector<double> weights{1 / static_cast<double>(lines)};
  weights.reserve(lines);
  for (std::size_t size = 1; size < lines; ++size)
    weights.push_back(weights.back() * static_cast<double>(size) /
                      static_cast<double>(lines - size));
  return weights;
}

/// A whole number below `bound`, the same with any standard library.
std::size_t below(std::mt19937_64& generator, std::size_t bound) {
  const std::uint64_t fair = std::mt19937_64::max() - std::mt19937_64::max() % bound;
  std::uint64_t drawn = generator();
  while (drawn >= fair) drawn = generator();
  return static_cast<std::size_t>(drawn % bound);
}

LineOrder drawn_order(std::mt19937_64& generator, std::size_t lines) {
  LineOrder order(lines);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = lines; left > 1; --left)
    std::swap(order[left - 1], order[below(generator, left)]);
  return order;
}

std::vector<LineLevels> zeros(std::size_t lines, const LineLevels& like) {
  return std::vector<LineLevels>(lines, no_levels(like.countries.rows()));
}

LineLevels squared(LineLevels levels) {
  levels.countries = levels.countries.array().square();
  levels.world = levels.world.array().square();
  return levels;
}

/// sqrt( (sum x^2 - m mean^2) / (m (m - 1)) ): of a mean of m observations.
LineLevels error_of_mean(LineLevels squares, const LineLevels& mean, double m) {
  squares -= m * squared(mean);
  squares *= 1 / (m * (m - 1));
  squares.countries = squares.countries.array().max(0).sqrt();
  squares.world = squares.world.array().max(0).sqrt();
  return squares;
}

/// What each line adds to those before it along one order.
void add_steps(const LineOrder& order, const LineLevels& none, const LineLevels* along,
               std::vector<LineLevels>& adds) {
  for (std::size_t at = 0; at < order.size(); ++at)
    adds[order[at]] += along[at] - (at == 0 ? none : along[at - 1]);
}

}  // namespace

std::vector<PolicyChain> all_subsets(std::size_t lines) {
  const std::size_t subsets = std::size_t{1} << lines;
  std::vector<PolicyChain> chains((subsets + kSubsetsOfChain - 1) / kSubsetsOfChain);
  for (std::size_t k = 0; k < subsets; ++k)
    chains[k / kSubsetsOfChain].push_back(lines_of(gray_code(k), lines));
  return chains;
}

ShapleyValues exact_shapley(std::size_t lines, const std::vector<LineLevels>& levels) {
  std::vector<std::size_t> place(levels.size());  // of a subset in the order of the levels
  for (std::size_t k = 0; k < place.size(); ++k) place[gray_code(k)] = k;
  const std::vector<double> weights = shapley_weights(lines);
  ShapleyValues values{zeros(lines, levels.front()), {}};
  for (std::size_t subset = 0; subset < levels.size(); ++subset) {
    std::size_t size = 0;
    for (std::size_t j = 0; j < lines; ++j) size += holds(subset, j) ? 1 : 0;
    for (std::size_t j = 0; j < lines; ++j)
      if (!holds(subset, j))
        values.adds[j] +=
            weights[size] * (levels[place[subset | (std::size_t{1} << j)]] - levels[place[subset]]);
  }
  return values;
}

std::vector<LineOrder> drawn_orders(std::size_t lines, std::size_t pairs, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::vector<LineOrder> orders;
  orders.reserve(2 * pairs);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    orders.push_back(drawn_order(generator, lines));
    orders.emplace_back(orders.back().rbegin(), orders.back().rend());
  }
  return orders;
}

std::vector<PolicyChain> policies_along(const std::vector<LineOrder>& orders) {
  std::vector<PolicyChain> chains;
  chains.reserve(orders.size());
  for (const LineOrder& order : orders) {
    LinesInForce in_force(order.size(), false);
    PolicyChain& chain = chains.emplace_back();
    for (const std::size_t line : order) {
      in_force[line] = true;
      chain.push_back(in_force);
    }
  }
  return chains;
}

ShapleyValues sampled_shapley(const std::vector<LineOrder>& orders, const LineLevels& none,
                              const std::vector<LineLevels>& levels) {
  const std::size_t lines = orders.front().size(), pairs = orders.size() / 2;
  ShapleyValues values{zeros(lines, none), zeros(lines, none)};
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    std::vector<LineLevels> observed = zeros(lines, none);
    for (const std::size_t order : {2 * pair, 2 * pair + 1})
      add_steps(orders[order], none, levels.data() + order * lines, observed);
    for (std::size_t j = 0; j < lines; ++j) {
      observed[j] *= 0.5;
      values.adds[j] += observed[j];
      values.errors[j] += squared(observed[j]);
    }
  }
  const auto count = static_cast<double>(pairs);
  for (std::size_t j = 0; j < lines; ++j) {
    values.adds[j] *= 1 / count;
    values.errors[j] = error_of_mean(std::move(values.errors[j]), values.adds[j], count);
  }
  return values;
}

}  // namespace tariffsim
