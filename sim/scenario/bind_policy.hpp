// Policy lines as written become typed instruments on positions.
#pragma once

#include "model/baseline.hpp"
#include "policy/instrument.hpp"
#include "scenario/list_lines.hpp"
#include "scenario/product_lookup.hpp"
#include "scenario/scenario.hpp"
#include "scenario/selector_lookup.hpp"

namespace tariffsim {

struct PolicyLookup {
  SelectorLookup& countries;
  SelectorLookup& sectors;
  Diagnostics& diagnostics;
  const Baseline* data =
      nullptr;           ///< to whose rates increases are added; without one there are none
  std::string day = {};  ///< of the step, for files with dates; empty: none
  const ProductLookup* products = nullptr;  ///< without one no line may name products
  ListLines* list_lines = nullptr;  ///< lines on lists of products so far; nullptr: not told of
};

/// One line; reads its rate file if it has one. Errors go to the diagnostics; the result is then
/// not to be used.
PolicyLine bind_policy_line(const PolicyText& text, const PolicyLookup& lookup);

/// The cells of selectors. A missing importer or exporter is all countries, missing sectors are
/// `default_sectors` ("goods", "all").
Cells bind_cells(const CellsText& text, const std::string& default_sectors,
                 const PolicyLookup& lookup);

/// The cells of a file of rates: those of its rows that the line selects; of a file with dates the
/// rates of the day that the line or its step says, of increases the data's rates with these. A row
/// for a country that the baseline does not have is passed over with a note.
std::vector<CellRate> read_rate_file(const RateFile& file, const LevyText& line,
                                     const PolicyLookup& lookup);

}  // namespace tariffsim
