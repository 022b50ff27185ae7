// The parts of a cell while lines of a policy are applied to it: which goods a line hits.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/instrument.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// A tariff, and what lines look back to.
struct LeviedRate {
  double now = 0;
  double start = 0;     ///< at the start of the scenario
  double answered = 0;  ///< up to which it has been answered
  double before = 0;    ///< before the answers of one line, while these are applied
};

struct LevyPart {
  PolicyPart policy;
  double start = 0;         ///< the tariff at the start of the scenario
  double answered = 0;      ///< the tariff up to which it has been answered
  double before = 0;        ///< the tariff before the answers of one line, while these are applied
  LeviedRate claimed = {};  ///< in a cell of which some claim a preference: their tariff; that of
                            ///< `policy` is for those who do not
};

/// Goods of a cell, of which one rate is for a share, whichever of them other lines hit.
struct GoodsLayer {
  PartScope scope;  ///< without PartScope::independent
  double share = 1;
};

/// The share of the goods in one place in the trade of their cell, as the data have it. `traded` is
/// that trade by product, nullptr if it is not known.
double share_in_data(const PartPlace& place, const ProductValues* traded);

/// Parts lie side by side: they have no goods in common and hold all of the cell's.
class CellParts {
 public:
  CellParts(std::vector<LevyPart> parts, std::vector<NamedInterval> names,
            std::vector<std::vector<Index>> lists)
      : parts_(std::move(parts)), names_(std::move(names)), lists_(std::move(lists)) {}

  std::vector<LevyPart>& all() { return parts_; }
  const std::vector<LevyPart>& all() const { return parts_; }
  const std::vector<NamedInterval>& names() const { return names_; }
  const std::vector<std::vector<Index>>& lists() const { return lists_; }

  /// Keeps the place of a name beside those there are, unless the cell has it or no room for it.
  void keep_place(const NamedGoods& goods);
  /// Why a scope's name does not fit those there are, as the end of a sentence that begins with the
  /// cell: "the part 'x' would ..."; empty if it does.
  std::string conflict(const PartScope& scope) const;
  /// The goods that a scope speaks of, parts being split where need be: their positions, ascending.
  /// `traded` is the cell's trade by product, of which no product is hit if it is nullptr.
  /// Precondition: no conflict.
  std::vector<std::size_t> hit(const PartScope& scope, const ProductValues* traded);
  /// Those in one place, whose borders are taken for those there are if they differ by rounding.
  std::vector<std::size_t> hit(const PartPlace& place, const ProductValues* traded);
  /// Splits by several lists at once, which have no product in common; returns in which of them
  /// each part lies, kInNoList for none.
  std::vector<std::size_t> split_by(const std::vector<const std::vector<Index>*>& lists,
                                    const ProductValues* traded);
  /// The same, and of the goods of each list only a share, independent of what else has split them;
  /// of those in the first part `upto` of the cell only.
  std::vector<std::size_t> split_by(const std::vector<const std::vector<Index>*>& lists,
                                    const std::vector<double>& shares, double upto,
                                    const ProductValues* traded);
  /// The same by layers of goods, of which one may lie on another, above it; of a share `covered`
  /// of all of them. Precondition: every scope has been hit.
  std::vector<std::size_t> split_by(const std::vector<GoodsLayer>& layers, double covered,
                                    const ProductValues* traded);
  static constexpr auto kInNoList = static_cast<std::size_t>(-1);

 private:
  const NamedInterval* named(const std::string& name) const;
  double filled() const;
  double start_of(const PartScope& scope) const;
  std::pair<double, double> interval_of(const PartScope& scope);
  void remember(const std::vector<Index>& list);
  double border_near(double place) const;
  /// Parts of these products only; nullptr: all parts.
  void split_at(double place, const std::vector<Index>* products);
  void split_shares(double share);
  void split_products(const std::vector<Index>& products, const ProductValues& traded);

  std::vector<LevyPart> parts_;
  std::vector<NamedInterval> names_;
  std::vector<std::vector<Index>> lists_;
};

}  // namespace tariffsim
