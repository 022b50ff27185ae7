// The program: a command line in, an exit status out.
#pragma once

#include <exception>
#include <string>
#include <vector>

namespace tariffsim {

inline constexpr int kDone = 0;
inline constexpr int kFailed =
    1;                            ///< a scenario could not be solved or a file could not be written
inline constexpr int kWrong = 2;  ///< the command line, a scenario or a baseline is wrong

/// What an exception that reaches the user says, in a sentence: of the system's own those that can
/// be helped.
std::string failure_text(const std::exception& error);

/// Runs one command; every fault is printed to stderr and becomes a status. `arguments` without the
/// program's name.
int run_program(const std::vector<std::string>& arguments);

}  // namespace tariffsim
