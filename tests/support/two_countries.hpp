// Two countries, two sectors, small round numbers: a result that can be followed by hand.
#pragma once

#include <array>

#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim::test {

/// AAA sells 100 of S1 at home and 20 to BBB; nobody sells S2 from AAA to BBB.
inline Baseline two_countries() {
  Baseline b;
  b.id = "two";
  b.title = "Two countries";
  b.year = 2000;
  b.currency = "USD";
  b.hash = "00";
  b.countries = {{"AAA", "Aland, the first", 0}, {"BBB", "B \"the second\"", 0}};
  b.sectors = {{"S1", "First", SectorKind::goods}, {"S2", "Second", SectorKind::goods}};
  b.flow = Cube(2, 2);
  b.tariff = Cube(2, 2);
  b.flow(0, 0, 0) = 100;
  b.flow(0, 1, 0) = 20;
  b.flow(1, 0, 0) = 10;
  b.flow(1, 1, 0) = 200;
  b.flow(0, 0, 1) = 50;
  b.flow(1, 0, 1) = 10;
  b.flow(1, 1, 1) = 80;
  b.tariff(0, 1, 0) = 0.05;
  return b;
}

struct Solved {
  RunRecord record;
  ExperimentResult result;
};

/// BBB adds `rate` to its tariff on everything from AAA. `persons` live in AAA and BBB, 0 =
/// unknown.
inline Solved solve_two_countries(double rate, const std::array<double, 2>& persons = {}) {
  Baseline baseline = two_countries();
  for (std::size_t n = 0; n < 2; ++n) baseline.countries[n].population = persons[n];
  const Calibration calibration = calibrate(baseline, {.parameters = {Vector::Constant(2, 4.0)}});
  const PolicyLine line{
      LevyChange{WedgeKind::tariff, RateChange::add, OneRate{{{0}, {1}, {0, 1}}, rate}},
      "tariff: {importer: BBB, exporter: AAA, add: rate}",
      {}};
  RunRecord record{.id = "two-run",
                   .title = "Two \x1b[31mcountries",
                   .description = "",
                   .sources = {},
                   .scenario_file = "two.yaml",
                   .scenario_text = "abc",
                   .overrides = {},
                   .baseline_id = "two",
                   .baseline_title = "Two countries",
                   .baseline_year = 2000,
                   .baseline_hash = "00",
                   .currency = "USD",
                   .reference = "",
                   .step = std::nullopt,
                   .options = {{"model.deficits", "fixed", true}},
                   .parameters = calibration.parameters,
                   .focus = {"BBB"},
                   .regions = {}};
  return {std::move(record), run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {})};
}

}  // namespace tariffsim::test
