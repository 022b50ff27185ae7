// What policy changed at whose border, read off the wedges themselves: the same whatever lines of a
// scenario brought it about.
#pragma once

#include <vector>

#include "outcomes/outcome.hpp"

namespace tariffsim {

enum class Wedge { tariff, export_tax, trade_cost, embargo };

/// All cells in which one country's wedge of one kind changed.
struct PolicyChange {
  Wedge wedge = Wedge::tariff;
  Index country = 0;            ///< the importer; the exporter of an export tax
  std::vector<Index> partners;  ///< in order
  Index sectors = 0;            ///< in how many sectors
  double trade = 0;             ///< million, baseline flow in the cells
  double before = 0;  ///< rate (trade cost - 1), weighted by baseline flow; simple mean without any
  double after = 0;   ///< not for embargoes
  bool rises = false;  ///< in some cell
  bool falls = false;
};

/// Those that cover most trade first.
std::vector<PolicyChange> policy_changes(const Outcome& outcome);

}  // namespace tariffsim
