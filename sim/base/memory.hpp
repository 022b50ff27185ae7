// How much memory there is for what is about to be done.
#pragma once

#include <cstddef>

namespace tariffsim {

/// Bytes that the program can still have: what the machine has available, within the limits on the
/// process (RLIMIT_AS) and on its control group. Infinite if nothing is known.
double memory_left();

/// Throws std::bad_alloc if the process cannot have so many more bytes: before work of libraries
/// that do not survive a want of memory.
void require_memory(std::size_t bytes);

}  // namespace tariffsim
