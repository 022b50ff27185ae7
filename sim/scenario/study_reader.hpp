// What a scenario asks to be solved many times over.
#pragma once

#include <span>

#include "scenario/scenario_reader.hpp"

namespace tariffsim {

/// Reads `sweep` or `uncertainty`, and `goal`, into the scenario of `file`, with every value of an
/// axis tried alone (of a range its ends). Errors go to `file.found`.
void read_study(const YamlNode& tree, const std::filesystem::path& path, ScenarioFile& file);

/// The scenario at one point of a sweep: the tree with a value of each axis set, read like a file
/// of its own. Throws InputError.
Scenario read_point(const SweepText& sweep, std::span<const std::size_t> positions);

/// The same with the number that a goal seeks at any value. Throws InputError.
Scenario read_point_at(const SweepText& sweep, std::span<const std::size_t> positions,
                       const GoalText& goal, double value);

/// The scenario of a goal at any value of its number; a rate as a fraction. Throws InputError.
Scenario read_at(const GoalText& goal, double value);

}  // namespace tariffsim
