// What Ignatenko, Lashkaripour, Macedoni and Simonovska (2025) print of the tariffs of 2 April 2025
// in 194 economies, every digit of replications/family/ilms-printed.csv. How each table weighs
// countries, and in which units it counts prices and deficits, is what the authors' programs do;
// tables 4 and 10 do it otherwise than the rest.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.hpp"
#include "support/family_runs.hpp"
#include "support/near.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

namespace fs = std::filesystem;

/// How a table adds up.
enum class Counting {
  usual,       ///< means weighted by spending before; money in units of the world's prices, the
               ///< mean of P^C so weighted
  roundabout,  ///< table 4: weighted by GDP of the data; money in units of the world's wage, the
               ///< mean of w weighted by value added
  closures,    ///< table 10: as usual, but for welfare outside the USA the mean of countries
};

/// Sums of `value(n)` over countries that `inside(n)`, weighted by `weight(n)`, over the weights.
template <class Inside, class Weight, class Value>
double mean_of(const Outcome& o, const Inside& inside, const Weight& weight, const Value& value) {
  double sum = 0, weights = 0;
  for (std::size_t n = 0; n < o.countries().size(); ++n) {
    if (!inside(n)) continue;
    sum += weight(n) * value(n);
    weights += weight(n);
  }
  return sum / weights;
}

/// The measures of ilms-printed.csv, in percent, of the countries of a group.
class Printed {
 public:
  /// `gdp`: of the data, in the order of the countries.
  Printed(const Outcome& o, Counting counting, std::vector<double> gdp)
      : o_(o), counting_(counting), gdp_(std::move(gdp)) {
    const auto all = [](std::size_t) { return true; };
    unit_ = counting == Counting::roundabout
                ? mean_of(
                      o, all, [&](std::size_t n) { return country(n).value_added_base; },
                      [&](std::size_t n) { return 1 + country(n).nominal_wage; })
                : mean_of(
                      o, all, [&](std::size_t n) { return country(n).income_base; },
                      [&](std::size_t n) { return 1 + country(n).consumer_price; });
  }

  double of(const std::string& group, const std::string& measure) const {
    if (group.starts_with("world")) return of_world(measure);
    const auto inside = [&](std::size_t n) {
      const std::string& code = o_.base().countries[n].code;
      return group == "non-US" ? code != "USA"
             : group == "EU"   ? kEu.find(code) != std::string::npos
                               : code == group;
    };
    return mean_of(
        o_, inside, [&](std::size_t n) { return weight(n, measure); },
        [&](std::size_t n) { return of_country(n, measure); });
  }

 private:
  static inline const std::string kEu =
      "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU "
      "SVK SVN ESP SWE";

  const CountryOutcome& country(std::size_t n) const { return o_.countries()[n]; }

  double weight(std::size_t n, const std::string& measure) const {
    if (counting_ == Counting::roundabout) return gdp_[n];
    if (counting_ == Counting::closures && measure == "welfare") return 1;
    return country(n).income_base;
  }

  double of_country(std::size_t n, const std::string& measure) const {
    const CountryOutcome& c = country(n);
    const double growth = 1 + c.value_added;
    if (measure == "welfare") return 100 * published_welfare(o_, static_cast<Index>(n));
    if (measure == "exports_gdp") return 100 * ((1 + c.exports) / growth - 1);
    if (measure == "imports_gdp") return 100 * ((1 + c.imports) / growth - 1);
    if (measure == "employment") return 100 * c.employment;
    if (measure == "prices") return 100 * ((1 + c.consumer_price) / unit_ - 1);
    if (measure == "revenue_over_base_spending") return 100 * c.tax_revenue / unit_ / c.income_base;
    REQUIRE(measure == "deficit");
    const double before = c.imports_base - c.exports_base;
    return 100 * ((c.imports_new - c.exports_new) / unit_ - before) / std::abs(before);
  }

  double of_world(const std::string& measure) const {
    double before = 0, after = 0, employed = 0, earned = 0;
    for (const CountryOutcome& c : o_.countries()) {
      before += c.imports_base + c.duty_revenue_base;
      after += c.imports_new + c.duty_revenue;
      employed += c.value_added_base * c.employment;
      earned += c.value_added_base;
    }
    return 100 * (measure == "global_employment" ? employed / earned : after / before - 1);
  }

  const Outcome& o_;
  Counting counting_;
  std::vector<double> gdp_;
  double unit_ = 1;
};

struct Case {
  Counting counting = Counting::usual;
  std::vector<std::string> overrides;  ///< of the scenario with the income tax
};

const char* const kAnsweredInKind = "policy[+]={retaliation: {by: others, against: USA}}";
/// Table 10 calls that the best answer to the USA: 1 / theta, not the tariff of 2 April.
const char* const kQuarter = "policy[+]={tariff: {importer: others, exporter: USA, set: 25%}}";

std::map<std::string, Case> printed_cases() {
  using enum Counting;
  return {{"USTR rates, revenue: income_tax", {}},
          {"USTR rates", {}},
          {"USTR rates, revenue: lump_sum", {usual, {"model.revenue=lump_sum"}}},
          {"USTR rates answered in kind, revenue: income_tax", {usual, {kAnsweredInKind}}},
          {"USTR rates answered in kind", {usual, {kAnsweredInKind}}},
          {"USTR rates, no selling costs", {usual, {"model.selling=null"}}},
          {"USTR rates, exponent 0.682848 in USA, 0.400719 elsewhere",
           {usual,
            {"model.selling={share: {USA: 0.270470982282177, others: 0.114335212816109}, "
             "exponent: {USA: 0.682848, others: 0.400719}}"}}},
          {"USTR rates answered in kind, no selling costs",
           {closures, {"model.selling=null", kQuarter}}},
          {"USTR rates, 49 % value added (roundabout)", {roundabout, {}}},
          {"USTR rates answered in kind, 49 % value added (roundabout)",
           {roundabout, {kAnsweredInKind}}}};
}

/// Half a unit of the last digit printed.
double half_unit(std::string_view printed) {
  const std::size_t point = printed.find('.');
  const auto digits = point == std::string_view::npos ? 0 : printed.size() - point - 1;
  return 0.5 * std::pow(10, -static_cast<double>(digits));
}

CsvTable table(const fs::path& file, std::vector<std::string> columns) {
  return {read_file(file, 64 << 20), {std::move(columns), {}, false}};
}

fs::path one_layer() { return family_folder() / "baselines/ilms-2023"; }

/// The world of table 4: 49 % of the cost of what producers sell is value added, the rest the good
/// itself, and so much more of it is sold at home that value added stays about what it was.
void write_roundabout(const TemporaryFolder& folder) {
  constexpr double kValueAdded = 0.49;
  for (const char* file : {"baseline.yaml", "countries.csv", "sectors.csv", "elasticities.csv"})
    fs::create_symlink(one_layer() / file, folder.path() / file);
  const CsvTable flows =
      table(one_layer() / "flows.csv", {"exporter", "importer", "sector", "value"});
  std::string sold = "exporter,importer,sector,value\n", used = "country,input,sector,share\n";
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < flows.rows(); ++row) {
    const auto exporter = flows.field(row, flows.column("exporter")),
               importer = flows.field(row, flows.column("importer"));
    const double value = flows.number(row, flows.column("value"), diagnostics);
    sold += fmt::format("{},{},G,{}\n", exporter, importer,
                        exporter == importer ? value / kValueAdded : value);
  }
  const CsvTable countries = table(one_layer() / "countries.csv", {"code", "name"});
  for (std::size_t row = 0; row < countries.rows(); ++row)
    used +=
        fmt::format("{},G,G,{}\n", countries.field(row, countries.column("code")), 1 - kValueAdded);
  folder.write("flows.csv", sold);
  folder.write("inputs.csv", used);
}

/// GDP of the data by the codes of countries.
std::vector<double> gdp_of(const World& world) {
  const CsvTable gdp = table(shared_folder() / "data/cepii-2023/gdp.csv", {"country", "value"});
  std::map<std::string, double, std::less<>> found;
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < gdp.rows(); ++row)
    found.emplace(gdp.field(row, gdp.column("country")),
                  gdp.number(row, gdp.column("value"), diagnostics));
  std::vector<double> out;
  out.reserve(world.countries.size());
  for (const Country& country : world.countries) out.push_back(found.at(country.code));
  return out;
}

}  // namespace

TEST_CASE("the tariffs of 2 April 2025 in 194 economies come out as printed", "[shared]") {
  if (skip_without(family_folder())) return;
  const CsvTable printed =
      table(family_folder() / "ilms-printed.csv", {"table", "case", "group", "measure", "printed"});
  const TemporaryFolder layers;
  write_roundabout(layers);
  std::size_t compared = 0;
  for (const auto& [name, run] : printed_cases()) {
    const bool of_layers = run.counting == Counting::roundabout;
    const Outcome o = solved(family_folder() / "ilms-ustr-income-tax/scenario.yaml",
                             of_layers ? layers.path() : one_layer(), run.overrides);
    const Printed found(o, run.counting, gdp_of(o.base()));
    for (std::size_t row = 0; row < printed.rows(); ++row) {
      if (printed.field(row, printed.column("case")) != name) continue;
      const std::string group(printed.field(row, printed.column("group")));
      const std::string measure(printed.field(row, printed.column("measure")));
      const std::string_view digits = printed.field(row, printed.column("printed"));
      Diagnostics diagnostics;
      CAPTURE(name, group, measure);
      CHECK(found.of(group, measure) ==
            near(printed.number(row, printed.column("printed"), diagnostics),
                 1.001 * half_unit(digits)));
      ++compared;
    }
  }
  CHECK(compared == printed.rows());
}
