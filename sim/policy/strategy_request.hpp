// Questions of the kind: which rates should a government choose? As asked, on positions.
#pragma once

#include <string>
#include <vector>

#include "policy/instrument.hpp"

namespace tariffsim {

/// What cells of a line share a rate.
enum class RateBy { uniform, partner, sector, cell };

/// A line of `choose`: rates on these cells.
struct RateChoice {
  WedgeKind wedge = WedgeKind::tariff;
  Cells cells;
  RateBy by = RateBy::uniform;
  double least = 0, most = 3;  ///< fractions, > -1
  std::string text;            ///< as the user wrote it
  Place place = {};
};

enum class AimKind { welfare, tax_revenue, output };

/// One term of what is maximised, in money: the sum over countries of I W, of R', or of Y' / c of a
/// sector (sim/model.md, section 2.10).
struct Aim {
  AimKind kind = AimKind::welfare;
  std::vector<Index> countries;
  Index sector = -1;  ///< of output
  double weight = 1;
  Place place = {};
};

enum class StrategyKind {
  optimum,     ///< one player
  nash,        ///< each against the others' rates
  cooperative  ///< rates agreed upon
};

/// A country, or several that act as one.
struct StrategyPlayer {
  std::string name;  ///< "USA", "EU27"
  std::vector<Index> members;
  std::vector<Aim> aims;
  std::vector<RateChoice> choices;
};

/// What cooperating players maximise.
struct CooperationTerms {
  bool nash_product = false;         ///< of gains over disagreement; else the sum of real incomes
  bool war_as_disagreement = false;  ///< the Nash equilibrium; else the policy that is given
  bool nobody_loses = false;         ///< against disagreement; in the product always
  std::vector<double> weights = {};  ///< by player, > 0; of the product exponents; empty: all 1
};

struct StrategyRequest {
  StrategyKind kind = StrategyKind::optimum;
  std::vector<StrategyPlayer> players;
  CooperationTerms cooperation = {};
  Place place = {};
};

}  // namespace tariffsim
