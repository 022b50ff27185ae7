// Quotas and tariff-rate quotas (sim/model.md, section 2.9): what follows from their equations, for
// random worlds with random options; the search against a brute force over regimes; and the
// certificate in the negative.
#include <array>
#include <boost/math/tools/toms748_solve.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <string>

#include "outcomes/diversion.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/quota_certificate.hpp"
#include "outcomes/quota_outcome.hpp"
#include "outcomes/quota_solution.hpp"
#include "support/near.hpp"
#include "support/random_family.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

PolicyLine line(QuotaLine quota) { return {std::move(quota), "quota", {}}; }

/// Of imports of sector 0 into country 1.
QuotaLine import_quota(std::vector<Index> exporters, double share, double phi = 0) {
  QuotaLine quota{{std::move(exporters), {1}, {0}}};
  quota.amount = share;
  quota.exporters_share = phi;
  return quota;
}

QuotaLine tariff_rate_quota(std::vector<Index> exporters, double within, double beyond,
                            double share, double phi = 0) {
  QuotaLine quota = import_quota(std::move(exporters), share, phi);
  quota.within = within;
  quota.beyond = beyond;
  return quota;
}

QuotaLine export_quota(double share) {
  QuotaLine quota{{{0}, {1, 2}, {1}}};
  quota.side = QuotaSide::exporter;
  quota.amount = share;
  return quota;
}

/// Nothing where the options of the model leave no equilibrium, or several.
std::optional<Outcome> outcome_if_any(const Calibration& c, const std::vector<PolicyLine>& lines) {
  const DeficitClosure closure =
      c.parameters.proportional_deficits ? DeficitClosure::proportional : DeficitClosure::fixed;
  ExperimentResult result = run_experiment(c, lines, closure, kNested);
  CAPTURE(result.statistics.message, result.certificate.summary());
  if (!result.outcome) CHECK(result.statistics.status != SolveStatus::converged);
  return std::move(result.outcome);
}

/// All that is real, in every country and sector.
void check_same(const Outcome& a, const Outcome& b, double tolerance = kIdentity) {
  for (Index n = 0; n < a.base().n_countries(); ++n) {
    CAPTURE(n);
    const CountryOutcome& x = a.countries()[static_cast<std::size_t>(n)];
    const CountryOutcome& y = b.countries()[static_cast<std::size_t>(n)];
    CHECK(x.welfare == near(y.welfare, tolerance));
    CHECK(x.welfare_without_rebate == near(y.welfare_without_rebate, tolerance));
    CHECK(x.real_wage == near(y.real_wage, tolerance));
    CHECK(x.real_wage_after_tax == near(y.real_wage_after_tax, tolerance));
    CHECK(x.employment == near(y.employment, tolerance));
    CHECK(x.gdp.real_change() == near(y.gdp.real_change(), tolerance));
    CHECK(x.imports == near(y.imports, tolerance));
    CHECK(x.exports == near(y.exports, tolerance));
    CHECK(border_income(a.after(), n) / x.income_base ==
          near(border_income(b.after(), n) / x.income_base, tolerance));
    for (Index s = 0; s < a.base().n_sectors(); ++s)
      CHECK(a.sector(n, s).volume == near(b.sector(n, s).volume, tolerance));
  }
}

/// Whose trade is said to have gone elsewhere, and where it went.
void check_same_diversions(const Outcome& a, const Outcome& b) {
  const std::vector<Diversion> some = diversions(a, 10), same = diversions(b, 10);
  REQUIRE(some.size() == same.size());
  for (std::size_t at = 0; at < some.size(); ++at) {
    CHECK(some[at].exporters == same[at].exporters);
    CHECK(some[at].importers == same[at].importers);
    CHECK(some[at].sectors == same[at].sectors);
    CHECK(some[at].change == near(same[at].change, kIdentity * same[at].base));
    CHECK(other_targeted_suppliers(a, some[at]) == other_targeted_suppliers(b, same[at]));
  }
}

Calibration calibration(unsigned seed, bool family) {
  const RandomBaseline want{4, 3, seed % 3 != 0, true, seed % 2 == 0, false, 0.0, 1.5};
  return family ? random_family_calibration(seed, want) : random_calibration(seed, want);
}

template <class Act>
void for_each_world(const Act& act) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    act(calibration(seed, seed % 2 == 1));
  }
}

double price_of(const Outcome& outcome) { return quota_outcomes(outcome).front().licence_price; }

}  // namespace

TEST_CASE("a quota whose rent stays with the importer is the tariff that it implies") {
  int bound = 0;
  for_each_world([&](const Calibration& c) {
    const auto quota = outcome_if_any(c, {line(import_quota({0, 2}, 0.5))});
    if (!quota) return;
    const QuotaOutcome of = quota_outcomes(*quota).front();
    CHECK(of.regime == QuotaRegime::binding);
    CHECK(of.fill == near(1, kIdentity));
    const auto tariff =
        outcome_if_any(c, {tariff_line({{0, 2}, {1}, {0}}, RateChange::add, of.licence_price)});
    REQUIRE(tariff);
    check_same(*quota, *tariff);
    check_same_diversions(*quota, *tariff);
    CHECK(quota->countries()[1].tax_revenue + of.rent ==
          within(tariff->countries()[1].tax_revenue, kIdentity));
    ++bound;
  });
  CHECK(bound >= 8);
}

TEST_CASE("a quota of the exporter is the export tax that it implies") {
  int bound = 0;
  for_each_world([&](const Calibration& c) {
    const auto quota = outcome_if_any(c, {line(export_quota(0.6))});
    if (!quota) return;
    const QuotaOutcome of = quota_outcomes(*quota).front();
    CHECK(of.regime == QuotaRegime::binding);
    CHECK(of.rent_importer == 0);
    const auto tax =
        outcome_if_any(c, {export_tax_line({{0}, {1, 2}, {1}}, RateChange::add, of.licence_price)});
    REQUIRE(tax);
    check_same(*quota, *tax);
    ++bound;
  });
  CHECK(bound >= 8);
}

namespace {

/// A tariff on some of the goods that a quota on 0.7 of them is on, and on some more.
std::vector<PolicyLine> with_other_parts(PolicyLine more) {
  PolicyLine tariff = tariff_line({{0}, {1}, {0}}, RateChange::add, 0.2);
  std::get<LevyChange>(tariff.instrument).scope = covering(0.3);
  PolicyLine independent = tariff_line({{0, 2}, {1}, {0}}, RateChange::add, 0.1);
  std::get<LevyChange>(independent.instrument).scope = {0.5, true, "", std::nullopt};
  return {tariff, std::move(more), independent};
}

PolicyLine on_part(PolicyLine levy, const PartScope& scope) {
  std::get<LevyChange>(levy.instrument).scope = scope;
  return levy;
}

}  // namespace

TEST_CASE("a quota on part of the goods is the tariff, or the export tax, on that part") {
  int bound = 0;
  for_each_world([&](const Calibration& c) {
    QuotaLine import = import_quota({0, 2}, 0.5);
    import.scope = covering(0.7);
    QuotaLine restraint{{{0}, {1}, {0}}};
    restraint.side = QuotaSide::exporter;
    restraint.amount = 0.3;
    restraint.scope = covering(0.7);
    for (const QuotaLine& quota : {import, restraint}) {
      const auto limited = outcome_if_any(c, with_other_parts(line(quota)));
      if (!limited) return;
      const QuotaOutcome of = quota_outcomes(*limited).front();
      CHECK(of.regime == QuotaRegime::binding);
      CHECK(of.amount == near(quota.amount * of.amount_base, kIdentity * of.amount_base));
      const bool imports = quota.side == QuotaSide::importer;
      const PolicyLine levy = imports
                                  ? tariff_line(quota.cells, RateChange::add, of.licence_price)
                                  : export_tax_line(quota.cells, RateChange::add, of.licence_price);
      const auto taxed = outcome_if_any(c, with_other_parts(on_part(levy, covering(0.7))));
      REQUIRE(taxed);
      check_same(*limited, *taxed);
      ++bound;
    }
  });
  CHECK(bound >= 16);
}

TEST_CASE("what part of the trade was, a quota on that part counts") {
  const Calibration c = calibration(4, false);
  QuotaLine quota = import_quota({0, 2}, 0.5);
  quota.scope = covering(0.25);
  const Quota made = apply_policy(*c.world, std::vector{line(quota)}).policy.quotas.front();
  const double traded = 0.25 * (c.world->flow(0, 1, 0) + c.world->flow(2, 1, 0));
  CHECK(made.amount_before == rounded(traded));
  CHECK(made.amount == rounded(0.5 * traded));
}

TEST_CASE("with no duty, a rent that goes abroad is the exporter's own restraint, part by part") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    Baseline b = random_baseline(seed, {4, 3, true, false, false, false, 0.0, 1.5});
    const Calibration c = calibrate(b, {{Vector::Constant(3, 4.0)}, true});
    QuotaLine quota{{{0}, {1}, {0}}};
    quota.amount = 0.4;
    quota.exporters_share = 1;
    quota.scope = covering(0.6);
    QuotaLine restraint = quota;
    restraint.side = QuotaSide::exporter;
    restraint.exporters_share = 0;
    const PolicyLine free = tariff_line({{0, 2, 3}, {1}, {0}}, RateChange::set, 0);
    const auto import = outcome_if_any(c, {free, line(quota)});
    const auto own = outcome_if_any(c, {free, line(restraint)});
    REQUIRE(import);
    REQUIRE(own);
    // Trade is shown without what importers pay for licences, with what exporters' licences cost:
    // money at the border, and real GDP, are other figures for the same goods.
    for (Index n = 0; n < 4; ++n) {
      const CountryOutcome &x = import->countries()[static_cast<std::size_t>(n)],
                           &y = own->countries()[static_cast<std::size_t>(n)];
      CHECK(x.welfare == near(y.welfare, kIdentity));
      CHECK(x.real_wage == near(y.real_wage, kIdentity));
      for (Index s = 0; s < 3; ++s)
        CHECK(import->sector(n, s).volume == near(own->sector(n, s).volume, kIdentity));
    }
    CHECK(price_of(*import) == near(price_of(*own), kIdentity));
    CHECK(quota_outcomes(*import).front().rent_exporter ==
          near(quota_outcomes(*own).front().rent_exporter,
               kIdentity * import->countries()[0].income_base));
    // Shown without rents: the parts' flows are those of the border.
    double flow = 0;
    for_each_part(import->base(), import->parted_policy(), import->after(), 0, 1, 0,
                  [&](const PartFlow& part) { flow += part.after * (1 + part.licence.abroad); });
    CHECK(flow == within(own->after().flow(0, 1, 0), kIdentity));
  }
}

namespace {

/// The world with a sector of its own for a share of sector 0, made, used and traded alike.
Baseline with_sector_divided(const Baseline& whole, double share) {
  const Index N = whole.flow.countries(), S = whole.flow.sectors();
  Baseline b = whole;
  b.sectors.push_back({"REST", "The rest"});
  const auto source = [&](Index s) { return s == S ? Index{0} : s; };
  const auto part = [&](Index s) { return s == 0 ? share : s == S ? 1 - share : 1.0; };
  b.flow = Cube(N, S + 1);
  b.tariff = Cube(N, S + 1);
  b.input_share = InputShares(N, S + 1);
  for (Index n = 0; n < N; ++n)
    for (Index s = 0; s <= S; ++s) {
      for (Index i = 0; i < N; ++i) {
        b.flow(i, n, s) = part(s) * whole.flow(i, n, source(s));
        b.tariff(i, n, s) = whole.tariff(i, n, source(s));
      }
      for (Index k = 0; k <= S; ++k)
        b.input_share(n, k, s) = part(k) * whole.input_share(n, source(k), source(s));
    }
  return b;
}

}  // namespace

TEST_CASE("where parts do not compete, a quota on one is a quota on a sector of its own") {
  constexpr double kShare = 0.35;
  std::array<int, 3> met{};
  for (unsigned seed = 1; seed <= 9; ++seed) {
    CAPTURE(seed);
    const Baseline b = random_baseline(seed, {3, 2, true, true, false, false, 0.0, 1.5});
    const Vector theta = Vector::LinSpaced(2, 3.0, 6.0);
    const Vector theta_divided = (Vector(3) << theta, theta(0)).finished();
    ModelParameters separate{theta};
    separate.separate_nests = true;
    QuotaLine quota = tariff_rate_quota({0, 2}, 0.02, 0.02 + 0.1 * seed, 0.18 * seed, 0.4);
    const Calibration divided =
        calibrate(with_sector_divided(b, kShare), {ModelParameters{theta_divided}, true});
    const auto own = outcome_if_any(divided, {line(quota)});
    quota.scope = covering(kShare);
    const auto part = outcome_if_any(calibrate(b, {separate, true}), {line(quota)});
    REQUIRE(own);
    REQUIRE(part);
    const QuotaOutcome of_own = quota_outcomes(*own).front(),
                       of_part = quota_outcomes(*part).front();
    CHECK(of_part.regime == of_own.regime);
    ++met[static_cast<std::size_t>(of_own.regime)];
    CHECK(of_part.licence_price == near(of_own.licence_price, kIdentity));
    CHECK(of_part.fill == near(of_own.fill, kIdentity));
    const double income = own->countries()[1].income_base;
    CHECK(of_part.duty == near(of_own.duty, kIdentity * income));
    CHECK(of_part.rent_importer == near(of_own.rent_importer, kIdentity * income));
    CHECK(of_part.rent_exporter == near(of_own.rent_exporter, kIdentity * income));
    for (Index n = 0; n < 3; ++n) {
      const CountryOutcome &x = part->countries()[static_cast<std::size_t>(n)],
                           &y = own->countries()[static_cast<std::size_t>(n)];
      CHECK(x.welfare == near(y.welfare, kIdentity));
      CHECK(x.rent == near(y.rent, kIdentity * y.income_base));
      CHECK(x.imports == near(y.imports, kIdentity));
      CHECK(part->after().flow(0, 1, 0) ==
            within(own->after().flow(0, 1, 0) + own->after().flow(0, 1, 2), kIdentity));
    }
  }
  CAPTURE(met);
  for (const int times : met) CHECK(times > 0);
}

TEST_CASE("a quota larger than trade changes nothing") {
  for_each_world([&](const Calibration& c) {
    const std::vector<PolicyLine> policy = random_policy(5, *c.world, 0.2);
    const auto without = outcome_if_any(c, policy);
    if (!without) return;
    std::vector<PolicyLine> lines = policy;
    lines.push_back(line(import_quota({0, 2, 3}, 20, 0.4)));
    lines.push_back(line(export_quota(20)));
    const auto with = outcome_if_any(c, lines);
    REQUIRE(with);
    check_same(*without, *with);
    for (const QuotaOutcome& of : quota_outcomes(*with)) {
      CHECK(of.regime == QuotaRegime::slack);
      CHECK(of.licence_price == 0);
      CHECK(of.rent == 0);
    }
  });
}

TEST_CASE("a tariff-rate quota lies between its two tariffs") {
  const Cells cells{{0, 2}, {1}, {0}};
  for_each_world([&](const Calibration& c) {
    const auto low = outcome_if_any(c, {tariff_line(cells, RateChange::set, 0.05)});
    const auto high = outcome_if_any(c, {tariff_line(cells, RateChange::set, 0.5)});
    if (!low || !high) return;
    const auto ample = outcome_if_any(c, {line(tariff_rate_quota({0, 2}, 0.05, 0.5, 50, 1))});
    REQUIRE(ample);
    check_same(*low, *ample);
    // With next to no amount next to no rent is left.
    const auto nothing = outcome_if_any(c, {line(tariff_rate_quota({0, 2}, 0.05, 0.5, 1e-9, 1))});
    REQUIRE(nothing);
    CHECK(quota_outcomes(*nothing).front().regime == QuotaRegime::over);
    check_same(*high, *nothing, 1e-8);
    // Over, the rent of what comes in within the amount is the importer's, as the duty is.
    const auto over = outcome_if_any(c, {line(tariff_rate_quota({0, 2}, 0.05, 0.5, 1e-3))});
    REQUIRE(over);
    const QuotaOutcome of = quota_outcomes(*over).front();
    CHECK(of.licence_price == 0.45);
    CHECK(of.rent > 0);
    check_same(*high, *over);
  });
}

TEST_CASE("the more of the rent goes abroad, the worse for the importer and the better there") {
  for_each_world([&](const Calibration& c) {
    std::vector<Outcome> outcomes;
    for (const double phi : {0.0, 0.5, 1.0})
      if (auto one = outcome_if_any(c, {line(import_quota({0}, 0.5, phi))}))
        outcomes.push_back(std::move(*one));
    if (outcomes.size() < 3) return;
    for (std::size_t k = 0; k + 1 < 3; ++k) {
      CHECK(outcomes[k].countries()[1].welfare > outcomes[k + 1].countries()[1].welfare);
      CHECK(outcomes[k].countries()[0].welfare < outcomes[k + 1].countries()[0].welfare);
    }
    const QuotaOutcome of = quota_outcomes(outcomes[1]).front();
    CHECK(of.rent_importer == within(of.rent_exporter, kIdentity));
    CHECK(outcomes[2].countries()[1].rent_paid ==
          within(quota_outcomes(outcomes[2]).front().rent, kIdentity));
  });
}

TEST_CASE("a quota counts goods in no money, and value in the numeraire") {
  // In a unit in which all money is a factor more, an amount of goods is the same.
  constexpr double kFactor = 2;
  const Calibration c = calibration(4, false);
  const auto o = outcome_if_any(c, {line(import_quota({0, 2}, 0.5, 0.3)), line(export_quota(0.6))});
  REQUIRE(o);
  Equilibrium dearer = o->equilibrium();
  const_cast<Table&>(dearer.unit_cost()) *= kFactor;  // only the solver makes an equilibrium
  Levels after = o->after();
  for (double& flow : after.flow.values()) flow *= kFactor;
  for (Quota quota : o->parted_policy().quotas) {
    const auto amount = [&](const Equilibrium& e, const Levels& at) {
      return quota_amount(o->base(), quota, o->parted_policy(), e, at);
    };
    CHECK(amount(dearer, after) == rounded(amount(o->equilibrium(), o->after())));
    quota.measure = QuotaMeasure::value;
    CHECK(amount(dearer, after) == rounded(kFactor * amount(o->equilibrium(), o->after())));
  }
}

TEST_CASE(
    "quotas on cells that are hit in part, on goods that do not compete, and one on another") {
  PolicyLine part = tariff_line({{0}, {1}, {0}}, RateChange::add, 0.3);
  std::get<LevyChange>(part.instrument).scope.coverage = 0.4;
  for (const bool separate : {false, true}) {
    Calibration c = calibration(2, false);
    c.parameters.separate_nests = separate;
    CAPTURE(separate);
    const auto quota = outcome_if_any(c, {part, line(import_quota({0, 2}, 0.6))});
    REQUIRE(quota);
    const double price = price_of(*quota);
    CHECK(price > 0);
    const auto tariff =
        outcome_if_any(c, {part, tariff_line({{0, 2}, {1}, {0}}, RateChange::add, price)});
    REQUIRE(tariff);
    check_same(*quota, *tariff);
    QuotaLine restraint{{{0}, {1}, {0}}};
    restraint.side = QuotaSide::exporter;
    restraint.amount = 0.4;
    const auto both =
        outcome_if_any(c, {part, line(import_quota({0, 2}, 0.6, 0.7)), line(restraint)});
    REQUIRE(both);
    CHECK(both->certificate().holds());
    for (const QuotaOutcome& of : quota_outcomes(*both)) CHECK(of.regime == QuotaRegime::binding);
  }
}

namespace {

/// A twin that shares nothing with the search: duties at t + lambda, rents that go abroad as
/// transfers, which deficits hold, all found by bisection for each set of regimes.
class Twin {
 public:
  struct Found {
    std::vector<double> price;
    Vector welfare;
  };

  Twin(const Calibration& c, std::vector<Quota> quotas)
      : world_(*c.world),
        parameters_(c.parameters),
        solver_(world_, parameters_),
        quotas_(std::move(quotas)) {}

  /// Of all 3^m sets of regimes, those that hold together.
  std::vector<Found> all() {
    std::vector<Found> found;
    const std::size_t sets = quotas_.size() == 1 ? 3 : 9;
    for (std::size_t set = 0; set < sets; ++set) {
      std::vector<QuotaRegime> regimes;
      for (std::size_t j = 0, left = set; j < quotas_.size(); ++j, left /= 3)
        regimes.push_back(static_cast<QuotaRegime>(left % 3));
      if (const auto one = solve_set(regimes)) found.push_back(*one);
    }
    return found;
  }

 private:
  struct Point {
    std::vector<double> filled;  // q / Q
    Vector welfare;
  };

  std::optional<Found> solve_set(const std::vector<QuotaRegime>& regimes) {
    std::vector<double> price(quotas_.size(), 0.0);
    for (std::size_t j = 0; j < quotas_.size(); ++j)
      if (regimes[j] == QuotaRegime::over) price[j] = quotas_[j].margin;
    for (const double p : price)
      if (std::isinf(p)) return std::nullopt;
    bind_from(0, regimes, price);
    const Point there = at(price);
    constexpr double kNone = 1e-9;
    for (std::size_t j = 0; j < quotas_.size(); ++j) {
      if (std::isnan(there.filled[j])) return std::nullopt;
      if (regimes[j] == QuotaRegime::slack && there.filled[j] > 1 + kNone) return std::nullopt;
      if (regimes[j] == QuotaRegime::over && there.filled[j] < 1 - kNone) return std::nullopt;
      if (regimes[j] == QuotaRegime::binding &&
          !(price[j] > 0 && price[j] < quotas_[j].margin && std::abs(there.filled[j] - 1) <= kNone))
        return std::nullopt;
    }
    return Found{price, there.welfare};
  }

  /// Prices of the quotas from `j` on that bind, those before being given: at an end of its range
  /// where none between fills the amount, as one may on the way to the price of another.
  void bind_from(std::size_t j, const std::vector<QuotaRegime>& regimes,
                 std::vector<double>& price) {
    while (j < regimes.size() && regimes[j] != QuotaRegime::binding) ++j;
    if (j == regimes.size()) return;
    const auto gap = [&](double p) {
      price[j] = p;
      bind_from(j + 1, regimes, price);
      return std::log(at(price).filled[j]);
    };
    double most = std::min(quotas_[j].margin, 20.0);
    const double low = gap(0);
    if (!(low > 0)) return;
    double high = gap(most);
    for (; std::isnan(high) && most > 0.1; high = gap(most)) most /= 2;
    if (!(high < 0)) return;
    std::uintmax_t steps = 100;
    const auto [from, to] = boost::math::tools::toms748_solve(
        gap, 0.0, most, low, high, boost::math::tools::eps_tolerance<double>(46), steps);
    gap((from + to) / 2);
  }

  Point at(const std::vector<double>& price) {
    TradePolicy policy = baseline_policy(world_);
    for (std::size_t j = 0; j < quotas_.size(); ++j)
      for (const auto& [i, n, s] : quotas_[j].cells) policy.tariff(i, n, s) += price[j];
    Vector paid = Vector::Zero(world_.n_countries());
    for (int round = 0; round < 60; ++round) {
      const SolveResult solved = solver_.solve(policy, world_.deficit + paid, {1e-13, 60});
      // At prices far too high, payments abroad may leave a country nothing.
      if (!solved.equilibrium) return {std::vector<double>(quotas_.size(), std::nan("")), {}};
      const Levels after = levels(world_, parameters_, policy, *solved.equilibrium);
      Point point{filled(after, *solved.equilibrium), {}};
      Vector next = Vector::Zero(paid.size());
      for (std::size_t j = 0; j < quotas_.size(); ++j)
        for (const auto& [i, n, s] : quotas_[j].cells) {
          const double rent = quotas_[j].exporters_share * price[j] *
                              std::min(1.0, 1 / point.filled[j]) * after.flow(i, n, s);
          next(i) += rent;
          next(n) -= rent;
        }
      const double moved = (next - paid).cwiseAbs().maxCoeff() / world_.income.minCoeff();
      paid = next;
      if (moved > 1e-14) continue;
      point.welfare =
          after.income.cwiseQuotient(world_.income).cwiseQuotient(after.consumer_price).array() - 1;
      return point;
    }
    FAIL("rents do not settle");
    return {};
  }

  std::vector<double> filled(const Levels& after, const Equilibrium& e) const {
    std::vector<double> all;
    for (const Quota& quota : quotas_) {
      double amount = 0;
      for (const auto& [i, n, s] : quota.cells) amount += after.flow(i, n, s) / e.unit_cost()(i, s);
      all.push_back(amount / quota.amount);
    }
    return all;
  }

  const World& world_;
  const ModelParameters& parameters_;
  Solver solver_;
  std::vector<Quota> quotas_;
};

/// 200, or as many as TARIFFSIM_QUOTAS says.
unsigned brute_forced_worlds() {
  const char* wanted = std::getenv("TARIFFSIM_QUOTAS");
  return wanted == nullptr ? 200 : static_cast<unsigned>(std::stoul(wanted));
}

}  // namespace

TEST_CASE("the search finds the only set of regimes that a brute force finds") {
  constexpr double kPrice = 1e-8, kWelfare = 1e-9;
  std::array<int, 3> met{};
  const unsigned worlds = brute_forced_worlds();
  for (unsigned seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    std::mt19937 generator(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    const Calibration c =
        random_calibration(seed, {4, 2, seed % 2 == 0, false, false, false, 0.0, 1.0});
    const double phi = seed % 3 == 0 ? 0 : uniform(generator);
    // Little at a small margin is over; more at a larger one binds, or is slack.
    const bool little = seed % 4 < 2;
    QuotaLine first = tariff_rate_quota({0}, 0, (little ? 0.05 : 0.2) + 0.1 * uniform(generator),
                                        (little ? 0.05 : 0.5) + 0.3 * uniform(generator), phi);
    QuotaLine second{{{2, 3}, {1}, {0}}};
    second.amount = 0.3 + 1.2 * uniform(generator);
    if (seed % 2 == 0) second.beyond = 0.3;
    const std::vector<PolicyLine> lines{line(first), line(second)};
    const auto outcome = outcome_if_any(c, lines);
    REQUIRE(outcome);
    Twin twin(c, outcome->parted_policy().quotas);
    const std::vector<Twin::Found> found = twin.all();
    const std::vector<QuotaOutcome> of = quota_outcomes(*outcome);
    CAPTURE(of[0].licence_price, of[0].fill, of[1].licence_price, of[1].fill);
    CHECK(found.size() == 1);
    if (found.size() != 1) continue;
    for (std::size_t j = 0; j < of.size(); ++j) {
      CHECK(of[j].licence_price == near(found[0].price[j], kPrice));
      ++met[static_cast<std::size_t>(of[j].regime)];
    }
    for (Index n = 0; n < 4; ++n)
      CHECK(outcome->countries()[static_cast<std::size_t>(n)].welfare ==
            near(found[0].welfare(n), kWelfare));
  }
  CAPTURE(met);
  for (const int times : met) CHECK(times > 0);
}

TEST_CASE("random worlds with quotas and random options are certified, or refused in words") {
  unsigned refused = 0;
  constexpr unsigned kWorlds = 80;
  for (unsigned seed = 1; seed <= kWorlds; ++seed) {
    const Calibration c = random_family_calibration(
        seed, {4, 3, seed % 4 != 0, true, seed % 3 == 0, false, 0.0, 1.5});
    RandomFamily choice(seed + 4000);
    std::vector<PolicyLine> lines = random_policy(seed, *c.world, 0.3);
    for (const Index importer : {1, 2}) {
      QuotaLine quota = tariff_rate_quota({0, 3}, 0.02, choice.between(0.1, 0.8),
                                          choice.between(0.05, 2), choice.between(0, 1));
      quota.cells.importers = {importer};
      quota.cells.sectors = {0, 2};
      quota.by_partner = choice.on();
      if (choice.on()) quota.measure = QuotaMeasure::value;
      if (choice.on()) quota.beyond.reset();
      if (choice.on()) quota.scope = {choice.between(0.1, 0.9), choice.on(), "", std::nullopt};
      lines.push_back(line(quota));
    }
    if (choice.on()) lines.push_back(line(export_quota(choice.between(0.1, 1.5))));
    const ExperimentResult result = run_experiment(
        c, lines,
        c.parameters.proportional_deficits ? DeficitClosure::proportional : DeficitClosure::fixed,
        {});
    CAPTURE(seed, result.statistics.message);
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

namespace {

PolicySolution solved_with_quotas(const Calibration& c, const std::vector<PolicyLine>& lines) {
  const World& world = *c.world;
  return solve_policy(
      world, c.parameters, apply_policy(world, lines).policy, world.deficit, kNested, 1e-10,
      [&](const TradePolicy& policy, const SolverOptions& to, const Equilibrium* near) {
        return solve(world, c.parameters, policy, world.deficit, to, near);
      });
}

bool fails(const World& world, const PolicySolution& solution, const std::string& name) {
  for (const Residual& r : certify_quotas(world, solution, 1e-10))
    if (r.name == name) return !r.holds();
  return false;
}

}  // namespace

TEST_CASE("each condition of a quota is seen to fail") {
  const Calibration c = calibration(8, false);
  const PolicySolution good = solved_with_quotas(
      c, {line(tariff_rate_quota({0, 2}, 0.05, 0.5, 0.3, 0.4)), line(export_quota(0.6))});
  REQUIRE(good.holds());
  for (const Residual& r : certify_quotas(*c.world, good, 1e-10)) {
    CAPTURE(r.name, r.value);
    CHECK(r.holds());
  }
  constexpr double kChange = 1 + 1e-6;
  const CellPlace at{0, 1, 0};
  PolicySolution bad = good;
  bad.licences[0].price *= kChange;  // binds, and so any price is right for the amount alone
  bad.licences[0].fill /= kChange;
  CHECK(fails(*c.world, bad, "quota_regime"));
  bad = good;
  bad.after.flow(0, 1, 0) *= kChange;
  CHECK(fails(*c.world, bad, "quota_regime"));
  CHECK(fails(*c.world, bad, "quota_spending"));
  CHECK(fails(*c.world, bad, "quota_budget"));
  bad = good;
  bad.after.licences[at].front().kept *= kChange;
  CHECK(fails(*c.world, bad, "quota_spending"));
  CHECK(fails(*c.world, bad, "quota_income"));
  bad = good;
  bad.after.licences[at].front().abroad *= kChange;
  CHECK(fails(*c.world, bad, "quota_income"));
  CHECK(fails(*c.world, bad, "quota_budget"));
  bad = good;
  bad.after.rent(1) *= kChange;
  CHECK(fails(*c.world, bad, "quota_income"));
  bad = good;
  bad.after.rent_paid(1) *= kChange;
  CHECK(fails(*c.world, bad, "quota_income"));
}

namespace {

std::vector<Quota> quotas_of(const World& world, const std::vector<PolicyLine>& lines) {
  return apply_policy(world, lines).policy.quotas;
}

std::string refusal(const World& world, const std::vector<PolicyLine>& lines) {
  try {
    apply_policy(world, lines);
  } catch (const InputError& error) {
    return error.diagnostics().front().message;
  }
  return "";
}

}  // namespace

TEST_CASE("a quota on all cells of an earlier one replaces it, and two on a cell are refused") {
  const Calibration c = calibration(4, false);
  const World& world = *c.world;
  const PolicyLine early = line(import_quota({0, 2}, 0.5)),
                   wide = line(import_quota({0, 2, 3}, 0.8));
  CHECK(quotas_of(world, {early}).size() == 1);
  const std::vector<Quota> replaced = quotas_of(world, {early, wide});
  REQUIRE(replaced.size() == 1);
  CHECK(replaced.front().amount == rounded(0.8 * replaced.front().amount_before));
  CHECK_THAT(refusal(world, {wide, early}), Catch::Contains("is under a quota of a line above"));
  // The exporter's side is another matter.
  QuotaLine restraint{{{0}, {1}, {0}}};
  restraint.side = QuotaSide::exporter;
  restraint.amount = 0.5;
  CHECK(quotas_of(world, {early, line(restraint)}).size() == 2);
}

TEST_CASE("quotas on different goods of a cell stand side by side") {
  const Calibration c = calibration(4, false);
  const World& world = *c.world;
  QuotaLine list = import_quota({0, 2}, 0.5), other = list;
  list.scope = {0.3, false, "list", std::nullopt};
  other.scope = {0.4, false, "other", std::nullopt};
  CHECK(quotas_of(world, {line(list), line(other)}).size() == 2);
  // The same goods again, or all of the cell's, replace them; some of them are refused.
  CHECK(quotas_of(world, {line(list), line(other), line(list)}).size() == 2);
  CHECK(quotas_of(world, {line(list), line(other), line(import_quota({0, 2}, 0.8))}).size() == 1);
  QuotaLine some = import_quota({0, 2}, 0.5);
  some.scope = covering(0.1);
  CHECK_THAT(refusal(world, {line(list), line(some)}),
             Catch::Contains("is under a quota of a line above, which is on other goods too"));
  const auto both = outcome_if_any(c, {line(list), line(other)});
  REQUIRE(both);
  for (const QuotaOutcome& of : quota_outcomes(*both)) CHECK(of.regime == QuotaRegime::binding);
  // A quota on goods that a later line divides stays on all of them.
  PolicyLine tariff = tariff_line({{0}, {1}, {0}}, RateChange::add, 0.2);
  std::get<LevyChange>(tariff.instrument).scope = covering(0.1);
  const auto divided = outcome_if_any(c, {line(list), line(other), tariff});
  REQUIRE(divided);
  CHECK(quota_outcomes(*divided).front().fill == near(1, kIdentity));
}

TEST_CASE("each partner has a quota of its own where that is asked") {
  const Calibration c = calibration(4, false);
  QuotaLine each = import_quota({0, 2, 3}, 0.5);
  each.by_partner = true;
  each.goods = "S0";
  each.own = "CAB";
  const std::vector<Quota> quotas = quotas_of(*c.world, {line(each)});
  REQUIRE(quotas.size() == 3);
  CHECK(quotas[1].name == "S0 from CAC into CAB");
  CHECK(quotas[1].amount == rounded(0.5 * c.world->flow(2, 1, 0)));
  each.of_trade = false;
  each.amount = 7;
  for (const Quota& quota : quotas_of(*c.world, {line(each)})) CHECK(quota.amount == 7);
}

TEST_CASE("a quota on no trade, and one with several margins, are refused") {
  const Calibration c = calibration(4, false);
  QuotaLine nothing = import_quota({1}, 0.5);
  CHECK_THAT(refusal(*c.world, {line(nothing)}), Catch::Contains("nothing is traded"));
  QuotaLine open = tariff_rate_quota({0, 2}, 0, 0.9, 0.5);
  open.within.reset();
  CHECK_THAT(refusal(*c.world, {line(open)}),
             Catch::Contains("the increase would not be the same for all"));
  const PolicyLine same = tariff_line({{0, 2}, {1}, {0}}, RateChange::set, 0.1);
  CHECK(quotas_of(*c.world, {same, line(open)}).front().margin == rounded(0.8));
  open.beyond = 0.05;
  CHECK_THAT(refusal(*c.world, {same, line(open)}), Catch::Contains("must be above"));
}

TEST_CASE("a step of a timeline replaces the quota of an earlier one") {
  const Calibration c = calibration(4, false);
  Experiment experiment{c, DeficitClosure::fixed, kNested, {}, {}};
  std::vector<PolicyLine> lines{line(import_quota({0, 2}, 0.5))};
  experiment.stages.push_back({{"first", "", ""}, lines, c.parameters, {}});
  lines.push_back(line(import_quota({0, 2}, 0.7)));
  experiment.stages.push_back({{"second", "", ""}, lines, c.parameters, {}});
  const std::vector<SolvedStep> steps = run_experiment(experiment);
  REQUIRE(steps.size() == 2);
  REQUIRE(steps[1].result.outcome);
  const auto alone = outcome_if_any(c, {line(import_quota({0, 2}, 0.7))});
  REQUIRE(alone);
  check_same(*steps[1].result.outcome, *alone);
  CHECK(price_of(*steps[0].result.outcome) > price_of(*steps[1].result.outcome));
}
