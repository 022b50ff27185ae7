// Tariffs that answer tariffs.
#pragma once

#include <vector>

#include "policy/instrument.hpp"
#include "policy/trade_policy.hpp"

namespace tariffsim {

/// What one country has added to its tariff on goods of another.
struct AddedDuty {
  Index sector = 0;
  PartPlace goods;
  double flow_share = 1;    ///< of these goods in the trade of their cell
  double rate = 0;          ///< points, fraction, > 0
  PartPlace lined_up = {};  ///< of products: the interval of the cell's trade in the data where
                            ///< they lie if all its goods are lined up, the same at every answer
};

/// What is added to the tariff on goods of a cell.
struct Answer {
  CellPlace cell;
  PartPlace goods;
  double rate = 0;
};

/// What `against` has added to its tariffs on one of those who answer.
struct Provocation {
  Index by = 0;
  std::vector<AddedDuty> added;
};

/// What those who answer as one add to their tariffs on `against`, by what that has added to its
/// tariffs on each of them. Without `matched`:
///   on the same sectors, share x added on the same share of them: the same interval, or, if
///   products were hit and the importer's own trade by product is not known, the interval in which
///   these are lined up;
///   on other sectors, share x the average of `added` over the trade that was hit, F_by,against, on
///   the share of them that this trade is of its sectors.
/// With `matched`, one rate r that would collect as much on the flows there are:
///   r sum_s F_against,by^s = share sum_s added^s F_by,against^s,
/// the first sum over the sectors of the answer. Sums and averages are over all who answer as one:
/// who was not hit in a sector where another was counts with nothing added.
/// Nothing if there is nothing to answer, or (matched) nothing to tax.
std::vector<Answer> answer(const Retaliation& retaliation, const World& world,
                           const std::vector<Provocation>& provocations, Index against);

}  // namespace tariffsim
