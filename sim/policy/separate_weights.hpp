// What stands for markets apart in the equations (`nests: separate`; sim/model.md, section 2.2).
#pragma once

#include <vector>

#include "model/parameters.hpp"
#include "policy/separate_markets.hpp"

namespace tariffsim {

/// With goods that compete in submarkets j only, an importer's price of a sector and the shares of
/// sellers in what it spends there are
///
///   log P = sum_j a_j log P_j,   P_j^-theta = sum_i k_ij (T_ij c_i)^-theta,
///   pi_i  = sum_j a_j k_ij (T_ij c_i / P_j)^-theta,
///
/// a_j being the share of j in its spending before, k_ij that of i in j. They are those of one nest
/// at wedges T_i = (P / c_i) (pi_i / pi_i of before)^(-1/theta), which depend on unit costs: a
/// solver that is given these wedges finds the solution once its costs are the ones they were made
/// at.
class SeparateWeights {
 public:
  /// All must outlive it.
  SeparateWeights(const World& world, const ModelParameters& parameters,
                  const PartedPolicy& policy);
  ~SeparateWeights();

  /// The sectors in which some importer's goods do not compete, ascending.
  const std::vector<Index>& sectors() const { return sectors_; }

  /// One tariff, export tax and trade cost for each cell at these unit costs, N x S, hats; what
  /// nobody sells any more has an infinite cost, and so has all of a sector if nothing of one kind
  /// is left. Puts the shares of the parts in the trade of their cells, PolicyPart::flow_share,
  /// into `parts`, those of the policy that this is of or of a copy.
  TradePolicy weigh(const Table& unit_cost, PartedPolicy& parts) const;

 private:
  struct Goods;
  struct Seller;
  struct Market;
  struct LogPrices;

  void weigh(const Market& market, const Table& unit_cost, PartedPolicy& parts,
             TradePolicy& policy) const;

  const World& world_;
  const ModelParameters& parameters_;
  const PartedPolicy& policy_;
  std::vector<Index> sectors_;
  std::vector<Market> markets_;
};

}  // namespace tariffsim
