#include "bench/table.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>
#include <random>
#include <vector>

#include "bench/cases.hpp"
#include "equilibrium/equilibrium.hpp"
#include "outcomes/levels.hpp"

namespace tariffsim::bench {
namespace {

using Action = std::function<void()>;

/// Of the processor, by this thread: a busy machine stretches the clock on the wall.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double seconds_of(const Action& action) {
  const double begin = processor_seconds();
  action();
  return processor_seconds() - begin;
}

/// Milliseconds of many rounds, within about half a second: what else the machine does only adds,
/// but the processor's clock jumps, so that the fastest tenth counts and not the one fastest.
double fast_ms(const Action& action) {
  std::vector<double> took;
  double spent = 0;
  while (took.size() < 3 || (spent < 0.5 && took.size() < 1000)) {
    took.push_back(seconds_of(action));
    spent += took.back();
  }
  const auto tenth = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 10);
  std::nth_element(took.begin(), tenth, took.end());
  return 1e3 * *tenth;
}

/// One sweep over the trade-share cube: S products of an N x N matrix and a vector.
double sweep_ms(const World& world) {
  const Table supply = Table::Ones(world.n_countries(), world.n_sectors());
  Table price = supply;
  return fast_ms([&] {
    for (Index s = 0; s < world.n_sectors(); ++s)
      price.col(s).noalias() = world.trade_share.sector(s).transpose() * supply.col(s);
    asm volatile("" : : "r"(price.data()) : "memory");  // the result counts as used
  });
}

/// A sweep and one over the inputs: as much work again as N products of an S x S matrix and a
/// vector. It grows as N^2 S (1 + S/N) by count, and more in time where a cache is outgrown.
double sweep_with_inputs_ms(const World& world) {
  const Index sectors = world.n_sectors(), countries = world.n_countries();
  const Table inputs = Table::Ones(sectors, sectors * countries);
  const Table cost = Table::Ones(sectors, countries);
  Table spent = cost;
  return sweep_ms(world) + fast_ms([&] {
           for (Index n = 0; n < countries; ++n)
             spent.col(n).noalias() =
                 inputs.middleCols(n * sectors, sectors).transpose() * cost.col(n);
           asm volatile("" : : "r"(spent.data()) : "memory");
         });
}

struct Measured {
  double cold_ms = 0;
  double reused_ms = 0;
  SolveResult last;
};

/// One solve, or with closure none the removal of deficits and then the policy.
Measured measure(const Case& c) {
  World world = *c.calibration.world;
  const Vector none = Vector::Zero(world.n_countries());
  const Vector deficit = c.without_deficits ? none : world.deficit;
  Measured m;
  if (c.without_deficits) {
    const TradePolicy observed = baseline_policy(world);
    m.cold_ms = fast_ms([&] { m.last = solve(world, c.calibration.parameters, observed, none); });
    world = world_after(world, c.calibration.parameters, observed, observed, *m.last.equilibrium,
                        levels(world, c.calibration.parameters, observed, *m.last.equilibrium));
  }
  const int iterations = m.last.iterations, evaluations = m.last.evaluations;
  const TradePolicy policy = apply_policy(world, c.policy).policy.average;
  m.cold_ms += fast_ms([&] { m.last = solve(world, c.calibration.parameters, policy, deficit); });
  const Solver solver(world, c.calibration.parameters);
  SolverWorkspace workspace;
  m.reused_ms = fast_ms([&] { solver.solve(workspace, {policy, deficit}); });
  m.last.iterations += iterations;
  m.last.evaluations += evaluations;
  return m;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print_row(const Case& c) {
  const World& world = *c.calibration.world;
  const double sweep = sweep_ms(world);
  const Measured m = measure(c);
  fmt::print(
      "| {} | {} x {} | {} | {:.4f} | {:.2f} | {:.0f} | {:.2f} | {:.0f} | {} | {} | {:.0e} | "
      "{:.0f} |\n",
      c.name, world.n_countries(), world.n_sectors(), world.input_share.empty() ? "no" : "yes",
      sweep, m.cold_ms, m.cold_ms / sweep, m.reused_ms, m.reused_ms / sweep, m.last.iterations,
      m.last.evaluations, m.last.max_residual, peak_megabytes());
}

/// Milliseconds per solve of draws of elasticities around the world's, one after the other.
void print_draws(const Case& c) {
  constexpr int kDraws = 2000;
  const World& world = *c.calibration.world;
  const TradePolicy policy = apply_policy(world, c.policy).policy.average;
  const Solver solver(world, c.calibration.parameters);
  SolverWorkspace workspace;
  const Equilibrium mean = *solver.solve(workspace, {policy, world.deficit}).equilibrium;
  std::mt19937 generator(1);
  std::normal_distribution<double> normal(0, 0.2);
  int solved = 0;
  const double seconds = seconds_of([&] {
    for (int draw = 0; draw < kDraws; ++draw) {
      const ModelParameters drawn{c.calibration.parameters.trade_elasticity.unaryExpr(
          [&](double mean_theta) { return mean_theta * std::exp(normal(generator)); })};
      solved += solver.solve(workspace, {policy, world.deficit, &mean, &drawn}).status ==
                SolveStatus::converged;
    }
  });
  fmt::print(
      "{} draws of elasticities (lognormal, standard error 20 %) on {}, input-output {}: "
      "{:.3f} ms a draw on one core, {} solved.\n\n",
      kDraws, c.name, world.input_share.empty() ? "off" : "on", 1e3 * seconds / kDraws, solved);
}

struct Size {
  Index countries, sectors;
};

/// Slopes of log time on log N, log S (and a constant), by least squares; those of the sweeps' own
/// time tell what of them is the machine's.
void print_exponents() {
  const std::vector<Size> sizes{{25, 25}, {50, 25},  {100, 25}, {200, 25}, {25, 50},
                                {50, 50}, {100, 50}, {25, 100}, {50, 100}, {100, 100}};
  Eigen::MatrixXd logs(sizes.size(), 3);
  Eigen::MatrixXd work(sizes.size(), 2);
  Vector cold(sizes.size()), reused(sizes.size()), sweeps(sizes.size());
  for (Index i = 0; i < cold.size(); ++i) {
    const auto [n, s] = sizes[static_cast<std::size_t>(i)];
    const Case made = synthetic(n, s, true);
    const Measured m = measure(made);
    const auto countries = static_cast<double>(n), sectors = static_cast<double>(s);
    logs.row(i) << std::log(countries), std::log(sectors), 1;
    work.row(i) << std::log(countries * countries * sectors * (1 + sectors / countries)), 1;
    cold(i) = std::log(m.cold_ms);
    reused(i) = std::log(m.reused_ms);
    sweeps(i) = std::log(sweep_with_inputs_ms(*made.calibration.world));
  }
  const auto fit = [](const Eigen::MatrixXd& x, const Vector& y) -> Vector {
    return x.colPivHouseholderQr().solve(y);
  };
  const auto print = [&](const char* name, const Vector& time) {
    const Vector slopes = fit(logs, time);
    fmt::print(
        "Fitted over {} sizes with input-output, {}: time ~ N^{:.2f} S^{:.2f}; "
        "time ~ (N^2 S (1 + S/N))^{:.2f}.\n\n",
        sizes.size(), name, slopes(0), slopes(1), fit(work, time)(0));
  };
  print("cold", cold);
  print("reused", reused);
  print("one sweep over trade shares and inputs", sweeps);
  fmt::print("In such sweeps: cold ~ (N^2 S (1 + S/N))^{:.2f}, reused ~ ^{:.2f}.\n\n",
             fit(work, cold - sweeps)(0), fit(work, reused - sweeps)(0));
}

}  // namespace

void print_table() {
  fmt::print(
      "| case | size | input-output | sweep ms | cold ms | sweeps | reused ms | sweeps | "
      "steps | evaluations | residual | peak MB |\n"
      "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  if (const auto c = icio_2022()) print_row(*c);
  if (const auto c = nafta_1993()) print_row(*c);
  print_row(world_2022(false));
  print_row(world_2022(true));
  print_row(world_2022_family());
  print_row(synthetic(81, 28, true));
  print_row(synthetic_family(81, 28));
  print_row(synthetic(200, 100, true));
  fmt::print("\n");
  print_draws(world_2022(false));
  print_draws(world_2022(true));
  print_exponents();
}

}  // namespace tariffsim::bench
