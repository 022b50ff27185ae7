// Messages handed from one collection to another.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
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

/// As pass_on, but leaves out what `diagnostics` has already, word for word at the same place.
inline void pass_on_new(const std::vector<Diagnostic>& found, Diagnostics& diagnostics) {
  std::set<std::string> known;
  for (const Diagnostic& one : diagnostics.all()) known.insert(render(one));
  for (const Diagnostic& one : found)
    if (known.insert(render(one)).second) pass_on({one}, diagnostics);
}

/// The messages in the order of their places, file by file as they first appear; throws InputError
/// with them when there is an error.
inline void throw_in_order(const Diagnostics& found) {
  if (!found.has_errors()) return;
  std::vector<Diagnostic> sorted = found.all();
  std::map<std::string, std::size_t> rank;
  const auto place_of = [&](const Diagnostic& one) {
    const std::string name = one.place.source ? one.place.source->name : "";
    const std::size_t file = rank.emplace(name, rank.size()).first->second;
    return std::tuple(file, one.place.line, one.place.column);
  };
  for (const Diagnostic& one : sorted) place_of(one);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return place_of(a) < place_of(b);
  });
  throw InputError(std::move(sorted));
}

}  // namespace tariffsim
