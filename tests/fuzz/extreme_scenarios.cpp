// Random scenarios of every violence on the real world: each is solved and certified, or fails with
// a sentence. 250 of them, or as many as TARIFFSIM_FUZZ says.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <random>
#include <string>

#include "data/baseline_folder.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

unsigned scenarios() {
  const char* wanted = std::getenv("TARIFFSIM_FUZZ");
  return wanted == nullptr ? 250 : static_cast<unsigned>(std::stoul(wanted));
}

std::vector<Index> some(std::mt19937& generator, Index count) {
  std::uniform_real_distribution<double> uniform(0, 1);
  const double part = uniform(generator) < 0.3 ? 1.0 : 0.05 + 0.5 * uniform(generator);
  std::vector<Index> chosen;
  for (Index i = 0; i < count; ++i) {
    if (uniform(generator) < part) chosen.push_back(i);
  }
  return chosen;
}

PolicyLine random_line(std::mt19937& generator, const World& w) {
  std::uniform_real_distribution<double> uniform(0, 1);
  const Cells cells{some(generator, w.n_countries()), some(generator, w.n_countries()),
                    some(generator, w.n_sectors())};
  switch (std::uniform_int_distribution<int>(0, 6)(generator)) {
    case 0:
      return tariff_line(cells, RateChange::set, 0.0);
    case 1:
      return tariff_line(cells, RateChange::add, uniform(generator));
    case 2:
      return tariff_line(cells, RateChange::add, 10 * uniform(generator));
    case 3:
      return tariff_line(cells, RateChange::set, 10.0);
    case 4:
      return export_tax_line(cells, RateChange::add, 1.5 * uniform(generator) - 0.2);
    case 5:
      return trade_cost_line(cells, 5 * uniform(generator) * uniform(generator) - 0.3);
    default:
      return {Embargo{{cells}}, "embargo", {}};
  }
}

Vector random_theta(std::mt19937& generator, const Baseline& b) {
  std::uniform_real_distribution<double> log_theta(std::log(0.2), std::log(65.0));
  const auto& sources = b.elasticities;
  if (generator() % 4 == 0) {
    const double common = std::exp(log_theta(generator));
    return Vector::Constant(b.flow.sectors(), common);
  }
  if (generator() % 4 == 0) {
    return Vector::NullaryExpr(b.flow.sectors(),
                               [&](Index) { return std::exp(log_theta(generator)); });
  }
  return sources[generator() % sources.size()].trade_elasticity;
}

}  // namespace

TEST_CASE("random extreme scenarios solve or fail with a sentence") {
  const unsigned count = scenarios();
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(find_baseline("world-2022"), diagnostics);
  unsigned solved = 0, refused = 0;
  for (unsigned seed = 1; seed <= count; ++seed) {
    std::mt19937 generator(seed);
    const Calibration c =
        calibrate(baseline, {{random_theta(generator, baseline)}, generator() % 2 == 0});
    std::vector<PolicyLine> lines;
    for (unsigned k = 0; k <= generator() % 3; ++k)
      lines.push_back(random_line(generator, *c.world));
    const auto closure = generator() % 2 == 0 ? DeficitClosure::fixed : DeficitClosure::none;
    const ExperimentResult r = run_experiment(c, lines, closure, {});
    INFO("seed " << seed << ": " << r.statistics.message << "; " << r.certificate.summary());
    if (r.outcome) {
      ++solved;
      CHECK(r.outcome->certificate().holds());
      continue;
    }
    ++refused;
    // What has no equilibrium is named; running out of steps is not an answer here.
    CHECK((r.statistics.status == SolveStatus::no_supplier ||
           r.statistics.status == SolveStatus::no_balance));
  }
  WARN("solved " << solved << ", refused " << refused);
  CHECK(solved > count * 8 / 10);
}
