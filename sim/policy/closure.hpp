// What happens to trade deficits.
#pragma once

namespace tariffsim {

/// Closures (sim/model.md, section 2.3). `fixed`: D' = D in units of the numeraire. `none`: the
/// baseline is first re-solved with D = 0, then shocked with D' = 0. `proportional`: D' stays a
/// constant part of income (ModelParameters::proportional_deficits).
enum class DeficitClosure { fixed, none, proportional };

constexpr DeficitClosure kClosures[]{DeficitClosure::fixed, DeficitClosure::none,
                                     DeficitClosure::proportional};

/// As scenarios and tables write it.
constexpr const char* name_of(DeficitClosure closure) {
  switch (closure) {
    case DeficitClosure::none:
      return "none";
    case DeficitClosure::proportional:
      return "proportional";
    case DeficitClosure::fixed:
      break;
  }
  return "fixed";
}

}  // namespace tariffsim
