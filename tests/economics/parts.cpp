// Cells that are hit in part, solved: an independent twin in which the covered goods are a variety
// of their own, and what must hold of any solution.
#include <catch2/catch.hpp>
#include <cmath>

#include "outcomes/parts_certificate.hpp"
#include "outcomes/policy_solution.hpp"
#include "policy/split_world.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/random_family.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Two countries, one sector, no inputs. What 1 sells to 0 are two varieties of their own.
struct TwoVarieties {
  double theta = 6;
  double home[2] = {80, 120};
  double exports = 15;            // of 0 to 1
  double imports[2] = {6, 4};     // of 0 from 1, by variety
  double before[2] = {0.1, 0.1};  // tariffs of 0
  double after[2] = {0.1, 1.55};
  bool separate = false;  // each variety competes with as large a share of 0's own goods only

  double labour(int n) const {
    return n == 0 ? home[0] + exports : home[1] + imports[0] + imports[1];
  }
  double deficit() const { return imports[0] + imports[1] - exports; }

  struct Solution {
    double wage[2], price, sold[2];  // price index of 0; sales by variety
  };

  double old(int v) const { return (1 + before[v]) * imports[v]; }
  double taken(int v, double wage) const {
    return old(v) * std::pow(wage * (1 + after[v]) / (1 + before[v]), -theta);
  }

  /// All in one nest: spending on varieties as shares of all; returns the price index.
  double buy_together(const double (&wage)[2], double (&share)[2]) const {
    const double spending = home[0] + old(0) + old(1);
    const double weight =
        home[0] * std::pow(wage[0], -theta) + taken(0, wage[1]) + taken(1, wage[1]);
    for (int v = 0; v < 2; ++v) share[v] = taken(v, wage[1]) / weight;
    return std::pow(weight / spending, -1 / theta);
  }

  /// A nest for each variety, with as large a share of home goods as it has of imports.
  double buy_apart(const double (&wage)[2], double (&share)[2]) const {
    const double spending = home[0] + old(0) + old(1);
    double log_price = 0;
    for (int v = 0; v < 2; ++v) {
      const double own = home[0] * imports[v] / (imports[0] + imports[1]);
      const double a = (own + old(v)) / spending;
      const double weight = own * std::pow(wage[0], -theta) + taken(v, wage[1]);
      share[v] = a * taken(v, wage[1]) / weight;
      log_price += a * std::log(std::pow(weight / (own + old(v)), -1 / theta));
    }
    return std::exp(log_price);
  }

  /// What the wage bill of 1 is short of its sales at the relative wage w0 / w1.
  double excess(double ratio, Solution& out) const {
    out.wage[1] = (labour(0) + labour(1)) / (ratio * labour(0) + labour(1));
    out.wage[0] = ratio * out.wage[1];
    double share[2];  // of 0's spending on each variety
    out.price = separate ? buy_apart(out.wage, share) : buy_together(out.wage, share);
    double duty = 0;  // of a unit that 0 spends
    for (int v = 0; v < 2; ++v) duty += share[v] * after[v] / (1 + after[v]);
    const double spent = (out.wage[0] * labour(0) + deficit()) / (1 - duty);
    double sales = 0;
    for (int v = 0; v < 2; ++v) {
      out.sold[v] = share[v] * spent / (1 + after[v]);
      sales += out.sold[v];
    }
    const double abroad = exports * std::pow(out.wage[0], -theta);
    const double own = home[1] * std::pow(out.wage[1], -theta);
    sales += own / (own + abroad) * (out.wage[1] * labour(1) - deficit());
    return sales - out.wage[1] * labour(1);
  }

  Solution solve() const {
    Solution out{};
    double low = 1e-2, high = 1e2;
    for (int round = 0; round < 200; ++round) {
      const double middle = std::sqrt(low * high);
      (excess(middle, out) > 0 ? high : low) = middle;
    }
    return out;
  }
};

Calibration calibrated(const TwoVarieties& twin) {
  Baseline b = random_baseline(1, {2, 1, false, false, false, false, 0.0, 0.0});
  for (double& rate : b.tariff.values()) rate = 0;
  b.flow(0, 0, 0) = twin.home[0];
  b.flow(1, 1, 0) = twin.home[1];
  b.flow(0, 1, 0) = twin.exports;
  b.flow(1, 0, 0) = twin.imports[0] + twin.imports[1];
  b.tariff(1, 0, 0) = twin.before[0];
  ModelParameters parameters{Vector::Constant(1, twin.theta)};
  parameters.separate_nests = twin.separate;
  return calibrate(b, {parameters, false});
}

PolicyLine add_in(const World& world, Index exporter, Index importer, double rate,
                  PartScope goods) {
  return {LevyChange{WedgeKind::tariff, RateChange::add,
                     OneRate{{{exporter}, {importer}, everyone(world.n_sectors())}, rate},
                     std::move(goods)},
          "add",
          {}};
}

}  // namespace

TEST_CASE("part of a cell under a tariff is what a variety of its own would be") {
  TwoVarieties twin;
  twin.separate = GENERATE(false, true);
  const Calibration calibration = calibrated(twin);
  const double share = twin.imports[1] / (twin.imports[0] + twin.imports[1]);
  const std::vector<PolicyLine> policy{
      {LevyChange{WedgeKind::tariff, RateChange::set, OneRate{{{1}, {0}, {0}}, twin.after[1]},
                  covering(share)},
       "set",
       {}}};
  const ExperimentResult found =
      run_experiment(calibration, policy, DeficitClosure::fixed, {1e-13, 60});
  REQUIRE(found.outcome);
  const TwoVarieties::Solution expected = twin.solve();
  const Outcome& outcome = *found.outcome;
  CHECK(outcome.equilibrium().wage()(0) == within(expected.wage[0], kSameTight));
  CHECK(outcome.equilibrium().price()(0, 0) == within(expected.price, kSameTight));
  CHECK(outcome.after().flow(1, 0, 0) == within(expected.sold[0] + expected.sold[1], kSameTight));
  const std::vector<PolicyPart>& parts = outcome.parted_policy().cell(1, 0, 0)->parts;
  CHECK(parts[0].flow_share * outcome.after().flow(1, 0, 0) ==
        within(expected.sold[1], kSameTight));
  CHECK(outcome.after().duty_revenue(0) ==
        within(expected.sold[0] * twin.after[0] + expected.sold[1] * twin.after[1], kSameTight));
}

TEST_CASE("parts come through a reference: changes to it and from it multiply to both together") {
  const DeficitClosure closure = GENERATE(DeficitClosure::fixed, DeficitClosure::none);
  const Calibration calibration = random_calibration(5);
  const PartScope list{0.4, false, "list", std::nullopt}, again{std::nullopt, false, "list", {}};
  const std::vector<PolicyLine> reference{add_tariff(2, 0, 0.3, list),
                                          add_tariff(0, 2, 0.1, covering(0.2))};
  const std::vector<PolicyLine> policy{add_tariff(2, 0, 0.25, again),
                                       add_tariff(2, 0, 0.15, covering(0.7)),
                                       add_tariff(1, 0, 0.2, covering(0.5))};
  std::vector<PolicyLine> both = reference;
  both.insert(both.end(), policy.begin(), policy.end());

  Experiment from_reference;
  from_reference.calibration = calibration;
  from_reference.solver = kNested;
  from_reference.deficits = closure;
  from_reference.reference = reference;
  from_reference.stages = {{{}, policy, calibration.parameters, {}}};
  const ExperimentResult change = std::move(run_experiment(from_reference).front().result);
  const ExperimentResult to_reference = run_experiment(calibration, reference, closure, kNested);
  const ExperimentResult whole = run_experiment(calibration, both, closure, kNested);
  const Vector product =
      ((welfare(change).array() + 1) * (welfare(to_reference).array() + 1) - 1).matrix();
  CHECK((product - welfare(whole)).cwiseAbs().maxCoeff() < kSame);
  const Cube &changed = change.outcome->after().flow, &together = whole.outcome->after().flow;
  for (std::size_t cell = 0; cell < changed.values().size(); ++cell)
    CHECK(changed.values()[cell] == within(together.values()[cell], kSame));
}

TEST_CASE("taking back what was levied on part of a cell changes nothing") {
  const Calibration calibration = random_calibration(6);
  const std::vector<PolicyLine> policy{add_tariff(2, 0, 0.3, covering(0.4)),
                                       add_tariff(2, 0, -0.3, covering(0.4))};
  const ExperimentResult same = run_experiment(calibration, policy, DeficitClosure::fixed, kNested);
  CHECK(welfare(same).cwiseAbs().maxCoeff() < kSame);
}

TEST_CASE("the certificate sees a part that is not what its rate says") {
  const Calibration calibration = random_calibration(7);
  const World& world = *calibration.world;
  const std::vector<PolicyLine> lines{add_tariff(2, 0, 0.3, covering(0.4))};
  PartedPolicy policy = apply_policy(world, lines).policy;
  const TradePolicy effective = weigh_parts(world, calibration.parameters, policy);
  const SolveResult solved =
      solve(world, calibration.parameters, effective, world.deficit, kNested);
  REQUIRE(solved.equilibrium);
  const Levels after = levels(world, calibration.parameters, effective, *solved.equilibrium);
  const auto holds = [&](const PartedPolicy& parted) {
    const Certificate certificate = certify(world, calibration.parameters, parted, effective,
                                            world.deficit, *solved.equilibrium, after, 1e-10);
    if (!certificate.holds()) CHECK(certificate.summary().starts_with("parts fails in"));
    return certificate.holds();
  };
  CHECK(holds(policy));
  PartedPolicy other_rate = policy;
  other_rate.parts.begin()->second.parts[0].level(WedgeKind::tariff) += 1e-6;
  CHECK_FALSE(holds(other_rate));
  PartedPolicy other_share = policy;
  other_share.parts.begin()->second.parts[0].before.flow_share += 1e-6;
  CHECK_FALSE(holds(other_share));
}

TEST_CASE("a duty on part of the trade is collected at the effective rate, and shown by its mean") {
  const Calibration calibration = random_calibration(8);
  const std::vector<PolicyLine> policy{add_tariff(2, 0, 0.5, covering(0.4))};
  const ExperimentResult result =
      run_experiment(calibration, policy, DeficitClosure::fixed, kNested);
  REQUIRE(result.outcome);
  const Outcome& outcome = *result.outcome;
  double duty = 0;
  for (Index s = 0; s < 4; ++s) {
    const double before = calibration.world->tariff(2, 0, s);
    CHECK(outcome.policy().tariff(2, 0, s) == rounded(before + 0.2));
    if (calibration.world->flow(2, 0, s) > 0)
      CHECK(outcome.effective_policy().tariff(2, 0, s) < before + 0.2);
  }
  for (Index s = 0; s < calibration.world->n_sectors(); ++s)
    for (Index i = 0; i < calibration.world->n_countries(); ++i)
      duty += outcome.after().flow(i, 0, s) * outcome.effective_policy().tariff(i, 0, s);
  CHECK(outcome.countries()[0].duty_revenue == rounded(duty));
  CHECK(outcome.after().duty_revenue(0) == rounded(duty));
}

TEST_CASE("parts that do not compete: what was not hit gains less, and nothing is lost") {
  Calibration calibration = random_calibration(9);
  const std::vector<PolicyLine> policy{add_tariff(2, 0, 0.5, covering(0.4)),
                                       add_tariff(0, 2, 0.2, covering(0.3))};
  const ExperimentResult one = run_experiment(calibration, policy, DeficitClosure::fixed, kNested);
  calibration.parameters.separate_nests = true;
  const ExperimentResult apart =
      run_experiment(calibration, policy, DeficitClosure::fixed, kNested);
  REQUIRE(one.outcome);
  REQUIRE(apart.outcome);
  const World& world = *calibration.world;
  for (Index s = 0; s < world.n_sectors(); ++s) {
    const PolicyCell* of_one = one.outcome->parted_policy().cell(2, 0, s);
    const PolicyCell* of_apart = apart.outcome->parted_policy().cell(2, 0, s);
    if (of_one == nullptr || world.flow(2, 0, s) <= 0) continue;
    REQUIRE(of_apart != nullptr);
    const auto sold = [&](const Outcome& outcome, const PolicyCell& cell, std::size_t part) {
      return cell.parts[part].flow_share * outcome.after().flow(2, 0, s);
    };
    CHECK(sold(*apart.outcome, *of_apart, 1) < sold(*one.outcome, *of_one, 1));
    CHECK(of_apart->parts[0].flow_share + of_apart->parts[1].flow_share == rounded(1));
  }
  // The levels are accounts: imports less exports are the deficit, duties are what is
  // levied.
  for (Index n = 0; n < world.n_countries(); ++n) {
    double imports = 0, exports = 0, duty = 0;
    for (Index s = 0; s < world.n_sectors(); ++s)
      for (Index i = 0; i < world.n_countries(); ++i) {
        imports += apart.outcome->after().flow(i, n, s);
        exports += apart.outcome->after().flow(n, i, s);
        duty += apart.outcome->after().flow(i, n, s) *
                apart.outcome->effective_policy().tariff(i, n, s);
      }
    CHECK(imports - exports == near(world.deficit(n), 1e-8 * world.income(n)));
    CHECK(apart.outcome->after().duty_revenue(n) == rounded(duty));
  }
}

TEST_CASE("without anything hit, markets that are kept apart change nothing") {
  Calibration calibration = random_calibration(10);
  calibration.parameters.separate_nests = true;
  Experiment same;
  same.calibration = calibration;
  same.solver = kNested;
  same.reference = {add_tariff(2, 0, 0.5, covering(0.4))};
  same.stages = {{{}, {}, calibration.parameters, {}}};
  CHECK(welfare(std::move(run_experiment(same).front().result)).cwiseAbs().maxCoeff() < kSame);
}

TEST_CASE("markets apart may follow a reference that hits no part of a cell") {
  // All markets of a sector then moved alike, so that the two steps are one.
  Calibration calibration = random_calibration(13);
  calibration.parameters.separate_nests = true;
  const std::vector<PolicyLine> whole{add_tariff(1, 0, 0.2), add_tariff(2, 0, 0.1)};
  const std::vector<PolicyLine> part{add_tariff(2, 0, 0.5, covering(0.4))};
  const auto prices = [&](const std::vector<PolicyLine>& reference,
                          std::vector<PolicyLine> policy) {
    Experiment run;
    run.calibration = calibration;
    run.solver = kNested;
    run.reference = reference;
    run.stages = {{{}, std::move(policy), calibration.parameters, {}}};
    const ExperimentResult result = run_experiment(run).front().result;
    INFO(result.statistics.message);
    REQUIRE(result.outcome);
    return result.outcome->equilibrium().price();
  };
  const Table both = prices({}, {whole[0], whole[1], part[0]});
  const Table two_steps = prices({}, whole).cwiseProduct(prices(whole, part));
  CHECK((two_steps - both).cwiseAbs().maxCoeff() < kSame);
}

TEST_CASE("a preference that all claim already at any duty makes a new duty change nothing") {
  const Calibration calibration = random_calibration(11);
  World world = *calibration.world;
  std::vector<PolicyLine> lines{add_tariff(2, 0, 0.25)};
  std::get<LevyChange>(lines[0].instrument).claims = ClaimShares{{{0.01, 1.0}}};
  // Nothing is collected where everybody claims: only cells without a tariff can be so.
  for (Index s = 0; s < world.n_sectors(); ++s) world.tariff(2, 0, s) = 0;
  const PartedPolicy policy = apply_policy(world, lines).policy;
  for (Index s = 0; s < world.n_sectors(); ++s) CHECK(policy.average.tariff(2, 0, s) == 0);
}

namespace {

PolicySolution solved_apart(const World& world, const ModelParameters& parameters,
                            const std::vector<PolicyLine>& lines) {
  return solve_policy(
      world, parameters, apply_policy(world, lines).policy, world.deficit, kNested,
      kNested.tolerance,
      [&](const TradePolicy& policy, const SolverOptions& to, const Equilibrium* near) {
        return solve(world, parameters, policy, world.deficit, to, near);
      });
}

}  // namespace

TEST_CASE("what is bought of kinds of goods apart, and their prices, are certified") {
  const Calibration calibration = random_calibration(12);
  const World& world = *calibration.world;
  ModelParameters parameters = calibration.parameters;
  parameters.separate_nests = true;
  PolicySolution solution =
      solved_apart(world, parameters,
                   {add_tariff(2, 0, 0.5, covering(0.4)), add_tariff(0, 2, 0.2, covering(0.3))});
  REQUIRE(solution.holds());
  const auto residuals = [&](const ModelParameters& at) {
    return certify_separate_parts(world, at, solution.policy, solution.effective,
                                  *solution.solve.equilibrium, solution.after);
  };
  REQUIRE(residuals(parameters).size() == 2);
  for (const Residual& residual : residuals(parameters)) CHECK(residual.holds());
  PolicyCell& cell = solution.policy.parts.begin()->second;
  const auto [i, n, s] = solution.policy.parts.begin()->first;
  cell.parts[0].flow_share += 1e-6;
  CHECK_FALSE(residuals(parameters)[0].holds());
  CHECK(residuals(parameters)[1].holds());
  cell.parts[0].flow_share -= 1e-6;
  solution.after.flow(i, n, s) *= 1 + 1e-6;
  CHECK_FALSE(residuals(parameters)[0].holds());
  solution.after.flow(i, n, s) /= 1 + 1e-6;
  ModelParameters others = parameters;
  others.trade_elasticity *= 1 + 1e-6;
  CHECK_FALSE(residuals(others)[1].holds());
}

TEST_CASE("kinds of goods that do not compete are sectors of their own, where these are the same") {
  // Two solutions of the same equations, each to 1e-13, conditions amplify by elasticities.
  constexpr double kSameSolution = 1e-10;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const Calibration calibration = random_calibration(seed);
    const World& world = *calibration.world;
    ModelParameters parameters = calibration.parameters;
    parameters.separate_nests = true;
    if (seed % 2 == 0) parameters.substitution.value_added = 0.4;
    if (seed % 3 == 0) parameters.labour_supply = 0.5;
    const std::vector<PolicyLine> lines{add_tariff(2, 0, 0.5, covering(0.4)),
                                        add_tariff(1, 0, 3, covering(0.1)),
                                        add_tariff(0, 2, 0.2, covering(0.3))};
    const PolicySolution solution = solved_apart(world, parameters, lines);
    REQUIRE(solution.holds());
    const SplitWorld split = split_world(world, parameters, apply_policy(world, lines).policy);
    const SolveResult twin =
        solve(split.world, split.parameters, split.policy, world.deficit, kNested);
    REQUIRE(twin.equilibrium);
    const Levels of_twin = levels(split.world, split.parameters, split.policy, *twin.equilibrium);
    CHECK((solution.solve.equilibrium->wage() - twin.equilibrium->wage()).cwiseAbs().maxCoeff() <
          kSameSolution);
    Cube flow(world.n_countries(), world.n_sectors());
    for (std::size_t v = 0; v < split.sector_of.size(); ++v)
      flow.sector(split.sector_of[v]) += of_twin.flow.sector(static_cast<Index>(v));
    for (std::size_t cell = 0; cell < flow.values().size(); ++cell)
      CHECK(solution.after.flow.values()[cell] ==
            within(flow.values()[cell], kSameSolution * world.value_added.maxCoeff()));
    CHECK((solution.after.duty_revenue - of_twin.duty_revenue).cwiseAbs().maxCoeff() <
          kSameSolution * world.value_added.maxCoeff());
  }
}

TEST_CASE("goods that a line names are a market apart at any rate, at 0 % too", "[regression]") {
  // Cause: without a rate of their own they were not told apart, so that results jumped at 0 %.
  constexpr double kLittle = 1e-7;  // a rate; welfare moves by less than 10 of it
  Calibration calibration = random_calibration(14);
  calibration.parameters.separate_nests = true;
  World world = *calibration.world;
  world.products = std::make_shared<const ProductSource>([&world] {
    ProductTrade trade;
    trade.codes = {"100100", "200200"};
    for (Index i = 0; i < world.n_countries(); ++i)
      for (Index s = 0; s < world.n_sectors(); ++s)
        if (i != 0) trade.cells[{i, 0, s}] = {{0, 1.0 + static_cast<double>(i)}, {1, 2.0}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  calibration.world = std::make_shared<const World>(world);
  const PolicyLine whole = add_tariff(1, 0, 0.5);
  const auto named = [](double rate) {
    PartScope goods;
    goods.products = std::vector<Index>{0};
    return add_tariff(2, 0, rate, goods);
  };
  const auto welfare_of = [&](const std::vector<PolicyLine>& lines) {
    return welfare(run_experiment(calibration, lines, DeficitClosure::fixed, kNested));
  };
  const Vector at_zero = welfare_of({whole, named(0)});
  CHECK((welfare_of({whole, named(kLittle)}) - at_zero).cwiseAbs().maxCoeff() < 10 * kLittle);
  CHECK((welfare_of({whole}) - at_zero).cwiseAbs().maxCoeff() > 100 * kLittle);
  // It is the world in which they are a sector of their own, and derivatives are taken there.
  const PartedPolicy policy = apply_policy(world, std::vector<PolicyLine>{whole, named(0)}).policy;
  CHECK(policy.parts.empty());
  const SplitWorld split = split_world(world, calibration.parameters, policy);
  const SolveResult twin =
      solve(split.world, split.parameters, split.policy, world.deficit, kNested);
  REQUIRE(twin.equilibrium);
  const PolicySolution solution = solved_apart(world, calibration.parameters, {whole, named(0)});
  REQUIRE(solution.holds());
  CHECK((solution.solve.equilibrium->wage() - twin.equilibrium->wage()).cwiseAbs().maxCoeff() <
        kSame);
}

TEST_CASE("kinds of goods apart stand beside every option of the model") {
  unsigned solved = 0, refused = 0;
  constexpr unsigned kWorlds = 60;
  for (unsigned seed = 1; seed <= kWorlds; ++seed) {
    CAPTURE(seed);
    const Calibration calibration = random_family_calibration(seed, {4, 3, seed % 3 != 0});
    const World& world = *calibration.world;
    ModelParameters parameters = calibration.parameters;
    parameters.separate_nests = true;
    const std::vector<PolicyLine> lines{add_in(world, 2, 0, 0.5, covering(0.4)),
                                        add_in(world, 1, 0, 2, covering(0.15)),
                                        add_in(world, 0, 2, 0.2, covering(0.3))};
    const PolicySolution solution = solved_apart(world, parameters, lines);
    CAPTURE(solution.failure());
    if (!solution.solve.equilibrium) {
      ++refused;
      CHECK(solution.solve.status != SolveStatus::converged);
      CHECK(solution.solve.message.size() > 20);
      continue;
    }
    CHECK(solution.certificate.holds());
    ++solved;
    // What hits all goods alike is the same with goods apart and without.
    if (seed % 6 != 0) continue;
    const std::vector<PolicyLine> alike{
        add_in(world, 2, 0, 0.3, {0.4, false, "list", std::nullopt}),
        add_in(world, 2, 0, 0.3, {0.6, false, "rest", std::nullopt})};
    const PolicySolution apart = solved_apart(world, parameters, alike);
    const PolicySolution whole =
        solved_apart(world, calibration.parameters, {add_in(world, 2, 0, 0.3, {})});
    if (!apart.solve.equilibrium || !whole.solve.equilibrium) continue;
    CHECK(
        (apart.solve.equilibrium->wage() - whole.solve.equilibrium->wage()).cwiseAbs().maxCoeff() <
        kSame);
  }
  CAPTURE(refused);
  CHECK(solved >= kWorlds * 9 / 10);
}
