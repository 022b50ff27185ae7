// The lines of `policy:` as typed text.
#pragma once

#include <filesystem>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/scenario_paths.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

/// One line. Errors go to `diagnostics`; the result is then not to be used.
PolicyText read_policy_line(const YamlNode& node, const ScenarioFolder& scenario_folder,
                            Diagnostics& diagnostics);

/// All lines of a list.
std::vector<PolicyText> read_policy(const YamlNode& list, const ScenarioFolder& scenario_folder,
                                    Diagnostics& diagnostics);

/// The selectors of a line.
CellsText read_cells(const MappingReader& line, Diagnostics& diagnostics);

/// A rate that no duty can have: at or under -100 %, or a factor under 0.
void check_rate(RateChange change, double rate, const Place& place, Diagnostics& diagnostics);

}  // namespace tariffsim
