// The worlds and policies that speed is measured on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/calibration.hpp"
#include "policy/apply_policy.hpp"

namespace tariffsim::bench {

struct Case {
  std::string name;
  Calibration calibration;
  std::vector<PolicyLine> policy;
  bool without_deficits = false;  ///< closure none: two solves
};

/// A random world of this size; 145 % and 125 % between its first two countries.
Case synthetic(Index countries, Index sectors, bool input_output);
/// 145 % and 125 % between the United States and China.
Case world_2022(bool input_output);
/// The same two with every option of the model: substitution, labour that moves in part and answers
/// the real wage, an income tax that border taxes replace, economies of scale, selling costs,
/// proportional deficits.
Case synthetic_family(Index countries, Index sectors);
Case world_2022_family();
/// 10 % by the United States on all; nothing where the source data are not there.
std::optional<Case> icio_2022();
/// Caliendo and Parro's (2015) NAFTA; nothing where the source data are not there.
std::optional<Case> nafta_1993();

}  // namespace tariffsim::bench
