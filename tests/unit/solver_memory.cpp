// What a solver owes to studies of thousands of solves: no allocations, and the same bytes from any
// thread in any order.
#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "data/baseline_folder.hpp"
#include "equilibrium/equilibrium.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

std::atomic<long> allocations{0};

long allocations_of(const auto& action) {
  const long before = allocations;
  action();
  return allocations - before;
}

struct Case {
  std::string name;
  World world;
  ModelParameters parameters;
  std::vector<PolicyLine> lines;
};

Calibration twelve_countries(bool input_output, bool export_taxes) {
  return random_calibration(11, {12, 6, input_output, true, export_taxes, false, 0.1, 4.0});
}

std::vector<PolicyLine> tariff_war(const World& world) {
  const auto all = everyone(world.n_sectors());
  return {tariff_line({{0}, {1}, all}, RateChange::add, 1.45),
          tariff_line({{1}, {0}, all}, RateChange::add, 1.25)};
}

Calibration world_2022() {
  Diagnostics diagnostics;
  Baseline baseline = read_baseline(find_baseline("world-2022"), diagnostics);
  const Vector theta = baseline.elasticities.front().trade_elasticity;
  return calibrate(std::move(baseline), {{theta}, true});
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const bool input_output : {false, true}) {
    for (const bool export_taxes : {false, true}) {
      const Calibration made = twelve_countries(input_output, export_taxes);
      all.push_back({"random", *made.world, made.parameters, random_policy(3, *made.world, 0.4)});
      all.push_back({"war", *made.world, made.parameters, tariff_war(*made.world)});
    }
  }
  const Calibration real = world_2022();
  all.push_back({"war in world-2022", *real.world, real.parameters, tariff_war(*real.world)});
  return all;
}

bool same(const SolveResult& a, const SolveResult& b) {
  return a.message == b.message && a.iterations == b.iterations &&
         a.equilibrium->wage() == b.equilibrium->wage() &&
         a.equilibrium->price() == b.equilibrium->price() &&
         a.equilibrium->expenditure() == b.equilibrium->expenditure();
}

}  // namespace

#if defined(__GLIBC__) && !defined(TARIFFSIM_SANITIZED)  // sanitizers serve memory themselves
// operator new and Eigen's aligned memory both come from malloc: counted here, served by glibc.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);

void* malloc(std::size_t size) {
  ++allocations;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  ++allocations;
  return __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
  ++allocations;
  return __libc_realloc(old, size);
}
}

TEST_CASE("a solve allocates nothing once its workspace has served") {
  for (const Case& c : cases()) {
    CAPTURE(c.name, c.world.input_share.empty(), c.world.export_tax.countries());
    const Solver solver(c.world, c.parameters);
    const TradePolicy policy = apply_policy(c.world, c.lines).policy.average;
    const ModelParameters other{1.1 * c.parameters.trade_elasticity};
    SolverWorkspace workspace;
    CHECK(allocations_of([&] { solver.solve(workspace, {policy, c.world.deficit}); }) > 0);
    solver.solve(workspace, {policy, c.world.deficit});
    const SolveResult first = solver.solve(workspace, {policy, c.world.deficit});
    REQUIRE(first.equilibrium);
    CHECK(first.method == SolveMethod::quick_search);
    const Equilibrium start = *first.equilibrium;
    CHECK(allocations_of([&] { solver.solve(workspace, {policy, c.world.deficit}); }) == 0);
    CHECK(allocations_of([&] {
            solver.solve(workspace, {policy, c.world.deficit, &start, &other});
          }) == 0);
  }
}
#endif

TEST_CASE("a solver serves several threads, and earlier solves leave no trace") {
  for (const Case& c : cases()) {
    CAPTURE(c.name, c.world.input_share.empty(), c.world.export_tax.countries());
    const Solver solver(c.world, c.parameters);
    constexpr unsigned kPolicies = 6;
    std::vector<TradePolicy> policies;
    std::vector<SolveResult> alone;
    for (unsigned k = 0; k < kPolicies; ++k) {
      policies.push_back(
          apply_policy(c.world, random_policy(k, c.world, 0.2 + 0.1 * k)).policy.average);
      alone.push_back(solve(c.world, c.parameters, policies.back(), c.world.deficit));
      REQUIRE(alone.back().equilibrium);
      CHECK(alone.back().method == SolveMethod::quick_search);
    }
    std::vector<SolveResult> together(kPolicies);
    const auto work = [&](unsigned first) {
      SolverWorkspace workspace;
      for (unsigned k = first; k < kPolicies; k += 2)
        together[k] = solver.solve(workspace, {policies[k], c.world.deficit});
    };
    std::thread other(work, 1);
    work(0);
    other.join();
    for (unsigned k = 0; k < kPolicies; ++k) CHECK(same(together[k], alone[k]));
  }
}

TEST_CASE("other elasticities on one solver give the equilibrium of a world that has them") {
  constexpr double kAgree = 1e-11;
  for (const Case& c : cases()) {
    CAPTURE(c.name, c.world.input_share.empty(), c.world.export_tax.countries());
    ModelParameters other = c.parameters;
    for (Index s = 0; s < c.world.n_sectors(); ++s)
      other.trade_elasticity(s) *= 1 + 0.1 * static_cast<double>(s % 4) - 0.15;
    const TradePolicy policy = apply_policy(c.world, c.lines).policy.average;
    const SolverOptions tight{1e-13, 60};
    const Solver solver(c.world, c.parameters);
    SolverWorkspace workspace;
    const SolveResult& lent =
        solver.solve(workspace, {policy, c.world.deficit, nullptr, &other}, tight);
    const SolveResult own = solve(c.world, other, policy, c.world.deficit, tight);
    const SolveResult plain = solve(c.world, c.parameters, policy, c.world.deficit, tight);
    REQUIRE(lent.equilibrium);
    REQUIRE(own.equilibrium);
    for (const SolveResult* r : {&lent, &own, &plain})
      CHECK(r->method == SolveMethod::quick_search);
    const auto gap = [&](const SolveResult& r) {
      return (lent.equilibrium->wage() - r.equilibrium->wage()).cwiseAbs().maxCoeff();
    };
    CHECK(gap(own) < kAgree);
    CHECK(gap(plain) > 1e-6);
  }
}
