// A result held against what really happened (sim/model.md, section 3.11).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/observed.hpp"
#include "outcomes/fit.hpp"
#include "outcomes/outcome.hpp"

namespace tariffsim {

/// A rise of the tariff by a percentage point or more is a hit.
inline constexpr double kHit = 0.01;

/// One cell: changes are logs of after over before, of flows before duty, summed over its
/// exporters and sectors first.
struct BacktestCell {
  std::string exporter, sector;
  double predicted = 0, observed = 0;
  double before = 0;  ///< observed, in the unit of the file: the weight
  double rise = 0;    ///< of the average tariff at the weights of base flows, a fraction
  /// Less the change of all imports of the sector that are in the file: predicted of predicted,
  /// observed of observed.
  double predicted_within = 0, observed_within = 0;

  bool is_hit() const { return rise >= kHit - 1e-12; }
  /// What was observed after, less what the predicted change would have made of it, in the file's
  /// unit.
  double missed() const;
};

/// All cells of an exporter together.
struct BacktestPartner {
  std::string exporter;
  std::size_t cells = 0;
  double before = 0, predicted = 0, observed = 0;  ///< as of BacktestCell
  double rise = 0;                                 ///< as of BacktestCell
  Fit fit = {};                                    ///< of its cells, raw
};

/// Cells of one kind: "hit", "others" or "all", raw or within sectors; or "partners": the totals of
/// all exporters.
struct BacktestFit {
  std::string cells;
  bool within = false;
  Fit fit = {};
};

struct Backtest {
  std::vector<BacktestCell> cells;        ///< those that are compared, in the file's order
  std::vector<BacktestPartner> partners;  ///< in the order in which the file names them
  std::vector<BacktestFit> fits;          ///< raw first; a kind without cells is left out
  std::size_t too_small = 0;              ///< cells below ObservedTrade::at_least
  std::vector<std::string> no_trade;  ///< "CHN C19": no trade in the model before or after, and so
                                      ///< no logarithm
};

/// Precondition: the positions are those of the outcome's world.
Backtest backtest(const Outcome& outcome, const ObservedTrade& observed);

/// The fit of one kind of cells, or nullptr if there are none.
const Fit* find_fit(const std::vector<BacktestFit>& fits, std::string_view cells, bool within);

/// The cells that are missed by most money, the worst first, at most `count`.
std::vector<BacktestCell> worst_missed(const Backtest& test, std::size_t count);

}  // namespace tariffsim
