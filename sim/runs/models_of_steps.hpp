// What the steps of a timeline do not share of the model.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "policy/stage.hpp"

namespace tariffsim {

/// Results of different models stand on one line of a chart: one note says in which options the
/// steps differ, and what their horizons set (BoundScenario::horizons). None where they differ in
/// nothing and set nothing.
void note_models_of_steps(const std::vector<Stage>& stages,
                          const std::vector<std::string>& horizons, Diagnostics& diagnostics);

}  // namespace tariffsim
