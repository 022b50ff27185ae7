// The scenario format described by the program itself, from the tables that its reader uses.
#pragma once

#include <string>

namespace tariffsim {

/// JSON Schema (draft 2020-12) of scenario files, indented, ending in a newline.
std::string scenario_schema();

/// Markdown: a section and a table of keys for each kind of mapping.
std::string scenario_key_reference();

}  // namespace tariffsim
