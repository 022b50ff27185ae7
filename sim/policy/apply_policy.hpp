// Policy lines written onto a world, and what each of them did.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/instrument.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// What one policy line did to one kind of wedge.
struct LineAudit {
  std::string text;  ///< PolicyLine::text
  Place place;       ///< PolicyLine::place
  WedgeKind wedge = WedgeKind::tariff;
  bool ends_trade = false;    ///< an embargo: a cost without bound
  Index cells = 0;            ///< cells whose rate or cost changed
  Index cells_covered = 0;    ///< cells that the line is about
  double trade_changed = 0;   ///< million, flow of the world in the cells that changed
  double trade = 0;           ///< million, flow of the world in the cells that the line is about
  double embargoed = 0;       ///< million, the part of it on which an embargo lay before the line
  double average_before = 0;  ///< rate, weighted by that flow over those cells; of trade costs the
                              ///< cost - 1, over those without embargo, infinity if none is
  double average_after = 0;   ///< infinity for an embargo
  double trade_left = 0;      ///< million, the part of `trade` that the line says nothing of
  std::optional<double> least_after, most_after;  ///< values in cells and parts with trade
  bool too_early = false;    ///< an answer to what only lines below it have added
  Index negative = 0;        ///< cells that now carry a negative rate (a subsidy)
  Index lowered = 0;         ///< of a line that sets one rate: cells with trade whose rate fell
  Index raised = 0;          ///< those whose rate rose
  CellRate highest_lowered;  ///< of those that fell the highest, before the line
  double matched = 0;        ///< the highest rate that an answer of matched value adds

  bool of_rates() const { return wedge_of(wedge).collector != Collector::nobody; }
  const char* wedge_name() const { return ends_trade ? "embargo" : wedge_of(wedge).name; }
};

struct AppliedPolicy {
  PartedPolicy policy;
  std::vector<LineAudit> audit;  ///< in the order of the lines; an agreement that lowers tariffs
                                 ///< and trade costs has an entry for each
};

/// Applies lines top to bottom to the policy in force in the world, each seeing the result of those
/// above (sim/model.md, section 2.2). Precondition: indices lie in the world. Throws InputError
/// naming the line and cell if a rate falls to -100 % or less.
AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines);

}  // namespace tariffsim
