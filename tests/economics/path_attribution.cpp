// A change of welfare divided over cells of policy: the sum is the whole, for random worlds, random
// options and every kind of wedge, also where cells are taxed in part and where trade ends.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "studies/path_attribution.hpp"
#include "support/random_family.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Points of percent: where the quadrature stops.
constexpr double kClosed = 1e-8;
/// Of adjoints solved to 1e-12 and policies to 1e-13.
constexpr double kSameAdjoint = 1e-9;
const Cells kSome{{1, 2, 3}, {0}, {0, 1, 2, 3}};

PolicyLine tariff_on_part(Cells cells, double rate, double coverage) {
  PolicyLine line = tariff_line(std::move(cells), RateChange::add, rate);
  std::get<LevyChange>(line.instrument).scope.coverage = coverage;
  return line;
}

std::vector<Index> everybody(const Outcome& outcome) {
  std::vector<Index> all(static_cast<std::size_t>(outcome.base().n_countries()));
  std::iota(all.begin(), all.end(), Index{0});
  return all;
}

PathAttribution solved_path(const Outcome& outcome) {
  PathAttribution path = attribute_along_path(outcome, everybody(outcome), kTight);
  INFO(path.message);
  REQUIRE(path.status == LineStatus::solved);
  for (Index n = 0; n < outcome.base().n_countries(); ++n) {
    const double whole = 100 * outcome.countries()[static_cast<std::size_t>(n)].welfare;
    CHECK(std::abs(path.adds.col(n).sum() - whole) <= kClosed);
  }
  return path;
}

std::vector<PolicyLine> every_wedge() {
  return {tariff_line(kSome, RateChange::add, 0.4),
          export_tax_line({{2}, {0, 1}, {1}}, RateChange::add, 0.1),
          trade_cost_line({{3}, {0}, {0, 2}}, 0.2)};
}

}  // namespace

TEST_CASE("cells add up to the change of welfare, whatever the options of the model") {
  const unsigned seed = GENERATE(41U, 42U, 43U, 44U);
  CAPTURE(seed);
  Calibration calibration = random_calibration(seed);
  RandomFamily family(seed, {0.5, 2, 0.3, false});
  calibration.parameters =
      family.parameters(calibration.parameters.trade_elasticity, calibration.world->n_countries());
  const PathAttribution path = solved_path(outcome_of(calibration, every_wedge()));
  for (const PathCell& cell : path.cells) CHECK(cell.place.exporter != cell.place.importer);
}

TEST_CASE("cells taxed in part add up too, whether or not their parts compete") {
  const bool separate = GENERATE(false, true);
  CAPTURE(separate);
  Calibration calibration = random_calibration(45);
  calibration.parameters.separate_nests = separate;
  std::vector<PolicyLine> policy = every_wedge();
  policy.push_back(tariff_on_part({{1, 4}, {0, 2}, {0, 3}}, 0.5, 0.6));
  policy.push_back(tariff_on_part({{1}, {0}, {0}}, 0.2, 0.3));
  solved_path(outcome_of(calibration, policy));
}

TEST_CASE("under quotas the rates that stand for their licences add up, whoever has the rent") {
  const double exporters_share = GENERATE(0.0, 0.4, 1.0);
  CAPTURE(exporters_share);
  const Calibration calibration =
      random_calibration(48, {.countries = 5, .sectors = 4, .zero_flows = 0});
  QuotaLine binding{{{1, 2}, {0}, {0}}};
  binding.amount = 0.4;
  binding.exporters_share = exporters_share;
  QuotaLine exceeded{{{3}, {1}, {1}}};
  exceeded.amount = 0.1;
  exceeded.within = 0.02;
  exceeded.beyond = 0.1;
  exceeded.exporters_share = exporters_share;
  QuotaLine restraint{{{0}, {2, 3}, {2}}};
  restraint.side = QuotaSide::exporter;
  restraint.amount = 0.5;
  std::vector<PolicyLine> policy = every_wedge();
  for (const QuotaLine& quota : {binding, exceeded, restraint})
    policy.push_back({quota, "quota", {}});
  solved_path(outcome_of(calibration, policy));
}

TEST_CASE("an embargo's share is that of its cells along T^-theta, beside rates elsewhere") {
  const Calibration calibration = random_calibration(46);
  const PolicyLine embargo{Embargo{{{{1}, {0}, {0, 1}}}}, "embargo", {}};
  const Outcome outcome =
      outcome_of(calibration, {tariff_line(kSome, RateChange::add, 0.2), embargo});
  const PathAttribution path = solved_path(outcome);
  bool closed = false;
  for (const PathCell& cell : path.cells) {
    const bool ends = cell.place == CellPlace{1, 0, cell.place.sector} && cell.place.sector < 2;
    CHECK((cell.wedge == WedgeKind::trade_cost) == ends);
    closed = closed || ends;
  }
  CHECK(closed);
}

TEST_CASE("one uniform tariff on a single cell is all that it is made of") {
  const Calibration calibration = random_calibration(47);
  Index sector = 0;
  while (!(calibration.world->flow(1, 0, sector) > 0)) ++sector;
  const Outcome outcome =
      outcome_of(calibration, {tariff_line({{1}, {0}, {sector}}, RateChange::add, 0.3)});
  const PathAttribution path = solved_path(outcome);
  REQUIRE(path.cells.size() == 1);
  CHECK(path.cells[0].place == CellPlace{1, 0, sector});
}

TEST_CASE("a policy written on parts that are all of a cell is divided as one on the cell") {
  const Calibration calibration =
      random_calibration(48, {.countries = 5, .sectors = 4, .zero_flows = 0});
  const Cells cells{{1, 2}, {0}, {0, 1, 2, 3}};
  PolicyLine one_half = tariff_on_part(cells, 0.3, 0.5), other_half = one_half;
  std::get<LevyChange>(one_half.instrument).scope.name = "one";
  std::get<LevyChange>(other_half.instrument).scope.name = "other";
  const Outcome parted = outcome_of(calibration, {one_half, other_half});
  const Outcome whole = outcome_of(calibration, {tariff_line(cells, RateChange::add, 0.3)});
  const PathAttribution a = solved_path(parted), b = solved_path(whole);
  std::map<CellPlace, double> shares;
  for (std::size_t cell = 0; cell < b.cells.size(); ++cell)
    shares[b.cells[cell].place] = b.adds(static_cast<Index>(cell), 0);
  REQUIRE(a.cells.size() == b.cells.size());
  for (std::size_t cell = 0; cell < a.cells.size(); ++cell)
    CHECK(std::abs(a.adds(static_cast<Index>(cell), 0) - shares.at(a.cells[cell].place)) <
          kSameAdjoint);
}
