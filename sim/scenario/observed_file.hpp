// `observed:` of a scenario: what really happened, from a file.
#pragma once

#include <filesystem>
#include <optional>

#include "model/observed.hpp"
#include "scenario/scenario.hpp"
#include "scenario/scenario_paths.hpp"
#include "scenario/selector_lookup.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// The mapping as typed text. Errors go to `diagnostics`; the result is then not to be used.
ObservedText read_observed(const YamlNode& node, const ScenarioFolder& scenario_folder,
                           Diagnostics& diagnostics);

/// Reads the file, and looks up the importer and what its rows name. Exporters and sectors that
/// exist but are not in the baseline are passed over with a note; an unknown name, a value that is
/// not above 0, trade of the importer with itself and trade that two rows hold are errors.
std::optional<ObservedTrade> bind_observed(const ObservedText& text, SelectorLookup& countries,
                                           SelectorLookup& sectors, Diagnostics& diagnostics);

}  // namespace tariffsim
