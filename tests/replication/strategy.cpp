// Gradients against another solver's adjoint (numpy), cell by cell; values that reach a target.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include "base/file.hpp"
#include "outcomes/sensitivity.hpp"
#include "runs/prepared_run.hpp"
#include "studies/experiment.hpp"
#include "support/strategy_reference.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

namespace fs = std::filesystem;

/// Of the largest entry of an outcome: what the other solver's gradients are good to.
constexpr double kOfLargest = 1e-6;

/// A derivative of the reference, in the order of the file's rows.
struct Entry {
  Index exporter, importer, sector;
  double by_tariff, by_export_tax;
};

std::map<std::string, std::vector<Entry>> entries_of(const fs::path& file, const World& world) {
  const CsvTable table(
      read_file(file, std::size_t{1} << 24U),
      {{"outcome_country", "exporter", "importer", "sector", "dW_dt", "dW_de"}, {}, false});
  Diagnostics diagnostics;
  std::map<std::string, std::vector<Entry>> all;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto field = [&](const char* name) { return table.field(row, table.column(name)); };
    all[std::string(field("outcome_country"))].push_back(
        {find_country(world.countries, field("exporter")),
         find_country(world.countries, field("importer")),
         find_sector(world.sectors, field("sector")),
         table.number(row, table.column("dW_dt"), diagnostics),
         table.number(row, table.column("dW_de"), diagnostics)});
  }
  diagnostics.throw_if_errors();
  return all;
}

void compare_derivatives(const Sensitivity& found, const std::vector<Entry>& expected) {
  double largest = 0, missed = 0;
  for (const Entry& e : expected) {
    largest = std::max({largest, std::abs(e.by_tariff), std::abs(e.by_export_tax)});
    // The measure is in percent.
    const double tariff = found.tariff(e.exporter, e.importer, e.sector) / 100;
    const double export_tax = found.export_tax(e.exporter, e.importer, e.sector) / 100;
    missed =
        std::max({missed, std::abs(tariff - e.by_tariff), std::abs(export_tax - e.by_export_tax)});
  }
  CHECK(missed <= kOfLargest * largest);
}

void replicate_gradient(const Outcome& outcome, const fs::path& file,
                        const SolverOptions& options) {
  const World& world = outcome.base();
  const Sensitivities all(outcome, options);
  const auto* welfare = find_differentiable("welfare_pct", OutcomeSubject::country);
  const auto entries = entries_of(file, world);
  REQUIRE(!entries.empty());
  for (const auto& [code, expected] : entries) {
    CAPTURE(code);
    const auto found = all.of(*welfare, {{find_country(world.countries, code)}, {}, {}});
    REQUIRE(found.has_value());
    compare_derivatives(*found, expected);
  }
}

}  // namespace

TEST_CASE("gradients of welfare equal another solver's", "[shared]") {
  if (skip_without(strategy())) return;
  const TemporaryFolder world;
  write_world(world.path());
  Diagnostics diagnostics;
  const std::string scenario = (strategy() / "G1_gradient_rand5x3.yaml").string();
  const auto prepared =
      prepare_scenarios({scenario}, {"baseline=" + world.path().string()}, diagnostics);
  const Experiment& experiment = prepared.front().front().experiment;
  const ExperimentResult result = run_experiment(experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  replicate_gradient(*result.outcome, strategy() / "G1_gradient_rand5x3.csv", experiment.solver);
}

TEST_CASE("gradients at a baseline without deficits equal another solver's", "[shared]") {
  if (skip_without(strategy())) return;
  if (skip_without(shared_folder() / "data" / "wiod-2014")) return;
  const Calibration calibration = world_2014();
  const SolverOptions options{1e-12, 60};
  const ExperimentResult result = run_experiment(calibration, {}, DeficitClosure::none, options);
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  replicate_gradient(*result.outcome, strategy() / "G3_gradient_wiod14.csv", options);
}

namespace {

/// Points of the rate of a root; where the outcome is flat, of that of a peak.
constexpr double kRootPoints = 1e-5, kPeakPoints = 1e-3;

/// The goal of a policy line of the reference's world, solved.
GoalResult sought(const fs::path& world, const std::string& policy, const std::string& key,
                  const std::string& bounds, const std::string& until) {
  Diagnostics diagnostics;
  const auto prepared = prepare_scenarios(
      {(strategy() / "T1_targets_rand5x3.yaml").string()},
      {"baseline=" + world.string(), "policy=" + policy,
       "goal={vary: \"" + key + "\", between: " + bounds + ", until: \"" + until + "\"}"},
      diagnostics);
  const auto steps = run_experiment(prepared.front().front().experiment);
  REQUIRE(steps.back().result.goal != nullptr);
  return *steps.back().result.goal;
}

void check_roots(const GoalResult& goal, const std::vector<double>& percent) {
  CAPTURE(goal.outcome, goal.target);
  REQUIRE(goal.roots.size() == percent.size());
  for (std::size_t k = 0; k < percent.size(); ++k)
    CHECK(std::abs(100 * goal.roots[k].value - percent[k]) <= kRootPoints);
}

}  // namespace

// Figures of T1_targets_rand5x3.csv, as its rows have them.
TEST_CASE("targets are reached where another solver reaches them", "[shared]") {
  if (skip_without(strategy())) return;
  const TemporaryFolder world;
  write_world(world.path());
  const std::string on_one = "[{tariff: {importer: AAA, exporter: BBB, set: 10%}}]";
  const std::string on_all = "[{tariff: {importer: AAA, exporter: others, set: 10%}}]";
  const std::string rate = "policy[0].tariff.set";
  const std::string balance = "BBB->AAA.goods_balance_musd = ";
  check_roots(sought(world.path(), on_one, rate, "0..300%", balance + "31.16068505"),
              {25.54307175});
  check_roots(sought(world.path(), on_one, rate, "0..300%", balance + "0"), {37.30596323});
  const std::string revenue = "AAA.tax_revenue_musd = ";
  const GoalResult sixty = sought(world.path(), on_all, rate, "0..900%", revenue + "60");
  check_roots(sixty, {6.40723214, 441.263673});
  check_roots(sought(world.path(), on_all, rate, "0..900%", revenue + "147.9"),
              {36.91891244, 125.4082984});
  const GoalResult peak = sought(world.path(), on_all, rate, "0..900%", revenue + "172.6");
  CHECK(peak.roots.empty());
  REQUIRE(peak.closest.has_value());
  CHECK(std::abs(100 * peak.closest->value - 69.33931265) <= kPeakPoints);
  CHECK(std::abs(peak.closest->found.outcome - 164.3395709) <= 1e-6);
  const std::string answered =
      "[{tariff: {importer: BBB, exporter: AAA, sectors: K2, set: 50%}}, "
      "{tariff: {importer: AAA, exporter: others, sectors: K2, set: 10%}}]";
  check_roots(
      sought(world.path(), answered, "policy[1].tariff.set", "0..300%", "AAA[K2].volume_pct = 0"),
      {25.93700205});
}

namespace {

/// Points of welfare: the reference's digits.
constexpr double kSharePoints = 1e-7;

/// The reference's four lines, divided in some way.
ExperimentResult divided(const fs::path& world, const std::string& attribution) {
  Diagnostics diagnostics;
  const auto prepared =
      prepare_scenarios({(strategy() / "A1_rand5x3_shapley.yaml").string()},
                        {"baseline=" + world.string(), "attribution=" + attribution}, diagnostics);
  Experiment experiment = prepared.front().front().experiment;
  experiment.by_line = true;
  ExperimentResult result = run_experiment(experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return result;
}

CsvTable reference_table(const char* name, std::vector<std::string> columns) {
  return {read_file(strategy() / name, std::size_t{1} << 24U), {std::move(columns), {}, false}};
}

}  // namespace

TEST_CASE("what lines add equals another solver's, averaged over orders and in the file's order",
          "[shared]") {
  if (skip_without(strategy())) return;
  const TemporaryFolder folder;
  write_world(folder.path());
  const ExperimentResult shapley = divided(folder.path(), "shapley");
  const ExperimentResult in_order = divided(folder.path(), "in-order");
  const CsvTable table = reference_table(
      "A1_rand5x3_shapley.csv", {"line", "country", "shapley", "alone", "last", "file_order"});
  Diagnostics diagnostics;
  std::size_t compared = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto line = compared / 3;
    if (line == 4) break;  // the sums
    const Index n =
        find_country(shapley.outcome->base().countries, table.field(row, table.column("country")));
    CAPTURE(line, n);
    const auto check = [&](const ExperimentResult& result, const char* column) {
      REQUIRE(result.by_line);
      INFO(result.by_line->message);
      REQUIRE(result.by_line->added.size() == 4);
      const double found =
          100 * result.by_line->added[line].adds.countries(n, CountryLevel::welfare);
      CHECK(std::abs(found - table.number(row, table.column(column), diagnostics)) <= kSharePoints);
    };
    check(shapley, "shapley");
    check(in_order, "file_order");
    ++compared;
  }
  CHECK(compared == 12);
}

TEST_CASE("what partners and sectors add along the path equals another solver's", "[shared]") {
  if (skip_without(strategy())) return;
  const TemporaryFolder folder;
  write_world(folder.path());
  const ExperimentResult result = divided(folder.path(), "path");
  const World& world = result.outcome->base();
  REQUIRE(result.path);
  INFO(result.path->message);
  REQUIRE(result.path->status == LineStatus::solved);
  const CsvTable table =
      reference_table("A1_rand5x3_aumann.csv",
                      {"country", "instrument", "exporter", "importer", "sector", "contribution"});
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto field = [&](const char* name) { return table.field(row, table.column(name)); };
    CAPTURE(row);
    const Index country = find_country(world.countries, field("country"));
    double sum = 0;
    for (std::size_t at = 0; at < result.path->cells.size(); ++at) {
      const PathCell& cell = result.path->cells[at];
      const auto is = [](std::string_view wanted, const std::string& code) {
        return wanted.empty() || wanted == code;
      };
      if (field("instrument") == wedge_of(cell.wedge).key &&
          is(field("exporter"),
             world.countries[static_cast<std::size_t>(cell.place.exporter)].code) &&
          is(field("importer"),
             world.countries[static_cast<std::size_t>(cell.place.importer)].code) &&
          is(field("sector"), world.sectors[static_cast<std::size_t>(cell.place.sector)].code))
        sum += result.path->adds(static_cast<Index>(at), country);
    }
    CHECK(std::abs(sum - table.number(row, table.column("contribution"), diagnostics)) <=
          kSharePoints);
  }
}
