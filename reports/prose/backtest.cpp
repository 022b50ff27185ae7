#include "prose/backtest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kPartners = 10, kMissed = 8;

/// Rises that are written as 0.00 points.
constexpr double kNoRise = 5e-5;

/// "0.43"; "-" if it is not defined.
std::string two_decimals(double value) {
  if (std::isnan(value)) return "-";
  const std::string text = fmt::format("{:.2f}", value);
  return text == "-0.00" ? "0.00" : text;
}

std::string log_points(double log) {
  return std::isnan(log) ? "-" : fmt::format("{:.1f}", 100 * log);
}

TitledTable fits_table(const Backtest& test) {
  TextTable table({{"cells", true},
                   {"number"},
                   {"slope"},
                   {"intercept"},
                   {"correlation"},
                   {"rank correlation"},
                   {"error"},
                   {"error if no change"}});
  for (const BacktestFit& one : test.fits) {
    const Fit& fit = one.fit;
    table.add({{(one.within ? "within sectors: " : "") + cells_in_words(one.cells)},
               {grouped(static_cast<long long>(fit.cells))},
               {two_decimals(fit.slope)},
               {log_points(fit.intercept)},
               {two_decimals(fit.correlation)},
               {two_decimals(fit.rank_correlation)},
               {log_points(fit.error)},
               {log_points(fit.error_of_no_change)}});
  }
  return {"Back-test: what was predicted and what happened",
          std::move(table),
          {"slope: of observed on predicted; 1 is right, below 1 less happened than was predicted",
           "weights: trade observed before; intercept and errors are in log points",
           "within sectors: less the change of all observed imports of the sector"}};
}

double moved_by_tariff(const BacktestPartner& partner) {
  return partner.before * std::abs(partner.rise);
}

/// Those with a change of tariff that can be seen; without trade in the model there is none.
std::vector<BacktestPartner> told_partners(const Backtest& test) {
  std::vector<BacktestPartner> out = test.partners;
  std::erase_if(out, [](const auto& partner) { return !(std::abs(partner.rise) >= kNoRise); });
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return moved_by_tariff(a) > moved_by_tariff(b);
  });
  out.resize(std::min(kPartners, out.size()));
  return out;
}

TitledTable partners_table(const Backtest& test) {
  TextTable table({{"partner", true},
                   {"tariff, points"},
                   {"predicted"},
                   {"observed"},
                   {"cells"},
                   {"slope"},
                   {"correlation"}});
  for (const BacktestPartner& partner : told_partners(test))
    table.add({{shown(partner.exporter), Tone::strong},
               {fmt::format("{:+.2f}", 100 * partner.rise)},
               change_cell(percent_of_log(partner.predicted)),
               change_cell(percent_of_log(partner.observed)),
               {grouped(static_cast<long long>(partner.cells))},
               {two_decimals(partner.fit.slope)},
               {two_decimals(partner.fit.correlation)}});
  return {"Back-test by partner, those first whose tariffs move most trade",
          std::move(table),
          {"predicted and observed: all of the partner's observed trade together; slope and "
           "correlation: of its cells"}};
}

double total_before(const Backtest& test) {
  double sum = 0;
  for (const BacktestPartner& partner : test.partners) sum += partner.before;
  return sum;
}

TitledTable missed_table(const Backtest& test) {
  TextTable table({{"partner", true},
                   {"sector", true},
                   {"tariff, points"},
                   {"predicted"},
                   {"observed"},
                   {"missed, of all trade"}});
  for (const BacktestCell& cell : worst_missed(test, kMissed))
    table.add({{shown(cell.exporter), Tone::strong},
               {shown(cell.sector), Tone::strong},
               {fmt::format("{:+.2f}", 100 * cell.rise)},
               change_cell(percent_of_log(cell.predicted)),
               change_cell(percent_of_log(cell.observed)),
               percents_cell("{}", {{100 * cell.missed() / total_before(test)}})});
  std::vector<std::string> notes;
  if (test.too_small > 0)
    notes.push_back(fmt::format("{} with less trade than 'at_least' says are not compared",
                                counted(test.too_small, "cell")));
  if (!test.no_trade.empty())
    notes.push_back(fmt::format("no trade in the model, and so no change to compare: {}",
                                shown(fmt::format("{}", fmt::join(test.no_trade, ", ")))));
  return {"Back-test: what the model misses most", std::move(table), std::move(notes)};
}

TitledTable variants_table(const std::vector<VariantBacktest>& tests) {
  TextTable table({{"variant", true},
                   {"hit: slope"},
                   {"correlation"},
                   {"within sectors: slope"},
                   {"correlation"},
                   {"others: slope"},
                   {"correlation"},
                   {"all: slope"},
                   {"correlation"},
                   {"most hit", true},
                   {"predicted"},
                   {"observed"}});
  const auto of = [](const Fit* fit, double Fit::*figure) {
    return TextCell{fit == nullptr ? "-" : two_decimals(fit->*figure)};
  };
  for (const auto& [id, test] : tests) {
    const Fit* hit = find_fit(test.fits, "hit", false);
    const Fit* within = find_fit(test.fits, "hit", true);
    const Fit* others = find_fit(test.fits, "others", false);
    const Fit* all = find_fit(test.fits, "all", false);
    const BacktestPartner* partner = most_hit(test);
    table.add({{shown(id), Tone::strong},
               of(hit, &Fit::slope),
               of(hit, &Fit::correlation),
               of(within, &Fit::slope),
               of(within, &Fit::correlation),
               of(others, &Fit::slope),
               of(others, &Fit::correlation),
               of(all, &Fit::slope),
               of(all, &Fit::correlation),
               {partner == nullptr ? "-" : shown(partner->exporter)},
               change_cell(partner == nullptr ? std::nan("") : percent_of_log(partner->predicted)),
               change_cell(partner == nullptr ? std::nan("") : percent_of_log(partner->observed))});
  }
  return {"Back-test by variant",
          std::move(table),
          {"hit: tariff up a point or more; within sectors: of hit cells; most hit: the partner "
           "whose tariff moves most trade"}};
}

}  // namespace

double percent_of_log(double log) { return 100 * std::expm1(log); }

std::string cells_in_words(const std::string& kind) {
  if (kind == "hit") return "tariff up a point or more";
  if (kind == "partners") return "partners, all of their trade";
  return kind == "others" ? "all others" : "all cells";
}

const BacktestPartner* most_hit(const Backtest& test) {
  const BacktestPartner* out = nullptr;
  for (const BacktestPartner& partner : test.partners)
    if (partner.rise > 0 && (out == nullptr || moved_by_tariff(partner) > moved_by_tariff(*out)))
      out = &partner;
  return out;
}

std::vector<TitledTable> backtest_tables(const RunRecord& record, const Outcome& outcome) {
  if (!record.observed) return {};
  const Backtest test = backtest(outcome, *record.observed);
  std::vector<TitledTable> out{fits_table(test), partners_table(test), missed_table(test)};
  if (record.variant_tests.size() > 1) out.push_back(variants_table(record.variant_tests));
  return out;
}

}  // namespace tariffsim
