// The folder of a study while it is being solved, and when it is done.
#pragma once

#include <filesystem>
#include <string>

#include "runs/prepared_run.hpp"
#include "studies/study_store.hpp"

namespace tariffsim {

inline constexpr const char* kUnfinishedStore = "study-unfinished.sqlite";
inline constexpr const char* kFinishedStore = "study.sqlite";

/// What a store must be of to belong to a study: the scenario, what it reads, the baseline, the
/// program.
StudyIdentity study_identity(const PreparedRun& run);

struct OpenedStore {
  StudyStore store;
  bool finished = false;  ///< its results are there already
  std::string said = {};  ///< a sentence on what was damaged and is solved anew, or nothing
};

/// The store of a study in its folder: a new one, or with `resume` the one that an earlier run has
/// left, of which all that is not as it was written is left out. Throws OutputError with both ways
/// out if there is unfinished work and `resume` is not given, if it is of another study, and if the
/// folder holds something else.
OpenedStore open_study(const std::filesystem::path& folder, const StudyIdentity& identity,
                       bool resume);

/// Removes the store of unfinished work, and the folder if nothing else is in it.
void forget_study(const std::filesystem::path& folder);

}  // namespace tariffsim
