// How many threads there is room for.
#pragma once

namespace tariffsim {

/// As many threads as are wanted (0: one a processor), or fewer if the system gives no more now
/// (limits on processes or memory): at least 1, the calling one. Asked before work is spread,
/// because the library that spreads it ends the program when it cannot have a thread.
int usable_threads(int wanted);

}  // namespace tariffsim
