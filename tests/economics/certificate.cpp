// The certificate in the negative: one figure of a solved world is changed a little, and exactly
// the conditions in which it stands fail, by as much as the equations say (sim/model.md, 2.6).
#include "outcomes/certificate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <map>

#include "outcomes/outcome.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// The tolerance of certificates here: that of a scenario that names none.
constexpr double kTolerance = 1e-10;
/// What is held to rounding, whatever the tolerance (outcomes/certificate.cpp).
constexpr double kExact = 1e-11;
/// Changes are measured beside residuals that are not quite zero: those of a solve to 1e-13.
constexpr double kLeft = 1e-12;
/// Residuals are fractions: a change by a part d of a factor moves one by d + O(d^2).
constexpr double kSecondOrder = 1e-5;

/// The cell whose figures are changed: sold by 1 to 0, sector 2, where all wedges are in force.
constexpr Index kExporter = 1, kImporter = 0, kSector = 2;

/// A solved world in parts that can be changed.
struct Parts {
  World world;
  ModelParameters parameters;
  TradePolicy policy;
  Equilibrium equilibrium;
  Levels after;

  Certificate certificate() const {
    return certify(world, parameters, policy, world.deficit, equilibrium, after, kTolerance);
  }
  /// Of an equilibrium that is no constant: it has no way in, since only the solver makes one.
  static Vector& open(const Vector& v) { return const_cast<Vector&>(v); }
  static Table& open(const Table& t) { return const_cast<Table&>(t); }
  Vector& wage() { return open(equilibrium.wage()); }
  Table& unit_cost() { return open(equilibrium.unit_cost()); }
  Table& price() { return open(equilibrium.price()); }
  Table& expenditure() { return open(equilibrium.expenditure()); }
  Vector& deficit() { return open(equilibrium.deficit()); }
};

/// Inputs, duties and export taxes, all of which change.
Parts solved_world() {
  const Calibration calibration = random_calibration(
      31, {.countries = 4, .sectors = 3, .export_taxes = true, .zero_flows = 0, .size_spread = 1});
  const World& world = *calibration.world;
  const std::vector<PolicyLine> lines{tariff_line({{1, 2}, {0}, {0, 1, 2}}, RateChange::add, 0.2),
                                      export_tax_line({{1}, {0, 3}, {1, 2}}, RateChange::add, 0.1)};
  const TradePolicy policy = apply_policy(world, lines).policy.average;
  const SolveResult solved = solve(world, calibration.parameters, policy, world.deficit, kTight);
  REQUIRE(solved.equilibrium);
  return {world, calibration.parameters, policy, *solved.equilibrium,
          levels(world, calibration.parameters, policy, *solved.equilibrium)};
}

/// A change of one figure by the part d of itself, and by what times d each condition then fails.
struct Case {
  const char* figure;
  std::function<void(Parts&, double)> change;
  std::map<std::string, double> moved;
};

std::vector<Case> cases(const Parts& at) {
  const Index i = kExporter, n = kImporter, s = kSector;
  const World& w = at.world;
  const double flow = at.after.flow(i, n, s), tariff = at.policy.tariff(i, n, s);
  const double tax = at.policy.export_tax(i, n, s);
  const double spent = at.equilibrium.expenditure()(n, s);
  const Vector &income = at.after.income, &earned = at.after.value_added;
  const double output = at.after.output(n, s), world_earned = w.value_added.sum();
  const double buys = at.after.flow(n, n, s);
  const auto value_added = w.value_added_share;
  const auto largest_input = [&] {
    double most = 0;
    for (Index k = 0; k < w.n_sectors(); ++k) most = std::max(most, w.input_share(n, k, s));
    return most;
  };
  const auto most_use = [&] {
    double most = 0;
    for (Index k = 0; k < w.n_sectors(); ++k) most = std::max(most, w.input_share(n, s, k));
    return most;
  };
  return {
      {"wage",
       [=](Parts& p, double d) { p.wage()(n) *= 1 + d; },
       {{"zero_profit", value_added.row(n).maxCoeff()}}},
      {"unit cost",
       [=](Parts& p, double d) { p.unit_cost()(n, s) *= 1 + d; },
       {{"zero_profit", 1}}},
      {"price",
       [=](Parts& p, double d) { p.price()(n, s) *= 1 + d; },
       {{"zero_profit", most_use()}, {"consumer_price", w.final_share(n, s)}}},
      {"consumer price",
       [=](Parts& p, double d) { p.after.consumer_price(n) *= 1 + d; },
       {{"consumer_price", 1}}},
      {"spending",
       [=](Parts& p, double d) { p.expenditure()(n, s) *= 1 + d; },
       {{"price_index", 1}, {"spending", spent / income(n)}}},
      {"flow",
       [=](Parts& p, double d) { p.after.flow(i, n, s) *= 1 + d; },
       {{"price_index", (1 + tariff) * flow / spent},
        {"income", std::max(tariff * flow / income(n), tax / (1 + tax) * flow / income(i))},
        {"budget", flow / std::min(income(n), income(i))}}},
      {"domestic sales",
       [=](Parts& p, double d) { p.after.flow(n, n, s) *= 1 + d; },
       {{"price_index", buys / spent}}},
      {"tariff",
       [=](Parts& p, double d) { p.policy.tariff(i, n, s) *= 1 + d; },
       {{"price_index", tariff * flow / spent}, {"income", tariff * flow / income(n)}}},
      {"export tax",
       [=](Parts& p, double d) { p.policy.export_tax(i, n, s) *= 1 + d; },
       {{"income", tax / (1 + tax) / (1 + tax) * flow / income(i)}}},
      {"deficit",
       [=](Parts& p, double d) { p.deficit()(n) *= 1 + d; },
       {{"income", std::abs(w.deficit(n)) / income(n)},
        {"deficits", std::abs(w.deficit(n)) / income(n)},
        {"budget", std::abs(w.deficit(n)) / income(n)}}},
      {"income",
       [=](Parts& p, double d) { p.after.income(n) *= 1 + d; },
       {{"income", 1}, {"spending", w.final_share.row(n).maxCoeff()}}},
      {"output",
       [=](Parts& p, double d) { p.after.output(n, s) *= 1 + d; },
       {{"market_clearing", value_added(n, s) * output / earned(n)},
        {"walras", value_added(n, s) * output / world_earned},
        {"spending", largest_input() * output / income(n)}}},
      {"value added",
       [=](Parts& p, double d) { p.after.value_added(n) *= 1 + d; },
       {{"market_clearing", 1},
        {"income", earned(n) / income(n)},
        {"walras", earned(n) / world_earned},
        {"numeraire", earned(n) / world_earned}}},
  };
}

double tolerance_of(const std::string& name) {
  if (name == "budget") return 10 * kTolerance;  // a country's clearing and spending in one
  const bool solved_for = name == "market_clearing" || name == "spending" || name == "walras";
  return solved_for ? kTolerance : kExact;
}

/// What fails is what moved by more than its tolerance; each residual is what it moved by.
void check_moved(const Certificate& certificate, const Case& one, double d) {
  bool all = true;
  for (const Residual& r : certificate.residuals) {
    const auto found = one.moved.find(r.name);
    const double expected = found == one.moved.end() ? 0 : d * found->second;
    CAPTURE(r.name, expected);
    CHECK(r.value == near(expected, kLeft + kSecondOrder * expected));
    CHECK(r.tolerance == tolerance_of(r.name));
    CHECK(r.holds() == (expected < r.tolerance));
    all = all && expected < r.tolerance;
  }
  CHECK(certificate.holds() == all);
}

}  // namespace

TEST_CASE("a solved world holds each of the ten conditions") {
  const Certificate certificate = solved_world().certificate();
  REQUIRE(certificate.residuals.size() == 10);
  check_moved(certificate, {"nothing", {}, {}}, 0);
  CHECK_THAT(certificate.summary(), Catch::StartsWith("all 10 conditions hold; largest residual "));
}

TEST_CASE("one changed figure fails the conditions in which it stands, by what it moves them") {
  const Parts solved = solved_world();
  for (const Case& one : cases(solved)) {
    CAPTURE(one.figure);
    Parts changed = solved;
    one.change(changed, 1e-6);
    const Certificate certificate = changed.certificate();
    check_moved(certificate, one, 1e-6);
    CHECK_FALSE(certificate.holds());
  }
}

TEST_CASE("just within its tolerance a condition holds, and just beyond it fails") {
  const Parts solved = solved_world();
  for (const Case& one : cases(solved))
    for (const auto& [name, moves] : one.moved)
      for (const double part : {0.8, 1.25}) {
        CAPTURE(one.figure, name, part);
        const double d = part * tolerance_of(name) / moves;
        Parts changed = solved;
        one.change(changed, d);
        check_moved(changed.certificate(), one, d);
      }
}

TEST_CASE("an outcome is refused, with the certificate, when one figure of the solution is off") {
  const Parts solved = solved_world();
  REQUIRE(make_outcome(std::make_shared<const World>(solved.world), solved.parameters,
                       solved.policy, solved.equilibrium, kTolerance)
              .outcome);
  const auto refused = [&](const char* figure, const std::function<void(Parts&)>& change,
                           const std::vector<std::string>& failing) {
    CAPTURE(figure);
    Parts changed = solved;
    change(changed);
    const OutcomeResult result =
        make_outcome(std::make_shared<const World>(changed.world), changed.parameters,
                     changed.policy, changed.equilibrium, kTolerance);
    CHECK_FALSE(result.outcome);
    CHECK_FALSE(result.certificate.holds());
    for (const Residual& r : result.certificate.residuals)
      for (const std::string& name : failing)
        if (r.name == name) CHECK_FALSE(r.holds());
  };
  constexpr double kChange = 1 + 1e-6;
  const Index i = kExporter, n = kImporter, s = kSector;
  refused("wage", [=](Parts& p) { p.wage()(n) *= kChange; },
          {"zero_profit", "market_clearing", "numeraire"});
  refused("unit cost", [=](Parts& p) { p.unit_cost()(n, s) *= kChange; },
          {"zero_profit", "price_index"});
  refused("price", [=](Parts& p) { p.price()(n, s) *= kChange; }, {"zero_profit", "price_index"});
  refused("spending", [=](Parts& p) { p.expenditure()(n, s) *= kChange; }, {"spending"});
  refused("flow", [=](Parts& p) { p.world.trade_share(i, n, s) *= kChange; }, {"price_index"});
  refused("deficit", [=](Parts& p) { p.deficit()(n) *= kChange; }, {"deficits", "budget"});
  refused("tariff", [=](Parts& p) { p.policy.tariff(i, n, s) *= kChange; }, {"price_index"});
  refused("export tax", [=](Parts& p) { p.policy.export_tax(i, n, s) *= kChange; },
          {"price_index"});
  refused("trade cost",
          [=](Parts& p) {
            p.policy.trade_cost = Cube(4, 3, 1.0);
            p.policy.trade_cost(i, n, s) *= kChange;
          },
          {"price_index"});
}

TEST_CASE("a figure that is no number fails, and an income that is not positive") {
  const Parts solved = solved_world();
  Parts none = solved;
  none.after.flow(kExporter, kImporter, kSector) = std::nan("");
  for (const Residual& r : none.certificate().residuals) {
    CAPTURE(r.name);
    CHECK(r.holds() == (r.name != "price_index" && r.name != "income" && r.name != "budget"));
  }
  Parts indebted = solved;  // what it spends is minus what it earns: the ratio is 1
  const Index n = kImporter;
  indebted.deficit()(n) -= 2 * solved.after.income(n);
  indebted.after.income(n) *= -1;
  for (const Residual& r : indebted.certificate().residuals)
    if (r.name == "income") CHECK_FALSE(r.holds());
  Parts poor = solved;
  poor.after.income(n) = 0;
  for (const Residual& r : poor.certificate().residuals)
    if (r.name == "income") CHECK(r.value == HUGE_VAL);
}

TEST_CASE("a condition holds up to its tolerance, and a certificate when each of its own does") {
  const Residual at{"a", "A is B", 1e-10, 1e-10, "DEU"};
  const Residual beyond{"b", "B is C", std::nextafter(1e-10, 1), 1e-10, "VNM C19"};
  const Residual none{"c", "C is D", std::nan(""), 1e-10, "world"};
  CHECK(at.holds());
  CHECK_FALSE(beyond.holds());
  CHECK_FALSE(none.holds());
  CHECK_FALSE(Certificate{}.holds());
  CHECK(Certificate{{at, at}}.holds());
  CHECK_FALSE(Certificate{{at, beyond}}.holds());
  CHECK_FALSE(Certificate{{none, at}}.holds());
  CHECK(Certificate{}.summary() == "not examined");
  CHECK(Certificate{{at, beyond}}.summary() == "b fails in VNM C19: 1.0e-10 > 1e-10 (B is C)");
  const Residual smaller{"d", "D is E", 2e-12, 1e-10, "USA"};
  CHECK(Certificate{{smaller, at, smaller}}.summary() ==
        "all 3 conditions hold; largest residual 1.0e-10 (a, DEU)");
}

TEST_CASE("a price to the power of zero is one, be it without bound") {
  Parts changed = solved_world();
  const Index n = kImporter, k = kSector;
  for (Index s = 0; s < 3; ++s) {  // what n makes needs none of k any longer
    double& share = changed.world.input_share(n, k, s);
    changed.unit_cost()(n, s) /= std::pow(changed.price()(n, k), share);
    share = 0;
  }
  changed.price()(n, k) = HUGE_VAL;
  for (const Residual& r : changed.certificate().residuals)
    if (r.name == "zero_profit") CHECK(r.value == near(0, kLeft));
}

TEST_CASE("the worst place is named") {
  const Parts solved = solved_world();
  Parts changed = solved;
  changed.unit_cost()(2, 1) *= 1 + 2e-6;
  changed.unit_cost()(1, 2) *= 1 - 3e-6;
  changed.unit_cost()(3, 0) *= 1 + 1e-6;
  for (const Residual& r : changed.certificate().residuals) {
    if (r.name == "zero_profit") CHECK(r.where == "CAB S2");
    if (r.name == "numeraire" || r.name == "walras") CHECK(r.where == "world");
  }
}

TEST_CASE("what is spent in small amounts is examined too") {
  Parts small = solved_world();
  constexpr double kSmall = 1e-9;
  for (Vector* v : {&small.world.value_added, &small.world.deficit, &small.after.value_added,
                    &small.after.income, &small.deficit()})
    *v *= kSmall;
  for (double& f : small.after.flow.values()) f *= kSmall;
  small.after.output *= kSmall;
  small.expenditure() *= kSmall;
  CHECK(small.certificate().holds());
  small.after.flow(kImporter, kImporter, kSector) *= 1 + 1e-6;
  for (const Residual& r : small.certificate().residuals) {
    CAPTURE(r.name);
    CHECK(r.holds() == (r.name != "price_index"));
  }
}

TEST_CASE("every country and sector is examined") {
  const Parts solved = solved_world();
  const auto fails = [&](const char* name, const std::function<void(Parts&)>& change) {
    Parts changed = solved;
    change(changed);
    for (const Residual& r : changed.certificate().residuals)
      if (r.name == name) return !r.holds();
    return false;
  };
  constexpr double kChange = 1 + 1e-6;
  for (Index n = 0; n < 4; ++n) {
    CAPTURE(n);
    CHECK(fails("market_clearing", [=](Parts& p) { p.after.value_added(n) *= kChange; }));
    CHECK(fails("income", [=](Parts& p) { p.after.income(n) *= kChange; }));
    CHECK(fails("budget", [=](Parts& p) { p.deficit()(n) += 1e-6 * p.after.income(n); }));
    CHECK(fails("walras", [=](Parts& p) { p.after.value_added(n) *= kChange; }));
    for (Index s = 0; s < 3; ++s) {
      CAPTURE(s);
      CHECK(fails("zero_profit", [=](Parts& p) { p.unit_cost()(n, s) *= kChange; }));
      CHECK(fails("zero_profit", [=](Parts& p) { p.price()(n, s) *= kChange; }));
      CHECK(fails("price_index", [=](Parts& p) { p.expenditure()(n, s) *= kChange; }));
      CHECK(fails("spending", [=](Parts& p) { p.expenditure()(n, s) *= kChange; }));
      CHECK(fails("spending", [=](Parts& p) { p.after.output(n, s) *= kChange; }));
      for (Index i = 0; i < 4; ++i) {
        if (i == n) continue;
        CHECK(fails("price_index", [=](Parts& p) { p.after.flow(i, n, s) *= kChange; }));
        CHECK(fails("budget", [=](Parts& p) { p.after.flow(i, n, s) *= 1 + 1e-3; }));
      }
    }
  }
}
