// The timeline of a scenario as typed text.
#pragma once

#include <filesystem>
#include <vector>

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// True for 1 to 100 of the characters a-z, 0-9 and '-': what can be a folder of results.
bool is_id(std::string_view text);
/// The sentence for what is not; `what` is what the text cannot be: "an id".
std::string not_an_id(const std::string& text, const std::string& what);

/// `steps:`. Ids must differ, dates must be days in the calendar; dates that go back are a warning.
std::vector<StepText> read_steps(const YamlNode& list, const std::filesystem::path& scenario_folder,
                                 Diagnostics& diagnostics);

}  // namespace tariffsim
