// Messages handed from one collection to another.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

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

/// The messages of one file in the order of their places; throws InputError with them when there is
/// an error.
inline void throw_in_order(const Diagnostics& found) {
  if (!found.has_errors()) return;
  std::vector<Diagnostic> sorted = found.all();
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  throw InputError(std::move(sorted));
}

}  // namespace tariffsim
