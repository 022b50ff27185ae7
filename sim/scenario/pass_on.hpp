// Messages handed from one collection to another.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {

/// Adds all of `found` to `diagnostics`.
inline void pass_on(const std::vector<Diagnostic>& found, Diagnostics& diagnostics) {
  for (const Diagnostic& one : found) diagnostics.add(one);
}

/// As pass_on, but leaves out what `diagnostics` has already, word for word at the same place.
inline void pass_on_new(const std::vector<Diagnostic>& found, Diagnostics& diagnostics) {
  const auto words = [](const Diagnostic& one) {
    const std::string_view file = one.place.source ? one.place.source->name : std::string_view();
    return std::tuple(one.severity, file, one.place.line, one.place.column,
                      std::string_view(one.message), std::string_view(one.hint));
  };
  const std::vector<Diagnostic> before = diagnostics.all();
  std::set<decltype(words(found.front()))> known;
  for (const Diagnostic& one : before) known.insert(words(one));
  for (const Diagnostic& one : found)
    if (known.insert(words(one)).second) diagnostics.add(one);
}

/// The messages in the order of their places, file by file as they first appear, notes on a file as
/// a whole at its end.
inline std::vector<Diagnostic> in_order(std::vector<Diagnostic> sorted) {
  std::map<std::string, std::size_t> rank;
  const auto place_of = [&](const Diagnostic& one) {
    const std::string name = one.place.source ? one.place.source->name : "";
    const std::size_t file = rank.emplace(name, rank.size()).first->second;
    const bool on_whole_file = one.severity == Severity::note && one.place.line == 0;
    return std::tuple(file, on_whole_file, one.place.line, one.place.column);
  };
  for (const Diagnostic& one : sorted) place_of(one);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return place_of(a) < place_of(b);
  });
  return sorted;
}

/// Whether one lies within the stretch of text that another marks.
inline bool is_within(const Place& one, const Place& other) {
  return one.source && other.source && one.source->name == other.source->name && one.line > 0 &&
         one.line == other.line && one.column > 0 && one.column >= other.column &&
         one.column < other.column + other.length;
}

/// Leaves out warnings about words that had been refused before: these follow from the same fault,
/// and are gone or said again once it is mended.
inline void drop_consequences(std::vector<Diagnostic>& found) {
  std::vector<Place> refused;
  std::vector<Diagnostic> kept;
  for (Diagnostic& one : found) {
    const bool follows = std::any_of(refused.begin(), refused.end(), [&](const Place& error) {
      return is_within(one.place, error);
    });
    if (one.severity == Severity::error) refused.push_back(one.place);
    if (one.severity != Severity::warning || !follows) kept.push_back(std::move(one));
  }
  found = std::move(kept);
}

/// Throws InputError with the messages in order when there is an error, without warnings that
/// follow from one.
inline void throw_in_order(const Diagnostics& found) {
  if (!found.has_errors()) return;
  Diagnostics copy = found;
  std::vector<Diagnostic> said = copy.take();
  drop_consequences(said);
  throw InputError(in_order(std::move(said)));
}

}  // namespace tariffsim
