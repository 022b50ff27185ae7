// Derivatives of outcomes by policy and elasticities: adjoint, tangent and central differences of
// whole solves agree, for random worlds with random options, and where cells are taxed in part.
#include <catch2/catch.hpp>
#include <map>

#include "outcomes/quota_response.hpp"
#include "outcomes/sensitivity.hpp"
#include "support/random_origins.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kCountries = 5, kSectors = 3;
/// Six digits of what the outcome owes to the direction.
constexpr double kSixDigits = 1e-6;
/// Two ways through the same linear system, each solved to 1e-12.
constexpr double kSameSystem = 1e-8;
/// Fourth-order differences err by the fourth power of the step, and by what solves leave over it.
constexpr double kStep = 1e-3;

/// A world, options and a policy, with the solution.
struct SolvedCase {
  std::shared_ptr<const World> world;
  ModelParameters parameters;
  PartedPolicy policy;
  PolicySolution solved;

  PolicySolution solve_at(const ModelParameters& at, PartedPolicy levied) const {
    return solve_policy(
        *world, at, std::move(levied), world->deficit, kTight, 1e-10,
        [&](const TradePolicy& of_cells, const SolverOptions& to, const Equilibrium* near) {
          return solve(*world, at, of_cells, world->deficit, to, near);
        });
  }
};

std::optional<SolvedCase> solved_case(unsigned seed, const Calibration& calibration,
                                      const std::vector<PolicyLine>& lines, bool separate = false) {
  SolvedCase made{calibration.world, calibration.parameters, {}, {}};
  made.parameters.scale_of_elasticity = made.parameters.scale.size() > 0 && seed % 2 == 0;
  made.parameters.separate_nests = separate;
  made.policy = apply_policy(*made.world, lines).policy;
  made.solved = made.solve_at(made.parameters, made.policy);
  if (!made.solved.solve.equilibrium) return std::nullopt;
  return made;
}

/// Every rate, cost and elasticity, between -1 and 1.
Sensitivity random_direction() {
  Sensitivity any;
  for (Cube* cube : {&any.tariff, &any.export_tax, &any.trade_cost}) {
    *cube = Cube(kCountries, kSectors);
    for (double& value : cube->values()) value = Vector::Random(1)(0);
  }
  any.trade_elasticity = Vector::Random(kSectors);
  return any;
}

double along(const Sensitivity& gradient, const Sensitivity& direction) {
  double sum = gradient.trade_elasticity.dot(direction.trade_elasticity);
  for (Cube Sensitivity::*cube :
       {&Sensitivity::tariff, &Sensitivity::export_tax, &Sensitivity::trade_cost})
    for (std::size_t k = 0; k < (gradient.*cube).values().size(); ++k)
      sum += (gradient.*cube).values()[k] * (direction.*cube).values()[k];
  return sum;
}

Cube or_neutral(const Cube& cube, double neutral) {
  return cube.countries() > 0 ? cube : Cube(kCountries, kSectors, neutral);
}

/// All rates (and those of all parts), costs and elasticities moved by `step` times a direction.
PartedPolicy moved(const PartedPolicy& policy, const Sensitivity& d, double step) {
  PartedPolicy there = policy;
  TradePolicy& whole = there.average;
  whole.export_tax = or_neutral(whole.export_tax, 0);
  whole.trade_cost = or_neutral(whole.trade_cost, 1);
  for (Index s = 0; s < kSectors; ++s)
    for (Index n = 0; n < kCountries; ++n)
      for (Index i = 0; i < kCountries; ++i) {
        if (i == n) continue;
        whole.tariff(i, n, s) += step * d.tariff(i, n, s);
        whole.export_tax(i, n, s) += step * d.export_tax(i, n, s);
        whole.trade_cost(i, n, s) *= std::exp(step * d.trade_cost(i, n, s));
      }
  for (auto& [at, cell] : there.parts)
    for (PolicyPart& part : cell.parts) {
      const auto [i, n, s] = at;
      part.level(WedgeKind::tariff) += step * d.tariff(i, n, s);
      part.level(WedgeKind::export_tax) += step * d.export_tax(i, n, s);
      part.level(WedgeKind::trade_cost) *= std::exp(step * d.trade_cost(i, n, s));
    }
  return there;
}

ModelParameters moved(const ModelParameters& parameters, const Sensitivity& d, double step) {
  ModelParameters there = parameters;
  there.trade_elasticity += step * d.trade_elasticity;
  if (there.scale_of_elasticity)
    there.scale =
        there.scale.cwiseProduct(parameters.trade_elasticity).cwiseQuotient(there.trade_elasticity);
  return there;
}

const std::vector<OutcomePlace>& places(OutcomeSubject subject) {
  static const std::map<OutcomeSubject, std::vector<OutcomePlace>> all{
      {OutcomeSubject::country, {{{1}, {}, {0, 1, 2}}, {{3, 0}, {}, {0, 1, 2}}}},
      {OutcomeSubject::sector, {{{2}, {}, {1}}}},
      {OutcomeSubject::pair, {{{0}, {1}, {0, 1, 2}}, {{2}, {3}, {2}}}}};
  return all.at(subject);
}

template <class Act>
void for_each_outcome(const Act& act) {
  for (const DifferentiableOutcome& outcome : differentiable_outcomes())
    for (const OutcomePlace& place : places(outcome.subject)) {
      if (place.countries.size() > 1 && !outcome.of_group) continue;
      CAPTURE(outcome.name, static_cast<int>(outcome.subject), place.countries);
      act(outcome, place);
    }
}

/// Outcomes at a policy moved along a direction.
std::vector<double> outcomes_at(const SolvedCase& c, const Sensitivity& d, double step) {
  const ModelParameters parameters = moved(c.parameters, d, step);
  const PolicySolution there = c.solve_at(parameters, moved(c.policy, d, step));
  REQUIRE(there.solve.equilibrium.has_value());
  std::vector<double> values;
  for_each_outcome([&](const DifferentiableOutcome& outcome, const OutcomePlace& place) {
    values.push_back(
        outcome.value({*c.world, parameters, *there.solve.equilibrium, there.after}, place));
  });
  return values;
}

void check_case(const SolvedCase& c) {
  const Sensitivities all(*c.world, c.parameters, c.solved.policy, c.solved.effective,
                          c.world->deficit, *c.solved.solve.equilibrium, c.solved.after, kTight,
                          c.solved.licences);
  const Sensitivity d = random_direction();
  const std::vector<double> up = outcomes_at(c, d, kStep), down = outcomes_at(c, d, -kStep);
  const std::vector<double> up2 = outcomes_at(c, d, 2 * kStep),
                            down2 = outcomes_at(c, d, -2 * kStep);
  std::size_t at = 0;
  for_each_outcome([&](const DifferentiableOutcome& outcome, const OutcomePlace& place) {
    const double expected = (8 * (up[at] - down[at]) - (up2[at] - down2[at])) / (12 * kStep);
    ++at;
    if (std::isnan(expected)) return;  // the change of a flow that was none
    const auto gradient = all.of(outcome, place);
    const auto tangent = all.change_along(outcome, place, d);
    REQUIRE(gradient.has_value());
    REQUIRE(tangent.has_value());
    const double adjoint = along(*gradient, d);
    const double size =
        std::max(std::abs(expected), 1e-2 * std::max(1.0, std::abs(gradient->value)));
    CHECK(std::abs(adjoint - *tangent) <= kSameSystem * size);
    CHECK(std::abs(adjoint - expected) <= kSixDigits * size);
  });
}

PolicyLine measured_quota(Cells cells, double share, QuotaMeasure measure, double phi) {
  QuotaLine quota{std::move(cells)};
  quota.amount = share;
  quota.measure = measure;
  quota.exporters_share = phi;
  return {std::move(quota), "quota", {}};
}

/// One that binds, one that is exceeded, one of an exporter and one that is slack, as they count
/// volumes or values and share their rents.
std::vector<PolicyLine> with_quotas(unsigned seed, std::vector<PolicyLine> lines) {
  const double phi = seed % 3 == 0 ? 0.0 : 0.3 * (seed % 3);
  const auto measure = [&](unsigned k) {
    return (seed + k) % 2 == 0 ? QuotaMeasure::volume : QuotaMeasure::value;
  };
  lines.push_back(measured_quota({{0, 2}, {1}, {0}}, 0.3, measure(0), phi));
  lines.push_back(measured_quota({{1, 3}, {4}, {1}}, 0.2, measure(1), phi));
  auto& rates = std::get<QuotaLine>(lines.back().instrument);
  rates.within = 0.02;
  rates.beyond = 0.12;
  lines.push_back(measured_quota({{0}, {2, 3}, {0}}, 0.5, measure(2), 0));
  std::get<QuotaLine>(lines.back().instrument).side = QuotaSide::exporter;
  lines.push_back(measured_quota({{3}, {0}, {2}}, 20, measure(0), phi));
  return lines;
}

/// By the fill of each quota's licence and whether it has a price.
std::vector<int> regimes(const PolicySolution& solution) {
  std::vector<int> found;
  for (const Licence& licence : solution.licences)
    found.push_back(licence.price == 0 ? 0 : licence.fill < 1 ? 2 : 1);
  return found;
}

std::vector<PolicyLine> every_instrument(unsigned seed, const World& world, bool export_taxes) {
  std::vector<PolicyLine> lines = random_policy(seed, world, 0.4);
  lines.push_back(trade_cost_line({{0, 2}, {1, 3}, {0, 1}}, 0.2));
  lines.push_back({Embargo{{{{4}, {0}, {2}}}}, "embargo", {}});
  if (export_taxes)
    lines.push_back(export_tax_line({{1, 4}, {0, 2}, {1, 2}}, RateChange::add, 0.15));
  return lines;
}

/// A tariff on two fifths of a cell's goods, an export tax on half, an embargo on a tenth.
std::vector<PolicyLine> on_parts(const std::vector<PolicyLine>& before) {
  std::vector<PolicyLine> lines = before;
  const auto part = [](double share, bool apart) {
    PartScope goods;
    goods.coverage = share;
    goods.independent = apart;
    return goods;
  };
  const Cells cells{{0, 2}, {1, 4}, {1, 2}};
  lines.push_back(
      {LevyChange{WedgeKind::tariff, RateChange::add, OneRate{cells, 0.5}, part(0.4, false)},
       "tariff",
       {}});
  lines.push_back(
      {LevyChange{WedgeKind::export_tax, RateChange::add, OneRate{cells, 0.1}, part(0.5, true)},
       "export_tax",
       {}});
  return lines;
}

}  // namespace

TEST_CASE("gradients of every outcome equal differences of solves, for every option", "[solver]") {
  int solved = 0;
  for (unsigned seed = 1; seed <= 24; ++seed) {
    const bool input_output = seed % 3 != 0, export_taxes = seed % 2 == 0;
    CAPTURE(seed, input_output, export_taxes);
    std::srand(seed);
    const Calibration calibration = random_family_calibration(
        seed, {kCountries, kSectors, input_output, true, export_taxes, false, 0.1, 1.5},
        {0.4, 2.0, 0.2, true});
    const auto made =
        solved_case(seed, calibration, every_instrument(seed, *calibration.world, export_taxes));
    if (!made) continue;
    ++solved;
    check_case(*made);
  }
  CHECK(solved >= 16);
}

TEST_CASE("gradients of the reference model equal differences of solves", "[solver]") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const bool input_output = seed % 2 != 0, export_taxes = seed % 3 == 0;
    CAPTURE(seed, input_output, export_taxes);
    std::srand(seed);
    const Calibration calibration = random_calibration(
        seed, {kCountries, kSectors, input_output, true, export_taxes, false, 0.1, 1.5});
    const auto made =
        solved_case(seed, calibration, every_instrument(seed, *calibration.world, export_taxes));
    REQUIRE(made.has_value());
    check_case(*made);
  }
}

TEST_CASE("gradients equal differences of solves where users buy at home in parts of their own",
          "[origin]") {
  int solved = 0;
  for (unsigned seed = 1; seed <= 16; ++seed) {
    const bool export_taxes = seed % 2 == 0;
    CAPTURE(seed, export_taxes);
    std::srand(seed);
    const RandomBaseline want{kCountries, kSectors, true, true, export_taxes, false, 0.1, 1.5};
    const Calibration calibration =
        seed % 4 == 0 ? calibration_with_origins(seed, want)
                      : family_calibration_with_origins(seed, want, {0.4, 2.0, 0.2, false});
    auto lines = every_instrument(seed, *calibration.world, export_taxes);
    if (seed % 3 == 0) lines = on_parts(lines);
    if (seed % 5 == 0) lines.push_back({Embargo{{{{0, 2, 3, 4}, {1}, {2}}}}, "embargo", {}});
    const auto made = solved_case(seed, calibration, lines);
    if (!made) continue;
    ++solved;
    check_case(*made);
  }
  CHECK(solved >= 10);
}

TEST_CASE("a cell's rate moves all of its parts, competing or not", "[solver]") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const bool separate = seed % 2 == 0;
    CAPTURE(seed, separate);
    std::srand(seed);
    const RandomBaseline want{kCountries,    kSectors, seed % 3 != 0, true,
                              seed % 3 == 1, false,    0.1,           1.5};
    const Calibration calibration =
        separate ? random_calibration(seed, want)
                 : random_family_calibration(seed, want, {0.4, 2.0, 0.2, true});
    const auto made = solved_case(
        seed, calibration, on_parts(every_instrument(seed, *calibration.world, want.export_taxes)),
        separate);
    if (!made) continue;
    CHECK(!made->policy.parts.empty());
    check_case(*made);
  }
}

TEST_CASE("derivatives follow the licence prices of quotas, in every regime", "[solver]") {
  std::map<int, int> met;
  for (unsigned seed = 1; seed <= 18; ++seed) {
    const bool export_taxes = seed % 2 == 0;
    CAPTURE(seed, export_taxes);
    std::srand(seed);
    const RandomBaseline want{kCountries,   kSectors, seed % 3 != 0, true,
                              export_taxes, false,    0.0,           1.5};
    const Calibration calibration =
        seed % 4 == 0 ? random_calibration(seed, want)
                      : random_family_calibration(seed, want, {0.4, 2.0, 0.2, true});
    const auto made = solved_case(
        seed, calibration,
        with_quotas(seed, random_policy(seed, *calibration.world, export_taxes ? 0.4 : 0.2)));
    if (!made || !made->solved.holds()) continue;
    REQUIRE(can_follow_quotas(made->policy));
    for (const int regime : regimes(made->solved)) ++met[regime];
    check_case(*made);
  }
  CHECK(met[0] >= 8);
  CHECK(met[1] >= 16);
  CHECK(met[2] >= 8);
}

TEST_CASE("derivatives beside a quota on part of a cell are not known") {
  std::srand(3);
  const Calibration calibration =
      random_calibration(3, {kCountries, kSectors, true, true, false, false, 0.0, 1.5});
  std::vector<PolicyLine> lines{measured_quota({{0, 2}, {1}, {0}}, 0.3, QuotaMeasure::volume, 0)};
  std::get<QuotaLine>(lines.back().instrument).scope.coverage = 0.5;
  const auto made = solved_case(3, calibration, lines);
  REQUIRE(made);
  REQUIRE(made->solved.holds());
  CHECK_FALSE(can_follow_quotas(made->policy));
  const Sensitivities all(*made->world, made->parameters, made->solved.policy,
                          made->solved.effective, made->world->deficit,
                          *made->solved.solve.equilibrium, made->solved.after, kTight,
                          made->solved.licences);
  const auto* welfare = find_differentiable("welfare_pct", OutcomeSubject::country);
  CHECK_FALSE(all.of(*welfare, {{1}, {}, {0, 1, 2}}));
}
