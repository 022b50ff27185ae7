// What a run changes of another, in words.
#pragma once

#include <string>
#include <vector>

#include "studies/comparison.hpp"

namespace tariffsim {

/// Lines that are added, removed or changed: "in 'Tit for tat' it has add: 60% in place of add:
/// 145%", "it adds 'embargo: {...}'"; none of one policy.
std::vector<std::string> policy_changes(const ComparedRun& first, const ComparedRun& run);

/// The same and the options that a variant of `first` has otherwise ("a short horizon instead of a
/// long one"); keys of it for which there are no words as they are written.
std::string changes_in_words(const ComparedRun& first, const ComparedRun& run);

}  // namespace tariffsim
