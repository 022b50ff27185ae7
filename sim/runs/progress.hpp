// How far long work has come.
#pragma once

#include <functional>
#include <string>

namespace tariffsim {

/// Takes one line, "solved 3 of 8", that replaces the one before; an empty one takes it away.
/// Called by one thread at a time.
using ProgressLine = std::function<void(const std::string&)>;

}  // namespace tariffsim
