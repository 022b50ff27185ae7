// Headline figures at other horizons, with other elasticities, and with other closures of trade
// deficits: a range in place of a point.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "results/rows.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// A measure of one economy at one horizon: with the run's own source of elasticities, and between
/// which figures it lies with all of them. NaN where nothing was solved.
struct RangeCell {
  double own, low, high;
};

/// On what the sign of a figure hangs.
struct SignsBy {
  bool horizon = false, source = false, closure = false;

  bool any() const { return horizon || source || closure; }
  SignsBy operator|(const SignsBy& b) const {
    return {horizon || b.horizon, source || b.source, closure || b.closure};
  }
};

struct RangeLine {
  std::string economy;             ///< its name
  std::string measure;             ///< "real income"
  std::vector<RangeCell> cells;    ///< by horizon
  std::vector<double> by_closure;  ///< as RangeSummary::closures; NaN where nothing was solved
  SignsBy signs;
  std::string extremes;  ///< if its sign differs: "between -0.43 % (short run, in-sample) and ..."
};

struct RangeSummary {
  std::vector<std::string> horizons;            ///< "short run", "long run (as here)"
  std::size_t own_horizon = std::string::npos;  ///< the run's own, among these; npos if it has none
  std::vector<std::string> closures;       ///< of trade deficits, own first; empty: no figure moves
  std::vector<RangeLine> lines;            ///< empty: there is no range
  bool counts_work = false;                ///< hours answer wages: welfare is no income
  std::vector<std::string> notes;          ///< sentences: over what, and what could not be solved
  std::vector<std::string> closure_notes;  ///< the same of closures
};

/// Real income, the same without the rebate of border taxes, and the real wage, of `economies`
/// (codes of countries, names of groups), and real income of the world.
RangeSummary range_summary(const RunRecord& record, const ExperimentResult& result,
                           const std::vector<std::string>& economies);

/// "-0.51 % (-0.70 to -0.42 %)"; the figure alone where all round to it.
TextCell range_cell(const RangeCell& cell, std::optional<int> decimals = std::nullopt);

/// Of horizons and sources, and of closures if these move a figure; or nothing.
std::vector<TitledTable> range_tables(const RangeSummary& range);

}  // namespace tariffsim
