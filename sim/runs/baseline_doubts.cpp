#include "runs/baseline_doubts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/numbers.hpp"
#include "data/country_trade.hpp"

namespace tariffsim {
namespace {

constexpr double kPercent = 100;

const std::string& code(const Baseline& baseline, Index country) {
  return baseline.countries[static_cast<std::size_t>(country)].code;
}

/// The first five, and how many more.
std::string few(const std::vector<std::string>& codes) {
  constexpr std::size_t kMost = 5;
  const std::vector<std::string> first(
      codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, codes.size())));
  const std::string all = fmt::format("{}", fmt::join(first, ", "));
  return codes.size() > kMost ? fmt::format("{} and {} more", all, codes.size() - kMost) : all;
}

void doubt_rates(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kLeast = 3;  // fraction
  Index cells = 0;
  std::string first;
  for (Index s = 0; s < baseline.tariff.sectors(); ++s)
    for (Index i = 0; i < baseline.tariff.countries(); ++i)
      for (Index n = 0; n < baseline.tariff.countries(); ++n) {
        const double rate = baseline.tariff(i, n, s);
        if (i == n || rate < kLeast || cells++ > 0) continue;
        first = fmt::format("{:g} ({:g} %) of {} on {} from {}", rate, kPercent * rate,
                            code(baseline, n), baseline.sectors[static_cast<std::size_t>(s)].code,
                            code(baseline, i));
      }
  if (cells > 0)
    diagnostics.warning({},
                        fmt::format("tariffs of 300 % and more in {} {}, the first {}", cells,
                                    cells == 1 ? "cell" : "cells", first),
                        "rates of a baseline are fractions: 5.5 % is 0.055");
}

/// Of goods, weighted by imports, fraction.
double average_tariff_of(const Baseline& baseline, Index importer) {
  double trade = 0, duty = 0;
  for (Index s = 0; s < baseline.tariff.sectors(); ++s) {
    if (baseline.sectors[static_cast<std::size_t>(s)].kind != SectorKind::goods) continue;
    for (Index i = 0; i < baseline.tariff.countries(); ++i) {
      if (i == importer) continue;
      trade += baseline.flow(i, importer, s);
      duty += baseline.flow(i, importer, s) * baseline.tariff(i, importer, s);
    }
  }
  return trade > 0 ? duty / trade : 0;
}

void doubt_averages(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kMost = 0.5;  // Smoot-Hawley's duties were 20 % of all imports
  std::vector<std::string> high;
  for (Index n = 0; n < baseline.tariff.countries(); ++n)
    if (const double average = average_tariff_of(baseline, n); average > kMost)
      high.push_back(fmt::format("{} {:.0f} %", code(baseline, n), kPercent * average));
  if (!high.empty())
    diagnostics.warning(
        {}, fmt::format("average tariffs on goods higher than any country levies: {}", few(high)),
        "rates of a baseline are fractions: 5.5 % is 0.055");
}

/// Sales of a country, million.
double sales_of(const Baseline& baseline, Index exporter) {
  double sales = 0;
  for (Index s = 0; s < baseline.flow.sectors(); ++s)
    sales += baseline.flow.sector(s).row(exporter).sum();
  return sales;
}

void doubt_populations(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kMost = 2;      // million of sales a person: no economy comes near
  constexpr double kLeast = 1e-4;  // 100 a person and year, nor this
  if (baseline.currency != "USD" && baseline.currency != "EUR") return;
  std::vector<std::string> small, large;
  for (Index n = 0; n < baseline.flow.countries(); ++n) {
    const double persons = baseline.countries[static_cast<std::size_t>(n)].population;
    if (persons > 0 && sales_of(baseline, n) / persons > kMost)
      small.push_back(fmt::format("{} {:.0f}", code(baseline, n), persons));
    if (persons > 0 && sales_of(baseline, n) / persons < kLeast)
      large.push_back(fmt::format("{} {:.0f}", code(baseline, n), persons));
  }
  if (!large.empty())
    diagnostics.warning({}, fmt::format("populations too large for what is sold: {}", few(large)),
                        "is 'unit' of baseline.json the unit of the flows?");
  if (!small.empty())
    diagnostics.warning({}, fmt::format("populations too small for what is sold: {}", few(small)),
                        "'population' counts persons, not thousands or millions of them");
}

void doubt_households(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kFarMore = 100;  // persons in thousands are doubted already
  std::vector<std::string> many;
  for (const Country& country : baseline.countries)
    if (country.households > country.population &&
        country.households < kFarMore * country.population)
      many.push_back(country.code);
  if (!many.empty())
    diagnostics.warning({}, fmt::format("more households than people: {}", few(many)),
                        "'households' counts households, 'population' persons");
}

/// Countries whose firms buy nothing from others, beside some whose do.
void doubt_inputs(const Baseline& baseline, Diagnostics& diagnostics) {
  const InputShares& share = baseline.input_share;
  if (share.empty()) return;
  Vector bought = Vector::Zero(share.countries());
  for (Index s = 0; s < share.sectors(); ++s)
    for (Index k = 0; k < share.sectors(); ++k) bought += share.by_country(k, s);
  std::vector<std::string> without;
  for (Index n = 0; n < share.countries(); ++n)
    if (bought(n) <= 0) without.push_back(code(baseline, n));
  if (!without.empty() && static_cast<Index>(without.size()) < share.countries())
    diagnostics.warning({}, fmt::format("no inputs, beside others with inputs: {}", few(without)),
                        "inputs.csv has no rows of these: all that they make is value added");
}

void doubt_employment(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kFewest = 0.05;  // of those who live there: no economy comes near
  if (baseline.employment == nullptr) return;
  std::vector<std::string> few_employed;
  for (Index n = 0; n < baseline.flow.countries(); ++n) {
    const double living = baseline.countries[static_cast<std::size_t>(n)].population;
    const double employed = baseline.employment->persons.row(n).sum();
    const bool known =
        baseline.employment->quality[static_cast<std::size_t>(n)] != EmploymentQuality::unknown;
    if (known && employed < kFewest * living)
      few_employed.push_back(
          fmt::format("{} {:.0f} of {:.0f}", code(baseline, n), employed, living));
  }
  if (!few_employed.empty())
    diagnostics.warning(
        {}, fmt::format("too few employed for how many live there: {}", few(few_employed)),
        "'persons' of employment.csv counts persons, not thousands of them");
}

double goods_of_2023(const std::string& exporter, const std::string& importer) {
  const auto found = country_trade().goods.find({exporter, importer});
  return found == country_trade().goods.end() ? 0 : found->second;
}

double total_flow(const Baseline& baseline, Index exporter, Index importer) {
  double flow = 0;
  for (Index s = 0; s < baseline.flow.sectors(); ++s)
    if (baseline.sectors[static_cast<std::size_t>(s)].kind == SectorKind::goods)
      flow += baseline.flow(exporter, importer, s);
  return flow;
}

/// Who sells more to whom, in logs, here and in 2023, weighted by trade.
struct Balances {
  double correlation = 0;     ///< 0 if few countries are known by their code
  double unlike_reverse = 0;  ///< mean square of the gap to those of 2023 the other way round...
  double unlike = 0;          ///< ... and as they were
};

Balances balances_of(const Baseline& baseline) {
  constexpr int kLeastPairs = 3;
  int pairs = 0;
  double both = 0, here = 0, known = 0;
  for (Index i = 0; i < baseline.flow.countries(); ++i)
    for (Index n = 0; n < i; ++n) {
      const double out = total_flow(baseline, i, n), back = total_flow(baseline, n, i);
      const double known_out = goods_of_2023(code(baseline, i), code(baseline, n));
      const double known_back = goods_of_2023(code(baseline, n), code(baseline, i));
      if (!(out > 0 && back > 0 && known_out > 0 && known_back > 0)) continue;
      const double weight = std::sqrt(known_out + known_back);
      const double a = std::log(out / back), b = std::log(known_out / known_back);
      both += weight * a * b;
      here += weight * a * a;
      known += weight * b * b;
      ++pairs;
    }
  if (pairs < kLeastPairs || here <= 0 || known <= 0) return {};
  return {both / std::sqrt(here * known), here + 2 * both + known, here - 2 * both + known};
}

/// Balances that point the other way are not yet the reverse: these are as large as those of 2023,
/// and so far nearer to their reverse than to them.
void doubt_directions(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kOpposite = -0.5, kFarNearer = 0.25;
  const auto [correlation, unlike_reverse, unlike] = balances_of(baseline);
  if (correlation < kOpposite && unlike_reverse < kFarNearer * unlike)
    diagnostics.warning({},
                        fmt::format("the trade balances between countries are the reverse of those "
                                    "in the goods trade of 2023 (correlation {:.2f})",
                                    correlation),
                        "are the columns exporter and importer of flows.csv swapped?");
}

/// How much means over the partners of a country differ between countries, over all sectors.
double spread_of_means(const Cube& rates, bool of_importers) {
  double spread = 0;
  for (Index s = 0; s < rates.sectors(); ++s) {
    const auto& of_sector = rates.sector(s);
    const Vector sums = of_importers ? Vector(of_sector.colwise().sum().transpose())
                                     : Vector(of_sector.rowwise().sum());
    spread += (sums.array() - sums.mean()).square().sum();
  }
  return spread;
}

/// Whom a country buys from matters less for its tariffs than which country it is: in none of the
/// published tables do means differ less between importers than between exporters.
void doubt_sides_of_tariffs(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr Index kLeastCountries = 8;
  constexpr double kFarMore = 3;
  if (baseline.tariff.countries() < kLeastCountries) return;
  if (spread_of_means(baseline.tariff, false) <= kFarMore * spread_of_means(baseline.tariff, true))
    return;
  diagnostics.warning({},
                      "tariffs differ far more between exporters than between importers, who "
                      "set them",
                      "are the columns exporter and importer of tariffs.csv swapped?");
}

void doubt_domestic_sales(const Baseline& baseline, Diagnostics& diagnostics) {
  std::vector<std::string> without;
  for (Index n = 0; n < baseline.flow.countries(); ++n) {
    double sales = 0;
    for (Index s = 0; s < baseline.flow.sectors(); ++s) sales += baseline.flow(n, n, s);
    if (sales <= 0) without.push_back(code(baseline, n));
  }
  if (!without.empty())
    diagnostics.warning(
        {}, fmt::format("no domestic sales: {}", few(without)),
        "what a country sells to itself stands in flows.csv as a row with exporter = importer; "
        "without it all that it makes is exported, and tariffs weigh far too much");
}

/// A sector that a country sells abroad and buys from abroad, and does not sell at home.
void doubt_domestic_sales_of_sectors(const Baseline& baseline, Diagnostics& diagnostics) {
  constexpr double kNoticeable = 1e-3;  // of what the country sells
  std::vector<std::string> without;
  for (Index n = 0; n < baseline.flow.countries(); ++n) {
    double at_home = 0;
    for (Index s = 0; s < baseline.flow.sectors(); ++s) at_home += baseline.flow(n, n, s);
    const double all = sales_of(baseline, n);
    for (Index s = 0; s < baseline.flow.sectors() && at_home > 0; ++s)
      if (baseline.flow(n, n, s) <= 0 &&
          std::min(baseline.flow.sector(s).row(n).sum(), baseline.flow.sector(s).col(n).sum()) >
              kNoticeable * all)
        without.push_back(fmt::format("{} {}", code(baseline, n),
                                      baseline.sectors[static_cast<std::size_t>(s)].code));
  }
  if (!without.empty())
    diagnostics.warning(
        {},
        fmt::format("no domestic sales in sectors that are exported and imported: {}",
                    few(without)),
        "is the row with exporter = importer missing in flows.csv? Without it all that is bought "
        "comes from abroad, and tariffs weigh far too much");
}

}  // namespace

void doubt_baseline(const Baseline& baseline, Diagnostics& diagnostics) {
  doubt_domestic_sales_of_sectors(baseline, diagnostics);
  doubt_rates(baseline, diagnostics);
  doubt_averages(baseline, diagnostics);
  doubt_domestic_sales(baseline, diagnostics);
  doubt_populations(baseline, diagnostics);
  doubt_households(baseline, diagnostics);
  doubt_inputs(baseline, diagnostics);
  doubt_employment(baseline, diagnostics);
  doubt_directions(baseline, diagnostics);
  doubt_sides_of_tariffs(baseline, diagnostics);
}

namespace {

/// Said as a warning where more than this of the world's imports, percent, was moved.
constexpr double kMuchMoved = 5;

void warn_of_moved_origins(const Calibration& calibration, const std::string& baseline,
                           const std::string& currency, Diagnostics& diagnostics) {
  const OriginAdjustment& moved = calibration.origin_adjustment;
  if (moved.untold > 0)
    diagnostics.note(
        {}, fmt::format("{}: of {} of {} economies it is not told which inputs are domestic: there "
                        "all users buy a good at home in the same part",
                        baseline, moved.untold, calibration.world->n_countries()));
  if (moved.cells == 0) return;
  diagnostics.add(
      {moved.imports_pct > kMuchMoved ? Severity::warning : Severity::note,
       {},
       fmt::format(
           "{}: inputs of one origin exceed what is sold of it in {}: {:.0f} million "
           "{} of them, {:.2g} % of the world's imports, were moved to the other, {:.0f} of "
           "it in {}",
           baseline, counted(static_cast<std::size_t>(moved.cells), "cell"), moved.value, currency,
           moved.imports_pct, moved.largest, moved.where),
       ""});
}

}  // namespace

void warn_of_scaled_inputs(const Calibration& calibration, const std::string& baseline,
                           const std::string& currency, Diagnostics& diagnostics) {
  warn_of_moved_origins(calibration, baseline, currency, diagnostics);
  const FinalUseAdjustment& moved = calibration.adjustment;
  if (moved.cells == 0) return;
  constexpr double kNoticeable = 1e-4;  // of the world's value added
  const bool much = moved.value > kNoticeable * calibration.world->value_added.sum();
  diagnostics.add(
      {much ? Severity::warning : Severity::note,
       {},
       fmt::format("{}: inputs exceed what is left for them in {}: their shares were scaled "
                   "down, {:.0f} million {} moved to value added, {:.0f} of it in {}",
                   baseline, counted(static_cast<std::size_t>(moved.cells), "cell"), moved.value,
                   currency, moved.largest, moved.where),
       "with final_demand.csv the shares stay as they are"});
}

}  // namespace tariffsim
