// The options of the model that leave Caliendo and Parro's behind (sim/model.md, section 2.7), as
// written.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/parameters.hpp"
#include "scenario/name.hpp"

namespace tariffsim {

/// How long after a change its effects are read: a named set of options.
enum class Horizon { none, short_run, medium_run, long_run };

/// One number for all countries (sectors), or numbers by name, `others` among them.
struct FiguresText {
  std::optional<double> all;
  std::vector<std::pair<Name, double>> named;
  Place place;
};

/// What is not written is left to the horizon, or else to the default.
struct FamilyText {
  Horizon horizon = Horizon::none;
  std::optional<double> value_added, inputs, final_use;  ///< elasticities of substitution
  std::optional<double> labour_mobility;                 ///< infinity: perfect
  double labour_supply = 0;
  RevenueUse revenue = RevenueUse::lump_sum;
  Place revenue_place = {};  ///< if it is given
  std::optional<FiguresText> income_tax_rate;
  std::optional<FiguresText> scale;                            ///< psi by sector
  bool krugman = false;                                        ///< in its place: psi = 1 / theta
  std::optional<FiguresText> selling_share, selling_exponent;  ///< by importer
  std::optional<double> selling_pareto;
};

}  // namespace tariffsim
