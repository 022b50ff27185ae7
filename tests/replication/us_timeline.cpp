// The increases of the library's time line, scenarios/us-2025-26/us-2025-26.csv, at customs values
// of 2024, against the published averages of the Budget Lab.
#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "policy/apply_policy.hpp"
#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/temporary_folder.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
namespace fs = std::filesystem;

namespace {

const fs::path kLibrary = fs::path(TARIFFSIM_SOURCE_DIR) / "scenarios";
constexpr double kTolerance = 1.5;  // points: weights, lists and dates of the two differ

struct Published {
  const char* date;
  double points;  ///< added to the average statutory tariff since 1 January 2025
};

/// The Budget Lab (Yale), charts of the July 2026 release, series "July 2026 (current, incl. new
/// Sec. 301)", less its value of 2025-01-01, 2.675227301543713.
constexpr double kStart = 2.675227301543713;
constexpr Published kJulySeries[] = {
    {"2025-02-04", 4.021755 - kStart},  {"2025-03-04", 6.011426 - kStart},
    {"2025-03-12", 6.737640 - kStart},  {"2025-04-03", 8.316534 - kStart},
    {"2025-04-09", 19.174948 - kStart}, {"2025-04-10", 22.926241 - kStart},
    {"2025-04-11", 22.926241 - kStart}, {"2025-05-03", 22.274636 - kStart},
    {"2025-05-14", 12.866337 - kStart}, {"2025-06-04", 13.786735 - kStart},
    {"2025-07-01", 13.731301 - kStart}, {"2025-08-01", 13.942754 - kStart},
    {"2025-08-07", 16.049548 - kStart}, {"2025-08-18", 16.662499 - kStart},
    {"2025-08-27", 17.071979 - kStart}, {"2025-09-16", 16.661904 - kStart},
    {"2025-09-25", 16.072495 - kStart}};

/// The same, daily series of August 2026, `new_tariffs_pct`. It steps on 2025-11-09 where the
/// fentanyl order was halved on 11-10, and is read from that day on.
constexpr Published kAugustSeries[] = {
    {"2025-10-14", 13.147}, {"2025-11-01", 13.272}, {"2025-11-10", 11.924}, {"2025-11-13", 11.712},
    {"2025-11-14", 11.550}, {"2025-12-05", 11.340}, {"2026-01-01", 11.488}, {"2026-01-15", 11.545},
    {"2026-02-01", 11.547}, {"2026-02-07", 11.107}, {"2026-02-20", 4.570},  {"2026-02-24", 7.966},
    {"2026-04-06", 8.634},  {"2026-05-01", 8.611},  {"2026-06-08", 8.505},  {"2026-07-01", 8.519},
    {"2026-07-22", 8.593},  {"2026-07-24", 8.311},  {"2026-07-31", 8.305},  {"2026-08-22", 8.592},
    {"2026-09-29", 8.960}};

const Baseline& world() {
  static const Baseline baseline = [] {
    Diagnostics diagnostics;
    Baseline read = read_baseline(kLibrary / "baselines" / "world-2024", diagnostics);
    read.tariff = Cube(read.tariff.countries(), read.tariff.sectors(), 0.0);
    return read;
  }();
  return baseline;
}

template <class Labels>
Index position(const Labels& labels, std::string_view code) {
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (labels[i].code == code) return static_cast<Index>(i);
  throw std::runtime_error("no " + std::string(code));
}

/// Imports of 2024 at customs value by exporter and sector.
const Table& customs() {
  static const Table weights = [] {
    const CsvTable table(
        read_file(kLibrary / "us-2025-26" / "customs-weights-2024.csv", 1 << 20, "weights"),
        {{"exporter", "sector", "imports_musd"}, {}});
    Diagnostics diagnostics;
    Table all = Table::Zero(static_cast<Index>(world().countries.size()),
                            static_cast<Index>(world().sectors.size()));
    for (std::size_t row = 0; row < table.rows(); ++row)
      all(position(world().countries, table.field(row, 0)),
          position(world().sectors, table.field(row, 1))) = table.number(row, 2, diagnostics);
    diagnostics.throw_if_errors();
    return all;
  }();
  return weights;
}

/// What the file adds on a day to tariffs of nothing.
Cube increases(const std::string& day, const std::string& more = "") {
  const test::TemporaryFolder folder;
  const fs::path file = folder.path() / "us-2025-26.csv";
  fs::copy_file(kLibrary / "us-2025-26" / "us-2025-26.csv", file);
  folder.write("s.yaml",
               "tariffsim: 1\nbaseline: world-2024\npolicy:\n  - tariff: {importer: USA, "
               "set: us-2025-26.csv, on: " +
                   day + more + "}\n");
  Diagnostics diagnostics;
  const BoundScenario bound =
      bind(read_scenario(folder.path() / "s.yaml", {}, diagnostics), world(), diagnostics);
  World target;
  target.countries = world().countries;
  target.sectors = world().sectors;
  target.flow = world().flow;
  target.tariff = world().tariff;
  return apply_policy(target, bound.stages.front().policy).policy.average.tariff;
}

/// In points, at customs values of 2024; of some exporters or all.
double average(const Cube& rates, const std::vector<std::string>& exporters = {}) {
  const Index usa = position(world().countries, "USA");
  double duty = 0, imports = 0;
  for (Index i = 0; i < rates.countries(); ++i) {
    const std::string& code = world().countries[static_cast<std::size_t>(i)].code;
    if (!exporters.empty() &&
        std::find(exporters.begin(), exporters.end(), code) == exporters.end())
      continue;
    for (Index s = 0; s < rates.sectors(); ++s) {
      duty += customs()(i, s) * rates(i, usa, s);
      imports += customs()(i, s);
    }
  }
  return 100 * duty / imports;
}

}  // namespace

TEST_CASE("the time line of 2025 and 2026 has the published averages") {
  for (const auto& [date, points] : kJulySeries) {
    CAPTURE(date, points);
    CHECK(std::abs(average(increases(date)) - points) < kTolerance);
  }
  for (const auto& [date, points] : kAugustSeries) {
    CAPTURE(date, points);
    CHECK(std::abs(average(increases(date)) - points) < kTolerance);
  }
}

TEST_CASE("on 5 April 2025 the published average has the rate of 9 April on China already") {
  // Its steps of 9 and 10 April, 4.578771 and 3.751293, are as 50 to 41 points on China, so that it
  // stood at 34 before; the order has 10 until 9 April.
  const double on_china = 3.751293 / 41;
  CHECK(4.578771 / 50 == Approx(on_china).epsilon(0.002));
  const double points = 14.596174 - kStart - 24 * on_china;
  CHECK(std::abs(average(increases("2025-04-05")) - points) < kTolerance);
}

TEST_CASE("partners have the averages that were published for them") {
  // The Budget Lab, statutory averages by partner, vintage of July 2026, less those of 2025-01-01.
  const std::vector<std::string> china{"CHN"}, canada{"CAN"}, mexico{"MEX"}, japan{"JPN"};
  const auto check = [](const char* date, const std::vector<std::string>& who, double points) {
    CAPTURE(date, who.front(), points);
    CHECK(std::abs(average(increases(date), who) - points) < kTolerance);
  };
  check("2025-10-18", china, 42.063 - 11.822);
  check("2025-11-14", china, 32.184 - 11.822);
  check("2025-11-14", canada, 6.945 - 0.101);
  check("2025-11-14", mexico, 7.588 - 0.238);
  check("2025-11-14", japan, 14.614 - 1.536);
  check("2026-02-20", china, 15.770 - 11.822);
  check("2026-02-20", canada, 5.196 - 0.101);
  check("2026-02-20", mexico, 6.148 - 0.238);
  check("2026-02-20", japan, 8.724 - 1.536);
  check("2026-02-24", china, 21.517 - 11.822);
  check("2026-02-24", canada, 5.411 - 0.101);
  check("2026-02-24", mexico, 6.586 - 0.238);
  check("2026-02-24", japan, 12.488 - 1.536);
}

TEST_CASE("what is collected of the increases is less, by the part that the file names") {
  // The Budget Lab, November 2026: 11.35 % statutory, 10.42 % with the shortfall, of all duties.
  const double levied = average(increases("2026-09-29"));
  const double paid = average(increases("2026-09-29", ", collected: true"));
  CHECK(paid < levied);
  CHECK(levied - paid < 0.25 * levied);
}
