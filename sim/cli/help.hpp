// What --help prints.
#pragma once

#include <string>
#include <vector>

namespace tariffsim {

/// In the order in which they are explained.
std::vector<std::string> command_names();

/// Help on one command, or on the program where `command` is empty. Precondition: a known command.
std::string help_text(const std::string& command);

}  // namespace tariffsim
