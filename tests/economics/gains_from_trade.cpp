// What trade is worth, and what it costs to lose a supplier: in closed form where there is one, and
// in the order of published figures on the shipped data.
#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "support/family_runs.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/temporary_folder.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Through the inverse of a matrix whose condition is near 10, at the solver's tolerance.
constexpr double kClosedForm = 1e-10;

/// Balanced trade in which each country of a pair sells more of one of the first two sectors.
Calibration with_advantage(unsigned seed, const RandomBaseline& want) {
  Baseline b = random_baseline(seed, want);
  for (Index j = 0; j < want.countries; ++j)
    for (Index i = 0; i < j; ++i) {
      const double more = 0.7 * std::min(b.flow(j, i, 0), b.flow(i, j, 1));
      b.flow(i, j, 0) += more, b.flow(j, i, 0) -= more;
      b.flow(j, i, 1) += more, b.flow(i, j, 1) -= more;
    }
  return calibrate(b, {{random_elasticities(seed, want.sectors)}, want.input_output});
}

/// All trade between countries ends.
Outcome autarky(const Calibration& calibration) {
  const std::vector<PolicyLine> lines{{Embargo{{all_cells(*calibration.world)}}, "embargo", {}}};
  ExperimentResult result = run_experiment(calibration, lines, DeficitClosure::fixed, kTight);
  INFO(result.statistics.message << "; " << result.certificate.summary());
  REQUIRE(result.outcome);
  return *result.outcome;
}

/// The real wage of a country that trades no more, from log P^s / w by sector:
///   log P^j = (1 + psi^j) sum_k g^kj log P^k - psi^j log(Y'^j / Y^j) - log(pi_nn^j) / theta^j,
/// with output from Leontief's Y'^k = alpha^k V + sum_j g^kj Y'^j (Costinot and Rodriguez-Clare
/// 2014, on gains from trade with scale effects and intermediate goods). Final spending is V.
double real_wage_alone(const World& world, const ModelParameters& p, Index n) {
  const Index sectors = world.n_sectors();
  Table inputs = Table::Zero(sectors, sectors);  // row = input
  if (!world.input_share.empty())
    for (Index k = 0; k < sectors; ++k)
      for (Index j = 0; j < sectors; ++j) inputs(k, j) = world.input_share(n, k, j);
  const Vector share = world.final_share.row(n).transpose();
  const Table one = Table::Identity(sectors, sectors);
  const Vector output = (one - inputs).lu().solve((share * world.value_added(n)).eval());
  Vector open(sectors);
  Table links(sectors, sectors);
  for (Index j = 0; j < sectors; ++j) {
    const double psi = p.scale.size() > 0 ? p.scale(j) : 0;
    open(j) = -psi * std::log(output(j) / world.output(n, j)) -
              std::log(world.trade_share(n, n, j)) / p.trade_elasticity(j);
    links.row(j) = (1 + psi) * inputs.col(j).transpose();
  }
  return std::exp(-share.dot((one - links).lu().solve(open)));
}

}  // namespace

TEST_CASE(
    "what trade is worth with economies of scale and inputs has its closed form (Costinot and "
    "Rodriguez-Clare 2014)") {
  struct Kind {
    bool input_output;
    double scale;  // times the trade elasticity
  };
  for (const Kind& kind :
       {Kind{false, 0}, Kind{false, 0.4}, Kind{false, 0.9}, Kind{true, 0}, Kind{true, 0.3}})
    for (unsigned seed = 1; seed <= 3; ++seed) {
      CAPTURE(kind.input_output, kind.scale, seed);
      Calibration c = with_advantage(seed, {4, 3, kind.input_output, false, false, true, 0.0, 2.0});
      if (kind.scale > 0)
        c.parameters.scale = kind.scale * c.parameters.trade_elasticity.cwiseInverse();
      const Outcome o = autarky(c);
      for (Index n = 0; n < 4; ++n)
        CHECK(1 + o.countries()[static_cast<std::size_t>(n)].real_wage ==
              near(real_wage_alone(*c.world, c.parameters, n), kClosedForm));
    }
}

TEST_CASE(
    "economies of scale that are the same in all sectors lower what trade is worth (Kucheryavyy, "
    "Lyn and Rodriguez-Clare 2023)") {
  // Alone, a country makes goods in the shares that it consumes, and sum_s alpha log(alpha / r) is
  // never negative.
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    Calibration c = with_advantage(seed, {5, 4, false, false, false, true, 0.0, 2.0});
    const Outcome none = autarky(c);
    c.parameters.scale = Vector::Constant(4, 0.1);  // trade elasticities are at most 8
    const Outcome with = autarky(c);
    for (std::size_t n = 0; n < 5; ++n)
      CHECK(with.countries()[n].real_wage > none.countries()[n].real_wage);
  }
}

namespace {

/// Of a scenario of these lines on world-2022.
Outcome on_world_2022(const std::string& lines, const std::vector<std::string>& overrides) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("s.yaml", "tariffsim: 1\nbaseline: world-2022\nreport: {range: none}\n" + lines);
  return solved(file,
                std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios/baselines/world-2022",
                overrides);
}

/// Percent of real spending that a country loses.
double loss(const Outcome& o, const char* code) {
  const Index n = find_country(o.base().countries, code);
  return -100 * o.countries()[static_cast<std::size_t>(n)].welfare;
}

}  // namespace

TEST_CASE(
    "order of magnitude: trade is worth 2 to 8 % of the United States' income (Costinot and "
    "Rodriguez-Clare 2018)",
    "[long]") {
  // "The US Gains from Trade", Journal of Economic Perspectives 32(2), abstract: the estimates that
  // it reviews "range from 2 to 8 percent of GDP". Which are larger is in the authors' "Trade
  // Theory with Numbers" (2014), table 4.1, whose figures could not be checked: only its directions
  // are tested.
  const auto alone = [](const std::vector<std::string>& model) {
    std::vector<std::string> overrides{"model.deficits=none"};
    overrides.insert(overrides.end(), model.begin(), model.end());
    return loss(on_world_2022("policy:\n"
                              "  - embargo: {importer: USA, exporter: others, sectors: all}\n"
                              "  - embargo: {importer: others, exporter: USA, sectors: all}\n",
                              overrides),
                "USA");
  };
  const std::string no_inputs = "model.input_output=false", published = "model.elasticities=5",
                    by_sector = "model.elasticities=caliendo-parro-2015";
  const double one = alone({no_inputs, published, "aggregate.sectors={ALL: [goods, services]}"});
  const double many = alone({no_inputs, by_sector});
  const double inputs = alone({by_sector});
  CAPTURE(one, many, inputs);
  CHECK(one < many);
  CHECK(many < inputs);
  for (const double worth : {many, inputs}) {
    CHECK(worth > 2);
    CHECK(worth < 8);
  }
}

TEST_CASE(
    "direction: with inputs trade is worth more under monopolistic than under perfect competition "
    "(Costinot and Rodriguez-Clare 2014, table 4.1; figures not checked)",
    "[long]") {
  const std::vector<std::string> perfect{"model.deficits=none", "model.elasticities=5",
                                         "model.labour_mobility=0.3"};
  std::vector<std::string> monopolistic = perfect;
  monopolistic.push_back("model.scale=krugman");
  for (const char* code : {"USA", "CHN", "DEU", "JPN", "MEX"}) {
    const std::string country(code);
    const std::string policy = "policy:\n  - embargo: {importer: " + country +
                               ", exporter: others, sectors: all}\n  - embargo: {importer: "
                               "others, exporter: " +
                               country + ", sectors: all}\n";
    CAPTURE(country);
    CHECK(loss(on_world_2022(policy, monopolistic), code) >
          loss(on_world_2022(policy, perfect), code));
  }
}

TEST_CASE(
    "order of magnitude: a stop of energy from Russia costs Germany some 0.5 to 3 % where inputs "
    "are hard to replace (Bachmann et al. 2022)",
    "[long]") {
  // "What if? The economic effects for Germany of a stop of energy imports from Russia", abstract:
  // a decline of GDP of 0.5 to 3 %, under 1 % in the model of many sectors and countries. Their
  // elasticities within a year are 0.05 to 0.1. Others' oil and gas take Russia's place here as in
  // that model: half of the least is of the same order.
  const auto stop = [](const std::string& substitution) {
    return loss(
        on_world_2022("policy: [{embargo: {importer: DEU, exporter: RUS, sectors: energy}}]\n",
                      {"model.horizon=short", "model.substitution=" + substitution}),
        "DEU");
  };
  const double hard = stop("{value_added: 0.05, inputs: 0.05, final: 0.1}");
  const double easy = stop("{value_added: 1, inputs: 1, final: 1}");
  CAPTURE(hard, easy);
  CHECK(hard > 0.5 / 2);
  CHECK(hard < 3);
  CHECK(hard > easy);
}
