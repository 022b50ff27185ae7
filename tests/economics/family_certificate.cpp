// The certificate of the options of the model in the negative: one figure of a solved world is
// changed a little, and the condition in which it stands fails (sim/model.md, section 2.7).
#include <catch2/catch.hpp>

#include <functional>

#include "outcomes/certificate.hpp"
#include "outcomes/outcome.hpp"
#include "support/near.hpp"
#include "support/random_family.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kChange = 1 + 1e-6;

/// A solved world in parts that can be changed.
struct FamilyParts {
  World world;
  ModelParameters parameters;
  TradePolicy policy;
  Equilibrium equilibrium;
  Levels after;

  /// The names of the conditions that fail.
  std::vector<std::string> failed() const {
    std::vector<std::string> names;
    for (const Residual& r :
         certify(world, parameters, policy, world.deficit, equilibrium, after, 1e-10).residuals)
      if (!r.holds()) names.push_back(r.name);
    return names;
  }
  bool fails(const std::string& name) const {
    const auto names = failed();
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  template <class T>
  static T& open(const T& part) {  // only the solver makes an equilibrium
    return const_cast<T&>(part);
  }
};

/// Every option at once, under tariffs and export taxes that change.
FamilyParts solved_family_world(bool proportional) {
  const RandomBaseline want{4, 3, true, true, true, false, 0, 1};
  Vector theta = random_elasticities(31, 3);
  RandomFamily family(31);
  CalibrationOptions options{{theta}, true, Vector::Constant(4, 0.15)};
  ModelParameters& p = options.parameters;
  p.substitution = {0.6, 0.3, 1.5};
  p.labour_mobility = 1.2;
  p.labour_supply = 0.5;
  p.revenue = RevenueUse::income_tax;
  p.income_tax_rate = Vector::Constant(4, 0.2);
  p.scale = 0.2 * theta.cwiseInverse();
  p.tax_exponent = family.tax_exponent(options.selling_share, theta);
  p.proportional_deficits = proportional;
  const Calibration c = calibrate(random_baseline(31, want), options);
  const World& world = *c.world;
  const std::vector<PolicyLine> lines{tariff_line({{1, 2}, {0}, {0, 1, 2}}, RateChange::add, 0.2),
                                      export_tax_line({{1}, {0, 3}, {1, 2}}, RateChange::add, 0.1)};
  const TradePolicy policy = apply_policy(world, lines).policy.average;
  const SolveResult solved = solve(world, c.parameters, policy, world.deficit, kTight);
  INFO(solved.message);
  REQUIRE(solved.equilibrium);
  return {world, c.parameters, policy, *solved.equilibrium,
          levels(world, c.parameters, policy, *solved.equilibrium)};
}

}  // namespace

TEST_CASE("a world solved with every option is certified") {
  for (const bool proportional : {false, true}) {
    const FamilyParts parts = solved_family_world(proportional);
    CHECK(parts.failed().empty());
    CHECK(certify(parts.world, parts.parameters, parts.policy, parts.world.deficit,
                  parts.equilibrium, parts.after, 1e-10)
              .residuals.size() == 13);
  }
}

TEST_CASE("each figure of an option stands in a condition that fails without it") {
  const FamilyParts solved = solved_family_world(GENERATE(false, true));
  const auto fails = [&](const char* name, const std::function<void(FamilyParts&)>& change) {
    FamilyParts changed = solved;
    change(changed);
    return changed.fails(name);
  };
  for (Index n = 0; n < 4; ++n) {
    CAPTURE(n);
    CHECK(fails("labour_supply",
                [=](FamilyParts& p) { FamilyParts::open(p.equilibrium.labour())(n) *= kChange; }));
    CHECK(fails("labour_supply",
                [=](FamilyParts& p) { FamilyParts::open(p.equilibrium.wage())(n) *= kChange; }));
    CHECK(fails("labour_supply", [=](FamilyParts& p) { p.parameters.income_tax_rate(n) += 1e-4; }));
    CHECK(fails("labour_mobility",
                [=](FamilyParts& p) { FamilyParts::open(p.equilibrium.wage())(n) *= kChange; }));
    CHECK(fails("deficits", [=](FamilyParts& p) {
      FamilyParts::open(p.equilibrium.deficit())(n) += 1e-6 * p.after.income(n);
    }));
    CHECK(fails("consumer_price", [=](FamilyParts& p) { p.after.consumer_price(n) *= kChange; }));
    CHECK(fails("disutility", [=](FamilyParts& p) { p.after.disutility_base(n) *= kChange; }));
    CHECK(fails("disutility", [=](FamilyParts& p) { p.after.disutility(n) *= kChange; }));
    CHECK(fails("disutility", [=](FamilyParts& p) { p.parameters.income_tax_rate(n) += 1e-4; }));
    CHECK(fails("budget", [=](FamilyParts& p) { p.world.selling_share(n) += 1e-6; }));
    CHECK(fails("market_clearing", [=](FamilyParts& p) { p.world.selling_share(n) += 1e-6; }));
    for (Index s = 0; s < 3; ++s) {
      CAPTURE(s);
      CHECK(fails("zero_profit", [=](FamilyParts& p) {
        FamilyParts::open(p.equilibrium.unit_cost())(n, s) *= kChange;
      }));
      CHECK(fails("zero_profit", [=](FamilyParts& p) { p.after.output(n, s) *= kChange; }));
      CHECK(fails("labour_mobility", [=](FamilyParts& p) { p.after.output(n, s) *= kChange; }));
      CHECK(fails("spending", [=](FamilyParts& p) { p.after.output(n, s) *= kChange; }));
      for (const char* name : {"zero_profit", "spending", "labour_supply", "consumer_price"})
        CHECK(fails(name, [=](FamilyParts& p) {
          FamilyParts::open(p.equilibrium.price())(n, s) *= kChange;
        }));
    }
  }
}

TEST_CASE("each parameter of an option stands in the conditions of its equations") {
  const FamilyParts solved = solved_family_world(true);
  const auto fails = [&](const char* name, const std::function<void(ModelParameters&)>& change) {
    FamilyParts changed = solved;
    change(changed.parameters);
    return changed.fails(name);
  };
  using P = ModelParameters;
  for (const char* name : {"zero_profit", "spending", "market_clearing"}) {
    CAPTURE(name);
    CHECK(fails(name, [](P& p) { p.substitution.value_added *= 1.001; }));
    CHECK(fails(name, [](P& p) { p.substitution.inputs *= 1.001; }));
  }
  CHECK(fails("spending", [](P& p) { p.substitution.final_use *= 1.001; }));
  CHECK(fails("labour_supply", [](P& p) { p.substitution.final_use *= 1.001; }));
  CHECK(fails("consumer_price", [](P& p) { p.substitution.final_use *= 1.001; }));
  for (const char* name : {"labour_supply", "disutility"})
    CHECK(fails(name, [](P& p) { p.labour_supply *= 1.001; }));
  CHECK(fails("labour_mobility", [](P& p) { p.labour_mobility *= 1.001; }));
  CHECK(fails("zero_profit", [](P& p) { p.scale *= 1.001; }));
  // Of selling costs, at levels that follow from them: what buyers pay is another sum then.
  FamilyParts other = solved;
  other.parameters.tax_exponent *= 1.001;
  other.after = levels(other.world, other.parameters, other.policy, other.equilibrium);
  CHECK(other.fails("price_index"));
}
