// A policy as it is levied: a cell whose goods are treated differently has parts, each with rates
// of its own. What a solver needs, one rate for each cell, weigh_parts makes of it.
#pragma once

#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "model/parameters.hpp"
#include "policy/part_contents.hpp"
#include "policy/quota.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {

/// Whether goods claim a preference.
struct Claiming {
  bool before = false, after = false;
  double trade_cost = 1;  ///< the part of d' that beginning or ceasing to claim is
};

struct PolicyPart {
  TradePart before;                             ///< its place, and the rates of the world
  std::array<double, kWedges.size()> levels{};  ///< new values, by WedgeKind
  double flow_share = 1;  ///< g, of what is traded in the cell under the policy, before duty, as
                          ///< weigh_parts finds it; until then that of before
  Claiming claiming = {};
  PartContents contents = {};  ///< whose tariffs differ

  double& level(WedgeKind kind) { return levels[static_cast<std::size_t>(kind)]; }
  double level(WedgeKind kind) const { return levels[static_cast<std::size_t>(kind)]; }
};

/// The world's value of a wedge in a part.
double base_level(const Wedge& wedge, const TradePart& part);

/// A cell that is whole, as the one part that it has under a policy of whole cells.
PolicyPart whole_cell(const World& world, const TradePolicy& policy, const CellPlace& at);

struct PolicyCell {
  std::vector<PolicyPart> parts;
  std::vector<NamedInterval> names;
  std::vector<std::vector<Index>> lists;  ///< of products that lines have named
  bool claimed = false;                   ///< divided by who claims a preference
};

/// Lists of products, by the sector and the importer of the cells that they were named in.
using NamedProducts = std::map<std::pair<Index, Index>, std::set<std::vector<Index>>>;

struct PartedPolicy {
  PartedPolicy() = default;
  /// Without parts.
  PartedPolicy(TradePolicy whole_cells)
      : average(std::move(whole_cells)) {}  // NOLINT(google-explicit-constructor)
  PartedPolicy(TradePolicy means, std::map<CellPlace, PolicyCell> of_parts)
      : average(std::move(means)), parts(std::move(of_parts)) {}

  TradePolicy
      average;  ///< of a cell with parts the means of their values, weighted by trade in the
                ///< world; a trade cost over the parts that no embargo lies on, if there are
  std::map<CellPlace, PolicyCell> parts;
  std::vector<Quota> quotas = {};     ///< beside these rates, which are those within the amounts
  NamedProducts named_products = {};  ///< what lines named in cells whose goods all pay alike: only
                                      ///< `nests: separate` asks for it

  /// Whether, under `nests: separate`, some goods of a sector do not compete with the rest.
  bool sets_goods_apart() const { return !parts.empty() || !named_products.empty(); }

  const PolicyCell* cell(Index exporter, Index importer, Index sector) const {
    if (parts.empty()) return nullptr;
    const auto found = parts.find({exporter, importer, sector});
    return found == parts.end() ? nullptr : &found->second;
  }
};

/// The policy that the world lives under, its parts among them.
PartedPolicy baseline_levies(const World& world);

/// Gives a cell a value of a wedge; a cube that would hold neutral values only stays empty.
void set_level(TradePolicy& policy, WedgeKind kind, const CellPlace& at, double level);

/// The mean of a wedge over parts, as in PartedPolicy::average.
double average_level(const Wedge& wedge, const std::vector<PolicyPart>& parts);

/// T_j = ( (1+t'_j)(1+e'_j) / ((1+t_j)(1+e_j)) )^phi d'_j: infinity under an embargo.
/// `tax_exponent` is phi (sim/model.md, section 2.7).
double part_wedge(const PolicyPart& part, double tax_exponent = 1);

/// (1 + r1)(1 + r2)... - 1 over the rates of a part that `who` collects.
double part_rate(const PolicyPart& part, Collector who);
double part_rate(const TradePart& part, Collector who);
/// d'_j
double part_trade_cost(const PolicyPart& part);

/// The parts of a world that lives under the policy from now on. Their shares of trade are those of
/// the solution if parts have been weighed, else those of the world before.
PartedCells lasting_parts(const PartedPolicy& policy);

/// What stands for the parts of each cell in the equations, the goods of a cell being varieties of
/// one nest (sim/model.md, section 2.2): one tariff, export tax and trade cost for each cell, which
/// give the same spending, duties, taxes and sales as the parts do together. Fills in
/// PolicyPart::flow_share.
TradePolicy weigh_parts(const World& world, const ModelParameters& parameters,
                        PartedPolicy& policy);

}  // namespace tariffsim
