// Rates on what each unit of some goods is made of: a duty on the steel in them only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/trade_parts.hpp"

namespace tariffsim {

/// A content while lines change its rate.
struct LeviedContent : PartContent {
  double start = 0;  ///< the rate at the start of the scenario
};

/// The contents of a part of a cell that lines have named, and what is none of these: all units of
/// the part have the same. Every unit pays the mean of their rates, weighted by share, which is the
/// rate of the part; so there is nothing untaxed to which buyers could turn.
class PartContents {
 public:
  /// A new rate for one at its rate, and the rate at the start of the scenario.
  using Change = std::function<double(double rate, double start)>;

  PartContents() = default;
  /// Those of a world, whose rates are the start.
  explicit PartContents(const std::vector<PartContent>& of_world);

  /// As a world has them.
  std::vector<PartContent> all() const { return {contents_.begin(), contents_.end()}; }
  bool empty() const { return contents_.empty(); }
  /// Whether the shares of contents, with those there are of other names, are at most all of a
  /// unit.
  bool fit(const std::vector<std::string>& names, const std::vector<double>& shares) const;

  /// `change` for contents of these names, or for all but these if `rest`. Returns the rate of the
  /// part, which was `rate`, and `start` at the start of the scenario. Precondition: they fit.
  double change(const std::vector<std::string>& names, const std::vector<double>& shares, bool rest,
                double rate, double start, const Change& change);
  /// `change` for whole units. Where it cannot be divided among contents (a floor, a cap), the
  /// contents have one rate from now on, unless it leaves the part as it is.
  double change_whole(double rate, double start, const Change& change);
  /// The rates that there are are those at the start.
  void begin_scenario();

 private:
  LeviedContent rest_of(double rate, double start) const;

  std::vector<LeviedContent> contents_;
};

}  // namespace tariffsim
