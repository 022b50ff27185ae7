// The policy of a world while lines are written onto it: the levels of whole cells, and the parts
// of those that lines have divided.
#pragma once

#include <map>
#include <set>
#include <string>

#include "policy/cell_parts.hpp"
#include "policy/claimed_cell.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

class LeviedCells {
 public:
  /// What the world lives under; it must outlive this.
  explicit LeviedCells(const World& world);

  const World& world() const { return world_; }
  /// Of a cell with parts their means.
  const TradePolicy& levels() const { return levels_; }
  /// To be written to, and so there from now on.
  Cube& levels_of(WedgeKind kind);
  double flow(const CellPlace& at) const {
    return world_.flow(at.exporter, at.importer, at.sector);
  }

  /// Whether any cell has parts.
  bool has_parts() const { return !cells_.empty(); }
  /// Those of a cell; nullptr if it is whole.
  CellParts* parts(const CellPlace& at);
  const CellParts* parts(const CellPlace& at) const;
  /// The same of a cell that is divided now, into one part if it was whole.
  CellParts& divided(const CellPlace& at);
  /// Gives a whole cell under the rates of the world who claims a preference.
  void begin_claims(const CellPlace& at, CellClaims claims);
  /// Of a cell in which lines of this policy say who claims; else nullptr.
  const CellClaims* claims(const CellPlace& at) const;
  /// Whether it is the world of which some claim: in its parts.
  bool is_claimed_in_world(const CellPlace& at) const {
    return !claimed_in_world_.empty() && claimed_in_world_.count(at) > 0;
  }
  /// The parts of a divided cell, those of who claims and who does not apart.
  std::vector<PolicyPart> parts_levied(const CellPlace& at) const;
  /// Makes the levels of a divided cell the means of its parts, after a wedge of them has changed.
  void take_means(const CellPlace& at, WedgeKind changed);

  /// The rates there are now become those at the start of the scenario, of which all is answered.
  void begin_scenario();
  /// The tariff of a whole cell at the start of the scenario.
  double start(const CellPlace& at) const {
    return (start_.countries() == 0 ? world_.tariff : start_)(at.exporter, at.importer, at.sector);
  }
  /// The tariff of a whole cell, or all of its goods, up to which it has been answered.
  double answered(const CellPlace& at) const {
    return (answered_.countries() == 0 ? world_.tariff : answered_)(at.exporter, at.importer,
                                                                    at.sector);
  }
  void set_answered(const CellPlace& at, double tariff);

  /// Trade by product of a cell, nullptr if it is not known. Asked only for a line that names
  /// products, so that they are seldom read.
  const ProductValues* products(const CellPlace& at) const;

  /// "C26 from CHN to USA".
  std::string name(const CellPlace& at) const;

  /// The policy, without the parts that nothing tells apart, no quota either. Ends the use of this.
  PartedPolicy take(std::vector<Quota> quotas);

 private:
  const World& world_;
  TradePolicy levels_;
  std::map<CellPlace, CellParts> cells_;
  std::map<CellPlace, CellClaims> claims_;
  std::set<CellPlace> claimed_in_world_;
  Cube start_;     // tariffs at the last PolicyLine::begins_scenario; empty: those of the world
  Cube answered_;  // empty: those of the world
};

}  // namespace tariffsim
