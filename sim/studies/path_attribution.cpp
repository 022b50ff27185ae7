#include "studies/path_attribution.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <boost/math/special_functions/legendre.hpp>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "studies/path_solution.hpp"

namespace tariffsim {
namespace {

constexpr int kFewestNodes = 8, kMostNodes = 64;
/// Points of percent.
constexpr double kClosed = 1e-8;

struct Node {
  double s = 0, weight = 0;  // on [0, 1], the weights sum to 1
};

/// Roots of the Legendre polynomial P of this even degree, weights 2 / ((1 - x^2) P'^2) on [-1, 1].
std::vector<Node> gauss_legendre(int degree) {
  std::vector<Node> nodes;
  nodes.reserve(static_cast<std::size_t>(degree));
  for (const double x : boost::math::legendre_p_zeros<double>(degree)) {
    const double slope = boost::math::legendre_p_prime(degree, x);
    const double weight = 1 / ((1 - x * x) * slope * slope);
    nodes.push_back({(1 - x) / 2, weight});
    nodes.push_back({(1 + x) / 2, weight});
  }
  return nodes;
}

/// What is found at one node: by movement, the derivatives of each country's welfare.
struct AtNode {
  LineStatus status = LineStatus::not_solved;
  std::string why;
  std::vector<CellMovement> movements;
  std::vector<Vector> derivatives;  // by country
};

class PathSolver {
 public:
  PathSolver(const Outcome& whole, const std::vector<Index>& countries,
             const SolverOptions& options)
      : whole_(whole),
        countries_(countries),
        options_(options),
        path_(whole.base(), whole.parameters(), policy_of_rates(whole)),
        solver_(whole.base(), whole.parameters()) {}

  PathAttribution run() {
    PathAttribution result;
    for (int nodes = kFewestNodes; nodes <= kMostNodes; nodes *= 2) {
      const int solves = result.solves;
      result = with(nodes);
      result.solves += solves;
      if (result.status != LineStatus::solved || result.error <= kClosed) break;
    }
    return result;
  }

 private:
  using Key = std::tuple<WedgeKind, Index, Index, Index>;

  PathAttribution with(int count) {
    const std::vector<Node> nodes = gauss_legendre(count);
    std::vector<AtNode> found(nodes.size());
    tbb::parallel_for(std::size_t{0}, nodes.size(),
                      [&](std::size_t at) { found[at] = at_node(nodes[at].s); });
    PathAttribution result;
    result.countries = countries_;
    result.nodes = count;
    result.solves = count;
    for (const AtNode& one : found)
      if (one.status != LineStatus::solved) {
        result.status = one.status;
        result.message = one.why;
        return result;
      }
    add_up(nodes, found, result);
    return result;
  }

  AtNode at_node(double s) {
    AtNode found;
    const PolicySolution solution = solve_on_path(whole_, path_, s, solver_, options_);
    if (!solution.holds()) {
      found.status =
          solution.solve.equilibrium ? LineStatus::not_certified : LineStatus::no_solution;
      found.why = fmt::format("{:.1f} % of the way to the policy: {}", 100 * s, solution.failure());
      return found;
    }
    differentiate(solution, s, found);
    return found;
  }

  void differentiate(const PolicySolution& solution, double s, AtNode& found) const {
    const Sensitivities all(whole_.base(), whole_.parameters(), solution.policy, solution.effective,
                            deficit_before(whole_), *solution.solve.equilibrium, solution.after,
                            options_);
    const auto* welfare = find_differentiable("welfare_pct", OutcomeSubject::country);
    found.movements = all.movements(path_, s);
    for (const Index n : countries_) {
      auto through = all.through(*welfare, {{n}, {}, {}}, found.movements);
      if (!through) {
        found.status = LineStatus::no_solution;
        found.why = fmt::format(
            "{:.1f} % of the way to the policy, the equations do not determine the gradient of "
            "welfare",
            100 * s);
        return;
      }
      found.derivatives.push_back(std::move(*through));
    }
    found.status = LineStatus::solved;
  }

  static Key key_of(const CellMovement& one) {
    return {one.wedge, one.place.sector, one.place.importer, one.place.exporter};
  }

  void add_up(const std::vector<Node>& nodes, const std::vector<AtNode>& found,
              PathAttribution& result) const {
    std::map<Key, Index> places;
    for (const AtNode& one : found)
      for (const CellMovement& movement : one.movements) places.emplace(key_of(movement), 0);
    for (auto& [key, place] : places) {
      place = static_cast<Index>(result.cells.size());
      const auto& [wedge, sector, importer, exporter] = key;
      result.cells.push_back({wedge, {exporter, importer, sector}});
    }
    result.adds =
        Table::Zero(static_cast<Index>(places.size()), static_cast<Index>(countries_.size()));
    for (std::size_t at = 0; at < nodes.size(); ++at)
      for (std::size_t m = 0; m < found[at].movements.size(); ++m) {
        const Index row = places.at(key_of(found[at].movements[m]));
        for (std::size_t c = 0; c < countries_.size(); ++c)
          result.adds(row, static_cast<Index>(c)) +=
              nodes[at].weight * found[at].derivatives[c](static_cast<Index>(m));
      }
    close(result);
  }

  void close(PathAttribution& result) const {
    result.status = LineStatus::solved;
    for (std::size_t c = 0; c < countries_.size(); ++c) {
      const double whole =
          100 * whole_.countries()[static_cast<std::size_t>(countries_[c])].welfare;
      const double sum = result.adds.col(static_cast<Index>(c)).sum();
      result.error = std::max(result.error, std::abs(sum - whole));
    }
    result.message = fmt::format(
        "{} nodes solved and certified; the cells sum to the changes of "
        "welfare to {:.1e} points",
        result.nodes, result.error);
  }

  const Outcome& whole_;
  const std::vector<Index>& countries_;
  const SolverOptions& options_;
  const PolicyPath path_;
  const Solver solver_;
};

}  // namespace

PathAttribution attribute_along_path(const Outcome& whole, const std::vector<Index>& countries,
                                     const SolverOptions& options) {
  return PathSolver(whole, countries, options).run();
}

}  // namespace tariffsim
