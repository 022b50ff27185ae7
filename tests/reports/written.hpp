// The files of a result, as `tariffsim run` writes them.
#pragma once

#include <string>
#include <vector>

#include "support/two_countries.hpp"
#include "writers/written_files.hpp"

namespace tariffsim::test {

inline std::vector<ResultFile> files_of(const Solved& solved,
                                        const std::vector<std::string>& formats = {"csv"}) {
  const std::vector<SolvedStep> steps{{{}, solved.result, {}}};
  return run_files(solved.record, steps, formats_named(formats));
}

inline std::vector<std::string> names_of(const std::vector<ResultFile>& files) {
  std::vector<std::string> out;
  for (const ResultFile& file : files) out.push_back(file.name);
  return out;
}

}  // namespace tariffsim::test
