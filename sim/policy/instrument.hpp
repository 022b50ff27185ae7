// What governments do at the border, as typed lines applied from top to bottom.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "policy/trade_policy.hpp"
#include "text/diagnostic.hpp"

namespace tariffsim {

/// What is done to the rate there is.
enum class RateChange { set, add, multiply, at_least, at_most };

/// All triples of the three lists but those with exporter = importer.
struct Cells {
  std::vector<Index> exporters;
  std::vector<Index> importers;
  std::vector<Index> sectors;
};

struct CellRate {
  Index exporter = 0;
  Index importer = 0;
  Index sector = 0;
  double rate = 0;  ///< fraction
};

/// One rate for all cells, or a rate for each of some cells (from a file; exporter = importer is
/// passed over).
struct OneRate {
  Cells cells;
  double rate = 0;  ///< fraction; for multiply the factor
};
using Rates = std::variant<OneRate, std::vector<CellRate>>;

struct TariffChange {
  RateChange change = RateChange::add;
  Rates rates;
};
struct ExportTaxChange {
  RateChange change = RateChange::add;
  Rates rates;
};
/// d' is multiplied by 1 + change.
struct TradeCostChange {
  Cells cells;
  double change = 0;  ///< fraction, > -1
};
/// No trade: d' = infinity.
struct Embargo {
  std::vector<Cells> cells;  ///< several where it is mutual
};
using Instrument = std::variant<TariffChange, ExportTaxChange, TradeCostChange, Embargo>;

struct PolicyLine {
  Instrument instrument;
  std::string text;  ///< as the user wrote it, for the audit: "tariff: {importer: USA, exporter:
                     ///< CHN, add: 145%}"
  Place place;       ///< of the line, for messages
};

/// What one policy line did.
struct LineAudit {
  std::string text;
  Index cells = 0;   ///< cells whose rate or cost changed
  double trade = 0;  ///< million, baseline flow in those cells
  double average_before =
      0;  ///< rate (trade cost - 1 for trade costs), weighted by baseline flow over those cells
  double average_after = 0;  ///< infinity for an embargo
  Index negative = 0;        ///< cells that now carry a negative tariff (an import subsidy)
};

struct AppliedPolicy {
  TradePolicy policy;
  std::vector<LineAudit> audit;  ///< one per line
};

/// Applies lines top to bottom to the baseline's policy, each seeing the result of those above
/// (contract, `policy`). Precondition: indices lie in the world; no resulting rate is at or under
/// -1 (throws InputError naming the line and cell).
AppliedPolicy apply_policy(const World& world, std::span<const PolicyLine> lines);

}  // namespace tariffsim
