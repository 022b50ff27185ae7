#include "outcomes/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "outcomes/duty_sums.hpp"

namespace tariffsim {
namespace {

/// Sums of the model's trade and of the observed.
struct Sums {
  DutySums model;
  double before = 0, after = 0;

  void add(const Sums& more) {
    model.add(more.model);
    before += more.before;
    after += more.after;
  }
  double predicted() const { return std::log(model.imports / model.imports_base); }
  double observed() const { return std::log(after / before); }
  double rise() const { return model.average() - model.average_base(); }
};

Sums sums_of(const Outcome& outcome, const ObservedCell& cell, Index importer) {
  const World& base = outcome.base();
  Sums out{{}, cell.before, cell.after};
  for (const Index s : cell.sectors)
    for (const Index i : cell.exporters)
      for_each_part(base, outcome.parted_policy(), outcome.after(), i, importer, s,
                    [&](const PartFlow& part) { out.model.add(duty_of(part)); });
  return out;
}

bool has_change(const Sums& sums) { return sums.model.imports_base > 0 && sums.model.imports > 0; }

BacktestCell compared(const ObservedCell& cell, const Sums& sums, const Sums& sector) {
  const double predicted = sums.predicted(), observed = sums.observed();
  return {.exporter = cell.exporter,
          .sector = cell.sector,
          .predicted = predicted,
          .observed = observed,
          .before = cell.before,
          .rise = sums.rise(),
          .predicted_within = predicted - sector.predicted(),
          .observed_within = observed - sector.observed()};
}

/// Every cell's sums, and those of its sector, of all exporters in the file.
struct AllSums {
  std::vector<Sums> cells;
  std::map<std::string, Sums> sectors;
};

AllSums all_sums(const Outcome& outcome, const ObservedTrade& observed) {
  AllSums out;
  for (const ObservedCell& cell : observed.cells) {
    out.cells.push_back(sums_of(outcome, cell, observed.importer));
    out.sectors[cell.sector].add(out.cells.back());
  }
  return out;
}

template <class Selected>
WeightedPairs pairs_of(const std::vector<BacktestCell>& cells, bool within, Selected selected) {
  WeightedPairs out;
  for (const BacktestCell& cell : cells)
    if (selected(cell))
      out.add(within ? cell.predicted_within : cell.predicted,
              within ? cell.observed_within : cell.observed, cell.before);
  return out;
}

std::vector<BacktestFit> all_fits(const std::vector<BacktestCell>& cells) {
  std::vector<BacktestFit> out;
  const auto add = [&](const char* name, bool within, auto selected) {
    if (const WeightedPairs pairs = pairs_of(cells, within, selected); !pairs.weight.empty())
      out.push_back({name, within, fit(pairs)});
  };
  for (const bool within : {false, true}) {
    add("hit", within, [](const BacktestCell& cell) { return cell.is_hit(); });
    add("others", within, [](const BacktestCell& cell) { return !cell.is_hit(); });
    add("all", within, [](const BacktestCell&) { return true; });
  }
  return out;
}

/// Totals over all of an exporter's cells, the small ones too; the fit is of those compared.
std::vector<BacktestPartner> all_partners(const ObservedTrade& observed, const AllSums& sums,
                                          const std::vector<BacktestCell>& cells) {
  std::vector<BacktestPartner> out;
  std::map<std::string, Sums> totals;
  for (std::size_t at = 0; at < observed.cells.size(); ++at) {
    const std::string& exporter = observed.cells[at].exporter;
    if (totals.count(exporter) == 0) out.push_back({exporter});
    totals[exporter].add(sums.cells[at]);
  }
  for (BacktestPartner& partner : out) {
    const Sums& total = totals[partner.exporter];
    const WeightedPairs pairs = pairs_of(
        cells, false, [&](const BacktestCell& cell) { return cell.exporter == partner.exporter; });
    partner.cells = pairs.weight.size();
    partner.before = total.before;
    partner.predicted = total.predicted();
    partner.observed = total.observed();
    partner.rise = total.rise();
    partner.fit = fit(pairs);
  }
  return out;
}

/// Without partners that have no trade in the model.
BacktestFit partners_fit(const std::vector<BacktestPartner>& partners) {
  WeightedPairs pairs;
  for (const BacktestPartner& partner : partners)
    if (std::isfinite(partner.predicted))
      pairs.add(partner.predicted, partner.observed, partner.before);
  return {"partners", false, fit(pairs)};
}

}  // namespace

double BacktestCell::missed() const { return before * (std::exp(observed) - std::exp(predicted)); }

Backtest backtest(const Outcome& outcome, const ObservedTrade& observed) {
  const AllSums sums = all_sums(outcome, observed);
  Backtest out;
  for (std::size_t at = 0; at < observed.cells.size(); ++at) {
    const ObservedCell& cell = observed.cells[at];
    if (cell.before < observed.at_least)
      ++out.too_small;
    else if (!has_change(sums.cells[at]))
      out.no_trade.push_back(cell.exporter + " " + cell.sector);
    else
      out.cells.push_back(compared(cell, sums.cells[at], sums.sectors.at(cell.sector)));
  }
  out.fits = all_fits(out.cells);
  out.partners = all_partners(observed, sums, out.cells);
  out.fits.push_back(partners_fit(out.partners));
  return out;
}

const Fit* find_fit(const std::vector<BacktestFit>& fits, std::string_view cells, bool within) {
  for (const BacktestFit& one : fits)
    if (one.cells == cells && one.within == within) return &one.fit;
  return nullptr;
}

std::vector<BacktestCell> worst_missed(const Backtest& test, std::size_t count) {
  std::vector<BacktestCell> out = test.cells;
  std::stable_sort(out.begin(), out.end(), [](const BacktestCell& a, const BacktestCell& b) {
    return std::abs(a.missed()) > std::abs(b.missed());
  });
  out.resize(std::min(count, out.size()));
  return out;
}

}  // namespace tariffsim
