// What reports repeat of what was said of a scenario and its baseline on the terminal.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// Warnings and notes as sentences: "line 12: ..." of the scenario's own file, other files by their
/// names without folders.
std::vector<std::string> notes_of(const std::vector<Diagnostic>& said,
                                  const std::string& scenario_file);

}  // namespace tariffsim
