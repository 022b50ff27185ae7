// What the rates that governments choose are on, in words and as matrices.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// Where a rate is levied. Fit to be shown.
struct RateWords {
  std::string partner;  ///< "CHN", "12 partners", "all"
  std::string sector;   ///< "C26", "3 sectors", "goods", "all"
};
RateWords rate_words(const ChosenRate& rate, const std::vector<Index>& members, const World& world);

/// "32.3000 %"
std::string rate_text(double rate);

/// Rates that differ by partner or by sector.
struct RateMatrix {
  struct Row {
    std::size_t player = 0;
    WedgeKind wedge = WedgeKind::tariff;
    Index partner = -1;         ///< of all partners: -1
    std::vector<double> rates;  ///< by column, fractions; NaN: none
  };
  bool by_sector = false;      ///< columns are sectors, else partners
  bool has_partners = false;   ///< a row for each partner, of one player and instrument
  std::vector<Index> columns;  ///< sectors in their order, or partners, most trade first
  std::vector<Row> rows;       ///< players in their order, or partners, most trade first
};

/// One for all players, or, if rates differ by partner and by sector, one for each player and
/// instrument. None if nobody has rates that differ.
std::vector<RateMatrix> rate_matrices(const StrategyResult& strategy, const World& world);

/// "USA", "USA, export tax": whose row it is.
std::string row_name(const RateMatrix::Row& row, const StrategyResult& strategy);

/// The matrices that are small enough to be read as tables, and are no list of one row.
std::vector<TitledTable> rate_matrix_tables(const StrategyResult& strategy, const World& world);

}  // namespace tariffsim
