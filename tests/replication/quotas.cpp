// Quotas and tariff-rate quotas against another solver (numpy), case by case.
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "base/file.hpp"
#include "outcomes/quota_outcome.hpp"
#include "runs/prepared_run.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/strategy_reference.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

namespace fs = std::filesystem;

/// What the other solver's figures are good to: licence prices, points of welfare, and digits of
/// money in the file.
constexpr double kPrice = 1e-8, kWelfarePoints = 1e-7, kMoneyDigits = 1e-8;

/// One quota of the file, as text.
struct QuotaRow {
  std::map<std::string, std::string> fields;
  const std::string& operator[](const char* name) const { return fields.at(name); }
  double number(const char* name) const { return std::stod(fields.at(name)); }
};

std::vector<QuotaRow> quota_rows(const fs::path& file) {
  const std::vector<std::string> columns{"case",
                                         "quota",
                                         "kind",
                                         "measure",
                                         "share_to_exporter",
                                         "Q",
                                         "amount",
                                         "regime",
                                         "licence_price",
                                         "total_rate",
                                         "value_before_duty",
                                         "rent",
                                         "rent_to_exporters",
                                         "duty",
                                         "welfare_importer_pct",
                                         "welfare_exporter_pct",
                                         "residual"};
  const CsvTable table(read_file(file, std::size_t{1} << 20U), {columns, {}, false});
  std::vector<QuotaRow> rows(table.rows());
  for (std::size_t at = 0; at < rows.size(); ++at)
    for (const std::string& column : columns)
      rows[at].fields[column] = table.field(at, table.column(column));
  return rows;
}

bool begins(const std::string& text, const std::string& with) { return text.rfind(with, 0) == 0; }

/// "AAA K1 from BBB" as a line of a policy; rates within and beyond are told by the case, and the
/// third of three has 10 % beyond.
std::string line_of(const QuotaRow& row) {
  const std::string& quota = row["quota"];
  const std::string own = quota.substr(0, 3), sector = quota.substr(4, 2);
  const bool exports = row["kind"] == "export";
  const auto partner_at = quota.find(exports ? " to " : " from ") + (exports ? 4 : 6);
  std::string partner = quota.substr(partner_at, 3);
  if (partner == "all") partner = "others";
  const std::string common = fmt::format(
      "{}: {}, {}: {}, sectors: {}, amount: {}, measure: {}", exports ? "exporter" : "importer",
      own, exports ? "importer" : "exporter", partner, sector, row["Q"], row["measure"]);
  if (exports) return fmt::format("{{quota: {{{}, side: export}}}}", common);
  const std::string rent =
      fmt::format("{}, rent: {}%", common, 100 * row.number("share_to_exporter"));
  if (begins(row["case"], "import quota")) return fmt::format("{{quota: {{{}}}}}", rent);
  return fmt::format("{{tariff_rate_quota: {{{}, within: 0%, beyond: {}}}}}", rent,
                     begins(quota, "CCC") ? "10%" : "50%");
}

void check(const Outcome& outcome, const QuotaOutcome& of, const QuotaRow& row) {
  CAPTURE(row["case"], row["quota"], row["share_to_exporter"], row["measure"]);
  CHECK(to_string(of.regime) == row["regime"]);
  CHECK(of.licence_price == near(row.number("licence_price"), kPrice));
  CHECK(of.fill * of.amount == within(row.number("amount"), kMoneyDigits));
  CHECK(of.rent == near(row.number("rent"), 1e-7));
  if (row["kind"] == "import") {
    CHECK(of.rent_exporter == near(row.number("rent_to_exporters"), 1e-7));
    CHECK(of.duty == near(row.number("duty"), 1e-7));
  }
  // Of a restraint AAA is the exporter; of three at once the first is meant.
  const bool exports = begins(row["case"], "export quota");
  const auto welfare = [&](const char* code) {
    const Index n = find_country(outcome.base().countries, code);
    return 100 * outcome.countries()[static_cast<std::size_t>(n)].welfare;
  };
  CHECK(welfare(exports ? "BBB" : "AAA") ==
        near(row.number("welfare_importer_pct"), kWelfarePoints));
  CHECK(welfare(exports ? "AAA" : "BBB") ==
        near(row.number("welfare_exporter_pct"), kWelfarePoints));
}

}  // namespace

TEST_CASE("quotas of every kind and regime equal another solver's", "[shared]") {
  if (skip_without(strategy())) return;
  const TemporaryFolder world;
  write_world(world.path());
  const std::vector<QuotaRow> rows = quota_rows(strategy() / "Q1_quotas_rand5x3.csv");
  REQUIRE(rows.size() > 30);
  for (std::size_t first = 0; first < rows.size();) {
    const std::size_t several = begins(rows[first]["case"], "three") ? 3 : 1;
    std::string policy;
    for (std::size_t at = first; at < first + several; ++at)
      policy += (policy.empty() ? "" : ", ") + line_of(rows[at]);
    CAPTURE(policy);
    Diagnostics diagnostics;
    const auto prepared = prepare_scenarios(
        {(strategy() / "Q1_quotas_rand5x3.yaml").string()},
        {"baseline=" + world.path().string(), "policy=[" + policy + "]"}, diagnostics);
    const ExperimentResult result =
        run_experiment(prepared.front().front().experiment).front().result;
    INFO(result.statistics.message);
    REQUIRE(result.outcome);
    const std::vector<QuotaOutcome> of = quota_outcomes(*result.outcome);
    REQUIRE(of.size() == several);
    for (std::size_t at = 0; at < several; ++at) check(*result.outcome, of[at], rows[first + at]);
    first += several;
  }
}

namespace {

/// The quota of the European Union on basic metals in the world of 2014 with inputs.
struct MetalsQuota {
  QuotaOutcome of;
  double germany = 0;  ///< welfare, percent
};

MetalsQuota metals_quota(const fs::path& world, const std::string& amount,
                         const std::string& rent) {
  Diagnostics diagnostics;
  const auto prepared = prepare_scenarios(
      {(strategy() / "Q1_quotas_rand5x3.yaml").string()},
      {"baseline=" + world.string(), "model.elasticities=in-sample",
       "policy=[{tariff_rate_quota: {importer: EU27, exporter: others, sectors: S09, within: 0%, "
       "beyond: 50%, amount: " +
           amount + ", rent: " + rent + "}}]"},
      diagnostics);
  const ExperimentResult result =
      run_experiment(prepared.front().front().experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  const Index deu = find_country(result.outcome->base().countries, "DEU");
  return {quota_outcomes(*result.outcome).front(),
          100 * result.outcome->countries()[static_cast<std::size_t>(deu)].welfare};
}

}  // namespace

TEST_CASE("a quota on the European Union's metals equals another solver's printed digits",
          "[shared]") {
  const fs::path source = strategy() / "baselines" / "wiod14io";
  if (skip_without(source)) return;
  constexpr double kLastDigit = 5e-5;  // of prices and of percent; money is printed in millions
  const TemporaryFolder world;
  for (const auto& entry : fs::directory_iterator(source))
    if (entry.path().extension() == ".csv")
      fs::create_symlink(entry.path(), world.path() / entry.path().filename());
  std::ofstream(world.path() / "baseline.yaml")
      << "id: wiod14io\ntitle: 2014\nyear: 2014\nunit: million USD\nvaluation: duty-inclusive\n"
         "sources: [test]\nlicence: test\n";
  const MetalsQuota kept = metals_quota(world.path(), "53%", "importer");
  CHECK(kept.of.licence_price == near(0.3033, kLastDigit));
  CHECK(kept.of.rent == near(5956, 0.5));
  CHECK(kept.germany == near(0.0139, kLastDigit));
  CHECK(metals_quota(world.path(), "53%", "exporter").germany == near(-0.0308, kLastDigit));
  CHECK(metals_quota(world.path(), "25%", "importer").of.regime == QuotaRegime::over);
  CHECK(metals_quota(world.path(), "130%", "importer").of.regime == QuotaRegime::slack);
}
