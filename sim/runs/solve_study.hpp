// The points of a study solved on all cores and, if there are several, by all ranks.
#pragma once

#include "runs/prepared_run.hpp"
#include "runs/progress.hpp"
#include "runs/ranks.hpp"
#include "studies/study_store.hpp"

namespace tariffsim {

/// Solves the chunks that the store lacks and keeps each as soon as it is there; what a chunk holds
/// does not depend on threads or ranks. False if SIGINT or SIGTERM has ended it before all were
/// done: chunks in work are still kept; a second signal, half a second later or more, ends the
/// program at once. Rank 0 calls it while the others are in solve_for_first. `first` is of the same
/// study, and is copied for each thread. Precondition: run.study.
bool solve_study(const PreparedRun& run, const PointSolver& first, int threads,
                 const ProgressLine& progress, const Ranks& ranks, StudyStore& store);

/// True if a signal came during the study that was solved last: no other is to be begun.
bool asked_to_stop();

/// The other ranks: solves what rank 0 hands out until there is no more.
void solve_for_first(const PreparedRun& run, int threads, const Ranks& ranks);

}  // namespace tariffsim
