// What --help prints.
#pragma once

#include <string>
#include <vector>

namespace tariffsim {

/// In the order in which they are explained.
std::vector<std::string> command_names();

/// What the program does and which commands it has.
std::string program_help();

/// The options, which all commands share, and the exit status.
std::string options_help();

/// Help on one command, without the options of all. Precondition: a known command.
std::string command_help(const std::string& command);

/// Help on one command, or on the program if `command` is empty. Precondition: a known command.
std::string help_text(const std::string& command);

}  // namespace tariffsim
