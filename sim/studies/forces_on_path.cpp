#include "studies/forces_on_path.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace tariffsim {
namespace {

constexpr int kFewestPoints = 9, kMostPoints = 33;
/// Points of percent: a fifth of what is visible in figures of two digits.
constexpr double kSettled = 1e-3;

class ForcesSolver {
 public:
  ForcesSolver(const Outcome& whole, const SolverOptions& options)
      : whole_(whole),
        options_(options),
        path_(whole.base(), whole.parameters(), policy_of_rates(whole)),
        solver_(whole.base(), whole.parameters()) {
    before_.flow = whole.base().flow;
    before_.consumer_price = Vector::Ones(whole.base().n_countries());
    no_change_ = Table::Ones(whole.base().n_countries(), whole.base().n_sectors());
  }

  std::optional<ForcesOnPath> run() {
    ForcesOnPath found;
    if (!whole_.licences().empty()) {
      licensed_ = solve_near(whole_, path_.end(), solver_, options_);
      if (!licensed_->holds()) return std::nullopt;
    }
    for (int count = kFewestPoints; count <= kMostPoints; count = 2 * count - 1) {
      if (!solve(count)) return std::nullopt;
      const std::vector<WelfareForces> coarse =
          count == kFewestPoints ? over((count + 1) / 2) : std::move(found.countries);
      found.countries = over(count);
      found.error = error_of(found.countries, coarse);
      if (found.error < kSettled) return found;
    }
    return std::nullopt;
  }

 private:
  static PointOnPath point_of(double s, const PolicySolution& at) {
    return {s, &at.policy, &at.after, &at.solve.equilibrium->unit_cost()};
  }

  /// The points of this count that are not solved yet.
  bool solve(int count) {
    std::vector<std::pair<const double, PolicySolution>*> open;
    for (const double s : inner(count))
      if (const auto [at, is_new] = solved_.try_emplace(s); is_new) open.push_back(&*at);
    tbb::parallel_for(std::size_t{0}, open.size(), [&](std::size_t at) {
      open[at]->second = solve_on_path(whole_, path_, open[at]->first, solver_, options_);
    });
    return std::all_of(open.begin(), open.end(),
                       [](const auto* one) { return one->second.holds(); });
  }

  static std::vector<double> inner(int count) {
    std::vector<double> points = chebyshev_points(count);
    points.pop_back();
    points.erase(points.begin());
    return points;
  }

  std::vector<WelfareForces> over(int count) const {
    std::vector<PointOnPath> points{{0, &path_.start(), &before_, &no_change_}};
    points.reserve(static_cast<std::size_t>(count));
    for (const double s : inner(count)) points.push_back(point_of(s, solved_.at(s)));
    points.push_back(licensed_ ? point_of(1, *licensed_)
                               : PointOnPath{1, &path_.end(), &whole_.after(),
                                             &whole_.equilibrium().unit_cost()});
    return welfare_forces(whole_.base(), whole_.parameters(), points);
  }

  double error_of(const std::vector<WelfareForces>& fine,
                  const std::vector<WelfareForces>& coarse) const {
    double largest = 0;
    for (std::size_t n = 0; n < fine.size(); ++n) {
      const CountryOutcome& country = whole_.countries()[n];
      const auto look = [&](double a, double b) {
        largest = std::max(largest, 100 * std::abs(a - b) / country.welfare_base);
      };
      look(fine[n].terms_of_trade, coarse[n].terms_of_trade);
      look(fine[n].volume_of_trade, coarse[n].volume_of_trade);
      look(fine[n].trade_cost, coarse[n].trade_cost);
      if (!has_other_forces(whole_.parameters())) look(fine[n].sum(), country.equivalent_variation);
    }
    return largest;
  }

  const Outcome& whole_;
  const SolverOptions& options_;
  const PolicyPath path_;
  const Solver solver_;
  std::optional<PolicySolution> licensed_;  // the end of the way, under quotas
  Levels before_;                           // what is read of it
  Table no_change_;                         // N x S, hats
  std::map<double, PolicySolution> solved_;
};

}  // namespace

WelfareForces ForcesOnPath::points_of(const Outcome& whole, const std::vector<Index>& of) const {
  WelfareForces forces;
  double base = 0;
  for (const Index n : of) {
    forces += countries[static_cast<std::size_t>(n)];
    base += whole.countries()[static_cast<std::size_t>(n)].welfare_base;
  }
  forces *= 100 / base;
  return forces;
}

bool has_other_forces(const ModelParameters& parameters) {
  return parameters.scale.size() > 0 || parameters.tax_exponent.size() > 0 ||
         parameters.proportional_deficits ||
         (parameters.labour_supply > 0 && parameters.revenue == RevenueUse::income_tax);
}

std::optional<ForcesOnPath> forces_on_path(const Outcome& whole, const SolverOptions& options) {
  return ForcesSolver(whole, options).run();
}

}  // namespace tariffsim
