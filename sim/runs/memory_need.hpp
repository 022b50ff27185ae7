// What the results of runs take of memory, counted before they are solved.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "runs/prepared_run.hpp"

namespace tariffsim {

/// Bytes that are kept at one time of a scenario with its variants: its world, the outcomes of its
/// own steps, those of the runs in work on so many threads, and of each variant what a comparison
/// sets side by side.
double memory_need(const PreparedScenario& scenario, int threads);

/// "3.2 GB", "400 MB".
std::string size_text(double bytes);

/// "200 variants", "120 steps": what there is many of.
std::string many_of(const PreparedScenario& scenario);

/// What is needed more while the files of a scenario are made.
using WritingNeed = std::function<double(const PreparedScenario&)>;

/// Throws OutputError, before anything is solved, if one of the scenarios needs more than there is.
void check_memory(const std::vector<PreparedScenario>& scenarios, int threads,
                  const WritingNeed& writing);

}  // namespace tariffsim
