// `optimum:` and `game:` become typed text.
#pragma once

#include <memory>

#include "scenario/strategy_text.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

/// nullptr where a scenario has neither, or what it has cannot be read, which has been said. Sets
/// the closure of the model where it is not written.
std::shared_ptr<const StrategyText> read_strategy(const MappingReader& root, ModelText& model,
                                                  Diagnostics& diagnostics);

}  // namespace tariffsim
