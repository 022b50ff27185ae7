// What happens to trade deficits.
#pragma once

namespace tariffsim {

/// Model, section 2, closures. `fixed`: D' = D in units of the numeraire. `none`: the baseline is
/// first re-solved with D = 0, then shocked with D' = 0.
enum class DeficitClosure { fixed, none };

}  // namespace tariffsim
