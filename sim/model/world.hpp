// A calibrated country model: the baseline equilibrium in levels. What governs changes from it are
// ModelParameters.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/cube.hpp"
#include "model/employment.hpp"
#include "model/input_shares.hpp"
#include "model/labels.hpp"
#include "model/product_trade.hpp"
#include "model/trade_parts.hpp"

namespace tariffsim {

/// Symbols of sim/model.md, section 1.1, in comments; million of the baseline's currency.
struct World {
  std::vector<Country> countries;  ///< N
  std::vector<Sector> sectors;     ///< S

  Cube flow;          ///< F, N x N x S, before duty
  Cube tariff;        ///< t, fraction
  Cube export_tax;    ///< e, fraction; empty = none
  Cube trade_share;   ///< pi, each importer's column sums to 1 over exporters, or to 0 if nothing
                      ///< is spent
  PartedCells parts;  ///< of the cells whose goods are under different rates; those above are what
                      ///< stands for them together: t their mean, 1 + e the harmonic mean
  std::shared_ptr<const ProductSource> products;  ///< nullptr if trade by product is not known
  std::shared_ptr<const Employment> employment;   ///< nullptr if it is not known
  Table expenditure;                              ///< X_n, N x S, row = importer, duty included
  Table output;                                   ///< Y, N x S, row = exporter

  Table value_added_share;  ///< beta, N x S
  InputShares input_share;  ///< g; empty without input-output (then beta = 1)
  Table final_share;        ///< alpha, N x S, rows sum to 1

  /// h of inputs, as input_share, and of final use, N x S: the part of what a user spends on a good
  /// that goes to home's. Empty: all users of a good buy at home in the same part.
  InputShares home_input;
  Table home_final;

  /// nu, N: what labour of the importer gets of sellers' revenue there; empty = none.
  Vector selling_share;
  Table selling_labour;  ///< M, N x S, row = importer: what that comes to; empty = none

  Vector value_added;  ///< V, N, > 0
  Vector tax_revenue;  ///< R, N
  Vector deficit;      ///< D, N, sums to 0
  Vector income;       ///< I = V + R + D, N, > 0

  Index n_countries() const { return static_cast<Index>(countries.size()); }
  Index n_sectors() const { return static_cast<Index>(sectors.size()); }

  /// Whether users of a good differ in what part of it they buy at home.
  bool tells_origin() const { return !home_input.empty(); }

  /// beta Y + M, N x S: what labour earns in each sector.
  Table labour_income() const {
    Table earned = value_added_share.cwiseProduct(output);
    if (selling_labour.size() > 0) earned += selling_labour;
    return earned;
  }

  /// The same in every figure and name.
  bool operator==(const World&) const = default;
};

}  // namespace tariffsim
