// The equilibrium conditions, recomputed from levels alone: what makes a result fit to be shown.
#pragma once

#include <string>
#include <vector>

#include "outcomes/levels.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// One condition. All are relative to the size of what must balance.
struct Residual {
  std::string name;     ///< market_clearing, zero_profit, price_index, consumer_price, spending,
                        ///< income, budget, deficits, walras, numeraire; where the model has them
                        ///< origins and origin_prices, labour_mobility, labour_supply and
                        ///< disutility
  std::string meaning;  ///< one sentence
  double value = 0;     ///< largest over countries (and sectors)
  double tolerance = 0;
  std::string where;  ///< the worst place: "VNM", "DEU C19"
  bool holds() const { return value <= tolerance; }
};

struct Certificate {
  std::vector<Residual> residuals;
  bool holds() const;
  /// "all 10 conditions hold; largest residual 3.1e-12 (market_clearing, VNM)" or which fails by
  /// how much.
  std::string summary() const;
};

/// The conditions of sim/model.md, sections 2.6 and 2.7, computed anew from levels. `tolerance` is
/// SolverOptions::tolerance; conditions.hpp says what each may miss at it.
/// `policy` is that of whole cells; `deficit`, N, million, is what D' was held to, where it is not
/// a constant part of income.
Certificate certify(const World& world, const ModelParameters& parameters,
                    const TradePolicy& policy, const Vector& deficit,
                    const Equilibrium& equilibrium, const Levels& after, double tolerance);

/// The same, and that what is bought of the parts of cells is what is bought of the cells, if there
/// are any. `effective` is what weigh_parts made of `policy`.
Certificate certify(const World& world, const ModelParameters& parameters,
                    const PartedPolicy& policy, const TradePolicy& effective, const Vector& deficit,
                    const Equilibrium& equilibrium, const Levels& after, double tolerance);

}  // namespace tariffsim
