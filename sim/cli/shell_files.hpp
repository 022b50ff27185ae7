// What shells and `man` want to know of the program, made from what --help and the options say.
#pragma once

#include <string>

namespace tariffsim {

/// tariffsim.1, in the language of man pages.
std::string man_page();

/// Completion of commands, options, their values, scenarios and baselines in bash.
std::string bash_completion();

/// The same in fish.
std::string fish_completion();

}  // namespace tariffsim
