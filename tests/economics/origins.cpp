// Users that buy at home in parts of their own (`inputs_by_origin`), where it is known without
// them: parts that are alike are today's model, users that are markets apart are sectors of their
// own, and two countries are solved by bisection.
#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "model/aggregation.hpp"
#include "model/code_index.hpp"
#include "outcomes/certificate.hpp"
#include "outcomes/outcome.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/random_origins.hpp"
#include "support/tight_solution.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

const RandomBaseline kWithExportTaxes{5, 4, true, true, true, false, 0.1, 2.0};

ExperimentResult tight_result(const Calibration& c, const std::vector<PolicyLine>& policy,
                              DeficitClosure closure = DeficitClosure::fixed) {
  return run_experiment(c, policy, closure, kTight);
}

void check_same_economies(const Outcome& a, const Outcome& b) {
  CHECK(largest_gap(a.equilibrium().wage(), b.equilibrium().wage()) < kSame);
  CHECK(largest_gap(a.after().consumer_price, b.after().consumer_price) < kSame);
  for (std::size_t n = 0; n < a.countries().size(); ++n)
    CHECK(a.countries()[n].welfare == near(b.countries()[n].welfare, kSame));
}

/// Some options of the model, by number.
ModelParameters some_options(const Vector& theta, int which) {
  ModelParameters p{theta};
  if (which == 0) return p;
  p.substitution = {0.6, 0.3, 1.4};
  if (which == 1) return p;
  p.labour_mobility = 0.8;
  p.labour_supply = 0.4;
  p.revenue = RevenueUse::income_tax;
  p.scale = 0.2 * theta.cwiseInverse();
  return p;
}

}  // namespace

TEST_CASE("users that all buy at home in the same part are those of the model without origins",
          "[origin]") {
  for (const unsigned seed : {1U, 2U, 3U})
    for (const int which : {0, 1, 2}) {
      CAPTURE(seed, which);
      const ModelParameters p = some_options(random_elasticities(seed, 4), which);
      Baseline baseline = random_baseline(seed, kWithExportTaxes);
      const Calibration without = calibrate(baseline, {p, true});
      baseline.home_input = InputShares(5, 4);
      for (Index s = 0; s < 4; ++s)
        for (Index k = 0; k < 4; ++k)
          for (Index n = 0; n < 5; ++n)
            baseline.home_input(n, k, s) = without.world->trade_share(n, n, k);
      const Calibration with = calibrate(baseline, {p, true, {}, true});
      CHECK(with.origin_adjustment.cells == 0);
      const auto policy = random_policy(seed, *without.world, 0.8);
      const Outcome a = outcome_of(with, policy), b = outcome_of(without, policy);
      check_same_economies(a, b);
      CHECK(largest_gap(a.equilibrium().price(), b.equilibrium().price()) < kSame);
      CHECK(largest_gap(a.equilibrium().unit_cost(), b.equilibrium().unit_cost()) < kSame);
      for (std::size_t cell = 0; cell < a.after().flow.values().size(); ++cell)
        CHECK(a.after().flow.values()[cell] ==
              near(b.after().flow.values()[cell], 1e-8 * (1 + b.after().flow.values()[cell])));
    }
}

TEST_CASE("no change of policy is no change where users buy at home in parts of their own",
          "[origin]") {
  for (const unsigned seed : {1U, 2U, 3U, 4U})
    for (const int which : {0, 1, 2}) {
      CAPTURE(seed, which);
      const Calibration c = calibration_with_origins(
          seed, kWithExportTaxes, some_options(random_elasticities(seed, 4), which));
      const Outcome same = outcome_of(c, {});
      CHECK((same.equilibrium().price().array() - 1).abs().maxCoeff() < 1e-12);
      CHECK((same.equilibrium().unit_cost().array() - 1).abs().maxCoeff() < 1e-12);
      CHECK((same.equilibrium().wage().array() - 1).abs().maxCoeff() < 1e-12);
      for (const double w : welfare(same)) CHECK(std::abs(w) < 1e-12);
    }
}

namespace {

/// The same world with a sector for each good and user of it: what a user buys is a market of its
/// own, and producers make a good for all its users at one cost.
struct MarketsApart {
  explicit MarketsApart(const World& from, const Vector& theta)
      : world(from), users(from.n_sectors() + 1) {
    const Index n_countries = from.n_countries(), sectors = from.n_sectors() * users;
    baseline.countries = from.countries;
    baseline.flow = baseline.tariff = baseline.export_tax = Cube(n_countries, sectors);
    baseline.input_share = InputShares(n_countries, sectors);
    baseline.final_share = Table::Zero(n_countries, sectors);
    parameters.trade_elasticity = Vector(sectors);
    for (Index k = 0; k < from.n_sectors(); ++k)
      for (Index u = 0; u < users; ++u) {
        const std::string code = "G" + std::to_string(k) + "U" + std::to_string(u);
        baseline.sectors.push_back({code, code, SectorKind::goods});
        parameters.trade_elasticity(at(k, u)) = theta(k);
        for (Index n = 0; n < n_countries; ++n) put_market(n, k, u);
      }
  }

  Index at(Index good, Index user) const { return good * users + user; }

  void put_market(Index n, Index k, Index u) {
    const bool is_final = u + 1 == users;
    const double h = is_final ? world.home_final(n, k) : world.home_input(n, k, u);
    const double spent = is_final ? world.final_share(n, k) * world.income(n)
                                  : world.input_share(n, k, u) * world.output(n, u);
    const double home = world.trade_share(n, n, k);
    for (Index i = 0; i < world.n_countries(); ++i) {
      const double part = i == n     ? h
                          : home < 1 ? (1 - h) * world.trade_share(i, n, k) / (1 - home)
                                     : 0;
      baseline.flow(i, n, at(k, u)) = part * spent / (1 + world.tariff(i, n, k));
      baseline.tariff(i, n, at(k, u)) = world.tariff(i, n, k);
      baseline.export_tax(i, n, at(k, u)) = world.export_tax(i, n, k);
    }
    if (is_final) (*baseline.final_share)(n, at(k, u)) = world.final_share(n, k);
    for (Index m = 0; m < world.n_sectors(); ++m)
      baseline.input_share(n, at(m, k), at(k, u)) = world.input_share(n, m, k);
  }

  std::vector<PolicyLine> policy(const std::vector<PolicyLine>& lines) const {
    const TradePolicy of_goods = apply_policy(world, lines).policy.average;
    std::vector<CellRate> cells;
    for (Index k = 0; k < world.n_sectors(); ++k)
      for (Index u = 0; u < users; ++u)
        for (Index n = 0; n < world.n_countries(); ++n)
          for (Index i = 0; i < world.n_countries(); ++i)
            if (i != n) cells.push_back({i, n, at(k, u), of_goods.tariff(i, n, k)});
    return {{LevyChange{WedgeKind::tariff, RateChange::set, cells}, "same", {}}};
  }

  const World& world;
  Index users;
  Baseline baseline;
  ModelParameters parameters;
};

}  // namespace

TEST_CASE("a user of a good is a market of its own: the model without origins on sectors so split",
          "[origin]") {
  for (const unsigned seed : {11U, 12U, 13U, 14U})
    for (const int which : {0, 1}) {
      CAPTURE(seed, which);
      const RandomBaseline want{4, 3, true, true, true, false, 0.1, 1.5};
      const ModelParameters p = some_options(random_elasticities(seed, 3), which);
      const Calibration c = calibration_with_origins(seed, want, p);
      MarketsApart apart(*c.world, p.trade_elasticity);
      apart.parameters.substitution = p.substitution;
      const Calibration split = calibrate(apart.baseline, {apart.parameters, true});
      CHECK_FALSE(split.needs_resolve);
      const auto policy = random_policy(seed, *c.world, 1.5);
      const Outcome a = outcome_of(c, policy), b = outcome_of(split, apart.policy(policy));
      check_same_economies(a, b);
      for (Index k = 0; k < 3; ++k)
        for (Index n = 0; n < 4; ++n) {
          CHECK(a.equilibrium().unit_cost()(n, k) ==
                near(b.equilibrium().unit_cost()(n, apart.at(k, 0)), kSame));
          CHECK(a.equilibrium().price()(n, k) ==
                near(b.equilibrium().price()(n, apart.at(k, 3)), kSame));
          for (Index i = 0; i < 4; ++i) {
            double sold = 0;
            for (Index u = 0; u < 4; ++u) sold += b.after().flow(i, n, apart.at(k, u));
            CHECK(a.after().flow(i, n, k) == near(sold, 1e-8 * (1 + sold)));
          }
        }
    }
}

namespace {

/// Two countries and one good that is its own input, by hand: h of producers and of final users.
struct TwinByOrigin {
  double theta;
  double flow[2][2];  // exporter, importer
  double tariff[2][2], new_tariff[2][2];
  double input[2];     // share of the good in its own cost
  double producer[2];  // part of inputs that is bought at home

  double sales(int n) const { return flow[n][0] + flow[n][1]; }
  double imports(int n) const { return flow[1 - n][n] * (1 + tariff[1 - n][n]); }
  double value_added(int n) const { return (1 - input[n]) * sales(n); }
  double deficit(int n) const { return flow[1 - n][n] - flow[n][1 - n]; }
  double final_home(int n) const {
    const double home = flow[n][n] - producer[n] * input[n] * sales(n);
    const double abroad = imports(n) - (1 - producer[n]) * input[n] * sales(n);
    return home / (home + abroad);
  }
  double index(double h, double home, double abroad) const {
    return std::pow(h * std::pow(home, -theta) + (1 - h) * std::pow(abroad, -theta), -1 / theta);
  }

  struct Solution {
    double wage[2], cost[2], price[2], income[2], home[2], abroad[2];
  };

  double abroad_price(int n, const Solution& at) const {
    return at.cost[1 - n] * (1 + new_tariff[1 - n][n]) / (1 + tariff[1 - n][n]);
  }

  /// Excess of country 0's wage bill over what its sales pay.
  double excess(double ratio, Solution& at) const {
    const double world = value_added(0) + value_added(1);
    at.wage[1] = world / (ratio * value_added(0) + value_added(1));
    at.wage[0] = ratio * at.wage[1];
    at.cost[0] = at.cost[1] = 1;
    for (int round = 0; round < 4000; ++round) {
      double next[2];
      for (int n = 0; n < 2; ++n)
        next[n] = std::pow(at.wage[n], 1 - input[n]) *
                  std::pow(index(producer[n], at.cost[n], abroad_price(n, at)), input[n]);
      at.cost[0] = next[0];
      at.cost[1] = next[1];
    }
    double in_home[2], final_part[2], sold[2] = {sales(0), sales(1)};
    for (int n = 0; n < 2; ++n) {
      const double abroad = abroad_price(n, at), h = final_home(n);
      at.price[n] = index(h, at.cost[n], abroad);
      final_part[n] = h * std::pow(at.cost[n] / at.price[n], -theta);
      in_home[n] =
          producer[n] * std::pow(at.cost[n] / index(producer[n], at.cost[n], abroad), -theta);
      at.abroad[n] = imports(n);
    }
    for (int round = 0; round < 4000; ++round)
      for (int n = 0; n < 2; ++n) {
        const double t = new_tariff[1 - n][n];
        at.income[n] = at.wage[n] * value_added(n) + deficit(n) + t / (1 + t) * at.abroad[n];
        at.home[n] = final_part[n] * at.income[n] + in_home[n] * input[n] * sold[n];
        at.abroad[n] = (1 - final_part[n]) * at.income[n] + (1 - in_home[n]) * input[n] * sold[n];
        for (int i = 0; i < 2; ++i)
          sold[i] = at.home[i] + at.abroad[1 - i] / (1 + new_tariff[i][1 - i]);
      }
    return at.wage[0] * value_added(0) - (1 - input[0]) * sold[0];
  }

  Solution solve() const {
    Solution at{};
    double low = 1e-2, high = 1e2;
    for (int round = 0; round < 60; ++round) {
      const double middle = std::sqrt(low * high);
      (excess(middle, at) > 0 ? high : low) = middle;
    }
    return at;
  }
};

}  // namespace

TEST_CASE("two countries whose users differ in what they buy at home, by bisection", "[origin]") {
  const TwinByOrigin cases[] = {
      {4.0,
       {{80, 15}, {10, 120}},
       {{0, 0.05}, {0.1, 0}},
       {{0, 0.4}, {0.1, 0}},
       {0.3, 0.4},
       {0.95, 0.9}},
      {6.5,
       {{80, 25}, {20, 120}},
       {{0, 0.05}, {0.1, 0}},
       {{0, 0.0}, {0.9, 0}},
       {0.4, 0.3},
       {0.7, 1.0}},
      {2.0,
       {{80, 40}, {45, 90}},
       {{0, 0.02}, {0.0, 0}},
       {{0, 0.3}, {0.5, 0}},
       {0.25, 0.25},
       {0.2, 0.9}},
  };
  for (const TwinByOrigin& twin : cases) {
    CAPTURE(twin.theta);
    Baseline b = random_baseline(1, {2, 1, true, false, false, false, 0.0, 0.0});
    b.home_input = InputShares(2, 1);
    std::vector<CellRate> rates;
    for (int n = 0; n < 2; ++n) {
      b.input_share(n, 0, 0) = twin.input[n];
      b.home_input(n, 0, 0) = twin.producer[n];
      for (int i = 0; i < 2; ++i) {
        b.flow(i, n, 0) = twin.flow[i][n];
        b.tariff(i, n, 0) = twin.tariff[i][n];
        if (i != n) rates.push_back({i, n, 0, twin.new_tariff[i][n]});
      }
    }
    const Calibration c = calibrate(b, {{Vector::Constant(1, twin.theta)}, true, {}, true});
    REQUIRE(c.origin_adjustment.cells == 0);
    const Outcome outcome =
        outcome_of(c, {{LevyChange{WedgeKind::tariff, RateChange::set, rates}, "twin", {}}});
    const TwinByOrigin::Solution by_hand = twin.solve();
    for (int n = 0; n < 2; ++n) {
      const Equilibrium& e = outcome.equilibrium();
      CHECK(e.wage()(n) == near(by_hand.wage[n], 1e-10));
      CHECK(e.unit_cost()(n, 0) == near(by_hand.cost[n], 1e-10));
      CHECK(e.price()(n, 0) == near(by_hand.price[n], 1e-10));
      CHECK(outcome.after().income(n) == near(by_hand.income[n], 1e-7));
      CHECK(e.home_spending()(n, 0) == near(by_hand.home[n], 1e-7));
      CHECK(e.imports()(n, 0) == near(by_hand.abroad[n], 1e-7));
    }
  }
}

TEST_CASE("relabelled countries and scaled values change no result by origin", "[origin]") {
  for (const unsigned seed : {21U, 22U}) {
    const Baseline baseline = baseline_with_origins(seed, kWithExportTaxes);
    const CalibrationOptions options{{random_elasticities(seed, 4)}, true, {}, true};
    const Calibration c = calibrate(baseline, options);
    const auto policy = random_policy(seed, *c.world, 0.7);
    const Outcome first = outcome_of(c, policy);

    Baseline scaled = baseline;
    for (double& value : scaled.flow.values()) value *= 1000;
    check_same_economies(outcome_of(calibrate(scaled, options), policy), first);

    Baseline other = baseline;  // the countries backwards
    const auto to = [](Index n) { return 4 - n; };
    for (Index s = 0; s < 4; ++s)
      for (Index n = 0; n < 5; ++n)
        for (Index i = 0; i < 5; ++i) {
          other.flow(to(i), to(n), s) = baseline.flow(i, n, s);
          other.tariff(to(i), to(n), s) = baseline.tariff(i, n, s);
          other.export_tax(to(i), to(n), s) = baseline.export_tax(i, n, s);
          if (i >= 4) continue;
          other.input_share(to(n), i, s) = baseline.input_share(n, i, s);
          other.home_input(to(n), i, s) = baseline.home_input(n, i, s);
        }
    std::vector<PolicyLine> backwards = policy;
    auto& levy = std::get<LevyChange>(backwards.front().instrument);
    for (CellRate& cell : std::get<std::vector<CellRate>>(levy.rates)) {
      cell.exporter = to(cell.exporter);
      cell.importer = to(cell.importer);
    }
    const Outcome relabelled = outcome_of(calibrate(other, options), backwards);
    for (Index n = 0; n < 5; ++n)
      CHECK(relabelled.countries()[static_cast<std::size_t>(to(n))].welfare ==
            near(first.countries()[static_cast<std::size_t>(n)].welfare, kSame));
  }
}

TEST_CASE("a reference is passed through by origin: two steps are one", "[origin]") {
  for (const int which : {0, 1, 2}) {
    const ModelParameters p = some_options(random_elasticities(23, 4), which);
    const Calibration c = calibration_with_origins(23, kWithExportTaxes, p);
    const auto policy = random_policy(23, *c.world, 0.4);
    const auto more = random_policy(24, *c.world, 0.9);
    const Outcome first = outcome_of(c, policy);
    Calibration next = c;
    next.world = std::make_shared<const World>(world_after(*c.world, p, first.parted_policy(),
                                                           first.effective_policy(),
                                                           first.equilibrium(), first.after()));
    CHECK(next.world->tells_origin());
    std::vector<PolicyLine> both = policy;
    both.insert(both.end(), more.begin(), more.end());
    const Outcome whole = outcome_of(c, both);
    if (which < 2) {  // of hours and scale the world after keeps no account
      const Outcome second = outcome_of(next, more);
      for (Index n = 0; n < 5; ++n) {
        CHECK(second.equilibrium().wage()(n) * first.equilibrium().wage()(n) ==
              near(whole.equilibrium().wage()(n), 1e-8));
        for (Index s = 0; s < 4; ++s)
          CHECK(second.equilibrium().price()(n, s) * first.equilibrium().price()(n, s) ==
                near(whole.equilibrium().price()(n, s), 1e-8));
      }
    }
    CHECK(std::abs(outcome_of(next, {}).countries()[0].welfare) < 1e-9);
  }
}

TEST_CASE("deficits are removed, or kept in proportion, by origin", "[origin]") {
  const Calibration c = calibration_with_origins(25, kWithExportTaxes);
  const auto policy = random_policy(25, *c.world, 0.6);
  const Outcome none = outcome_of(c, policy, DeficitClosure::none);
  CHECK(none.equilibrium().deficit().cwiseAbs().maxCoeff() == 0);
  CHECK(none.base().tells_origin());
  Calibration proportional = c;
  proportional.parameters.proportional_deficits = true;
  outcome_of(proportional, policy, DeficitClosure::proportional);
}

TEST_CASE("an embargo on all foreigners is met where each user has some of a good at home",
          "[origin]") {
  RandomBaseline want = kWithExportTaxes;
  want.zero_flows = 0;
  Baseline baseline = baseline_with_origins(26, want);
  const CalibrationOptions options{{random_elasticities(26, 4)}, true, {}, true};
  for (Index i = 1; i < 5; ++i) baseline.flow(i, 0, 1) *= 4;  // more than who has no choice buys
  const std::vector<PolicyLine> closed{{Embargo{{{{1, 2, 3, 4}, {0}, {1}}}}, "embargo", {}}};
  for (Index j = 0; j < 4; ++j) baseline.home_input(0, 1, j) = 0.3 + 0.1 * static_cast<double>(j);
  const Calibration c = calibrate(baseline, options);
  REQUIRE(c.world->home_final(0, 1) > 0);
  const Outcome outcome = outcome_of(c, closed);
  CHECK(outcome.equilibrium().imports()(0, 1) == 0);
  CHECK(outcome.equilibrium().price()(0, 1) > 1);

  baseline.home_input(0, 1, 2) = 0;
  const ExperimentResult refused = tight_result(calibrate(baseline, options), closed);
  CHECK_FALSE(refused.outcome);
  CHECK(refused.statistics.status == SolveStatus::no_supplier);
  CHECK(refused.statistics.message ==
        "all suppliers abroad are cut off of goods that some buy abroad only: S1 of CAA (CAA)");
}

TEST_CASE("random worlds by origin with random options are solved and certified, or refused",
          "[origin]") {
  constexpr unsigned kWorlds = 150;
  unsigned refused = 0;
  for (unsigned seed = 1; seed <= kWorlds; ++seed) {
    const bool export_taxes = seed % 4 == 0;
    const auto sectors = static_cast<Index>(2 + seed % 4),
               countries = static_cast<Index>(4 + seed % 3);
    const Calibration c = family_calibration_with_origins(
        seed, {countries, sectors, true, true, export_taxes, false, 0.1, 2.0});
    RandomFamily choice(seed + 1000000);
    const DeficitClosure closure = c.parameters.proportional_deficits ? DeficitClosure::proportional
                                   : choice.on()                      ? DeficitClosure::fixed
                                                                      : DeficitClosure::none;
    std::vector<PolicyLine> lines = random_policy(seed, *c.world, seed % 5 == 0 ? 3 : 0.5);
    if (seed % 3 == 0) lines.push_back(trade_cost_line({{0, 2}, {1, 3}, {0, 1}}, 0.3));
    if (seed % 7 == 0) lines.push_back({Embargo{{{{1}, {2}, {0}}}}, "embargo", {}});
    const ExperimentResult result = run_experiment(c, lines, closure, {});
    CAPTURE(seed, result.statistics.message, result.certificate.summary());
    if (result.outcome) {
      CHECK(result.certificate.holds());
      continue;
    }
    ++refused;
    CHECK(result.statistics.status != SolveStatus::converged);
    CHECK(result.statistics.message.size() > 20);
  }
  CHECK(refused <= kWorlds / 10);
}

TEST_CASE("each figure of origins stands in a condition that fails without it", "[origin]") {
  const ModelParameters p = some_options(random_elasticities(31, 4), GENERATE(0, 1, 2));
  const Calibration c = calibration_with_origins(31, kWithExportTaxes, p);
  const World& world = *c.world;
  const TradePolicy policy = apply_policy(world, random_policy(31, world, 0.4)).policy.average;
  const SolveResult solved = solve(world, p, policy, world.deficit, kTight);
  INFO(solved.message);
  REQUIRE(solved.equilibrium);
  const Levels after = levels(world, p, policy, *solved.equilibrium);
  const auto fails = [&](const World& in, const Equilibrium& e, const std::string& name) {
    for (const Residual& r : certify(in, p, policy, world.deficit, e, after, 1e-10).residuals)
      if (r.name == name) return !r.holds();
    return false;
  };
  CHECK_FALSE(fails(world, *solved.equilibrium, "origins"));
  CHECK_FALSE(fails(world, *solved.equilibrium, "origin_prices"));
  const auto changed = [&](const Table& (Equilibrium::*part)() const) {
    Equilibrium e = *solved.equilibrium;
    const_cast<double&>((e.*part)()(1, 2)) *= 1 + 1e-6;  // only the solver makes an equilibrium
    return e;
  };
  CHECK(fails(world, changed(&Equilibrium::home_spending), "origins"));
  CHECK(fails(world, changed(&Equilibrium::imports), "origins"));
  CHECK(fails(world, changed(&Equilibrium::home_odds), "origin_prices"));
  CHECK(fails(world, changed(&Equilibrium::price), "origin_prices"));
  CHECK(fails(world, changed(&Equilibrium::unit_cost), "origin_prices"));
  World other = world;
  other.home_final *= 1 - 1e-6;
  CHECK(fails(other, *solved.equilibrium, "origin_prices"));
  other = world;
  for (Index j = 0; j < 4; ++j) other.home_input(1, 2, j) = 0.999 * other.home_input(1, 2, j);
  CHECK(fails(other, *solved.equilibrium, "origins"));
  CHECK(fails(other, *solved.equilibrium, "zero_profit"));
}

namespace {

/// The last sector as two alike.
Baseline with_last_sector_halved(const Baseline& from) {
  const Index n_countries = from.flow.countries(), last = from.flow.sectors() - 1;
  Baseline halved = from;
  halved.sectors.push_back({"TWIN", "TWIN", SectorKind::goods});
  const auto old = [&](Index s) { return std::min(s, last); };
  const auto part = [&](Index s) { return s < last ? 1 : 0.5; };
  halved.flow = halved.tariff = halved.export_tax = Cube(n_countries, last + 2);
  halved.input_share = halved.home_input = InputShares(n_countries, last + 2);
  for (Index s = 0; s < last + 2; ++s)
    for (Index n = 0; n < n_countries; ++n) {
      for (Index i = 0; i < n_countries; ++i) {
        halved.flow(i, n, s) = part(s) * from.flow(i, n, old(s));
        halved.tariff(i, n, s) = from.tariff(i, n, old(s));
        halved.export_tax(i, n, s) = from.export_tax(i, n, old(s));
      }
      for (Index k = 0; k < last + 2; ++k) {
        halved.input_share(n, k, s) = part(k) * from.input_share(n, old(k), old(s));
        halved.home_input(n, k, s) = from.home_input(n, old(k), old(s));
      }
    }
  return halved;
}

}  // namespace

TEST_CASE("a sector split into two like halves changes no result by origin, and joins back",
          "[origin]") {
  const Baseline whole = baseline_with_origins(41, kWithExportTaxes);
  const Baseline halved = with_last_sector_halved(whole);
  const Vector theta = random_elasticities(41, 4);
  Vector of_halves(5);
  of_halves << theta, theta(3);
  const auto tariff = [](std::vector<Index> sectors) {
    return std::vector<PolicyLine>{
        tariff_line({{1, 2}, {0, 3}, std::move(sectors)}, RateChange::add, 0.4)};
  };
  check_same_economies(
      outcome_of(calibrate(halved, {{of_halves}, true, {}, true}), tariff({0, 3, 4})),
      outcome_of(calibrate(whole, {{theta}, true, {}, true}), tariff({0, 3})));

  Aggregation to = keep_all(halved);
  to.sectors = whole.sectors;
  to.sector_of.back() = 3;
  const Baseline joined = aggregate(halved, to);
  for (Index s = 0; s < 4; ++s)
    for (Index k = 0; k < 4; ++k)
      for (Index n = 0; n < 5; ++n)
        CHECK(joined.home_input(n, k, s) == near(whole.home_input(n, k, s), 1e-14));
}

TEST_CASE("what members of a joined region sell each other is home's to the users of both",
          "[origin]") {
  Baseline baseline = random_baseline(2, {3, 1, true, false, false, false, 0, 0.5});
  baseline.home_input = InputShares(3, 1);
  for (Index i = 0; i < 3; ++i)
    for (Index n = 0; n < 3; ++n)
      baseline.flow(i, n, 0) = i == n ? 100 : 10 + 5 * static_cast<double>(i + n);
  for (Index n = 0; n < 3; ++n) baseline.input_share(n, 0, 0) = 0.2;
  baseline.home_input(0, 0, 0) = 0.9;
  baseline.home_input(1, 0, 0) = 0.5;
  baseline.home_input(2, 0, 0) = kUntold;
  Aggregation to = keep_all(baseline);
  to.countries = {{"AB", "AB", 0}, baseline.countries[2]};
  to.country_of = {0, 0, 1};
  const Baseline joined = aggregate(baseline, to);
  // 0 imports 15 from 1 and 20 from 2; 1 imports 15 from 0 and 25 from 2; their sales are 135, 140.
  const double first = 0.9 + 0.1 * 15 / 35, second = 0.5 + 0.5 * 15 / 40;
  CHECK(joined.home_input(0, 0, 0) == near((135 * first + 140 * second) / (135 + 140), 1e-14));
  CHECK(joined.home_input(1, 0, 0) == kUntold);
  const Calibration c = calibrate(joined, {{Vector::Constant(1, 4)}, true, {}, true});
  CHECK(c.origin_adjustment.untold == 1);
  CHECK(c.world->home_input(1, 0, 0) == near(c.world->trade_share(1, 1, 0), 1e-14));
}

TEST_CASE(
    "inputs of one origin that exceed its sales are moved to the other, and it is said by how "
    "much",
    "[origin]") {
  Baseline baseline = random_baseline(3, {2, 1, true, false, false, false, 0, 0.5});
  baseline.home_input = InputShares(2, 1);
  const double flow[2][2] = {{90, 10}, {10, 90}};
  for (Index i = 0; i < 2; ++i)
    for (Index n = 0; n < 2; ++n) baseline.flow(i, n, 0) = flow[i][n];
  for (Index n = 0; n < 2; ++n) {
    baseline.input_share(n, 0, 0) = 0.4;
    baseline.home_input(n, 0, 0) = n == 0 ? 0.7 : 0.9;
  }
  // 0 buys inputs of 40, 12 of them abroad, where it buys 10 in all.
  const Calibration c = calibrate(baseline, {{Vector::Constant(1, 4)}, true, {}, true});
  CHECK(c.origin_adjustment.cells == 1);
  CHECK(c.origin_adjustment.value == near(2, 1e-12));
  CHECK(c.origin_adjustment.imports_pct == near(10, 1e-12));
  CHECK(c.origin_adjustment.where == "CAA S0");
  CHECK(c.world->home_input(0, 0, 0) == near(0.75, 1e-14));
  CHECK(c.world->home_final(0, 0) == near(1, 1e-14));
  CHECK(c.world->home_final(1, 0) == near(54.0 / 60, 1e-14));
}

TEST_CASE("the shipped world with origins has those of its source, and is solved", "[origin]") {
  const auto baselines = std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios" / "baselines";
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(baselines / "north-america-2022", diagnostics);
  const CodeIndex sectors = index_sectors(baseline.sectors);
  const Index usa = index_countries(baseline.countries).find("USA");
  const CsvTable source(
      read_file(baselines / "published" / "us-inputs-by-origin-2024.csv", std::size_t{1} << 20U),
      {{"country", "input", "sector", "origin", "share"}, {}, false});
  for (std::size_t row = 0; row < source.rows(); ++row) {
    const Index k = sectors.find(source.field(row, source.column("input"))),
                s = sectors.find(source.field(row, source.column("sector")));
    const double share = source.number(row, source.column("share"), diagnostics);
    const bool domestic = source.field(row, source.column("origin")) == "domestic";
    const double home = baseline.home_input(usa, k, s);
    // Final use may have had the shares of an input scaled down, of both origins alike.
    const double whole = baseline.input_share(usa, k, s) * (domestic ? home : 1 - home);
    CHECK(whole <= share * (1 + 1e-5));
    if (domestic) CHECK((home > 0) == (share > 0));
  }
  const Calibration c =
      calibrate(baseline, {{baseline.elasticities.front().trade_elasticity}, true, {}, true});
  CHECK(c.origin_adjustment.untold == 7);
  CHECK(c.origin_adjustment.imports_pct < 1);
  const Outcome same = outcome_of(c, {});
  CHECK((same.equilibrium().price().array() - 1).abs().maxCoeff() < 1e-12);
  const Outcome outcome =
      outcome_of(c, {tariff_line({{1, 2}, {usa}, everyone(22)}, RateChange::add, 0.25)});
  CHECK(outcome.equilibrium().home_spending().minCoeff() >= 0);
}
