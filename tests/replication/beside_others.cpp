// Beside the Budget Lab's results for the tariffs of 15 April and 17 November 2025 and of 9
// November 2026: README's table, scenarios/us-2025-26/beside-others.yaml.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>

#include "base/file.hpp"
#include "base/numbers.hpp"
#include "files/record_tables.hpp"
#include "outcomes/fit.hpp"
#include "results/rows.hpp"
#include "results/table_lookup.hpp"
#include "runs/prepared_run.hpp"
#include "support/temporary_folder.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = TARIFFSIM_SOURCE_DIR;

struct Compared {
  std::string date, kind, name;
  double theirs, ours;
};

/// The solved steps by date, and what names in the published figures stand for.
class Ours {
 public:
  Ours() {
    Diagnostics diagnostics;
    const auto prepared = prepare_scenarios(
        {(kRoot / "scenarios/us-2025-26/beside-others.yaml").string()}, {}, diagnostics);
    record_ = prepared.front().front().record;
    for (SolvedStep& step : run_experiment(prepared.front().front().experiment)) {
      INFO(step.result.statistics.message);
      REQUIRE(step.result.outcome);
      steps_.emplace(step.step.date, std::move(step.result));
    }
  }

  double value(const std::string& date, const std::string& kind, const std::string& item) const {
    const Outcome& outcome = *steps_.at(date).outcome;
    if (kind == "real_gdp") return named_rows(outcome, {item}, record_.groups).front().real_gdp_pct;
    if (kind == "output") return output(outcome, item);
    if (kind == "import_share") return import_share(outcome, item);
    if (kind == "revenue") return revenue(steps_.at(date), item);
    const CountryRow usa = named_rows(outcome, {"USA"}, record_.groups).front();
    return item == "before" ? usa.average_tariff_goods_pct : usa.effective_tariff_goods_pct;
  }

 private:
  /// At customs value, net, over the years of the scenario; billion.
  double revenue(const ExperimentResult& result, const std::string& country) const {
    return figure_in(table_of(TableKind::revenue, record_, result), {country},
                     "revenue_net_customs_years_musd") /
           1000;
  }

  double output(const Outcome& outcome, const std::string& group) const {
    for (const SectorGroupRow& row : sector_group_rows(outcome, record_.sector_groups))
      if (row.country == "USA" && row.sector == group) return row.volume_pct;
    FAIL("no group of sectors " << group);
    return 0;
  }

  /// Part of United States imports of goods after the policy, in percent.
  static double import_share(const Outcome& outcome, const std::string& exporter) {
    const World& base = outcome.base();
    const Index usa = find_country(base.countries, "USA");
    std::map<std::string, double> imports;
    double all = 0;
    for (Index s = 0; s < base.n_sectors(); ++s)
      for (Index i = 0; i < base.n_countries(); ++i) {
        if (i == usa || base.sectors[static_cast<std::size_t>(s)].kind != SectorKind::goods)
          continue;
        const double flow = outcome.after().flow(i, usa, s);
        all += flow;
        const std::string& code = base.countries[static_cast<std::size_t>(i)].code;
        imports[code == "CHN" || code == "CAN" || code == "MEX" ? code : "others"] += flow;
      }
    return 100 * imports[exporter] / all;
  }

  RunRecord record_;
  std::map<std::string, ExperimentResult> steps_;
};

std::vector<Compared> compared() {
  const CsvTable table(read_file(kRoot / "tests/replication/expected/budget-lab.csv", 1U << 16U),
                       {{"date", "kind", "item", "name", "value"}, {}, false});
  const Ours ours;
  Diagnostics diagnostics;
  std::vector<Compared> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](const char* column) {
      return std::string(table.field(row, table.column(column)));
    };
    out.push_back({text("date"), text("kind"), text("name"),
                   table.number(row, table.column("value"), diagnostics),
                   ours.value(text("date"), text("kind"), text("item"))});
  }
  return out;
}

/// Figures of a kind and a day, unweighted.
WeightedPairs pairs_of(const std::vector<Compared>& all, const std::string& kind,
                       const std::string& date) {
  WeightedPairs out;
  for (const Compared& one : all)
    if (one.kind == kind && one.date == date) out.add(one.ours, one.theirs, 1);
  return out;
}

/// Of figures that are not nothing in theirs: at least 0.05 %.
std::pair<int, int> same_sign(const std::vector<Compared>& all, const std::string& kind) {
  int same = 0, counted = 0;
  for (const Compared& one : all) {
    if (one.kind != kind || std::abs(one.theirs) < 0.05) continue;
    ++counted;
    if ((one.theirs > 0) == (one.ours > 0)) ++same;
  }
  return {same, counted};
}

std::string title_of(const std::string& kind) {
  if (kind == "real_gdp") return "real GDP, long run, %";
  if (kind == "output") return "United States output (volume), %";
  if (kind == "import_share") return "share in United States imports after, %";
  if (kind == "revenue") return "revenue, bn USD";
  return "average United States tariff, %";
}

/// "-0.16", "1,700": percent with two decimals, billions without.
std::string figure(const Compared& of, double value, const char* sign) {
  if (of.kind == "revenue") return (value > 0 ? sign : "") + grouped(std::lround(value));
  return fmt::format("{}{:.2f}", value >= 0 ? sign : "", value);
}

std::string compared_table(const std::vector<Compared>& all) {
  std::string out =
      "\n| figure | day | of | Budget Lab | here | difference |\n|---|---|---|---|---|---|\n";
  for (const Compared& one : all)
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", title_of(one.kind), one.date, one.name,
                       figure(one, one.theirs, ""), figure(one, one.ours, ""),
                       figure(one, one.ours - one.theirs, "+"));
  return out + "\n";
}

constexpr const char* kBegin = "<!-- begin beside others -->\n";
constexpr const char* kEnd = "<!-- end beside others -->\n";

std::pair<std::size_t, std::size_t> part_of(const std::string& readme) {
  const std::size_t at = readme.find(kBegin), end = readme.find(kEnd);
  REQUIRE((at < end && end != std::string::npos));
  return {at + std::string(kBegin).size(), end - at - std::string(kBegin).size()};
}

}  // namespace

TEST_CASE("the tariffs of 2025 have the signs and the order that the Budget Lab finds") {
  const std::vector<Compared> all = compared();
  UNSCOPED_INFO(compared_table(all));
  // Regions and sectors in the same order, more or less; another model cannot give the same
  // figures.
  const double regions = rank_correlation(pairs_of(all, "real_gdp", "2025-11-17"));
  const double sectors = rank_correlation(pairs_of(all, "output", "2025-11-17"));
  const auto [signs, figures] = same_sign(all, "real_gdp");
  const auto [sector_signs, sector_figures] = same_sign(all, "output");
  UNSCOPED_INFO(fmt::format(
      "rank correlation: regions {:.2f}, sectors {:.2f}; same sign {} of {} and {} of {}", regions,
      sectors, signs, figures, sector_signs, sector_figures));
  CHECK(regions > 0.4);
  CHECK(sectors > 0.8);
  CHECK(signs >= figures - 1);
  CHECK(sector_signs == sector_figures);
}

TEST_CASE("README's table beside the Budget Lab is what the program finds") {
  const std::string readme = tests::read_text(kRoot / "README.md");
  const auto [at, size] = part_of(readme);
  INFO("write it anew: build/tests/test_replication '[.write-beside]'");
  CHECK(readme.substr(at, size) == compared_table(compared()));
}

TEST_CASE("write the table beside the Budget Lab into README", "[.write-beside]") {
  std::string readme = tests::read_text(kRoot / "README.md");
  const auto [at, size] = part_of(readme);
  readme.replace(at, size, compared_table(compared()));
  std::ofstream(kRoot / "README.md", std::ios::binary) << readme;
}
