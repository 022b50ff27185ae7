#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "base/numbers.hpp"
#include "prose/baseline_words.hpp"
#include "prose/text_table.hpp"
#include "terminal/terminal.hpp"

namespace tariffsim {
namespace {

/// Trade before duty, without domestic sales, million.
struct TradeTotals {
  Vector exports, imports, duty;  // N
  Vector sector_trade;            // S
};

TradeTotals trade_totals(const World& world) {
  const Index n_countries = world.n_countries();
  TradeTotals totals{Vector::Zero(n_countries), Vector::Zero(n_countries),
                     Vector::Zero(n_countries), Vector::Zero(world.n_sectors())};
  for (Index s = 0; s < world.n_sectors(); ++s) {
    Eigen::MatrixXd trade = world.flow.sector(s);
    trade.diagonal().setZero();
    totals.exports += trade.rowwise().sum();
    totals.imports += trade.colwise().sum().transpose();
    totals.duty += trade.cwiseProduct(world.tariff.sector(s)).colwise().sum().transpose();
    totals.sector_trade(s) = trade.sum();
  }
  return totals;
}

double percent_of(double part, double whole) {
  return whole == 0 ? std::nan("") : 100 * part / whole;
}

std::string baseline_title(const Baseline& baseline, const std::vector<std::string>& cautions,
                           bool color) {
  std::string out =
      fmt::format("{}\n  {}, {}; {} economies, {}; values in {}\n",
                  toned(shown(baseline.title, kLongestLine), Tone::strong, color),
                  shown(baseline.id), baseline.year, baseline.countries.size(),
                  counted(baseline.sectors.size(), "sector"), shown(baseline.currency));
  out += caution_lines(cautions);
  for (const std::string& source : baseline.sources)
    out += fmt::format("  Source   {}\n", shown(source, kLongestLine));
  if (!baseline.licence.empty())
    out += fmt::format("  Licence  {}\n", shown(baseline.licence, kLongestLine));
  std::istringstream notes(baseline.notes);
  for (std::string line; std::getline(notes, line);)
    out += fmt::format("  Note     {}\n", shown(line, kLongestLine));
  if (!baseline.hash.empty()) out += fmt::format("  SHA-256  {}\n", shown(baseline.hash, 64));
  return out;
}

std::string baseline_world(const World& world, const TradeTotals& totals,
                           const std::string& currency, bool color) {
  const double trade = totals.exports.sum();
  return section_heading("World", color) +
         fmt::format("  value added {} {}, output {}, trade {}, average tariff {}\n",
                     money(world.value_added.sum()), currency, money(world.output.sum()),
                     money(trade), plain_percent(percent_of(totals.duty.sum(), trade)));
}

std::string economies_section(const World& world, const TradeTotals& totals, bool color) {
  TextTable table({{"", true},
                   {"", true},
                   {"value added"},
                   {"exports"},
                   {"imports"},
                   {"deficit"},
                   {"average tariff"}});
  for (Index n = 0; n < world.n_countries(); ++n) {
    const Country& country = world.countries[static_cast<std::size_t>(n)];
    table.add({{shown(country.code), Tone::strong},
               {shown(country.name)},
               {money(world.value_added(n))},
               {money(totals.exports(n))},
               {money(totals.imports(n))},
               {signed_money(world.deficit(n))},
               {plain_percent(percent_of(totals.duty(n), totals.imports(n)))}});
  }
  return section_heading("Economies", color) + table.render(color);
}

std::string baseline_sectors(const World& world, const ModelParameters& parameters,
                             const TradeTotals& totals, bool color) {
  std::vector<TextTable::Column> columns{{"", true},          {"", true}, {"kind", true},
                                         {"output"},          {"trade"},  {"value added in output"},
                                         {"trade elasticity"}};
  if (world.employment != nullptr) columns.push_back({"employed, thousand"});
  TextTable table(std::move(columns));
  for (Index s = 0; s < world.n_sectors(); ++s) {
    const Sector& sector = world.sectors[static_cast<std::size_t>(s)];
    const double output = world.output.col(s).sum();
    const double value_added = world.output.col(s).dot(world.value_added_share.col(s));
    std::vector<TextCell> row{{shown(sector.code), Tone::strong},
                              {shown(sector.name)},
                              {sector.kind == SectorKind::goods ? "goods" : "services"},
                              {money(output)},
                              {money(totals.sector_trade(s))},
                              {plain_percent(percent_of(value_added, output))},
                              {fmt::format("{:.2f}", parameters.trade_elasticity(s))}};
    if (world.employment != nullptr)
      row.push_back({grouped(std::llround(world.employment->persons.col(s).sum() / 1000))});
    table.add(std::move(row));
  }
  return section_heading("Sectors", color) + table.render(color);
}

/// The highest tariffs with trade under them: what policies that compare with rates meet.
std::string high_tariffs_section(const World& world, bool color) {
  constexpr std::size_t kRows = 8;
  struct Peak {
    double rate = 0, flow = 0;
    Index exporters = 0, importer = 0, sector = 0;
  };
  std::vector<Peak> peaks;
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index n = 0; n < world.n_countries(); ++n) {
      Peak peak{world.tariff.sector(s).col(n).maxCoeff(), 0, 0, n, s};
      for (Index i = 0; i < world.n_countries(); ++i)
        if (i != n && world.tariff(i, n, s) == peak.rate && world.flow(i, n, s) > 0) {
          peak.flow += world.flow(i, n, s);
          ++peak.exporters;
        }
      if (peak.rate > 0 && peak.exporters > 0) peaks.push_back(peak);
    }
  std::stable_sort(peaks.begin(), peaks.end(),
                   [](const Peak& a, const Peak& b) { return a.rate > b.rate; });
  peaks.resize(std::min(kRows, peaks.size()));
  TextTable table({{"importer", true}, {"sector", true}, {"rate"}, {"exporters"}, {"trade"}});
  for (const Peak& peak : peaks)
    table.add({{shown(world.countries[static_cast<std::size_t>(peak.importer)].code), Tone::strong},
               {shown(world.sectors[static_cast<std::size_t>(peak.sector)].name)},
               {plain_percent(100 * peak.rate)},
               {grouped(peak.exporters)},
               {money(peak.flow)}});
  if (table.empty()) return "";
  return section_heading("Highest tariffs", color) + table.render(color);
}

std::string people_section(const Baseline& baseline, bool color) {
  std::string out;
  for (const auto& [title, table, notes] : people_tables(baseline)) {
    out += section_heading(title, color) + table.render(color);
    for (const std::string& note : notes) out += toned("  " + note + "\n", Tone::quiet, color);
  }
  return out;
}

std::string tariff_sets_section(const Baseline& baseline, bool color) {
  if (baseline.tariff_sets.empty()) return "";
  return section_heading("Sets of tariffs (the first is the default)", color) +
         tariff_sets_report(baseline, color);
}

/// Weighted by the trade of the baseline, percent; domestic sales pay none.
double average_tariff(const Baseline& baseline, const Cube& tariff, bool goods_only) {
  double trade = 0, duty = 0;
  for (Index s = 0; s < baseline.flow.sectors(); ++s) {
    const SectorKind kind = baseline.sectors[static_cast<std::size_t>(s)].kind;
    if (goods_only && kind != SectorKind::goods) continue;
    trade += baseline.flow.sector(s).sum() - baseline.flow.sector(s).trace();
    duty += baseline.flow.sector(s).cwiseProduct(tariff.sector(s)).sum();
  }
  return percent_of(duty, trade);
}

std::string elasticities_section(const Baseline& baseline, bool color) {
  TextTable table({{"", true}, {"least"}, {"mean"}, {"greatest"}});
  for (const ElasticitySource& source : baseline.elasticities)
    table.add({{shown(source.name), Tone::strong},
               {fmt::format("{:.2f}", source.trade_elasticity.minCoeff())},
               {fmt::format("{:.2f}", source.trade_elasticity.mean())},
               {fmt::format("{:.2f}", source.trade_elasticity.maxCoeff())}});
  if (table.empty()) return "";
  return section_heading("Trade elasticities, by source (the first is the default)", color) +
         table.render(color);
}

std::string adjustment_text(const FinalUseAdjustment& adjustment, const std::string& currency) {
  if (adjustment.cells == 0) return "  Calibration  no cell was adjusted\n";
  return fmt::format(
      "  Calibration  input use scaled down in {} cells to keep final use positive: {} {} moved to "
      "value added; largest {} ({})\n",
      grouped(adjustment.cells), money(adjustment.value), currency, money(adjustment.largest),
      shown(adjustment.where));
}

std::string accounts_section(const Calibration& calibration, const ExperimentResult& zero_shock,
                             const std::string& currency, bool color) {
  std::string out = section_heading("Accounts", color);
  out += fmt::format("  Deficits     sum to {:.1e} {} million over the world\n",
                     calibration.world->deficit.sum(), currency);
  out += fmt::format(
      "  Gap          {:.1e} of income is the largest difference between sales and uses{}\n",
      calibration.account_gap,
      calibration.needs_resolve ? ", so the baseline is solved first" : "");
  out += adjustment_text(calibration.adjustment, currency);
  out += fmt::format("  Zero shock   {}\n", shown(zero_shock.statistics.message, kLongestLine));
  if (zero_shock.outcome)
    out +=
        fmt::format("  Certificate  {}\n", shown(zero_shock.certificate.summary(), kLongestLine));
  return out;
}

}  // namespace

std::string tariff_sets_report(const Baseline& baseline, bool color) {
  TextTable table({{"", true}, {"average on goods"}, {"with services"}});
  const auto add = [&](const std::string& name, const Cube& tariff) {
    table.add({{shown(name), Tone::strong},
               {plain_percent(average_tariff(baseline, tariff, true))},
               {plain_percent(average_tariff(baseline, tariff, false))}});
  };
  add(baseline.tariff_name, baseline.tariff);
  for (const TariffSet& set : baseline.tariff_sets) add(set.name, set.tariff);
  return table.render(color);
}

std::string baseline_report(const Baseline& baseline, const Calibration& calibration,
                            const ExperimentResult& zero_shock,
                            const std::vector<std::string>& cautions, bool color) {
  const World& world = *calibration.world;
  const TradeTotals totals = trade_totals(world);
  const std::string currency = shown(baseline.currency);
  return baseline_title(baseline, cautions, color) +
         baseline_world(world, totals, currency, color) + economies_section(world, totals, color) +
         baseline_sectors(world, calibration.parameters, totals, color) +
         people_section(baseline, color) + high_tariffs_section(world, color) +
         tariff_sets_section(baseline, color) + elasticities_section(baseline, color) +
         accounts_section(calibration, zero_shock, currency, color);
}

}  // namespace tariffsim
