// Messages handed from one collection to another.
#pragma once

#include "text/diagnostic.hpp"

namespace tariffsim {

/// Adds all of `found` to `diagnostics`.
inline void pass_on(const std::vector<Diagnostic>& found, Diagnostics& diagnostics) {
  for (const Diagnostic& one : found) {
    if (one.severity == Severity::error) diagnostics.error(one.place, one.message, one.hint);
    if (one.severity == Severity::warning) diagnostics.warning(one.place, one.message, one.hint);
    if (one.severity == Severity::note) diagnostics.note(one.place, one.message, one.hint);
  }
}

}  // namespace tariffsim
